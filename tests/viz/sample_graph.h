#pragma once

// A small invented graph with every type of node and both kinds of edge.

#include <string>

#include "graph/subgraph.h"

namespace onrecord::testing {

inline SubgraphEdge sample_edge(std::uint64_t from, std::uint64_t to, Predicate predicate,
                                const std::string& sentence) {
  SubgraphEdge edge;
  edge.source = EntityId{from};
  edge.target = EntityId{to};
  edge.predicate = predicate;
  if (!edge.co_mentioned()) edge.statement = StatementId{from * 100 + to};
  edge.support = 1;
  edge.confidence = 0.9123;
  edge.first = edge.last = {2025, 3, 18};
  SentenceEvidence evidence;
  evidence.title = "Harbour sweep ends";
  evidence.publisher = "The Tidewater Post";
  evidence.url = "https://example.org/harbour";
  evidence.date = {2025, 3, 18};
  evidence.confidence = 0.9;
  evidence.sentence = {DocumentId{"harbour.txt"},
                       Span{100, static_cast<std::uint32_t>(100 + sentence.size())},
                       sentence,
                       {Span{0, 4}}};
  evidence.begin_code_point = 99;
  evidence.end_code_point = static_cast<std::uint32_t>(99 + sentence.size());
  edge.evidence = {evidence};
  return edge;
}

inline Subgraph sample_graph() {
  Subgraph graph;
  graph.nodes = {
      {EntityId{1}, EntityType::Person, "Ilse Marquardt", 3, true},
      {EntityId{2}, EntityType::Agency, "Tidewater County Sheriff's Office", 5, false},
      {EntityId{3}, EntityType::Organization, "Harbour Workers\u2019 Union", 2, false},
      {EntityId{4}, EntityType::Place, "Port Avelin", 4, false},
      {EntityId{5}, EntityType::Operation, "Operation Low Tide", 2, true},
  };
  SubgraphEdge position =
      sample_edge(1, 2, Predicate::HoldsPosition, "Ilse Marquardt, the undersheriff, said so.");
  position.qualifiers = {{"title", "undersheriff"}, {"status", "acting"}};
  SubgraphEdge together =
      sample_edge(1, 3, Predicate::CoMentioned, "Ilse Marquardt met the union.");
  together.qualifiers = {{"count", "2"}};
  graph.edges = {position, together,
                 sample_edge(2, 5, Predicate::Conducted, "The office ran Operation Low Tide."),
                 sample_edge(5, 4, Predicate::TookPlaceIn, "Low Tide was in Port Avelin."),
                 sample_edge(5, 3, Predicate::Targeted, "It was aimed at the union.")};
  graph.edges[2].support = 3;
  sort_subgraph(graph);
  return graph;
}

}  // namespace onrecord::testing
