#include "extract/span_links.h"

#include <algorithm>
#include <cmath>

namespace onrecord {
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
  const auto weight = model.floats(name + ".out.weight", {1, hidden});
  if (!weight) return weight.error();
  const auto bias = model.floats(name + ".out.bias", {1});
  if (!bias) return bias.error();
  const std::size_t products = left->out() > hidden ? left->out() - hidden : 0;
  if (products == 0 || right->out() != left->out() || hidden % 16 != 0 || products % 16 != 0) {
    return Error{ErrorCode::Corrupt, model.path() + ": " + name + " has sizes that do not fit"};
  }
  SpanLinks links(std::move(*left), std::move(*right));
  links.hidden_ = hidden;
  links.products_ = products;
  links.weight_.assign(weight->begin(), weight->end());
  links.bias_ = bias->front();
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
  return score_sides(lefts, *a, rights, *b);
}

std::vector<float> SpanLinks::score_sides(std::span<const TokenRange> lefts,
                                          std::span<const float> left_sides,
                                          std::span<const TokenRange> rights,
                                          std::span<const float> right_sides) const {
  const float scale = 1.0F / std::sqrt(static_cast<float>(products_));
  std::vector<float> scores;
  scores.reserve(lefts.size() * rights.size());
  for (std::size_t l = 0; l < lefts.size(); ++l) {
    for (std::size_t r = 0; r < rights.size(); ++r) {
      const float* apart = distance_.data() + distance_bucket(lefts[l], rights[r]) * hidden_;
      scores.push_back(bias_ + kernels_->score_pair(left_sides.data() + l * side(),
                                                    right_sides.data() + r * side(), apart,
                                                    weight_.data(), hidden_, products_, scale));
    }
  }
  return scores;
}

}  // namespace onrecord
