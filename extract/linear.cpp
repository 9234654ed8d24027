#include "extract/linear.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr std::size_t kLaneStep = 16;
constexpr std::size_t kMostIn = 1 << 16, kMostOut = 1 << 16;

std::size_t up_to_lanes(std::size_t size) { return (size + kLaneStep - 1) / kLaneStep * kLaneStep; }

}  // namespace

Result<Linear> Linear::load(const ModelFile& model, const std::string& name, std::size_t in,
                            const EncoderOptions& options) {
  const Result<Tensor> weight = model.tensor(name + ".weight");
  if (!weight) return weight.error();
  const bool fits = weight->shape.size() == 2 && weight->shape[1] == in && in % kLaneStep == 0 &&
                    in <= kMostIn && weight->shape[0] <= kMostOut;
  if (!fits) {
    return to_item_error(ErrorCode::Corrupt, model.path(),
                         "tensor " + name + ".weight is not a matrix over rows of " +
                             std::to_string(in) + "; use the model that came with this program");
  }
  Linear layer;
  layer.in_ = in;
  layer.out_ = weight->shape[0];
  layer.columns_ = up_to_lanes(layer.out_);
  layer.kernels_ = &encoder_kernels(options.instructions);
  const bool stored_int8 = weight->type == TensorType::Int8;
  const Status loaded = stored_int8 && !options.plain_float ? layer.load_int8(model, name)
                                                            : layer.load_floats(model, name);
  if (!loaded) return loaded.error();
  if (const Status bias = layer.load_bias(model, name); !bias) return bias.error();
  return layer;
}

Status Linear::load_int8(const ModelFile& model, const std::string& name) {
  const auto weight = model.int8s(name + ".weight", {out_, in_});
  if (!weight) return weight.error();
  const auto scale = model.floats(name + ".scale", {out_});
  if (!scale) return scale.error();
  scale_.assign(columns_, 0.0f);
  std::copy(scale->begin(), scale->end(), scale_.begin());
  column_sum_.assign(columns_, 0);
  for (std::size_t n = 0; n < out_; ++n) {
    const auto row = weight->subspan(n * in_, in_);
    for (const std::int8_t value : row) column_sum_[n] += value;
    if (std::any_of(row.begin(), row.end(), [](std::int8_t w) { return w < -64 || w > 64; })) {
      return to_item_error(ErrorCode::Corrupt, model.path(),
                           "tensor " + name + ".weight holds a number beyond 64, which some " +
                               "processors would cut off; write the model anew");
    }
  }
  for (const std::int32_t sum : column_sum_) offset_.push_back(128 * sum);
  std::vector<std::int8_t> padded(weight->begin(), weight->end());
  padded.resize(columns_ * in_, 0);
  Result<Int8Product> product = Int8Product::prepare(padded, columns_, in_);
  if (!product) return product.error();
  product_ = *std::move(product);
  return {};
}

Status Linear::load_floats(const ModelFile& model, const std::string& name) {
  const Result<Tensor> weight = model.tensor(name + ".weight");
  if (!weight) return weight.error();
  floats_.assign(in_ * columns_, 0.0f);
  if (weight->type == TensorType::Float32) {
    const auto values = model.floats(name + ".weight", {out_, in_});
    if (!values) return values.error();
    for (std::size_t i = 0; i < values->size(); ++i) {
      floats_[i % in_ * columns_ + i / in_] = (*values)[i];
    }
    return {};
  }
  const auto values = model.int8s(name + ".weight", {out_, in_});
  if (!values) return values.error();
  const auto scale = model.floats(name + ".scale", {out_});
  if (!scale) return scale.error();
  for (std::size_t i = 0; i < values->size(); ++i) {
    floats_[i % in_ * columns_ + i / in_] = static_cast<float>((*values)[i]) * (*scale)[i / in_];
  }
  return {};
}

Status Linear::load_bias(const ModelFile& model, const std::string& name) {
  bias_.assign(columns_, 0.0f);
  if (!model.has(name + ".bias")) return {};
  const auto bias = model.floats(name + ".bias", {out_});
  if (!bias) return bias.error();
  std::copy(bias->begin(), bias->end(), bias_.begin());
  return {};
}

Dequantizer Linear::dequantizer() const {
  return {scale_.data(), bias_.data(), column_sum_.data(), offset_.data(), columns_};
}

void Linear::multiply_floats(const float* rows, std::size_t count, EncoderWorkspace& workspace,
                             float* to) const {
  if (columns_ == out_) {
    kernels_->multiply(rows, count, in_, floats_.data(), bias_.data(), columns_, to);
    return;
  }
  float* numbers = workspace.numbers.get(count * columns_);
  kernels_->multiply(rows, count, in_, floats_.data(), bias_.data(), columns_, numbers);
  for (std::size_t r = 0; r < count; ++r) {
    std::copy_n(numbers + r * columns_, out_, to + r * out_);
  }
}

Status Linear::apply_int8(const float* rows, std::size_t count, EncoderWorkspace& workspace,
                          float* to) const {
  const OneThread one_thread;
  constexpr std::size_t kBlock = Int8Product::kMostRows;
  const QuantizedRows quantized = workspace.head_rows.symmetric(kBlock, in_);
  std::int32_t* sums = workspace.sums.get(kBlock * columns_);
  float* numbers = workspace.numbers.get(kBlock * columns_);
  for (std::size_t first = 0; first < count; first += kBlock) {
    const std::size_t block = std::min(kBlock, count - first);
    kernels_->quantize(rows + first * in_, block, in_, quantized);
    const Status done = multiply(quantized.bytes, block, sums, workspace.product);
    if (!done) return done;
    kernels_->dequantize(sums, block, dequantizer(), quantized, columns_, 0, numbers);
    for (std::size_t r = 0; r < block; ++r) {
      std::copy_n(numbers + r * columns_, out_, to + (first + r) * out_);
    }
  }
  return {};
}

Result<std::vector<float>> Linear::apply(std::span<const float> rows,
                                         EncoderWorkspace& workspace) const {
  assert(rows.size() % in_ == 0);
  const std::size_t count = rows.size() / in_;
  std::vector<float> to(count * out_);
  if (!quantized()) {
    multiply_floats(rows.data(), count, workspace, to.data());
    return to;
  }
  if (const Status done = apply_int8(rows.data(), count, workspace, to.data()); !done) {
    return done.error();
  }
  return to;
}

}  // namespace onrecord
