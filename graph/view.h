#pragma once

#include <boost/graph/filtered_graph.hpp>
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
  bool allows_node(NodeIndex node) const {
    return types_ >> static_cast<unsigned>(snapshot_.type(node)) & 1u || always_allows(node);
  }
  bool allows_edge(EdgeIndex edge) const;  ///< and both its ends

  /// Calls visit(edge index, node at its other end) for each allowed edge of `node`, outgoing ones
  /// first, each by index; visit returns false to stop.
  /// returns: false when it was stopped.
  template <typename Visit>
  bool for_each_link(NodeIndex node, Visit visit) const {
    const Snapshot::Graph& graph = snapshot_.graph();
    const auto index_of = get(boost::edge_index, graph);
    for (auto [it, end] = out_edges(node, graph); it != end; ++it) {
      const EdgeIndex index = get(index_of, *it);
      const NodeIndex other = target(*it, graph);
      if (allows(index, node, other) && !visit(index, other)) return false;
    }
    for (auto [it, end] = in_edges(node, graph); it != end; ++it) {
      const EdgeIndex index = get(index_of, *it);
      const NodeIndex other = source(*it, graph);
      if (allows(index, other, node) && !visit(index, other)) return false;
    }
    return true;
  }

  /// What boost::filtered_graph asks of an edge and of a node.
  struct EdgeAllowed {
    const GraphView* view = nullptr;
    bool operator()(const Snapshot::Graph::edge_descriptor& edge) const {
      const Snapshot::Graph& graph = view->snapshot_.graph();
      return view->allows(get(boost::edge_index, graph, edge), source(edge, graph),
                          target(edge, graph));
    }
  };
  struct NodeAllowed {
    const GraphView* view = nullptr;
    bool operator()(NodeIndex node) const { return view->allows_node(node); }
  };
  using Filtered = boost::filtered_graph<Snapshot::Graph, EdgeAllowed, NodeAllowed>;
  /// The same as a graph of Boost's, for its algorithms. The view must outlive it.
  Filtered filtered() const { return {snapshot_.graph(), {this}, {this}}; }

 private:
  bool always_allows(NodeIndex node) const;
  bool allows(EdgeIndex edge, NodeIndex from, NodeIndex to) const {
    const PackedEdge& packed = snapshot_.packed(edge);
    const auto predicate = predicate_of(packed.kind);
    if (!(predicates_ >> static_cast<unsigned>(predicate) & 1u)) return false;
    if (plain_ && predicate != Predicate::LocatedIn) return true;
    return allows_slowly(edge, from, to);
  }
  bool allows_slowly(EdgeIndex edge, NodeIndex from, NodeIndex to) const;

  const Snapshot& snapshot_;
  const GraphFilter& filter_;
  std::vector<NodeIndex> always_;
  bool geography_ = true;
  bool plain_ = true;             // nothing but predicates and geography restricts
  std::uint32_t predicates_ = 0;  // bit per predicate; all when the filter names none
  std::uint32_t types_ = 0;       // bit per entity type; all when the filter names none
};

}  // namespace onrecord
