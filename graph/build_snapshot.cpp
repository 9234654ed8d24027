#include <algorithm>
#include <cassert>
#include <numeric>

#include "graph/snapshot_builder.h"
#include "storage/reading.h"

namespace onrecord {

namespace {

/// Adds the nodes in the order of their ids. Returns where each went; repeats go to the first.
std::vector<NodeIndex> add_nodes(const std::vector<SnapshotParts::Node>& nodes,
                                 SnapshotBuilder& builder) {
  std::vector<NodeIndex> order(nodes.size());
  std::iota(order.begin(), order.end(), NodeIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](NodeIndex a, NodeIndex b) { return nodes[a].id < nodes[b].id; });
  std::vector<NodeIndex> moved(nodes.size());
  std::optional<EntityId> last;
  for (const NodeIndex old : order) {
    const SnapshotParts::Node& node = nodes[old];
    if (last != node.id) {
      builder.add_node({node.id, node.type, node.name, node.documents});
    }
    last = node.id;
    moved[old] = builder.node_count() - 1;
  }
  builder.end_nodes();
  return moved;
}

}  // namespace

Snapshot Snapshot::build(const SnapshotParts& parts) {
  SnapshotBuilder builder;
  const std::vector<NodeIndex> moved = add_nodes(parts.nodes, builder);
  for (const DocumentId& document : parts.documents) builder.add_document(document.value);
  builder.set_version(parts.version);
  std::vector<EdgeCollector> collectors(1);
  for (const SnapshotEdge& edge : parts.edges) {
    if (edge.source >= moved.size() || edge.target >= moved.size()) continue;
    const NodeIndex source = moved[edge.source], target = moved[edge.target];
    if (edge.co_mentioned()) {
      collectors[0].add_pair(source, target, edge.detail, edge.count, edge.support,
                             date_code(edge.first), date_code(edge.last));
      continue;
    }
    const bool known = edge.detail < parts.qualifiers.size();
    collectors[0].add_statement(source, target, edge.predicate,
                                stored_form(known ? parts.qualifiers[edge.detail] : Qualifiers()),
                                edge.support, edge.confidence, edge.first, edge.last);
  }
  Result<Snapshot> built = builder.finish(std::move(collectors), 1);
  assert(built);  // parts in memory are fewer than a snapshot can count
  return std::move(*built);
}

}  // namespace onrecord
