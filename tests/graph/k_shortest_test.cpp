#include "graph/k_shortest.h"

#include "tests/catch.h"
#include "tests/graph/random_graph.h"

using namespace onrecord;
using onrecord::testing::below;
using onrecord::testing::EveryPath;
using onrecord::testing::random_filter;
using onrecord::testing::random_snapshot;

namespace {

std::vector<NodePath> k_shortest(const Snapshot& snapshot, const GraphFilter& filter,
                                 NodeIndex from, NodeIndex to, std::size_t k,
                                 std::uint32_t max_hops) {
  const GraphView view(snapshot, filter, {from, to});
  StepCounter counter({});
  Result<std::vector<NodePath>> found = find_k_shortest(view, from, to, k, max_hops, counter);
  REQUIRE(found);
  return *found;
}

/// Entities A, B, C, ... and edges such as "A-B" (a statement of confidence 0.5), "A=B" (0.9) and
/// "A.B" (co_mentioned).
Snapshot parse_graph(const std::vector<std::string>& edges) {
  SnapshotParts parts;
  for (char name = 'A'; name <= 'H'; ++name) {
    parts.nodes.push_back(
        {EntityId{static_cast<std::uint64_t>(name)}, EntityType::Person, std::string(1, name), 1});
  }
  for (const std::string& text : edges) {
    SnapshotEdge edge;
    edge.source = static_cast<NodeIndex>(text[0] - 'A');
    edge.target = static_cast<NodeIndex>(text[2] - 'A');
    edge.support = 1;
    if (text[1] != '.') {
      edge.predicate = Predicate::PartOf;
      edge.detail = static_cast<std::uint32_t>(parts.qualifiers.size());
      parts.qualifiers.push_back({{"title", std::to_string(parts.edges.size())}});
      edge.confidence = text[1] == '=' ? 0.9 : 0.5;
    }
    parts.edges.push_back(edge);
  }
  return Snapshot::build(parts);
}

/// The k shortest paths from A to H: "ABH ACH".
std::string paths(const std::vector<std::string>& edges, std::size_t k,
                  std::uint32_t max_hops = 8) {
  std::string names;
  for (const NodePath& path : k_shortest(parse_graph(edges), {}, 0, 7, k, max_hops)) {
    if (!names.empty()) names += ' ';
    for (const NodeIndex node : path.nodes) names += static_cast<char>('A' + node);
  }
  return names;
}

}  // namespace

TEST_CASE("fewest hops come first, whatever the direction of the edges", "[graph]") {
  CHECK(paths({"A-H"}, 1) == "AH");
  CHECK(paths({"H-A"}, 1) == "AH");
  CHECK(paths({"A=B", "B=C", "C=H", "D-A", "D-H"}, 1) == "ADH");
}

TEST_CASE("ties go to statements, then to confidence, then to smaller ids", "[graph]") {
  CHECK(paths({"A.B", "B.H", "A-C", "C-H"}, 2) == "ACH ABH");
  CHECK(paths({"A-B", "B-H", "A=C", "C-H"}, 2) == "ACH ABH");
  CHECK(paths({"A-C", "C-H", "A-B", "B-H"}, 2) == "ABH ACH");
}

TEST_CASE("the best of several edges between two neighbours counts, once", "[graph]") {
  CHECK(paths({"A-B", "A.B", "B-A", "A=B", "B-H", "A-C", "C-H"}, 5) == "ABH ACH");
  const Snapshot snapshot = parse_graph({"A.B", "A-B", "B=A"});
  const GraphFilter all;
  const std::optional<BestLink> link = best_link(GraphView(snapshot, all), 0, 1);
  REQUIRE(link);
  CHECK(snapshot.edge(link->edge).confidence == 0.9);
  CHECK(link->others == 2);
  CHECK_FALSE(best_link(GraphView(snapshot, all), 0, 2));
}

