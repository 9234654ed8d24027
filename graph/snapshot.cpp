#include "graph/snapshot.h"

#include <algorithm>

#include "model/statement.h"

namespace onrecord {

namespace {

template <typename T>
std::uint64_t bytes_of(const std::vector<T>& items) {
  return items.capacity() * sizeof(T);
}

}  // namespace

SnapshotNode Snapshot::node(NodeIndex index) const {
  return {ids_[index], types_[index], names_[index], documents_of_[index]};
}

std::pair<NodeIndex, NodeIndex> Snapshot::ends(EdgeIndex index) const {
  const auto edge = edge_from_index(index, graph_);
  return {source(edge, graph_), target(edge, graph_)};
}

std::uint64_t Snapshot::support(EdgeIndex index) const {
  const std::uint32_t support = support_of(packed_[index].weight);
  if (support != kMany) return support;
  return std::lower_bound(many_.begin(), many_.end(), std::pair(index, std::uint64_t{0}))->second;
}

SnapshotEdge Snapshot::edge(EdgeIndex index) const {
  SnapshotEdge edge;
  std::tie(edge.source, edge.target) = ends(index);
  edge.predicate = predicate(index);
  edge.detail = detail_of(packed_[index].kind);
  if (edge.co_mentioned()) edge.count = amount_of(packed_[index].weight);
  edge.support = support(index);
  edge.confidence = confidence(index);
  std::tie(edge.first, edge.last) = dates(index);
  return edge;
}

const Qualifiers& Snapshot::qualifiers(EdgeIndex index) const {
  static const Qualifiers none;
  return co_mentioned(index) ? none : qualifiers_[detail_of(packed_[index].kind)];
}

StatementId Snapshot::statement(EdgeIndex index) const {
  if (co_mentioned(index)) return {};
  const auto [source, target] = ends(index);
  return make_statement_id(ids_[source], predicate(index), ids_[target], qualifiers(index));
}

DocumentId Snapshot::first_document(EdgeIndex index) const {
  if (!co_mentioned(index)) return {};
  const std::uint32_t document = detail_of(packed_[index].kind);
  if (document >= documents_.size()) return {};
  return {std::string(documents_[document])};
}

SnapshotMemory Snapshot::memory() const {
  SnapshotMemory memory;
  memory.nodes = bytes_of(ids_) + bytes_of(types_) + bytes_of(documents_of_) + bytes_of(degrees_) +
                 names_.memory() + index_.memory();
  // Boost's rows: for each direction the ends and where each node's begin; backwards also the edge.
  memory.edges = std::uint64_t{packed_.size()} * (2 * sizeof(NodeIndex) + sizeof(EdgeIndex)) +
                 2 * (ids_.size() + 1) * sizeof(EdgeIndex) + bytes_of(packed_) +
                 bytes_of(incoming_gists_) + bytes_of(many_) + bytes_of(times_);
  for (const Qualifiers& set : qualifiers_) {
    memory.edges += sizeof(Qualifiers);
    for (const auto& [key, value] : set) {
      memory.edges += sizeof(std::pair<std::string, std::string>) + 32 + key.size() + value.size();
    }
  }
  memory.documents = documents_.memory();
  return memory;
}

}  // namespace onrecord
