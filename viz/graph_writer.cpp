#include "viz/graph_writer.h"

namespace onrecord {

void feed(const Subgraph& graph, GraphInfo info, GraphWriter& writer) {
  info.left_out = graph.left_out;
  for (const SubgraphEdge& edge : graph.edges) info.evidence |= !edge.evidence.empty();
  writer.begin(info);
  if (writer.wants_nodes()) {
    for (const SubgraphNode& node : graph.nodes) writer.node(to_graph_node(node));
  }
  if (writer.wants_edges()) {
    for (const SubgraphEdge& edge : graph.edges) writer.edge(to_graph_edge(edge));
  }
  writer.end();
}

}  // namespace onrecord