TEST_CASE("paths are simple and no longer than asked for", "[graph]") {
  CHECK(paths({"A-B", "B-C", "C-B", "C-H", "B-H"}, 9) == "ABH ABCH");
  CHECK(paths({"A-B", "B-C", "C-H", "A-D", "D-H"}, 9, 2) == "ADH");
  CHECK(paths({"A-B", "B-H"}, 9, 1).empty());
}

TEST_CASE("k shortest paths agree with trying every path on 300 random graphs", "[graph]") {
  std::mt19937 random(20250318);
  std::size_t joined = 0, several = 0;
  for (int round = 0; round < 300; ++round) {
    const Snapshot snapshot = random_snapshot(random, 8, 44);
    const GraphFilter filter = round % 2 == 0 ? GraphFilter{} : random_filter(random);
    const auto size = static_cast<std::uint32_t>(snapshot.node_count());
    const NodeIndex from = below(random, size);
    const NodeIndex to = (from + 1 + below(random, size - 1)) % size;
    const std::uint32_t max_hops = 1 + below(random, 8);
    std::vector<NodePath> expected = EveryPath(snapshot, filter, from, to, max_hops).paths();
    const std::size_t k = 1 + below(random, 40);
    if (expected.size() > k) expected.resize(k);
    const std::vector<NodePath> found = k_shortest(snapshot, filter, from, to, k, max_hops);
    INFO("round " << round);
    REQUIRE(found == expected);
    joined += !expected.empty();
    several += expected.size() > 3;
  }
  // The graphs are of a kind that can tell a wrong search from a right one.
  CHECK(joined > 150);
  CHECK(several > 80);
}

TEST_CASE("fewest hops agree with a plain breadth-first search on larger graphs", "[graph]") {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const Snapshot snapshot = random_snapshot(random, 120, 260);
    const auto size = static_cast<std::uint32_t>(snapshot.node_count());
    std::vector<std::uint32_t> hops(size, ~0u);
    std::vector<NodeIndex> queue{0};
    hops[0] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const SnapshotEdge& edge : snapshot.edges()) {
        for (auto [a, b] : {std::pair(edge.source, edge.target), {edge.target, edge.source}}) {
          if (a != queue[i] || hops[b] != ~0u) continue;
          hops[b] = hops[a] + 1;
          queue.push_back(b);
        }
      }
    }
    for (NodeIndex to = 1; to < size; to += 7) {
      const std::vector<NodePath> found = k_shortest(snapshot, {}, 0, to, 1, 200);
      REQUIRE(found.size() == (hops[to] == ~0u ? 0 : 1));
      if (!found.empty()) CHECK(found[0].cost.hops == hops[to]);
    }
  }
}

TEST_CASE("nothing joins two entities of different parts", "[graph]") {
  CHECK(paths({}, 3).empty());
  CHECK(paths({"A-B", "C-H"}, 3).empty());
}

TEST_CASE("a search past its limits ends in Busy", "[graph]") {
  SnapshotParts parts;  // a clique of 40: far more paths than steps
  for (std::uint32_t i = 0; i < 40; ++i)
    parts.nodes.push_back({EntityId{i + 1}, EntityType::Person, "", 1});
  for (std::uint32_t i = 0; i < 40; ++i) {
    for (std::uint32_t j = i + 1; j < 40; ++j) {
      SnapshotEdge edge;
      edge.source = i;
      edge.target = j;
      parts.edges.push_back(edge);
    }
  }
  const Snapshot snapshot = Snapshot::build(parts);
  const GraphFilter filter;
  const GraphView view(snapshot, filter);
  StepCounter few({1000, std::nullopt});
  const auto stopped = find_k_shortest(view, 0, 39, 100, 8, few);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Busy);
  CHECK(stopped.error().message.find("1000") != std::string::npos);

  StepCounter late({~0ull, std::chrono::steady_clock::now() - std::chrono::seconds(1)});
  const auto timed_out = find_k_shortest(view, 0, 39, 100, 8, late);
  REQUIRE_FALSE(timed_out);
  CHECK(timed_out.error().code == ErrorCode::Busy);
  CHECK(timed_out.error().message.find("deadline") != std::string::npos);
}
