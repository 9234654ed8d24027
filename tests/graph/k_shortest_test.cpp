#include "graph/k_shortest.h"

#include "tests/catch.h"
#include "tests/graph/random_graph.h"

using namespace onrecord;
using onrecord::testing::below;
using onrecord::testing::EveryPath;
using onrecord::testing::random_filter;
using onrecord::testing::random_question;
using onrecord::testing::random_snapshot;
using onrecord::testing::reference_cost;

namespace {

/// The first k of a question on a view that always lets its ends and what it goes through in.
Result<std::vector<NodePath>> try_k_shortest(const Snapshot& snapshot, const GraphFilter& filter,
                                             Measure measure, const PathQuestion& question,
                                             std::size_t k, const SearchLimits& limits = {}) {
  std::vector<NodeIndex> always = question.through;
  always.insert(always.end(), {question.from, question.to});
  const GraphView view(snapshot, filter, always);
  const HopCosts costs(view, measure, {question.from, question.to});
  StepCounter counter(limits);
  return find_k_shortest(costs, question, k, counter);
}

std::vector<NodePath> k_shortest(const Snapshot& snapshot, const GraphFilter& filter,
                                 Measure measure, const PathQuestion& question, std::size_t k) {
  Result<std::vector<NodePath>> found = try_k_shortest(snapshot, filter, measure, question, k);
  REQUIRE(found);
  return *found;
}

PathQuestion between(NodeIndex from, NodeIndex to, std::uint32_t max_hops) {
  PathQuestion question;
  question.from = from;
  question.to = to;
  question.max_hops = max_hops;
  return question;
}

constexpr Measure kMeasures[] = {Measure::Hops, Measure::Reliable, Measure::Telling};

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

/// The k best paths from A to H: "ABH ACH".
std::string paths(const std::vector<std::string>& edges, std::size_t k, std::uint32_t max_hops = 8,
                  Measure measure = Measure::Hops) {
  std::string names;
  for (const NodePath& path :
       k_shortest(parse_graph(edges), {}, measure, between(0, 7, max_hops), k)) {
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
  const GraphView view(snapshot, all);
  const HopCosts costs(view, Measure::Hops, {0, 7});
  const std::optional<BestLink> link = best_link(costs, 0, 1);
  REQUIRE(link);
  CHECK(snapshot.edge(link->edge).confidence == 0.9);
  CHECK(link->others == 2);
  CHECK_FALSE(best_link(costs, 0, 2));
}

TEST_CASE("paths are simple and no longer than asked for", "[graph]") {
  CHECK(paths({"A-B", "B-C", "C-B", "C-H", "B-H"}, 9) == "ABH ABCH");
  CHECK(paths({"A-B", "B-C", "C-H", "A-D", "D-H"}, 9, 2) == "ADH");
  CHECK(paths({"A-B", "B-H"}, 9, 1).empty());
}

TEST_CASE("the most reliable path may be a long one", "[graph]") {
  CHECK(paths({"A-H", "A=B", "B=C", "C=H"}, 2, 8, Measure::Reliable) == "ABCH AH");
  CHECK(paths({"A-H", "A=B", "B=C", "C=H"}, 2, 2, Measure::Reliable) == "AH");
  CHECK(paths({"A.H", "A=B", "B=H"}, 2, 8, Measure::Reliable) == "ABH AH");
}

TEST_CASE("the most telling path goes round the hub", "[graph]") {
  const std::vector<std::string> hub = {"A-B", "B-H", "B-C", "B-D", "B-E", "A-F", "F-G", "G-H"};
  CHECK(paths(hub, 1) == "ABH");
  CHECK(paths(hub, 2, 8, Measure::Telling) == "AFGH ABH");
  CHECK(paths(hub, 2, 2, Measure::Telling) == "ABH");
}

TEST_CASE("a path through an entity comes to no other twice", "[graph]") {
  // Through C the cheapest walk is A-B-C-B-H.
  const Snapshot snapshot = parse_graph({"A=B", "B=C", "B=H", "C-D", "D-E", "E-H"});
  PathQuestion question = between(0, 7, 8);
  question.through = {2};
  const std::vector<NodePath> found = k_shortest(snapshot, {}, Measure::Hops, question, 5);
  REQUIRE(found.size() == 1);
  CHECK(found[0].nodes == std::vector<NodeIndex>{0, 1, 2, 3, 4, 7});
}

TEST_CASE("k best paths agree with trying every path on random graphs", "[graph]") {
  std::mt19937 random(20250318);
  std::size_t joined = 0, several = 0;
  for (int round = 0; round < 900; ++round) {
    const Measure measure = kMeasures[round % 3];
    const Snapshot snapshot = random_snapshot(random, 8, 44);
    const GraphFilter filter = round % 2 == 0 ? GraphFilter{} : random_filter(random);
    const PathQuestion question = random_question(random, snapshot, round % 4 >= 2);
    std::vector<NodePath> expected = EveryPath(snapshot, filter, measure, question).paths();
    const std::size_t k = 1 + below(random, 40);
    if (expected.size() > k) expected.resize(k);
    INFO("round " << round);
    REQUIRE(k_shortest(snapshot, filter, measure, question, k) == expected);
    joined += !expected.empty();
    several += expected.size() > 3;
  }
  // The graphs are of a kind that can tell a wrong search from a right one.
  CHECK(joined > 450);
  CHECK(several > 150);
}

TEST_CASE("the edges shown are the cheapest ones that keep the order of time", "[graph]") {
  std::mt19937 random(5);
  std::size_t seen = 0;
  for (int round = 0; round < 200; ++round) {
    const Snapshot snapshot = random_snapshot(random, 7, 60);
    PathQuestion question = random_question(random, snapshot, false);
    question.in_order = round % 2 == 0;
    const GraphFilter filter;
    const GraphView view(snapshot, filter);
    const HopCosts costs(view, Measure::Reliable, {question.from, question.to});
    for (const NodePath& path : k_shortest(snapshot, filter, Measure::Reliable, question, 5)) {
      Cost cost = 0;
      PartialDate latest;
      for (const EdgeIndex edge : edges_along(costs, question, path.nodes)) {
        cost += reference_cost(Measure::Reliable, snapshot.edge(edge));
        if (!question.in_order) continue;
        const PartialDate last = snapshot.edge(edge).last;
        CHECK((latest.empty() || last.month == 0 ||
               last.year * 12 + last.month >= latest.year * 12 + latest.month));
        if (snapshot.edge(edge).first > latest) latest = snapshot.edge(edge).first;
      }
      CHECK(cost == path.cost);
      ++seen;
    }
  }
  CHECK(seen > 200);
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
      const std::vector<NodePath> found =
          k_shortest(snapshot, {}, Measure::Hops, between(0, to, 200), 1);
      REQUIRE(found.size() == (hops[to] == ~0u ? 0 : 1));
      if (!found.empty()) CHECK(found[0].nodes.size() == hops[to] + 1);
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
  for (const Measure measure : kMeasures) {
    const PathQuestion question = between(0, 39, 8);
    const auto stopped = try_k_shortest(snapshot, {}, measure, question, 100, {1000, std::nullopt});
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Busy);
    CHECK(stopped.error().message.find("1000") != std::string::npos);

    const SearchLimits late{~0ull, std::chrono::steady_clock::now() - std::chrono::seconds(1)};
    const auto timed_out = try_k_shortest(snapshot, {}, measure, question, 100, late);
    REQUIRE_FALSE(timed_out);
    CHECK(timed_out.error().code == ErrorCode::Busy);
    CHECK(timed_out.error().message.find("deadline") != std::string::npos);
  }
}
