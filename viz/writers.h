#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "graph/subgraph.h"

namespace onrecord {

// Writers of subgraphs. Each writes UTF-8, the same bytes for the same subgraph, and nothing from
// the data as markup: names and sentences stay text. Look at the stream for errors of writing.

struct DotOptions {
  std::string title;   ///< under the picture; may be empty
  bool legend = true;  ///< of the types that occur
  bool edge_labels = true;
  std::size_t tooltip_chars = 300;  ///< of an edge's best sentence; 0: no tooltips
};

/// Graphviz DOT: a `digraph` with entity ids as quoted node ids, shape and colour (Okabe-Ito) by
/// type, edges labelled by their predicate's phrase, co_mentioned dashed and without arrows.
void write_dot(const Subgraph& graph, std::ostream& out, const DotOptions& options = {});

/// A quoted DOT string, quotation marks included, that shows exactly `text` as a label: backslash,
/// quotation mark, line end and what Graphviz takes for an HTML entity are escaped. Total: bytes
/// that are not UTF-8, control characters other than the line end, and U+FFFE/U+FFFF (no XML
/// document may hold them) become U+FFFD.
std::string dot_string(std::string_view text);

/// D3 node-link JSON: {"directed": true, "multigraph": true, "nodes": [...], "links": [...]}, as
/// networkx `node_link_graph` reads it. Spans are code points. viz/FORMATS.md shows every field.
void write_node_link(const Subgraph& graph, std::ostream& out);

/// One of its links: an object that stands alone.
void write_link(const SubgraphEdge& edge, std::ostream& out);

}  // namespace onrecord
