#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// A run of words that a tagger marks: words [first, end), its kind, and how probable exactly this
/// run with this kind is under the chain, 0 to 1.
struct TaggedRun {
  std::size_t first = 0, end = 0;
  std::size_t kind = 0;  ///< index into TagChain::kinds()
  double probability = 0.0;
};

/// A linear-chain conditional random field over IOB2 tags (Lafferty et al. 2001). I-x may only
/// follow B-x or I-x, whatever the weights say. Immutable, so safe to share between threads.
class TagChain {
 public:
  /// tags: IOB2, "O" among them; start: one weight a tag; move: tags x tags, row = the tag before.
  /// Refused: other tags than IOB2, sizes that do not fit, weights that are not finite.
  static Result<TagChain> make(std::vector<std::string> tags, std::vector<float> start,
                               std::vector<float> move);

  std::size_t tags() const { return tags_.size(); }
  const std::string& tag(std::size_t index) const { return tags_[index]; }
  const std::vector<std::string>& kinds() const { return kinds_; }

  /// The best path (Viterbi), one tag index a word. scores: words x tags() unnormalised log
  /// scores. Ties go to the lower index.
  std::vector<std::size_t> best_path(std::span<const float> scores) const;

  /// The marked runs of `path`, each with its posterior probability (forward-backward).
  std::vector<TaggedRun> runs(std::span<const float> scores,
                              std::span<const std::size_t> path) const;

 private:
  TagChain() = default;
  double step(std::size_t before, std::size_t tag) const { return move_[before * tags() + tag]; }
  /// Forward and backward sums, scaled so that each word's forward sums are 1 (Rabiner 1989).
  struct Sums {
    std::vector<double> factor, before, after;  ///< words x tags
    std::vector<double> scale;                  ///< by word
  };
  void factors(std::span<const float> scores, std::size_t word, std::span<double> to) const;
  Sums sum(std::span<const float> scores) const;
  double probability(const Sums& sums, std::span<const std::size_t> path,
                     const TaggedRun& run) const;

  std::vector<std::string> tags_, kinds_;
  std::vector<double> start_, move_;                // forbidden: -infinity
  std::vector<double> start_factor_, move_factor_;  // their exponentials; forbidden: 0
  std::vector<std::size_t> kind_of_;                // by tag; kinds_.size() for O
  std::vector<bool> begins_;                        // by tag: B-x
  std::vector<std::size_t> inside_of_;              // by tag B-x or I-x: the index of I-x
};

}  // namespace onrecord
