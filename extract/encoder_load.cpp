#include <utility>

#include "extract/encoder.h"
#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostHidden = 4096, kMostLayers = 64, kMostPositions = 256, kMostHead = 128;

}  // namespace

Status Encoder::load_config(const ModelFile& model) {
  const std::pair<const char*, std::pair<std::size_t*, std::size_t>> sizes[] = {
      {"hidden", {&config_.hidden, kMostHidden}},
      {"layers", {&config_.layers, kMostLayers}},
      {"heads", {&config_.heads, kMostHidden}},
      {"intermediate", {&config_.intermediate, 4 * kMostHidden}},
      {"vocabulary", {&config_.vocabulary, 1u << 20}},
      {"positions", {&config_.positions, kMostPositions}},
  };
  for (const auto& [name, size] : sizes) {
    const Result<std::size_t> value = model.config(name, size.second);
    if (!value) return value.error();
    *size.first = *value;
  }
  const std::size_t head = config_.hidden / config_.heads;
  const bool fits = config_.hidden % config_.heads == 0 && head % 32 == 0 && head <= kMostHead &&
                    config_.intermediate % 16 == 0;
  if (fits) return {};
  return to_item_error(ErrorCode::Unsupported, model.path(),
                       "heads must be 32, 64, 96 or 128 wide and intermediate a multiple of 16; "
                       "use the model that came with this program");
}

Result<Encoder::Norms> Encoder::load_norms(const ModelFile& model, const std::string& name,
                                           std::size_t size) {
  const auto weight = model.floats(name + ".weight", {size});
  if (!weight) return weight.error();
  const auto bias = model.floats(name + ".bias", {size});
  if (!bias) return bias.error();
  return Norms{{weight->begin(), weight->end()}, {bias->begin(), bias->end()}};
}

Result<Encoder::Layer> Encoder::load_layer(const ModelFile& model, const std::string& name,
                                           const EncoderConfig& config,
                                           const EncoderOptions& options) {
  const std::size_t hidden = config.hidden, intermediate = config.intermediate;
  Result<Linear> qkv = Linear::load(model, name + "qkv", hidden, options);
  if (!qkv) return qkv.error();
  Result<Linear> attention_out = Linear::load(model, name + "attention_out", hidden, options);
  if (!attention_out) return attention_out.error();
  Result<Linear> up = Linear::load(model, name + "up", hidden, options);
  if (!up) return up.error();
  Result<Linear> down = Linear::load(model, name + "down", intermediate, options);
  if (!down) return down.error();
  Result<Norms> attention_norm = load_norms(model, name + "attention_norm", hidden);
  if (!attention_norm) return attention_norm.error();
  Result<Norms> output_norm = load_norms(model, name + "output_norm", hidden);
  if (!output_norm) return output_norm.error();
  const bool fits = qkv->out() == 3 * hidden && attention_out->out() == hidden &&
                    up->out() == intermediate && down->out() == hidden;
  const bool alike = qkv->quantized() == attention_out->quantized() &&
                     qkv->quantized() == up->quantized() && qkv->quantized() == down->quantized();
  if (!fits || !alike) {
    return to_item_error(ErrorCode::Corrupt, model.path(),
                         name +
                             "*: the matrices do not fit the config or each other; "
                             "use the model that came with this program");
  }
  return Layer{*std::move(qkv),  *std::move(attention_out),  *std::move(up),
               *std::move(down), *std::move(attention_norm), *std::move(output_norm)};
}

Result<Encoder> Encoder::load(const ModelFile& model, const EncoderOptions& options) {
  Encoder encoder;
  encoder.kernels_ = &encoder_kernels(options.instructions);
  if (const Status read = encoder.load_config(model); !read) return read.error();
  const EncoderConfig& config = encoder.config_;
  Result<EncoderEmbeddings> embeddings = EncoderEmbeddings::load(
      model, config.vocabulary, config.positions, config.hidden, *encoder.kernels_);
  if (!embeddings) return embeddings.error();
  encoder.embeddings_ = *std::move(embeddings);
  Result<Norms> norm = load_norms(model, "embeddings.norm", config.hidden);
  if (!norm) return norm.error();
  encoder.embedding_norm_ = *std::move(norm);
  for (std::size_t i = 0; i < config.layers; ++i) {
    Result<Layer> layer = load_layer(model, "layer." + std::to_string(i) + ".", config, options);
    if (!layer) return layer.error();
    encoder.layers_.push_back(*std::move(layer));
  }
  encoder.plain_float_ = !encoder.layers_.front().qkv.quantized();
  for (const Layer& layer : encoder.layers_) {
    if (layer.qkv.quantized() == encoder.plain_float_) {
      return to_item_error(ErrorCode::Corrupt, model.path(),
                           "some layers are in 8 bits and some in float");
    }
  }
  return encoder;
}

}  // namespace onrecord
