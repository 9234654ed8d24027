#pragma once

#include <cstdint>
#include <vector>

#include "graph/pair_count.h"
#include "graph/snapshot.h"
#include "graph/text_list.h"
#include "storage/reading.h"

namespace onrecord {

using CoPair = PairCount<NodeIndex>;

/// Collects pairs, document by document, in memory that grows with the pairs and not with how often
/// they stand together. Not for several threads: each has its own, and then they are put together.
class CoMentions {
 public:
  /// max_entities: SnapshotOptions::max_entities_in_sentence.
  explicit CoMentions(std::size_t max_entities) : document_pairs_(max_entities) {}

  /// find: the node of an entity; mentions of those it does not know are passed over.
  template <typename Find>
  void add(const MentionLine& line, Find find) {
    const auto document = static_cast<std::uint32_t>(documents_.size());
    documents_.add(line.document);
    take(document_pairs_.of(line, document, find));
  }

  const TextList& documents() const { return documents_; }

  /// The pairs of all of them, sorted by their ends. Documents count on from one collection to the
  /// next: those of the second follow those of the first.
  static std::vector<CoPair> unite(std::vector<CoMentions> parts);

 private:
  void take(const std::vector<CoPair>& pairs);
  void settle();

  DocumentPairs<NodeIndex> document_pairs_;
  TextList documents_;
  std::vector<CoPair> settled_;  // sorted, each pair once
  std::vector<CoPair> fresh_;    // each pair of each document once
};

}  // namespace onrecord
