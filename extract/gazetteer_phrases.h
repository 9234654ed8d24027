#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace onrecord {

/// Equality and hash that take A-Z, and the capitals of Latin-1 letters, for their lower case.
struct FoldedHash {
  std::size_t operator()(std::string_view text) const;
};
struct FoldedEqual {
  bool operator()(std::string_view a, std::string_view b) const;
};

/// A name and what it stands for. The text must outlive the table.
struct Phrase {
  std::string_view text;
  std::uint32_t value = 0;
};

/// Names looked up whole, or as the longest run of words that is one. Immutable once built.
class PhraseTable {
 public:
  /// A run of words that is a phrase in some case.
  struct Run {
    std::size_t words = 0;
    std::string text;                 ///< the words put together again: "Sheriff's Office"
    std::span<const Phrase> phrases;  ///< equal to `text` but for case, in the order given
  };

  PhraseTable() = default;
  explicit PhraseTable(const std::vector<Phrase>& phrases);

  /// The phrases that equal `text` but for case, in the order given to the constructor.
  std::span<const Phrase> find(std::string_view text) const;

  /// The longest run from `at` on that is a phrase and that `accept` takes.
  std::optional<Run> longest_run(std::span<const std::string_view> words, std::size_t at,
                                 const std::function<bool(const Run&)>& accept) const;

 private:
  std::vector<Phrase> phrases_;        // those of one folded text, a group, side by side
  std::vector<std::uint32_t> begins_;  // by group, and the end of the last
  std::unordered_map<std::string_view, std::uint32_t, FoldedHash, FoldedEqual> groups_;
  // First word (up to a blank) -> bytes of the longest phrase that begins with it.
  std::unordered_map<std::string_view, std::size_t, FoldedHash, FoldedEqual> longest_;
};

/// Puts a word after others as a writer would: no blank before a comma or a possessive ending nor
/// around a hyphen or slash of its own; curly apostrophes become straight.
/// returns: whether a blank was put between.
bool append_word(std::string& text, std::string_view word);

}  // namespace onrecord
