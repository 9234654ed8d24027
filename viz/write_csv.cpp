// A table of nodes and one of edges, for Gephi's import and for spreadsheets. The first columns
// have the names that Gephi looks for.

#include <string>

#include "viz/csv_cell.h"
#include "viz/graph_fields.h"
#include "viz/graph_writer.h"

namespace onrecord {
namespace {

class CsvWriter : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;
  void end() override {}

 protected:
  void begin_line(std::string_view first) {
    line_.clear();
    text(first);
  }
  void cell(std::string_view value) {
    line_ += ',';
    text(value);
  }
  void cell(const FieldValue& value) {
    line_ += ',';
    if (const auto* words = std::get_if<std::string_view>(&value)) {
      text(*words);
    } else if (const auto* count = std::get_if<std::uint64_t>(&value)) {
      line_ += std::to_string(*count);
    } else if (const auto* number = std::get_if<double>(&value)) {
      line_ += number_text(*number);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      line_ += *flag ? "true" : "false";
    }
  }
  void end_line() {
    line_ += '\n';
    out() << line_;
  }

 private:
  void text(std::string_view value) {
    count_replaced(append_csv_cell(value, CsvReader::Spreadsheet, line_));
  }
  std::string line_;
};

class CsvNodes : public CsvWriter {
 public:
  using CsvWriter::CsvWriter;
  bool wants_edges() const override { return false; }
  void begin(const GraphInfo&) override {
    begin_line("Id");
    cell(std::string_view("Label"));
    for (const NodeField& field : node_fields()) cell(field.name);
    end_line();
  }
  void node(const GraphNode& node) override {
    begin_line(node.id);
    cell(std::string_view(node.label));
    for (const NodeField& field : node_fields()) cell(field.of(node));
    end_line();
  }
  void edge(const GraphEdge&) override {}
};

class CsvEdges : public CsvWriter {
 public:
  using CsvWriter::CsvWriter;
  bool wants_nodes() const override { return false; }
  void begin(const GraphInfo& info) override {
    evidence_ = info.evidence;
    begin_line("Source");
    for (const std::string_view name : {"Target", "Type", "Id", "Label", "Weight"}) cell(name);
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) cell(field.name);
    }
    end_line();
  }
  void node(const GraphNode&) override {}
  void edge(const GraphEdge& edge) override {
    begin_line(edge.source);
    cell(std::string_view(edge.target));
    cell(std::string_view("Directed"));
    cell(std::string_view(edge.id));
    cell(std::string_view(edge.label));
    cell(FieldValue(edge.weight));
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) cell(field.of(edge));
    }
    end_line();
  }

 private:
  bool evidence_ = false;
};

}  // namespace

std::unique_ptr<GraphWriter> make_csv_nodes_writer(std::ostream& out) {
  return std::make_unique<CsvNodes>(out);
}

std::unique_ptr<GraphWriter> make_csv_edges_writer(std::ostream& out) {
  return std::make_unique<CsvEdges>(out);
}

}  // namespace onrecord
