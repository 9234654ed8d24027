#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/packed_edge.h"
#include "graph/sentence_pairs.h"
#include "storage/reading.h"

namespace onrecord {

/// Two entities that stand in one sentence of some documents. Name: what tells entities apart; with
/// an order.
template <typename Name>
struct PairCount {
  Name a{}, b{};                      ///< a < b
  std::uint32_t document = 0;         ///< the first that has them, by its place among those read
  std::uint32_t first = 0, last = 0;  ///< date codes (graph/packed_edge.h)
  std::uint32_t documents = 0;
  std::uint64_t sentences = 0;

  std::pair<Name, Name> ends() const { return {a, b}; }
};

/// What two countings of one pair are together, of different documents.
template <typename Name>
PairCount<Name> united(const PairCount<Name>& a, const PairCount<Name>& b) {
  PairCount<Name> both = a;
  both.document = std::min(a.document, b.document);
  both.documents += b.documents;
  both.sentences += b.sentences;
  both.last = std::max(a.last, b.last);
  // 0 is no date: it is not the earlier one.
  if (a.first == 0 || (b.first != 0 && b.first < a.first)) both.first = b.first;
  return both;
}

template <typename Name>
bool comes_before(const PairCount<Name>& a, const PairCount<Name>& b) {
  return std::tie(a.a, a.b, a.document) < std::tie(b.a, b.b, b.document);
}

/// Makes one of those of the same ends. pairs: sorted by comes_before.
template <typename Name>
void unite_neighbours(std::vector<PairCount<Name>>& pairs) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept == 0 || pairs[kept - 1].ends() != pairs[i].ends()) {
      pairs[kept++] = pairs[i];
      continue;
    }
    pairs[kept - 1] = united(pairs[kept - 1], pairs[i]);
  }
  pairs.resize(kept);
}

/// Sorts, and makes one of those of the same ends.
template <typename Name>
void combine(std::vector<PairCount<Name>>& pairs) {
  std::sort(pairs.begin(), pairs.end(), comes_before<Name>);
  unite_neighbours(pairs);
}

/// The pairs of one document after the other.
template <typename Name>
class DocumentPairs {
 public:
  /// max_entities: SnapshotOptions::max_entities_in_sentence.
  explicit DocumentPairs(std::size_t max_entities) : max_entities_(max_entities) {}

  /// Each pair once, in the order of the ends; until the next call.
  /// document: its number. find: the name of an entity, as an optional; mentions of those that have
  /// none are passed over.
  template <typename Find>
  const std::vector<PairCount<Name>>& of(const MentionLine& line, std::uint32_t document,
                                         Find find) {
    for (const MentionLine::Entry& entry : line.entities) {
      const auto name = find(entry.entity);
      if (!name) continue;
      for (const Span& span : entry.mentions) sentence_pairs_.add(span, *name);
    }
    const std::uint32_t date = date_code(line.published);
    pairs_.clear();
    sentence_pairs_.visit(line.sentences, max_entities_, [&](const auto& a, const auto& b) {
      pairs_.push_back({a.name, b.name, document, date, date, 1, 1});
    });
    combine(pairs_);
    for (PairCount<Name>& pair : pairs_) pair.documents = 1;
    return pairs_;
  }

 private:
  std::size_t max_entities_;
  SentencePairs<Name> sentence_pairs_;
  std::vector<PairCount<Name>> pairs_;
};

}  // namespace onrecord
