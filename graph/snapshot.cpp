#include "graph/snapshot.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace onrecord {

namespace {

auto order_of(const SnapshotEdge& edge) {
  return std::tuple(edge.source, edge.target, edge.predicate, edge.statement);
}

/// Sorts the nodes by id. Returns where each went; repeats go to the first.
std::vector<NodeIndex> sort_nodes(std::vector<SnapshotNode>& nodes) {
  std::vector<NodeIndex> order(nodes.size());
  std::iota(order.begin(), order.end(), NodeIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](NodeIndex a, NodeIndex b) { return nodes[a].id < nodes[b].id; });
  std::vector<NodeIndex> moved(nodes.size());
  std::vector<SnapshotNode> sorted;
  sorted.reserve(nodes.size());
  for (const NodeIndex old : order) {
    if (sorted.empty() || sorted.back().id != nodes[old].id) sorted.push_back(nodes[old]);
    moved[old] = static_cast<NodeIndex>(sorted.size() - 1);
  }
  nodes = std::move(sorted);
  return moved;
}

void sort_edges(SnapshotParts& parts, const std::vector<NodeIndex>& moved) {
  std::vector<SnapshotEdge> kept;
  kept.reserve(parts.edges.size());
  for (SnapshotEdge edge : parts.edges) {
    if (edge.source >= moved.size() || edge.target >= moved.size()) continue;
    edge.source = moved[edge.source];
    edge.target = moved[edge.target];
    if (edge.source == edge.target) continue;
    if (edge.co_mentioned() && edge.source > edge.target) {
      std::swap(edge.source, edge.target);
      if (edge.detail < parts.co_places.size()) {
        for (CoPlace& place : parts.co_places[edge.detail]) std::swap(place.source, place.target);
      }
    }
    kept.push_back(edge);
  }
  std::stable_sort(kept.begin(), kept.end(), [](const SnapshotEdge& a, const SnapshotEdge& b) {
    return order_of(a) < order_of(b);
  });
  const auto same = [](const SnapshotEdge& a, const SnapshotEdge& b) {
    return order_of(a) == order_of(b);
  };
  kept.erase(std::unique(kept.begin(), kept.end(), same), kept.end());
  parts.edges = std::move(kept);
}

Snapshot::Graph make_graph(const SnapshotParts& parts) {
  std::vector<std::pair<NodeIndex, NodeIndex>> ends;
  ends.reserve(parts.edges.size());
  for (const SnapshotEdge& edge : parts.edges) ends.emplace_back(edge.source, edge.target);
  // Sorted by source already, and the construction is stable: edge i of the graph is edge i here.
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
          static_cast<NodeIndex>(parts.nodes.size())};
}

}  // namespace

Snapshot Snapshot::build(SnapshotParts parts) {
  const std::vector<NodeIndex> moved = sort_nodes(parts.nodes);
  sort_edges(parts, moved);
  Snapshot snapshot;
  snapshot.graph_ = make_graph(parts);
  snapshot.parts_ = std::move(parts);
  return snapshot;
}

std::optional<NodeIndex> Snapshot::find(EntityId id) const {
  const auto it =
      std::lower_bound(parts_.nodes.begin(), parts_.nodes.end(), id,
                       [](const SnapshotNode& node, EntityId i) { return node.id < i; });
  if (it == parts_.nodes.end() || it->id != id) return std::nullopt;
  return static_cast<NodeIndex>(it - parts_.nodes.begin());
}

const Qualifiers& Snapshot::qualifiers(const SnapshotEdge& edge) const {
  static const Qualifiers none;
  if (edge.co_mentioned() || edge.detail >= parts_.qualifiers.size()) return none;
  return parts_.qualifiers[edge.detail];
}

const std::vector<CoPlace>& Snapshot::co_places(const SnapshotEdge& edge) const {
  static const std::vector<CoPlace> none;
  if (!edge.co_mentioned() || edge.detail >= parts_.co_places.size()) return none;
  return parts_.co_places[edge.detail];
}

}  // namespace onrecord
