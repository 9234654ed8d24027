// The sorted places are a tree of letters without being one: those that begin with the same letters
// are a range, and the next letter divides it. We go down that tree with one row of the table of
// edit distances (Wagner and Fischer 1974, with swaps after Damerau 1964), and leave a branch when
// the whole row lies above the bound. Where no error is left to make, only the letters that are
// wanted next are looked up. "lindqist" finds "Lindqvist"; "indqvist" does too; "quist" does not.

#include "server/near_beginnings.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace onrecord {
namespace {

constexpr std::size_t kMostCharacters = 64;
constexpr std::size_t kMostSteps = 30'000;  // divisions of a range

using Row = std::array<std::uint8_t, kMostCharacters + 1>;

std::size_t size_of_character(const char* text) {
  std::size_t size = 1;
  while ((static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U && size < 4) ++size;
  return size;
}

class NearSearch {
 public:
  NearSearch(const NameTable& table, std::string_view folded, unsigned most)
      : table_(table), most_(most) {
    while (!folded.empty()) {
      std::size_t size = 1;
      while (size < folded.size() && (static_cast<unsigned char>(folded[size]) & 0xC0U) == 0x80U) {
        ++size;
      }
      wanted_.push_back(folded.substr(0, size));
      folded.remove_prefix(size);
    }
  }

  std::vector<NearRange> run() {
    if (wanted_.empty() || wanted_.size() > kMostCharacters) return {};
    Row row{};
    for (std::size_t j = 0; j <= wanted_.size(); ++j) row[j] = static_cast<std::uint8_t>(j);
    Row none{};
    none.fill(0xff);
    visit({table_.all(), 0, 0, {}}, row, none, most_ + 1);
    return std::move(found_);
  }

 private:
  struct Node {
    NameTable::Range places;
    std::size_t bytes = 0, characters = 0;  // that they have in common
    std::string_view last;                  // of these characters
  };

  /// found: the errors of the ranges around this one that are in found_ already.
  void visit(const Node& node, const Row& row, const Row& before, unsigned found) {
    const unsigned here = row[wanted_.size()];
    if (here < found) {
      found_.push_back({node.places, here});
      found = here;
    }
    const auto end = row.begin() + static_cast<std::ptrdiff_t>(wanted_.size()) + 1;
    const unsigned least = *std::min_element(row.begin(), end);
    if (least >= found) return;
    if (least == most_) {
      visit_wanted(node, row, before, found);
    } else {
      visit_all(node, row, before, found);
    }
  }

  void visit_all(const Node& node, const Row& row, const Row& before, unsigned found) {
    NameTable::Range left = node.places;
    while (left.size() > 0) {
      const char* next = table_.text(left.begin) + node.bytes;
      const std::string_view character(next,
                                       *next == NameTable::kEnd ? 1 : size_of_character(next));
      if (++steps_ > kMostSteps) return;
      const std::uint32_t end = end_of(left, node.bytes, character);
      if (*next != NameTable::kEnd) step({left.begin, end}, character, node, row, before, found);
      left.begin = end;
    }
  }

  /// Only what is wanted about here: anything else would be an error more.
  void visit_wanted(const Node& node, const Row& row, const Row& before, unsigned found) {
    const std::size_t margin = most_ + 1;
    const std::size_t first = node.characters - std::min(node.characters, margin);
    const std::size_t last = std::min(wanted_.size(), node.characters + margin + 1);
    for (std::size_t j = first; j < last; ++j) {
      const auto here = wanted_.begin() + static_cast<std::ptrdiff_t>(j);
      if (std::find(wanted_.begin() + static_cast<std::ptrdiff_t>(first), here, wanted_[j]) !=
          here) {
        continue;
      }
      if (++steps_ > kMostSteps) return;
      NameTable::Range places = node.places;
      places.begin = begin_of(places, node.bytes, wanted_[j]);
      places.end = end_of(places, node.bytes, wanted_[j]);
      if (places.size() > 0) step(places, wanted_[j], node, row, before, found);
    }
  }

  void step(NameTable::Range places, std::string_view character, const Node& node, const Row& row,
            const Row& before, unsigned found) {
    Row next{};
    next[0] = static_cast<std::uint8_t>(row[0] + 1);
    for (std::size_t j = 1; j <= wanted_.size(); ++j) {
      const unsigned replaced = row[j - 1] + (wanted_[j - 1] == character ? 0u : 1u);
      unsigned best = std::min({row[j] + 1u, next[j - 1] + 1u, replaced});
      const bool swapped = j > 1 && wanted_[j - 1] == node.last && wanted_[j - 2] == character;
      if (swapped) best = std::min(best, before[j - 2] + 1u);
      next[j] = static_cast<std::uint8_t>(std::min(best, 0xfeu));
    }
    visit({places, node.bytes + character.size(), node.characters + 1, character}, next, row,
          found);
  }

  /// How a text goes on after `bytes`, against a character. Texts have at least 4 bytes after
  /// their end.
  int compare(std::uint32_t place, std::size_t bytes, std::string_view character) const {
    return std::memcmp(table_.text(place) + bytes, character.data(), character.size());
  }
  std::uint32_t begin_of(NameTable::Range range, std::size_t bytes,
                         std::string_view character) const {
    while (range.size() > 0) {
      const std::uint32_t middle = range.begin + range.size() / 2;
      if (compare(middle, bytes, character) < 0) {
        range.begin = middle + 1;
      } else {
        range.end = middle;
      }
    }
    return range.begin;
  }
  /// In leaps from the beginning: most ranges are short, and memory far away is slow.
  std::uint32_t end_of(NameTable::Range range, std::size_t bytes,
                       std::string_view character) const {
    std::uint32_t leap = 1;
    while (range.begin + leap < range.end && compare(range.begin + leap, bytes, character) <= 0) {
      range.begin += leap;
      leap *= 2;
    }
    range.end = std::min(range.end, range.begin + leap);
    while (range.size() > 0) {
      const std::uint32_t middle = range.begin + range.size() / 2;
      if (compare(middle, bytes, character) <= 0) {
        range.begin = middle + 1;
      } else {
        range.end = middle;
      }
    }
    return range.begin;
  }

  const NameTable& table_;
  const unsigned most_;
  std::vector<std::string_view> wanted_;
  std::size_t steps_ = 0;
  std::vector<NearRange> found_;
};

}  // namespace

std::vector<NearRange> find_near_beginnings(const NameTable& table, std::string_view folded,
                                            unsigned most_errors) {
  return NearSearch(table, folded, most_errors).run();
}

}  // namespace onrecord
