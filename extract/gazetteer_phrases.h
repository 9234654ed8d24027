#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// Equality and hash that take A-Z, and the capitals of Latin-1 letters, for their lower case.
struct FoldedHash {
  std::size_t operator()(std::string_view text) const;
};
struct FoldedEqual {
  bool operator()(std::string_view a, std::string_view b) const;
};

/// Numbers texts from 0 in the order they are first put in; texts that differ only in case are one.
/// Open addressing: two arrays and no node per text, because a program that reads one page should
/// not wait for a hundred thousand allocations. The texts must outlive it.
class FoldedIndex {
 public:
  /// expected: no more than about this many texts will be put in.
  explicit FoldedIndex(std::size_t expected = 0);

  std::uint32_t put(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kFree;
  };
  static constexpr std::uint32_t kFree = 0xffffffffU;

  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two, at most half of it taken
  std::vector<std::string_view> texts_;
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
  FoldedIndex groups_;
  FoldedIndex first_words_;           // up to a blank
  std::vector<std::size_t> longest_;  // by first word: bytes of the longest phrase it begins
};

/// Puts a word after others as a writer would: no blank before a comma or a possessive ending nor
/// around a hyphen or slash of its own; curly apostrophes become straight.
/// returns: whether a blank was put between.
bool append_word(std::string& text, std::string_view word);

}  // namespace onrecord
