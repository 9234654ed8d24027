// DOT for people: who is who by shape and colour, what joins them in words, the sentence behind an
// edge when the pointer rests on it. Colours: Okabe and Ito, "Color Universal Design", 2008, which
// stay apart for the colour-blind; shapes tell the same story without colour.

#include <algorithm>
#include <array>
#include <string>

#include "viz/graph_writer.h"
#include "viz/shorten.h"
#include "viz/writers.h"

namespace onrecord {

namespace {

constexpr std::size_t kLineChars = 22;   // of a node's label
constexpr std::size_t kNameChars = 120;  // of a name; what is longer is cut

struct NodeStyle {
  std::string_view type;
  std::string_view attributes;
};

constexpr std::array<NodeStyle, 6> kStyles = {{
    {"person", R"(shape=ellipse, fillcolor="#56B4E9")"},
    {"agency", R"(shape=box, fillcolor="#0072B2", fontcolor="white")"},
    {"organization", R"(shape=octagon, fillcolor="#CC79A7")"},
    {"place", R"(shape=box, style="filled,rounded", fillcolor="#009E73")"},
    {"operation", R"(shape=note, fillcolor="#E69F00")"},
    {"quote", R"(shape=box, style="filled,dashed", fillcolor="#F0E442")"},
}};

constexpr std::string_view kCoMentionedStyle =
    R"(style=dashed, color="#999999", fontcolor="#767676", dir=none)";

std::string_view style_of(std::string_view type) {
  for (const NodeStyle& style : kStyles) {
    if (style.type == type) return style.attributes;
  }
  return "shape=ellipse";
}

/// Breaks at blanks into lines of about kLineChars.
std::string wrap(const std::string& text) {
  std::string wrapped;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t word_end = std::min(text.find(' ', i + 1), text.size());
    if (text[i] == ' ' && column + (word_end - i) > kLineChars) {
      wrapped += '\n';
      column = 0;
      continue;
    }
    wrapped += text[i];
    const bool continuation = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (!continuation) ++column;
  }
  return wrapped;
}

void write_node(const GraphNode& node, std::ostream& out) {
  out << "  \"" << node.id << "\" [label=" << dot_string(wrap(shorten(node.label, kNameChars)))
      << ", tooltip="
      << dot_string(shorten(node.label, kNameChars) + " \u00b7 " + node.type + " \u00b7 in " +
                    std::to_string(node.documents) +
                    (node.documents == 1 ? " document" : " documents"))
      << ", " << style_of(node.type);
  if (node.focus) out << R"(, penwidth=3, color="black")";
  out << "];\n";
}

/// The sentence and where it stands: "“…” — Title, Publisher, 2025-03-18".
std::string tooltip(const GraphEdge& edge, std::size_t chars) {
  if (edge.evidence.empty()) return edge.label;
  const SentenceEvidence& best = edge.evidence.front();
  std::string text = shorten(best.sentence.text, chars);
  std::string where;
  const std::string document = best.title.empty() ? best.sentence.document.value : best.title;
  for (const std::string& part : {document, best.publisher, to_string(best.date)}) {
    if (part.empty()) continue;
    if (!where.empty()) where += ", ";
    where += part;
  }
  return text + "\n" + shorten(where, chars);
}

void write_edge(const GraphEdge& edge, const DotOptions& options, std::ostream& out) {
  out << "  \"" << edge.source << "\" -> \"" << edge.target << "\" [";
  if (edge.predicate == Predicate::CoMentioned) {
    out << kCoMentionedStyle;
  } else if (options.edge_labels) {
    std::string label = shorten(edge.label, kNameChars);
    if (edge.support > 1) label += " \u00d7" + std::to_string(edge.support);
    out << "label=" << dot_string(wrap(label));
  } else {
    out << "style=solid";
  }
  if (options.tooltip_chars > 0) {
    const std::string text = dot_string(tooltip(edge, options.tooltip_chars));
    out << ", edgetooltip=" << text << ", labeltooltip=" << text;
  }
  out << "];\n";
}

void write_legend(const GraphParts& graph, std::ostream& out) {
  out << "  subgraph \"cluster_legend\" {\n"
         "    label=\"Legend\"; fontsize=10; color=\"#BBBBBB\"; style=rounded; margin=8;\n"
         "    node [fontsize=9, height=0.3, margin=\"0.08,0.04\"];\n";
  // The invisible edges keep the items together where a layout knows no clusters.
  std::string last;
  const auto item = [&](std::string_view name, std::string_view attributes) {
    const std::string id = "\"legend " + std::string(name) + "\"";
    out << "    " << id << " [label=\"" << name << "\", " << attributes << "];\n";
    if (!last.empty())
      out << "    " << last << " -> " << id << " [style=invis, minlen=0, weight=0];\n";
    last = id;
  };
  for (const NodeStyle& style : kStyles) {
    for (const GraphNode& node : graph.nodes) {
      if (node.type != style.type) continue;
      item(style.type, style.attributes);
      break;
    }
  }
  for (const GraphEdge& edge : graph.edges) {
    if (edge.predicate != Predicate::CoMentioned) continue;
    item("named in one sentence",
         R"(shape=box, style=dashed, color="#999999", fontcolor="#555555")");
    break;
  }
  out << "  }\n";
}

/// Above it edges are drawn straight: routing them around nodes takes minutes.
constexpr std::size_t kMostCurvedEdges = 200;

void write_parts(const GraphParts& graph, std::ostream& out, const DotOptions& options) {
  out << "digraph \"onrecord\" {\n"
         "  graph [charset=\"UTF-8\", rankdir=LR, overlap=\"prism\", sep=\"+18\", K=2, "
         "splines="
      << (graph.edges.size() > kMostCurvedEdges ? "line" : "true")
      << ", outputorder=\"nodesfirst\", pad=0.3, nodesep=0.35, ranksep=0.7, "
         "fontname=\"Helvetica\", "
         "bgcolor=\"white\", tooltip=\" \"";
  std::string caption = shorten(options.title, kNameChars);
  if (graph.left_out > 0) {
    if (!caption.empty()) caption += "\n";
    caption += std::to_string(graph.left_out) + " more not shown";
  }
  if (!caption.empty()) out << ", label=" << dot_string(caption);
  out << "];\n"
         "  node [fontname=\"Helvetica\", fontsize=12, style=filled, color=\"#444444\", "
         "margin=\"0.15,0.08\"];\n"
         "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#555555\", fontcolor=\"#333333\", "
         "arrowsize=0.7];\n";
  for (const GraphNode& node : graph.nodes) write_node(node, out);
  for (const GraphEdge& edge : graph.edges) write_edge(edge, options, out);
  if (options.legend && !graph.nodes.empty()) write_legend(graph, out);
  out << "}\n";
}

/// Keeps all of it: how edges are drawn goes by their number.
class DotWriter : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;
  void begin(const GraphInfo& info) override {
    options_.title = info.title;
    graph_.left_out = info.left_out;
  }
  void node(const GraphNode& node) override { graph_.nodes.push_back(node); }
  void edge(const GraphEdge& edge) override { graph_.edges.push_back(edge); }
  void end() override { write_parts(graph_, out(), options_); }

 private:
  DotOptions options_;
  GraphParts graph_;
};

}  // namespace

std::unique_ptr<GraphWriter> make_dot_writer(std::ostream& out) {
  return std::make_unique<DotWriter>(out);
}

void write_dot(const Subgraph& graph, std::ostream& out, const DotOptions& options) {
  write_parts(to_graph_parts(graph), out, options);
}

}  // namespace onrecord
