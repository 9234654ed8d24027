#include "extract/span_links.h"

#include <algorithm>
#include <cmath>

namespace onrecord {
namespace {

/// GELU in its tanh form (Hendrycks & Gimpel 2016).
float gelu(float x) {
  const float inner = 0.7978845608F * (x + 0.044715F * x * x * x);
  return 0.5F * x * (1.0F + std::tanh(inner));
}

}  // namespace

std::vector<float> span_means(std::span<const float> rows, std::size_t width,
                              std::span<const TokenRange> ranges) {
  std::vector<float> means(ranges.size() * width, 0.0F);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    float* mean = means.data() + i * width;
    for (std::size_t word = ranges[i].first; word < ranges[i].end; ++word) {
      for (std::size_t k = 0; k < width; ++k) mean[k] += rows[word * width + k];
    }
    const float size = static_cast<float>(ranges[i].end - ranges[i].first);
    for (std::size_t k = 0; k < width; ++k) mean[k] /= size;
  }
  return means;
}

std::size_t distance_bucket(TokenRange left, TokenRange right) {
  constexpr std::size_t kHalf = SpanLinks::kDistances / 2;
  const bool precedes = right.end <= left.first;
  std::size_t apart = 1;
  if (right.first >= left.end) apart = right.first - left.end + 1;
  if (precedes) apart = left.first - right.end + 1;
  std::size_t step = apart - 1;
  if (apart > 4) {
    const double doublings = std::floor(std::log2(static_cast<double>(apart) / 5.0) * 2.0);
    step = 4 + static_cast<std::size_t>(std::max(0.0, doublings));
  }
  step = std::min(step, kHalf - 1);
  return precedes ? step : step + kHalf;
}

Result<SpanLinks> SpanLinks::load(const ModelFile& model, const std::string& name,
                                  std::size_t width) {
  const Result<Tensor> table = model.tensor(name + ".distance");
  if (!table) return table.error();
  const std::size_t hidden = table->shape.size() == 2 ? table->shape[1] : 0;
  const auto distance = model.floats(name + ".distance", {kDistances, hidden});
  if (!distance) return distance.error();
  Result<Linear> left = Linear::load(model, name + ".left", width);
  if (!left) return left.error();
  Result<Linear> right = Linear::load(model, name + ".right", width);
  if (!right) return right.error();
  Result<Linear> out = Linear::load(model, name + ".out", hidden);
  if (!out) return out.error();
  if (left->out() <= hidden || right->out() != left->out() || out->out() != 1) {
    return Error{ErrorCode::Corrupt, model.path() + ": " + name + " has sizes that do not fit"};
  }
  SpanLinks links(std::move(*left), std::move(*right), std::move(*out));
  links.hidden_ = hidden;
  links.products_ = links.left_.out() - hidden;
  links.distance_.assign(distance->begin(), distance->end());
  return links;
}

Result<std::vector<float>> SpanLinks::scores(std::span<const TokenRange> lefts,
                                             std::span<const float> left_rows,
                                             std::span<const TokenRange> rights,
                                             std::span<const float> right_rows,
                                             EncoderWorkspace& workspace) const {
  const Result<std::vector<float>> a = left_.apply(left_rows, workspace);
  if (!a) return a.error();
  const Result<std::vector<float>> b = right_.apply(right_rows, workspace);
  if (!b) return b.error();
  return score_sides(lefts, *a, rights, *b, workspace);
}

Result<std::vector<float>> SpanLinks::score_sides(std::span<const TokenRange> lefts,
                                                  std::span<const float> left_sides,
                                                  std::span<const TokenRange> rights,
                                                  std::span<const float> right_sides,
                                                  EncoderWorkspace& workspace) const {
  const std::size_t width = hidden_ + products_, pairs = lefts.size() * rights.size();
  std::vector<float> mixed(pairs * hidden_), products(pairs);
  const float scale = std::sqrt(static_cast<float>(products_));
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const std::size_t l = pair / rights.size(), r = pair % rights.size();
    const float* left = left_sides.data() + l * width;
    const float* right = right_sides.data() + r * width;
    const float* apart = distance_.data() + distance_bucket(lefts[l], rights[r]) * hidden_;
    for (std::size_t k = 0; k < hidden_; ++k) {
      mixed[pair * hidden_ + k] = gelu(left[k] + right[k] + apart[k]);
    }
    float product = 0;
    for (std::size_t k = hidden_; k < width; ++k) product += left[k] * right[k];
    products[pair] = product / scale;
  }
  Result<std::vector<float>> scores = out_.apply(mixed, workspace);
  if (!scores) return scores.error();
  for (std::size_t pair = 0; pair < pairs; ++pair) (*scores)[pair] += products[pair];
  return scores;
}

}  // namespace onrecord
