#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/snapshot.h"

namespace onrecord {

/// An edge on its way into a snapshot: 20 bytes. Until the builder has put all collectors together,
/// `packed` counts qualifiers and times as its collector does.
struct RawEdge {
  NodeIndex source = 0, target = 0;
  PackedEdge packed;
};

/// A support that does not fit into a packed edge, and whose it is.
struct ManyDocuments {
  NodeIndex source = 0, target = 0;
  std::uint32_t kind = 0;
  std::uint64_t support = 0;
};

/// What one thread reads of a snapshot's edges. Not for several threads.
class EdgeCollector {
 public:
  EdgeCollector() = default;
  /// Counts qualifiers and times as `old` does, so that its edges can be carried over.
  explicit EdgeCollector(const Snapshot& old);

  /// An edge of `old` between nodes of the new snapshot. kind: of a co_mentioned, with the new
  /// snapshot's document.
  void carry_over(NodeIndex source, NodeIndex target, const PackedEdge& packed,
                  std::uint64_t support);
  /// qualifiers: as they are stored (storage/reading.h). Ends that are equal give no edge.
  void add_statement(NodeIndex source, NodeIndex target, Predicate predicate,
                     std::string_view qualifiers, std::uint64_t support, double confidence,
                     const PartialDate& first, const PartialDate& last);
  /// document: of the snapshot's list, the first that has the pair; at most kMaxDetail.
  void add_pair(NodeIndex a, NodeIndex b, std::uint32_t document, std::uint64_t sentences,
                std::uint64_t support, std::uint32_t first_date, std::uint32_t last_date);

 private:
  friend class SnapshotBuilder;

  std::uint32_t time_of(std::uint32_t first, std::uint32_t last);
  void add(NodeIndex source, NodeIndex target, const PackedEdge& packed, std::uint64_t support);

  std::vector<RawEdge> edges_;
  std::vector<ManyDocuments> many_;
  std::unordered_map<std::string, std::uint32_t> set_of_;  // never iterated, nor is the next
  std::unordered_map<std::uint64_t, std::uint32_t> place_of_time_;
  std::vector<std::string> qualifiers_;  // as they are stored, in the order of their coming
  std::vector<std::uint64_t> times_;     // date codes: the first above, the last below
  std::string last_set_;                 // most come in runs
  std::uint32_t last_set_index_ = 0;
};

}  // namespace onrecord
