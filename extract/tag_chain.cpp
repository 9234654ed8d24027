#include "extract/tag_chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace onrecord {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kLeastFactor = 1e-100;  // so that no sum over allowed paths becomes zero

bool finite(const std::vector<float>& weights) {
  return std::all_of(weights.begin(), weights.end(), [](float w) { return std::isfinite(w); });
}

}  // namespace

Result<TagChain> TagChain::make(std::vector<std::string> tags, std::vector<float> start,
                                std::vector<float> move) {
  const std::size_t count = tags.size();
  if (count == 0 || start.size() != count || move.size() != count * count) {
    return Error{ErrorCode::Corrupt, "tag chain: the weights do not fit the tags"};
  }
  if (!finite(start) || !finite(move))
    return Error{ErrorCode::Corrupt, "tag chain: a weight is not finite"};
  TagChain chain;
  for (const std::string& tag : tags) {
    const bool marked = tag.size() > 2 && (tag.starts_with("B-") || tag.starts_with("I-"));
    if (!marked && tag != "O")
      return Error{ErrorCode::Corrupt, "tag chain: \"" + tag + "\" is no IOB2 tag"};
    if (!tag.starts_with("B-")) continue;
    if (std::find(tags.begin(), tags.end(), "I-" + tag.substr(2)) == tags.end()) {
      return Error{ErrorCode::Corrupt, "tag chain: \"" + tag + "\" has no I- tag"};
    }
    chain.kinds_.push_back(tag.substr(2));
  }
  for (const std::string& tag : tags) {
    const std::string kind = tag == "O" ? "" : tag.substr(2);
    const auto at = std::find(chain.kinds_.begin(), chain.kinds_.end(), kind);
    if (tag != "O" && at == chain.kinds_.end()) {
      return Error{ErrorCode::Corrupt, "tag chain: \"" + tag + "\" has no B- tag"};
    }
    chain.kind_of_.push_back(static_cast<std::size_t>(at - chain.kinds_.begin()));
    chain.begins_.push_back(tag.starts_with("B-"));
    const auto inside = std::find(tags.begin(), tags.end(), "I-" + kind);
    chain.inside_of_.push_back(static_cast<std::size_t>(inside - tags.begin()));
  }
  chain.start_.assign(start.begin(), start.end());
  chain.move_.assign(move.begin(), move.end());
  for (std::size_t tag = 0; tag < count; ++tag) {
    if (!tags[tag].starts_with("I-")) continue;
    chain.start_[tag] = kNever;
    for (std::size_t before = 0; before < count; ++before) {
      if (chain.kind_of_[before] != chain.kind_of_[tag]) chain.move_[before * count + tag] = kNever;
    }
  }
  const auto factors_of = [](const std::vector<double>& weights, std::vector<double>& to) {
    for (const double weight : weights) {
      to.push_back(weight == kNever ? 0.0 : std::clamp(std::exp(weight), kLeastFactor, 1e100));
    }
  };
  factors_of(chain.start_, chain.start_factor_);
  factors_of(chain.move_, chain.move_factor_);
  chain.tags_ = std::move(tags);
  return chain;
}

std::vector<std::size_t> TagChain::best_path(std::span<const float> scores) const {
  const std::size_t count = tags(), words = scores.size() / count;
  if (words == 0) return {};
  std::vector<double> best(start_), next(count);
  for (std::size_t tag = 0; tag < count; ++tag) best[tag] += scores[tag];
  std::vector<std::uint8_t> back(words * count, 0);
  for (std::size_t word = 1; word < words; ++word) {
    for (std::size_t tag = 0; tag < count; ++tag) {
      std::size_t from = 0;
      double most = kNever;
      for (std::size_t before = 0; before < count; ++before) {
        const double value = best[before] + step(before, tag);
        if (value > most) most = value, from = before;
      }
      next[tag] = most + scores[word * count + tag];
      back[word * count + tag] = static_cast<std::uint8_t>(from);
    }
    best.swap(next);
  }
  std::vector<std::size_t> path(words);
  path.back() = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t word = words - 1; word > 0; --word) {
    path[word - 1] = back[word * count + path[word]];
  }
  return path;
}

