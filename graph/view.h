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
    return for_each_gist(
        node, [&](EdgeIndex index, NodeIndex other, EdgeGist) { return visit(index, other); });
  }

  /// The same with what the edge costs: visit(edge index, other node, gist). Some edges ahead of it
  /// goes soon(other node), for memory that the visit will read: where a graph does not fit into
  /// the caches, waiting for memory is most of what a search does.
  template <typename Visit, typename Soon = void (*)(NodeIndex)>
  bool for_each_gist(
      NodeIndex node, Visit visit, Soon soon = [](NodeIndex) {}) const {
    const Snapshot::Graph& graph = snapshot_.graph();
    const auto index_of = get(boost::edge_index, graph);
    const auto outgoing = out_edges(node, graph);
    const auto incoming = in_edges(node, graph);
    const EdgeGist* gist = snapshot_.incoming_gists(node);
    return walk_links(
               outgoing.first, outgoing.second,
               [&](const auto& edge) { return target(edge, graph); },
               [&](const auto& edge, NodeIndex other) {
                 const EdgeIndex index = get(index_of, edge);
                 const EdgeGist here = gist_of(snapshot_.packed(index));
                 return !allows(index, here, node, other) || visit(index, other, here);
               },
               soon) &&
           walk_links(
               incoming.first, incoming.second,
               [&](const auto& edge) { return source(edge, graph); },
               [&](const auto& edge, NodeIndex other) {
                 const EdgeIndex index = get(index_of, edge);
                 const EdgeGist here = *gist++;
                 return !allows(index, here, other, node) || visit(index, other, here);
               },
               soon);
  }

  /// As above, of the links only to nodes for which wanted(node) holds. Looks at nothing else of
  /// the others.
  template <typename Wanted, typename Visit>
  bool for_each_gist_to(NodeIndex node, Wanted wanted, Visit visit) const {
    const Snapshot::Graph& graph = snapshot_.graph();
    const auto index_of = get(boost::edge_index, graph);
    for (auto [it, end] = out_edges(node, graph); it != end; ++it) {
      const NodeIndex other = target(*it, graph);
      if (!wanted(other)) continue;
      const EdgeIndex index = get(index_of, *it);
      const EdgeGist gist = gist_of(snapshot_.packed(index));
      if (allows(index, gist, node, other) && !visit(index, other, gist)) return false;
    }
    const EdgeGist* gist = snapshot_.incoming_gists(node);
    for (auto [it, end] = in_edges(node, graph); it != end; ++it, ++gist) {
      const NodeIndex other = source(*it, graph);
      if (!wanted(other)) continue;
      const EdgeIndex index = get(index_of, *it);
      if (allows(index, *gist, other, node) && !visit(index, other, *gist)) return false;
    }
    return true;
  }

  /// What boost::filtered_graph asks of an edge and of a node.
  struct EdgeAllowed {
    const GraphView* view = nullptr;
    bool operator()(const Snapshot::Graph::edge_descriptor& edge) const {
      const Snapshot::Graph& graph = view->snapshot_.graph();
      const EdgeIndex index = get(boost::edge_index, graph, edge);
      return view->allows(index, gist_of(view->snapshot_.packed(index)), source(edge, graph),
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
  /// visit(edge, other_end(edge)) for all from `it` to `end`, until it returns false.
  template <typename Edges, typename OtherEnd, typename Visit, typename Soon>
  bool walk_links(Edges it, Edges end, OtherEnd other_end, Visit visit, Soon soon) const {
    constexpr std::ptrdiff_t kAhead = 12;
    Edges ahead = it;
    for (std::ptrdiff_t i = 0; i < kAhead && ahead != end; ++i, ++ahead) soon(other_end(*ahead));
    for (; it != end; ++it) {
      if (ahead != end) soon(other_end(*ahead++));
      const auto edge = *it;
      if (!visit(edge, other_end(edge))) return false;
    }
    return true;
  }
  bool always_allows(NodeIndex node) const;
  bool allows(EdgeIndex edge, EdgeGist gist, NodeIndex from, NodeIndex to) const {
    const Predicate predicate = gist.predicate();
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
