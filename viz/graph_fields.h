#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "viz/graph_record.h"

namespace onrecord {

enum class FieldType { Text, Count, Number, Flag };

/// Nothing: the node or edge has no such thing. Views last as long as the record.
using FieldValue = std::variant<std::monostate, std::string_view, std::uint64_t, double, bool>;

/// One attribute, the same in every format.
struct NodeField {
  std::string_view name;
  FieldType type;
  FieldValue (*of)(const GraphNode&);
};

struct EdgeField {
  std::string_view name;
  FieldType type;
  FieldValue (*of)(const GraphEdge&);
  bool of_evidence;  ///< from the sentences: formats with lists have those whole instead
};

/// What every format says of nodes beside their id and label, and of edges beside their ends, id,
/// label and weight.
std::span<const NodeField> node_fields();
std::span<const EdgeField> edge_fields();

/// A number as every text format writes it: at most 3 decimals, "." before them.
std::string number_text(double value);

/// The colour of a type, "#RRGGBB": Okabe-Ito, as in DOT.
std::string_view colour_of(std::string_view node_type);
/// Grows with the logarithm of the documents that mention it: 10 for none, 20 for a hundred.
double size_of(const GraphNode& node);

/// Where a node that nobody has laid out is put: the n-th on a spiral of even density (Vogel, "A
/// better way to construct the sunflower head", 1979), so that no two lie on one another.
Point place_of(std::uint64_t n);

/// Which way y grows: Gephi and mathematics up, Cytoscape and screens down.
enum class YAxis { Up, Down };
/// Where somebody put it, else as the n-th.
Point place_of(const GraphNode& node, std::uint64_t n, YAxis axis);

}  // namespace onrecord