/// The scores of one word as factors, the largest 1.
void TagChain::factors(std::span<const float> scores, std::size_t word,
                       std::span<double> to) const {
  const auto row = scores.subspan(word * tags(), tags());
  const double most = *std::max_element(row.begin(), row.end());
  for (std::size_t tag = 0; tag < tags(); ++tag) {
    to[tag] = std::max(kLeastFactor, std::exp(row[tag] - most));
  }
}

TagChain::Sums TagChain::sum(std::span<const float> scores) const {
  const std::size_t count = tags(), words = scores.size() / count;
  Sums sums;
  sums.factor.resize(words * count);
  sums.before.resize(words * count);
  sums.after.assign(words * count, 1.0);
  sums.scale.resize(words);
  for (std::size_t word = 0; word < words; ++word) {
    double* factor = sums.factor.data() + word * count;
    double* now = sums.before.data() + word * count;
    factors(scores, word, {factor, count});
    for (std::size_t tag = 0; tag < count; ++tag) now[tag] = word == 0 ? start_factor_[tag] : 0.0;
    for (std::size_t from = 0; word > 0 && from < count; ++from) {
      const double share = sums.before[(word - 1) * count + from];
      for (std::size_t tag = 0; tag < count; ++tag) {
        now[tag] += share * move_factor_[from * count + tag];
      }
    }
    double total = 0;
    for (std::size_t tag = 0; tag < count; ++tag) total += now[tag] *= factor[tag];
    for (std::size_t tag = 0; tag < count; ++tag) now[tag] /= total;
    sums.scale[word] = total;
  }
  for (std::size_t word = words; word-- > 1;) {
    const double* factor = sums.factor.data() + word * count;
    const double* after = sums.after.data() + word * count;
    for (std::size_t tag = 0; tag < count; ++tag) {
      double total = 0;
      for (std::size_t next = 0; next < count; ++next) {
        total += move_factor_[tag * count + next] * factor[next] * after[next];
      }
      sums.after[(word - 1) * count + tag] = total / sums.scale[word];
    }
  }
  return sums;
}

/// The posterior probability of the run: all paths that mark just its words, of all paths.
double TagChain::probability(const Sums& sums, std::span<const std::size_t> path,
                             const TaggedRun& run) const {
  const std::size_t count = tags();
  double share = sums.before[run.first * count + path[run.first]];
  const auto step = [&](std::size_t word, std::size_t from, std::size_t tag) {
    return move_factor_[from * count + tag] * sums.factor[word * count + tag] / sums.scale[word];
  };
  for (std::size_t word = run.first + 1; word < run.end; ++word) {
    share *= step(word, path[word - 1], path[word]);
  }
  if (run.end == path.size()) return std::clamp(share, 0.0, 1.0);
  const std::size_t last = path[run.end - 1];
  double rest = 0;
  for (std::size_t tag = 0; tag < count; ++tag) {
    if (tag == inside_of_[last]) continue;
    rest += step(run.end, last, tag) * sums.after[run.end * count + tag];
  }
  return std::clamp(share * rest, 0.0, 1.0);
}

std::vector<TaggedRun> TagChain::runs(std::span<const float> scores,
                                      std::span<const std::size_t> path) const {
  std::vector<TaggedRun> found;
  for (std::size_t word = 0; word < path.size(); ++word) {
    if (!begins_[path[word]]) continue;
    std::size_t end = word + 1;
    while (end < path.size() && path[end] == inside_of_[path[word]]) ++end;
    found.push_back({word, end, kind_of_[path[word]], 0.0});
  }
  if (found.empty()) return found;
  const Sums sums = sum(scores);
  for (TaggedRun& run : found) run.probability = probability(sums, path, run);
  return found;
}

}  // namespace onrecord
