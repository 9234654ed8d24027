// GraphML (Brandes, Eiglsperger, Lerner, "GraphML Primer"): typed keys, then nodes and edges. All
// edges are directed, a co_mentioned too: readers refuse a graph of both kinds.

#include <string>

#include "viz/graph_fields.h"
#include "viz/graph_writer.h"
#include "viz/xml_text.h"

namespace onrecord {
namespace {

std::string_view type_name(FieldType type) {
  switch (type) {
    case FieldType::Text:
      return "string";
    case FieldType::Count:
      return "long";
    case FieldType::Number:
      return "double";
    case FieldType::Flag:
      return "boolean";
  }
  return "string";
}

class GraphmlWriter : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;

  void begin(const GraphInfo& info) override {
    evidence_ = info.evidence;
    out() << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
             "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
             "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
             "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
    key("node", "label", FieldType::Text);
    for (const NodeField& field : node_fields()) key("node", field.name, field.type);
    for (const char* name : {"x", "y", "size"}) key("node", name, FieldType::Number);
    key("node", "colour", FieldType::Text);
    key("edge", "label", FieldType::Text);
    key("edge", "weight", FieldType::Number);
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) key("edge", field.name, field.type);
    }
    out() << "  <graph id=\"onrecord\" edgedefault=\"directed\">\n";
  }

  void node(const GraphNode& node) override {
    line_ = "    <node id=\"";
    text(node.id);
    line_ += "\">";
    data("n_label", node.label);
    for (const NodeField& field : node_fields()) data("n_", field.name, field.of(node));
    const Point place = place_of(node, nodes_++, YAxis::Up);
    data("n_", "x", place.x);
    data("n_", "y", place.y);
    data("n_", "size", size_of(node));
    data("n_colour", colour_of(node.type));
    line_ += "</node>\n";
    out() << line_;
  }

  void edge(const GraphEdge& edge) override {
    line_ = "    <edge id=\"";
    text(edge.id);
    line_ += "\" source=\"";
    text(edge.source);
    line_ += "\" target=\"";
    text(edge.target);
    line_ += "\">";
    data("e_label", edge.label);
    data("e_", "weight", edge.weight);
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) data("e_", field.name, field.of(edge));
    }
    line_ += "</edge>\n";
    out() << line_;
  }

  void end() override { out() << "  </graph>\n</graphml>\n"; }

 private:
  void key(std::string_view of, std::string_view name, FieldType type) {
    out() << "  <key id=\"" << of.front() << '_' << name << "\" for=\"" << of << "\" attr.name=\""
          << name << "\" attr.type=\"" << type_name(type) << "\"/>\n";
  }
  void text(std::string_view value) { count_replaced(append_xml(value, line_)); }
  void data(std::string_view key_id, std::string_view value) {
    line_.append("<data key=\"").append(key_id).append("\">");
    text(value);
    line_ += "</data>";
  }
  void data(std::string_view prefix, std::string_view name, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return;
    std::string id(prefix);
    id += name;
    if (const auto* words = std::get_if<std::string_view>(&value)) return data(id, *words);
    if (const auto* count = std::get_if<std::uint64_t>(&value)) {
      return data(id, std::to_string(*count));
    }
    if (const auto* number = std::get_if<double>(&value)) return data(id, number_text(*number));
    data(id, std::get<bool>(value) ? "true" : "false");
  }

  bool evidence_ = false;
  std::uint64_t nodes_ = 0;
  std::string line_;
};

}  // namespace

std::unique_ptr<GraphWriter> make_graphml_writer(std::ostream& out) {
  return std::make_unique<GraphmlWriter>(out);
}

}  // namespace onrecord
