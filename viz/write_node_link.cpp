#include "viz/json_stream.h"
#include "viz/writers.h"

namespace onrecord {

namespace {

void write_node(const SubgraphNode& node, JsonStream& json) {
  json.begin_object();
  json.key("id");
  json.id(node.id);
  json.key("type");
  json.text(to_string(node.type));
  json.key("name");
  json.text(node.name);
  json.key("documents");
  json.number(node.documents);
  json.key("focus");
  json.flag(node.focus);
  json.end_object();
}

void write_evidence(const SentenceEvidence& evidence, JsonStream& json) {
  json.begin_object();
  json.key("document");
  json.text(evidence.sentence.document.value);
  json.key("title");
  json.text(evidence.title);
  json.key("publisher");
  json.text(evidence.publisher);
  json.key("url");
  json.text(evidence.url);
  json.key("date");
  json.date(evidence.date);
  json.key("confidence");
  json.probability(evidence.confidence);
  json.key("sentence");
  json.text(evidence.sentence.text);
  json.key("highlights");
  json.spans(evidence.sentence.highlights, CodePoints(evidence.sentence.text));
  json.key("span");
  json.begin_array();
  json.number(evidence.begin_code_point);
  json.number(evidence.end_code_point);
  json.end_array();
  json.end_object();
}

void write_link(const SubgraphEdge& edge, JsonStream& json) {
  json.begin_object();
  json.key("source");
  json.id(edge.source);
  json.key("target");
  json.id(edge.target);
  json.key("key");
  edge.statement ? json.id(*edge.statement) : json.text(to_string(edge.predicate));
  json.key("predicate");
  json.text(to_string(edge.predicate));
  json.key("label");
  json.text(edge_label(edge));
  json.key("statement");
  json.id(edge.statement);
  json.key("qualifiers");
  json.qualifiers(edge.qualifiers);
  json.key("support");
  json.number(edge.support);
  json.key("confidence");
  json.probability(edge.confidence);
  json.key("first");
  json.date(edge.first);
  json.key("last");
  json.date(edge.last);
  json.key("evidence");
  json.begin_array();
  for (const SentenceEvidence& evidence : edge.evidence) write_evidence(evidence, json);
  json.end_array();
  json.end_object();
}

}  // namespace

void write_link(const SubgraphEdge& edge, std::ostream& out) {
  JsonStream json(out);
  write_link(edge, json);
}

void write_node_link(const Subgraph& graph, std::ostream& out) {
  JsonStream json(out);
  json.begin_object();
  json.key("directed");
  json.flag(true);
  json.key("multigraph");
  json.flag(true);
  json.key("graph");
  json.begin_object();
  json.key("left_out");
  json.number(graph.left_out);
  json.end_object();
  json.key("nodes");
  json.begin_array();
  for (const SubgraphNode& node : graph.nodes) {
    json.new_line();
    write_node(node, json);
  }
  json.end_array();
  json.new_line();
  json.key("links");
  json.begin_array();
  for (const SubgraphEdge& edge : graph.edges) {
    json.new_line();
    write_link(edge, json);
  }
  json.end_array();
  json.end_object();
  json.new_line();
}

}  // namespace onrecord
