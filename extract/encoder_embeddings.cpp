#include "extract/encoder_embeddings.h"

#include <span>

namespace onrecord {

Result<EncoderEmbeddings> EncoderEmbeddings::load(const ModelFile& model, std::size_t vocabulary,
                                                  std::size_t positions, std::size_t hidden,
                                                  const EncoderKernels& kernels) {
  EncoderEmbeddings tables;
  tables.hidden_ = hidden;
  tables.kernels_ = &kernels;
  const Result<Tensor> words = model.tensor("embeddings.word.weight");
  if (!words) return words.error();
  if (words->type == TensorType::Int8) {
    const auto rows = model.int8s("embeddings.word.weight", {vocabulary, hidden});
    if (!rows) return rows.error();
    const auto scale = model.floats("embeddings.word.scale", {vocabulary});
    if (!scale) return scale.error();
    tables.words_.assign(rows->begin(), rows->end());
    tables.word_scale_.assign(scale->begin(), scale->end());
  } else {
    const auto rows = model.floats("embeddings.word.weight", {vocabulary, hidden});
    if (!rows) return rows.error();
    tables.word_floats_.assign(rows->begin(), rows->end());
  }
  const auto position = model.floats("embeddings.position.weight", {positions, hidden});
  if (!position) return position.error();
  tables.positions_.assign(position->begin(), position->end());
  const auto cases = model.floats("embeddings.case.weight", {kCaseClasses, hidden});
  if (!cases) return cases.error();
  tables.cases_.assign(cases->begin(), cases->end());
  return tables;
}

void EncoderEmbeddings::embed(const Piece& piece, std::size_t position, float* to) const {
  const float* at = positions_.data() + position * hidden_;
  const float* letters = cases_.data() + static_cast<std::size_t>(piece.case_class) * hidden_;
  const std::size_t row = static_cast<std::size_t>(piece.id) * hidden_;
  if (words_.empty()) {
    for (std::size_t i = 0; i < hidden_; ++i) to[i] = word_floats_[row + i] + at[i] + letters[i];
    return;
  }
  kernels_->embed(words_.data() + row, word_scale_[static_cast<std::size_t>(piece.id)], at, letters,
                  hidden_, to);
}

}  // namespace onrecord
