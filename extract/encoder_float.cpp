// The network as its definition reads, in float and with plain loops: what the 8-bit path is
// compared with.

#include <algorithm>
#include <cmath>
#include <vector>

#include "extract/encoder.h"

namespace onrecord {
namespace {

void norm_row(float* row, std::size_t size, const Norm& norm) {
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < size; ++i) mean += row[i];
  mean /= static_cast<double>(size);
  for (std::size_t i = 0; i < size; ++i) variance += (row[i] - mean) * (row[i] - mean);
  variance /= static_cast<double>(size);
  const double inverse = 1.0 / std::sqrt(variance + static_cast<double>(norm.epsilon));
  for (std::size_t i = 0; i < size; ++i) {
    row[i] = static_cast<float>((row[i] - mean) * inverse) * norm.weight[i] + norm.bias[i];
  }
}

float gelu(float x) {
  constexpr float kRootOfTwoOverPi = 0.7978845608f;
  return 0.5f * x * (1.0f + std::tanh(kRootOfTwoOverPi * (x + 0.044715f * x * x * x)));
}

float dot(const float* a, const float* b, std::size_t size) {
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += a[i] * b[i];
  return sum;
}

/// Scores -> weights that sum to 1.
void softmax(std::vector<float>& scores) {
  const float largest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - largest);
  for (float& score : scores) score /= sum;
}

}  // namespace

void Encoder::attend_floats(const float* qkv, std::size_t rows, float* to) const {
  const std::size_t hidden = config_.hidden, width = hidden / config_.heads, stride = 3 * hidden;
  const float scale = 1.0f / std::sqrt(static_cast<float>(width));
  std::vector<float> scores(rows);
  std::fill_n(to, rows * hidden, 0.0f);
  for (std::size_t begin = 0; begin < hidden; begin += width) {
    for (std::size_t r = 0; r < rows; ++r) {
      const float* query = qkv + r * stride + begin;
      for (std::size_t j = 0; j < rows; ++j) {
        scores[j] = scale * dot(query, qkv + j * stride + hidden + begin, width);
      }
      softmax(scores);
      float* out = to + r * hidden + begin;
      for (std::size_t j = 0; j < rows; ++j) {
        const float* value = qkv + j * stride + 2 * hidden + begin;
        for (std::size_t i = 0; i < width; ++i) out[i] += scores[j] * value[i];
      }
    }
  }
}

void Encoder::add_and_norm_floats(const std::vector<float>& add, const Norms& norms,
                                  float* rows) const {
  for (std::size_t i = 0; i < add.size(); ++i) rows[i] += add[i];
  for (std::size_t at = 0; at < add.size(); at += config_.hidden) {
    norm_row(rows + at, config_.hidden, norms.get());
  }
}

void Encoder::encode_floats(Window window, EncoderWorkspace& workspace, float* hidden) const {
  const std::size_t rows = window.size(), size = config_.hidden;
  for (std::size_t r = 0; r < rows; ++r) {
    embeddings_.embed(window[r], r, hidden + r * size);
    norm_row(hidden + r * size, size, embedding_norm_.get());
  }
  std::vector<float> qkv(rows * 3 * size), context(rows * size), out(rows * size),
      inner(rows * config_.intermediate);
  for (const Layer& layer : layers_) {
    layer.qkv.multiply_floats(hidden, rows, workspace, qkv.data());
    attend_floats(qkv.data(), rows, context.data());
    layer.attention_out.multiply_floats(context.data(), rows, workspace, out.data());
    add_and_norm_floats(out, layer.attention_norm, hidden);
    layer.up.multiply_floats(hidden, rows, workspace, inner.data());
    for (float& value : inner) value = gelu(value);
    layer.down.multiply_floats(inner.data(), rows, workspace, out.data());
    add_and_norm_floats(out, layer.output_norm, hidden);
  }
}

}  // namespace onrecord
