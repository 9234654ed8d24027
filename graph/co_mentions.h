#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/sentence_pairs.h"
#include "graph/snapshot.h"
#include "graph/text_list.h"
#include "storage/reading.h"

namespace onrecord {

/// Two entities that stand in one sentence of some documents.
struct CoPair {
  NodeIndex a = 0, b = 0;             ///< a < b
  std::uint32_t document = 0;         ///< the first that has them
  std::uint32_t first = 0, last = 0;  ///< date codes (graph/packed_edge.h)
  std::uint32_t documents = 0;
  std::uint64_t sentences = 0;
};

/// What two countings of one pair are together, of different documents.
CoPair united(const CoPair& a, const CoPair& b);

/// Collects pairs, document by document, in memory that grows with the pairs and not with how often
/// they stand together. Not for several threads: each has its own, and then they are put together.
class CoMentions {
 public:
  /// max_entities: SnapshotOptions::max_entities_in_sentence.
  explicit CoMentions(std::size_t max_entities) : max_entities_(max_entities) {}

  /// find: the node of an entity; mentions of those it does not know are passed over.
  template <typename Find>
  void add(const MentionLine& line, Find find) {
    for (const MentionLine::Entry& entry : line.entities) {
      const std::optional<NodeIndex> node = find(entry.entity);
      if (!node) continue;
      for (const Span& span : entry.mentions) sentence_pairs_.add(span, *node);
    }
    take_document(line);
  }

  const TextList& documents() const { return documents_; }

  /// The pairs of all of them, sorted by their ends. Documents count on from one collection to the
  /// next: those of the second follow those of the first.
  static std::vector<CoPair> unite(std::vector<CoMentions> parts);

 private:
  void take_document(const MentionLine& line);
  void settle();

  std::size_t max_entities_;
  SentencePairs<NodeIndex> sentence_pairs_;
  TextList documents_;
  std::vector<CoPair> settled_;  // sorted, each pair once
  std::vector<CoPair> fresh_;    // each pair of each document once
};

}  // namespace onrecord
