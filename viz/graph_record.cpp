#include "viz/graph_record.h"

#include <charconv>
#include <sstream>

#include "viz/evidence_json.h"

namespace onrecord {
namespace {

std::uint64_t number_in(const Qualifiers& qualifiers, const char* name) {
  const auto found = qualifiers.find(name);
  if (found == qualifiers.end()) return 0;
  std::uint64_t value = 0;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
  return value;
}

}  // namespace

GraphParts to_graph_parts(const Subgraph& graph) {
  GraphParts parts;
  for (const SubgraphNode& node : graph.nodes) parts.nodes.push_back(to_graph_node(node));
  for (const SubgraphEdge& edge : graph.edges) parts.edges.push_back(to_graph_edge(edge));
  parts.left_out = graph.left_out;
  return parts;
}

GraphNode to_graph_node(const SubgraphNode& node) {
  GraphNode out;
  out.id = to_string(node.id);
  out.type = to_string(node.type);
  out.label = node.name;
  out.documents = node.documents;
  out.focus = node.focus;
  return out;
}

GraphEdge to_graph_edge(const SubgraphEdge& edge) {
  GraphEdge out;
  out.source = to_string(edge.source);
  out.target = to_string(edge.target);
  out.predicate = edge.predicate;
  if (edge.statement) out.statement = to_string(*edge.statement);
  out.id = edge.statement ? out.statement : out.source + "-" + out.target;
  out.label = edge_label(edge);
  out.qualifiers = edge.qualifiers;
  if (edge.co_mentioned()) out.count = number_in(edge.qualifiers, "count");
  out.support = edge.support;
  out.weight = static_cast<double>(edge.support);
  out.confidence = edge.confidence;
  out.first_date = edge.first;
  out.last_date = edge.last;
  out.evidence = edge.evidence;
  complete(out);
  return out;
}

void complete(GraphEdge& edge) {
  edge.first = to_string(edge.first_date);
  edge.last = to_string(edge.last_date);
  edge.evidence_date = edge.evidence.empty() ? "" : to_string(edge.evidence.front().date);
  edge.more_evidence.clear();
  if (edge.evidence.size() < 2) return;
  std::ostringstream text;
  JsonStream json(text);
  json.begin_array();
  for (std::size_t i = 1; i < edge.evidence.size(); ++i) write_evidence(edge.evidence[i], json);
  json.end_array();
  json.flush();
  edge.more_evidence = text.str();
}

}  // namespace onrecord
