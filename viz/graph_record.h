#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/subgraph.h"

namespace onrecord {

/// On a picture. Unit: about a pixel.
struct Point {
  double x = 0.0, y = 0.0;
};

/// A node as the writers of graphs take it: an entity, or a quote.
struct GraphNode {
  std::string id;               ///< an entity's or a quote's, 16 hex digits
  std::string type;             ///< person, agency, organization, place, operation or quote
  std::string label;            ///< an entity's name; a quote's words
  std::uint64_t documents = 0;  ///< that mention it; 1 for a quote
  bool focus = false;           ///< as SubgraphNode::focus
  std::optional<Point> place;   ///< where somebody put it, y downwards as on a screen
  // Of quotes alone.
  std::string kind;  ///< direct, indirect or mixed
  std::string date, document, url;
  double confidence = 0.0;

  bool is_quote() const { return type == "quote"; }
};

/// An edge as the writers of graphs take it.
struct GraphEdge {
  std::string id;  ///< the statement's; of a co_mentioned or a count of quotes made of its ends
  std::string source, target;
  std::string label;  ///< for people
  Predicate predicate = Predicate::CoMentioned;
  std::string statement;  ///< its id; empty where it is none
  Qualifiers qualifiers;
  std::uint64_t count = 0;    ///< sentences of a co_mentioned, quotes counted as one; else 0
  std::uint64_t support = 0;  ///< documents
  double weight = 0.0;        ///< what layouts go by: `count` of counted quotes, else `support`
  double confidence = 0.0;    ///< probability in [0, 1]
  PartialDate first_date, last_date;       ///< of its evidence; empty when none is dated
  std::string first, last;                 ///< the same in words
  std::vector<PartialDate> dates;          ///< all of them, where they were asked for; ascending
  std::vector<SentenceEvidence> evidence;  ///< best first
  // What flat formats say of evidence.
  std::string evidence_date;  ///< of the best
  std::string more_evidence;  ///< all but the best, as a JSON list; empty when there is none
};

/// A whole graph. Nodes and edges in the order in which they are written.
struct GraphParts {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
  std::uint64_t left_out = 0;  ///< nodes that a cap kept out
};

GraphParts to_graph_parts(const Subgraph& graph);
GraphNode to_graph_node(const SubgraphNode& node);
GraphEdge to_graph_edge(const SubgraphEdge& edge);
/// Sets what follows from the other fields: dates in words, and what flat formats say of evidence.
void complete(GraphEdge& edge);

}  // namespace onrecord
