#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/result.h"

namespace onrecord {

/// How likely words are to play a part in an attribution, fitted on PolNeAR's training articles by
/// train/fit_cues.py (model card: data/models/cues.md). All look-ups take lower-case words and
/// return a share in [0, 1]; 0 for words that were too rare or too unlikely to keep.
class Lexicon {
 public:
  /// tsv: rows of kind, form, times seen, share; '#' begins a comment.
  /// error: Corrupt, naming the line.
  static Result<Lexicon> parse(std::string_view tsv);

  double cue(std::string_view form) const { return find(cue_, form); }    ///< verb is (in) a cue
  double head(std::string_view form) const { return find(head_, form); }  ///< noun heads a source
  double finite(std::string_view form) const { return find(finite_, form); }  ///< is a finite verb

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  using Shares = std::unordered_map<std::string, double, Hash, std::equal_to<>>;
  static double find(const Shares& shares, std::string_view form) {
    const auto it = shares.find(form);
    return it == shares.end() ? 0.0 : it->second;
  }
  Shares cue_, head_, finite_;
};

}  // namespace onrecord
