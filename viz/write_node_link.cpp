#include <utility>

#include "viz/evidence_json.h"
#include "viz/field_json.h"
#include "viz/graph_writer.h"
#include "viz/json_stream.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

void member(std::string_view name, std::string_view value, JsonStream& json) {
  json.key(name);
  json.text(value);
}

void write_node(const GraphNode& node, JsonStream& json) {
  json.begin_object();
  member("id", node.id, json);
  member("type", node.type, json);
  member("name", node.label, json);
  json.key("documents");
  json.number(node.documents);
  json.key("focus");
  json.flag(node.focus);
  if (node.is_quote()) {
    member("kind", node.kind, json);
    json.key("date");
    node.date.empty() ? json.null() : json.text(node.date);
    member("document", node.document, json);
    member("url", node.url, json);
    json.key("confidence");
    json.probability(node.confidence);
  }
  json.end_object();
}

void write_link(const GraphEdge& edge, JsonStream& json) {
  json.begin_object();
  member("source", edge.source, json);
  member("target", edge.target, json);
  json.key("key");
  edge.statement.empty() ? json.text(to_string(edge.predicate)) : json.text(edge.statement);
  member("predicate", to_string(edge.predicate), json);
  member("label", edge.label, json);
  json.key("statement");
  edge.statement.empty() ? json.null() : json.text(edge.statement);
  json.key("qualifiers");
  json.qualifiers(edge.qualifiers);
  json.key("support");
  json.number(edge.support);
  json.key("confidence");
  json.probability(edge.confidence);
  json.key("first");
  json.date(edge.first_date);
  json.key("last");
  json.date(edge.last_date);
  json.key("evidence");
  json.begin_array();
  for (const SentenceEvidence& evidence : edge.evidence) write_evidence(evidence, json);
  json.end_array();
  json.end_object();
}

class NodeLinkWriter : public GraphWriter {
 public:
  explicit NodeLinkWriter(std::ostream& out) : GraphWriter(out), json_(out) {}

  void begin(const GraphInfo& info) override {
    json_.begin_object();
    json_.key("directed");
    json_.flag(true);
    json_.key("multigraph");
    json_.flag(true);
    json_.key("graph");
    json_.begin_object();
    json_.key("left_out");
    json_.number(info.left_out);
    json_.end_object();
    json_.key("nodes");
    json_.begin_array();
  }
  void node(const GraphNode& node) override {
    json_.new_line();
    write_node(node, json_);
  }
  void edge(const GraphEdge& edge) override {
    end_nodes();
    json_.new_line();
    write_link(edge, json_);
  }
  void end() override {
    end_nodes();
    json_.end_array();
    json_.end_object();
    json_.new_line();
  }

 private:
  void end_nodes() {
    if (!std::exchange(in_nodes_, false)) return;
    json_.end_array();
    json_.new_line();
    json_.key("links");
    json_.begin_array();
  }

  JsonStream json_;
  bool in_nodes_ = true;
};

}  // namespace

void write_link(const SubgraphEdge& edge, std::ostream& out) {
  JsonStream json(out);
  write_link(to_graph_edge(edge), json);
}

std::unique_ptr<GraphWriter> make_node_link_writer(std::ostream& out) {
  return std::make_unique<NodeLinkWriter>(out);
}

void write_node_link(const Subgraph& graph, std::ostream& out) {
  NodeLinkWriter writer(out);
  feed(to_graph_parts(graph), {}, writer);
}

}  // namespace onrecord
