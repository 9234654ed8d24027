#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "graph/filter.h"
#include "graph/snapshot.h"

namespace onrecord {

/// A snapshot seen through a filter, without copying it. Both must outlive the view.
class GraphView {
 public:
  /// always: nodes that the filter on types does not apply to.
  GraphView(const Snapshot& snapshot, const GraphFilter& filter,
            std::vector<NodeIndex> always = {});

  const Snapshot& snapshot() const { return snapshot_; }
  bool allows(NodeIndex node) const;
  bool allows(const SnapshotEdge& edge) const;  ///< and both its ends

  /// Calls visit(edge index, node at its other end) for each allowed edge of `node`, outgoing ones
  /// first, each by index; visit returns false to stop.
  /// returns: false when it was stopped.
  template <typename Visit>
  bool for_each_link(NodeIndex node, Visit visit) const {
    const Snapshot::Graph& graph = snapshot_.graph();
    const auto index_of = get(boost::edge_index, graph);
    for (auto [it, end] = out_edges(node, graph); it != end; ++it) {
      const EdgeIndex index = get(index_of, *it);
      const SnapshotEdge& edge = snapshot_.edge(index);
      if (allows(edge) && !visit(index, edge.target)) return false;
    }
    for (auto [it, end] = in_edges(node, graph); it != end; ++it) {
      const EdgeIndex index = get(index_of, *it);
      const SnapshotEdge& edge = snapshot_.edge(index);
      if (allows(edge) && !visit(index, edge.source)) return false;
    }
    return true;
  }

 private:
  const Snapshot& snapshot_;
  const GraphFilter& filter_;
  std::vector<NodeIndex> always_;
  bool geography_ = true;
  std::uint32_t predicates_ = 0;  // bit per predicate; all when the filter names none
  std::uint32_t types_ = 0;       // bit per entity type; all when the filter names none
};

}  // namespace onrecord
