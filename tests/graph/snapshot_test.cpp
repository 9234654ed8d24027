#include "graph/snapshot.h"

#include "tests/catch.h"
#include "tests/graph/random_graph.h"

using namespace onrecord;

TEST_CASE("edge i of the graph is edge i of the attributes, both ways", "[graph]") {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    const Snapshot snapshot = testing::random_snapshot(random, 30, 90);
    const Snapshot::Graph& graph = snapshot.graph();
    REQUIRE(num_vertices(graph) == snapshot.node_count());
    REQUIRE(num_edges(graph) == snapshot.edge_count());
    std::size_t in = 0, out = 0;
    for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
      for (auto [it, end] = out_edges(node, graph); it != end; ++it, ++out) {
        const SnapshotEdge edge = snapshot.edge(get(boost::edge_index, graph, *it));
        CHECK((edge.source == node && edge.target == target(*it, graph)));
      }
      for (auto [it, end] = in_edges(node, graph); it != end; ++it, ++in) {
        const SnapshotEdge edge = snapshot.edge(get(boost::edge_index, graph, *it));
        CHECK((edge.target == node && edge.source == source(*it, graph)));
      }
    }
    CHECK(in == snapshot.edge_count());
    CHECK(out == snapshot.edge_count());
  }
}

TEST_CASE("nodes and edges are sorted and found by id", "[graph]") {
  SnapshotParts parts;
  for (const std::uint64_t id : {9, 3, 5}) {
    parts.nodes.push_back({EntityId{id}, EntityType::Agency, std::to_string(id), 1});
  }
  parts.documents = {{"first"}, {"second"}};
  SnapshotEdge together;  // 9 - 3, to be turned round
  together.source = 0;
  together.target = 1;
  together.detail = 1;
  together.count = 7;
  SnapshotEdge stated = together;
  stated.predicate = Predicate::PartOf;
  stated.detail = 0;
  parts.edges = {together, stated};
  const Snapshot snapshot = Snapshot::build(parts);

  REQUIRE(snapshot.find(EntityId{3}) == NodeIndex{0});
  REQUIRE(snapshot.find(EntityId{9}) == NodeIndex{2});
  CHECK_FALSE(snapshot.find(EntityId{4}));
  REQUIRE(snapshot.edge_count() == 2);
  CHECK((snapshot.edge(0).co_mentioned() && snapshot.edge(0).source == 0));
  CHECK(snapshot.edge(0).count == 7);
  CHECK(snapshot.first_document(0) == DocumentId{"second"});
  CHECK((snapshot.edge(1).source == 2 && snapshot.edge(1).target == 0));
  CHECK(snapshot.first_document(1).value.empty());
}

TEST_CASE("an empty snapshot is a graph without nodes", "[graph]") {
  const Snapshot snapshot = Snapshot::build({});
  CHECK(num_vertices(snapshot.graph()) == 0);
  CHECK(num_edges(snapshot.graph()) == 0);
  CHECK_FALSE(snapshot.find(EntityId{1}));
}

TEST_CASE("edges without two different known ends and repeats are dropped", "[graph]") {
  SnapshotParts parts;
  for (const std::uint64_t id : {1, 2, 2}) {
    parts.nodes.push_back({EntityId{id}, EntityType::Agency, "", 1});
  }
  const auto join = [&](NodeIndex a, NodeIndex b) {
    SnapshotEdge edge;
    edge.source = a;
    edge.target = b;
    edge.predicate = Predicate::PartOf;
    edge.detail = 77;  // no such qualifiers
    parts.edges.push_back(edge);
  };
  join(0, 0);
  join(0, 9);
  join(1, 2);  // the same entity given twice
  join(0, 1);
  join(0, 2);
  const Snapshot snapshot = Snapshot::build(parts);
  REQUIRE(snapshot.node_count() == 2);
  REQUIRE(snapshot.edge_count() == 1);
  CHECK(snapshot.qualifiers(0).empty());
}
