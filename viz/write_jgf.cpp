// JSON Graph Format, version 2: nodes are a map from id to label and metadata, edges a list.

#include <utility>

#include "viz/evidence_json.h"
#include "viz/field_json.h"
#include "viz/graph_writer.h"

namespace onrecord {
namespace {

class JgfWriter : public GraphWriter {
 public:
  explicit JgfWriter(std::ostream& out) : GraphWriter(out), json_(out) {}

  void begin(const GraphInfo& info) override {
    evidence_ = info.evidence;
    json_.begin_object();
    json_.key("graph");
    json_.begin_object();
    json_.key("directed");
    json_.flag(true);
    member("label", info.title.empty() ? std::string_view("onrecord") : info.title);
    json_.key("metadata");
    json_.begin_object();
    json_.key("left_out");
    json_.number(info.left_out);
    json_.end_object();
    json_.key("nodes");
    json_.begin_object();
  }

  void node(const GraphNode& node) override {
    json_.new_line();
    json_.key(node.id);
    json_.begin_object();
    member("label", node.label);
    json_.key("metadata");
    json_.begin_object();
    for (const NodeField& field : node_fields()) write_field(field.name, field.of(node), json_);
    json_.end_object();
    json_.end_object();
  }

  void edge(const GraphEdge& edge) override {
    end_nodes();
    json_.new_line();
    json_.begin_object();
    member("id", edge.id);
    member("source", edge.source);
    member("target", edge.target);
    member("relation", to_string(edge.predicate));
    member("label", edge.label);
    json_.key("directed");
    json_.flag(edge.predicate != Predicate::CoMentioned);
    json_.key("metadata");
    json_.begin_object();
    json_.key("weight");
    json_.probability(edge.weight);
    for (const EdgeField& field : edge_fields()) {
      if (!field.of_evidence) write_field(field.name, field.of(edge), json_);
    }
    if (evidence_) {
      json_.key("evidence");
      json_.begin_array();
      for (const SentenceEvidence& one : edge.evidence) write_evidence(one, json_);
      json_.end_array();
    }
    json_.end_object();
    json_.end_object();
  }

  void end() override {
    end_nodes();
    json_.end_array();
    json_.end_object();
    json_.end_object();
    json_.new_line();
  }

 private:
  void member(std::string_view name, std::string_view value) {
    json_.key(name);
    json_.text(value);
  }
  void end_nodes() {
    if (!std::exchange(in_nodes_, false)) return;
    json_.end_object();
    json_.new_line();
    json_.key("edges");
    json_.begin_array();
  }

  JsonStream json_;
  bool evidence_ = false;
  bool in_nodes_ = true;
};

}  // namespace

std::unique_ptr<GraphWriter> make_jgf_writer(std::ostream& out) {
  return std::make_unique<JgfWriter>(out);
}

}  // namespace onrecord
