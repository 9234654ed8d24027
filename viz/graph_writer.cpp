#include "viz/graph_writer.h"

namespace onrecord {

void feed(const GraphParts& graph, GraphInfo info, GraphWriter& writer) {
  info.left_out = graph.left_out;
  for (const GraphEdge& edge : graph.edges) info.evidence |= !edge.evidence.empty();
  writer.begin(info);
  if (writer.wants_nodes()) {
    for (const GraphNode& node : graph.nodes) writer.node(node);
  }
  if (writer.wants_edges()) {
    for (const GraphEdge& edge : graph.edges) writer.edge(edge);
  }
  writer.end();
}

}  // namespace onrecord
