// A Mermaid flowchart, for notes and wikis that draw it. Only for small graphs: what draws it takes
// 500 edges and 50,000 characters unless it is told otherwise.

#include "viz/graph_fields.h"
#include "viz/graph_writer.h"
#include "viz/mermaid_text.h"
#include "viz/shorten.h"

namespace onrecord {
namespace {

constexpr std::size_t kLabelChars = 120;

constexpr std::string_view kTypes[] = {"person", "agency",    "organization",
                                       "place",  "operation", "quote"};

class MermaidWriter : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;

  void begin(const GraphInfo&) override {
    out() << "flowchart LR\n";
    for (const std::string_view type : kTypes) {
      out() << "  classDef " << type << " fill:" << colour_of(type)
            << ",stroke:#444444,color:" << (type == "agency" ? "#ffffff" : "#000000") << "\n";
    }
  }
  void node(const GraphNode& node) override {
    line_ = "  n" + node.id + "[\"";
    text(node.label);
    line_.append("\"]:::").append(node.type).append("\n");
    out() << line_;
  }
  void edge(const GraphEdge& edge) override {
    const bool together = edge.predicate == Predicate::CoMentioned;
    line_ = "  n" + edge.source + (together ? " -.-|\"" : " -->|\"");
    text(edge.label);
    line_ += "\"| n" + edge.target + "\n";
    out() << line_;
  }
  void end() override {}

 private:
  void text(std::string_view words) {
    count_replaced(append_mermaid(shorten(words, kLabelChars), line_));
  }
  std::string line_;
};

}  // namespace

std::unique_ptr<GraphWriter> make_mermaid_writer(std::ostream& out) {
  return std::make_unique<MermaidWriter>(out);
}

}  // namespace onrecord
