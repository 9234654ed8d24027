#include "graph/subgraph_loader.h"

#include "graph/edge_evidence.h"

namespace onrecord {

SubgraphNode SubgraphLoader::node(NodeIndex index, bool focus) const {
  const SnapshotNode node = snapshot_.node(index);
  return {node.id, node.type, std::string(node.name), node.documents, focus};
}

Result<SubgraphEdge> SubgraphLoader::edge(EdgeIndex index, std::size_t sentences) {
  const SnapshotEdge from = snapshot_.edge(index);
  SubgraphEdge edge;
  edge.source = snapshot_.id(from.source);
  edge.target = snapshot_.id(from.target);
  edge.predicate = from.predicate;
  edge.qualifiers = snapshot_.qualifiers(index);
  if (from.co_mentioned()) {
    edge.qualifiers["count"] = std::to_string(from.count);
  } else {
    edge.statement = snapshot_.statement(index);
  }
  edge.support = from.support;
  edge.confidence = from.confidence;
  edge.first = from.first;
  edge.last = from.last;
  if (sentences == 0) return edge;

  Result<std::vector<Evidence>> all = edge_evidence(snapshot_, store_, index, sentences);
  if (!all) return all.error();
  if (all->empty()) return store_changed();
  Result<std::vector<SentenceEvidence>> best = sentences_.best(*std::move(all), sentences);
  if (!best) return best.error();
  edge.evidence = *std::move(best);
  return edge;
}

}  // namespace onrecord
