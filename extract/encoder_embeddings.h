#pragma once

#include <cstdint>
#include <vector>

#include "extract/encoder_kernels.h"
#include "extract/model_file.h"
#include "extract/piece.h"
#include "model/result.h"

namespace onrecord {

/// What goes into the first layer: the sum of a piece's word, position and case rows.
///
/// Tensors: embeddings.word.weight [vocabulary, hidden], i8 with embeddings.word.scale
/// [vocabulary], or f32; embeddings.position.weight [positions, hidden] and embeddings.case.weight
/// [7, hidden], f32.
class EncoderEmbeddings {
 public:
  EncoderEmbeddings() = default;
  static Result<EncoderEmbeddings> load(const ModelFile& model, std::size_t vocabulary,
                                        std::size_t positions, std::size_t hidden,
                                        const EncoderKernels& kernels);

  /// to: `hidden` floats.
  void embed(const Piece& piece, std::size_t position, float* to) const;

 private:
  std::size_t hidden_ = 0;
  const EncoderKernels* kernels_ = nullptr;
  std::vector<std::int8_t> words_;  // empty when the file holds floats
  std::vector<float> word_scale_, word_floats_, positions_, cases_;
};

}  // namespace onrecord
