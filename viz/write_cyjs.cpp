// Cytoscape JSON, as Cytoscape and cytoscape.js read it: flat data, a place for each node. `value`
// repeats the id, and `name` the label: programs look for the one or the other.

#include <utility>

#include "viz/field_json.h"
#include "viz/graph_writer.h"

namespace onrecord {
namespace {

class CyjsWriter : public GraphWriter {
 public:
  explicit CyjsWriter(std::ostream& out) : GraphWriter(out), json_(out) {}

  void begin(const GraphInfo& info) override {
    evidence_ = info.evidence;
    json_.begin_object();
    member("format_version", "1.0");
    member("generated_by", "onrecord");
    json_.key("directed");
    json_.flag(true);
    json_.key("multigraph");
    json_.flag(true);
    json_.key("data");
    json_.begin_object();
    member("name", info.title.empty() ? std::string_view("onrecord") : info.title);
    json_.key("left_out");
    json_.number(info.left_out);
    json_.end_object();
    json_.key("elements");
    json_.begin_object();
    json_.key("nodes");
    json_.begin_array();
  }

  void node(const GraphNode& node) override {
    json_.new_line();
    json_.begin_object();
    json_.key("data");
    json_.begin_object();
    member("id", node.id);
    member("value", node.id);
    member("name", node.label);
    member("label", node.label);
    for (const NodeField& field : node_fields()) write_field(field.name, field.of(node), json_);
    member("colour", colour_of(node.type));
    json_.key("size");
    json_.probability(size_of(node));
    json_.end_object();
    const Point place = place_of(node, nodes_++, YAxis::Down);
    json_.key("position");
    json_.begin_object();
    json_.key("x");
    json_.probability(place.x);
    json_.key("y");
    json_.probability(place.y);
    json_.end_object();
    json_.end_object();
  }

  void edge(const GraphEdge& edge) override {
    end_nodes();
    json_.new_line();
    json_.begin_object();
    json_.key("data");
    json_.begin_object();
    member("id", edge.id);
    member("key", edge.id);
    member("source", edge.source);
    member("target", edge.target);
    member("label", edge.label);
    member("interaction", to_string(edge.predicate));
    json_.key("weight");
    json_.probability(edge.weight);
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) write_field(field.name, field.of(edge), json_);
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
    json_.end_array();
    json_.new_line();
    json_.key("edges");
    json_.begin_array();
  }

  JsonStream json_;
  bool evidence_ = false;
  bool in_nodes_ = true;
  std::uint64_t nodes_ = 0;
};

}  // namespace

std::unique_ptr<GraphWriter> make_cyjs_writer(std::ostream& out) {
  return std::make_unique<CyjsWriter>(out);
}

}  // namespace onrecord
