#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "graph/snapshot.h"
#include "model/document.h"
#include "model/extraction.h"

namespace onrecord {

/// Collects which entities stand in one sentence, document by document, and adds them to a
/// snapshot's parts as co_mentioned edges.
class CoMentions {
 public:
  using FindNode = std::function<std::optional<NodeIndex>(EntityId)>;

  /// Both must outlive this.
  CoMentions(SnapshotParts& parts, const SnapshotOptions& options)
      : parts_(parts), options_(options) {}

  /// Mentions of entities that `find` does not know are passed over; so is a pair of which one name
  /// stands within the other ("ERO Boston", "Boston").
  void add(const Document& document, const Extraction& extraction, const FindNode& find);

 private:
  struct Standing {
    Span span;
    NodeIndex node;
  };
  /// The first few mentions of each of `nodes` (sorted), in text order.
  static std::vector<Standing> first_mentions(const std::vector<Standing>& standings,
                                              const std::vector<NodeIndex>& nodes);
  void add_sentence(const std::vector<Standing>& standings, std::uint32_t document,
                    const PartialDate& date);
  void add_pair(const Standing& a, const Standing& b, std::uint32_t document,
                const PartialDate& date);

  SnapshotParts& parts_;
  const SnapshotOptions& options_;
  std::unordered_map<std::uint64_t, EdgeIndex> edge_of_pair_;  // never iterated
  std::vector<std::uint32_t> last_document_;                   // by detail of the edge
};

}  // namespace onrecord
