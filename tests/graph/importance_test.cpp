#include "graph/importance.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/centrality.h"
#include "graph/partition.h"
#include "tests/catch.h"
#include "tests/graph/random_graph.h"

using namespace onrecord;
using onrecord::testing::below;
using onrecord::testing::random_filter;
using onrecord::testing::random_snapshot;

namespace {

/// People A to H and statements between those named: "AB BC".
Snapshot people(const std::string& pairs) {
  SnapshotParts parts;
  for (char name = 'A'; name <= 'H'; ++name) {
    parts.nodes.push_back(
        {EntityId{static_cast<std::uint64_t>(name)}, EntityType::Person, std::string(1, name), 1});
  }
  parts.qualifiers.emplace_back();
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 3) {
    SnapshotEdge edge;
    edge.source = static_cast<NodeIndex>(pairs[i] - 'A');
    edge.target = static_cast<NodeIndex>(pairs[i + 1] - 'A');
    edge.predicate = Predicate::PartOf;
    edge.confidence = 0.5;
    edge.support = 1;
    parts.edges.push_back(edge);
  }
  return Snapshot::build(parts);
}

/// "B:3 A:1": entities and whole values, bridges as two letters, groups as "1A 1B".
std::string rows(const std::string& pairs, Importance what) {
  ImportanceQuestion question;
  question.what = what;
  const auto found = find_importance(people(pairs), question);
  REQUIRE(found);
  std::string out;
  for (const ImportanceRow& row : found->rows) {
    if (!out.empty()) out += ' ';
    if (row.group > 0) out += std::to_string(row.group);
    out += static_cast<char>(row.entity.value);
    if (row.other.value != 0) out += static_cast<char>(row.other.value);
    if (row.group == 0) out += ':' + std::to_string(static_cast<int>(row.value));
  }
  return out;
}

LinkGraph links_of(const Snapshot& snapshot, const GraphFilter& filter = {},
                   LinkGraph::Kind kind = LinkGraph::Kind::Both) {
  const GraphView view(snapshot, filter);
  StepCounter counter({});
  auto links = LinkGraph::build(view, kind, counter);
  REQUIRE(links);
  return *std::move(links);
}

/// Components when `gone` is left out, and the link between a and b.
std::size_t count_parts(const LinkGraph& links, NodeIndex gone, NodeIndex a, NodeIndex b) {
  std::set<NodeIndex> seen;
  std::size_t parts = 0;
  for (const NodeIndex start : linked_nodes(links)) {
    if (start == gone || !seen.insert(start).second) continue;
    ++parts;
    std::vector<NodeIndex> stack{start};
    while (!stack.empty()) {
      const NodeIndex node = stack.back();
      stack.pop_back();
      for (const NodeIndex next : links.of(node)) {
        if (next == gone || (node == a && next == b) || (node == b && next == a)) continue;
        if (seen.insert(next).second) stack.push_back(next);
      }
    }
  }
  return parts;
}

constexpr NodeIndex kNobody = ~0u;

}  // namespace

TEST_CASE("degree counts different neighbours, greatest first", "[graph]") {
  CHECK(rows("AB BA BC BD CD", Importance::Degree) == "B:3 C:2 D:2 A:1");
}

TEST_CASE("components and communities are numbered from the greatest", "[graph]") {
  CHECK(rows("AB CD DE", Importance::Components) == "1D 1C 1E 2A 2B");
  CHECK(rows("AB BC AC EF FG EG CE", Importance::Communities) == "1C 1A 1B 2E 2F 2G");
}

TEST_CASE("bridges and cut points are what parts hang on", "[graph]") {
  const std::string pairs = "AB BC AC CD DE EF FD EG";
  CHECK(rows(pairs, Importance::Bridges) == "DC:3 EG:1");
  CHECK(rows(pairs, Importance::CutPoints) == "C:2 D:2 E:2");
  CHECK(rows("AB BA", Importance::Bridges) == "AB:1");
}

TEST_CASE("cuts agree with taking links and entities away on random graphs", "[graph]") {
  std::mt19937 random(3);
  std::size_t bridges = 0, points = 0;
  for (int round = 0; round < 150; ++round) {
    const Snapshot snapshot = random_snapshot(random, 14, 20);
    const LinkGraph links =
        links_of(snapshot, round % 2 == 0 ? GraphFilter{} : random_filter(random));
    const std::size_t parts = count_parts(links, kNobody, 0, 0);
    const Cuts cuts = find_cuts(links);
    std::set<std::pair<NodeIndex, NodeIndex>> found;
    for (const Bridge& bridge : cuts.bridges) {
      found.insert(std::minmax(bridge.end, bridge.other));
    }
    std::map<NodeIndex, std::uint32_t> falling;
    for (const CutPoint& point : cuts.points) falling[point.node] = point.parts;
    for (const NodeIndex node : linked_nodes(links)) {
      const std::size_t left = count_parts(links, node, 0, 0) - (parts - 1);
      CHECK((falling.count(node) > 0 ? falling[node] : std::min<std::size_t>(left, 1)) == left);
      points += left > 1;
      for (const NodeIndex other : links.of(node)) {
        if (other < node) continue;
        const bool bridge = count_parts(links, kNobody, node, other) > parts;
        CHECK(bridge == (found.count({node, other}) > 0));
        bridges += bridge;
      }
    }
  }
  CHECK(bridges > 100);
  CHECK(points > 100);
}

TEST_CASE("betweenness agrees with counting every shortest path", "[graph]") {
  std::mt19937 random(4);
  for (int round = 0; round < 60; ++round) {
    const Snapshot snapshot = random_snapshot(random, 9, 20);
    const LinkGraph links = links_of(snapshot);
    const std::vector<NodeIndex> nodes = linked_nodes(links);
    if (nodes.size() < 3) continue;
    std::vector<double> expected(snapshot.node_count(), 0.0);
    for (const NodeIndex from : nodes) {
      for (const NodeIndex to : nodes) {
        if (from >= to) continue;
        std::vector<std::vector<NodeIndex>> paths{{from}}, shortest;
        while (!paths.empty() && shortest.empty()) {
          std::vector<std::vector<NodeIndex>> longer;
          for (const auto& path : paths) {
            if (path.back() == to) shortest.push_back(path);
            for (const NodeIndex next : links.of(path.back())) {
              if (std::find(path.begin(), path.end(), next) != path.end()) continue;
              longer.push_back(path);
              longer.back().push_back(next);
            }
          }
          paths = std::move(longer);
        }
        for (const auto& path : shortest) {
          for (std::size_t i = 1; i + 1 < path.size(); ++i) {
            expected[path[i]] += 1.0 / static_cast<double>(shortest.size());
          }
        }
      }
    }
    const auto count = static_cast<double>(nodes.size());
    StepCounter counter({});
    const auto found = betweenness(links, 0, counter);
    REQUIRE(found);
    for (const NodeIndex node : nodes) {
      CHECK((*found)[node] == Approx(expected[node] * 2 / (count - 1) / (count - 2)).margin(1e-12));
    }
  }
}

TEST_CASE("sampled betweenness is near the whole one and always the same", "[graph]") {
  std::mt19937 random(9);
  const LinkGraph links = links_of(random_snapshot(random, 300, 2000));
  StepCounter counter({});
  const auto whole = betweenness(links, 0, counter), some = betweenness(links, 120, counter);
  REQUIRE((whole && some));
  CHECK(*some == *betweenness(links, 120, counter));
  double error = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < whole->size(); ++i) {
    error += std::abs((*whole)[i] - (*some)[i]);
    sum += (*whole)[i];
  }
  CHECK(error < 0.25 * sum);
}

TEST_CASE("page ranks sum to 1 and follow the direction of statements", "[graph]") {
  ImportanceQuestion question;
  question.what = Importance::PageRank;
  const auto found = find_importance(people("AB CB DB"), question);
  REQUIRE(found);
  REQUIRE(found->rows.size() == 4);
  CHECK(found->rows[0].entity.value == 'B');
  double sum = 0.0;
  for (const ImportanceRow& row : found->rows) sum += row.value;
  CHECK(sum == Approx(1.0));
  // B gives its rank to all four, the others to B.
  CHECK(found->rows[1].value == Approx((0.15 + 0.85 * found->rows[0].value) / 4));
}

TEST_CASE("communities are connected and no worse than moving any one entity", "[graph]") {
  std::mt19937 random(6);
  for (int round = 0; round < 100; ++round) {
    const LinkGraph links = links_of(random_snapshot(random, 30, 60));
    StepCounter counter({});
    const auto found = communities(links, counter);
    REQUIRE(found);
    const Partition& groups = found->groups;
    const auto modularity = [&](const Partition& of) {
      double inside = 0.0, chance = 0.0;
      const auto twice = static_cast<double>(links.entries());
      for (const NodeIndex a : linked_nodes(links)) {
        for (const NodeIndex b : linked_nodes(links)) {
          if (of[a] == of[b]) {
            chance += static_cast<double>(links.degree(a) * links.degree(b)) / twice / twice;
          }
        }
        for (const NodeIndex b : links.of(a)) inside += (of[a] == of[b]) / twice;
      }
      return inside - chance;
    };
    CHECK(found->modularity == Approx(modularity(groups)).margin(1e-9));
    CHECK(found->modularity >= -1e-9);
    const Partition whole = components(links);
    CHECK(found->modularity >= modularity(whole) - 0.05);
    std::map<std::uint32_t, std::set<NodeIndex>> members;
    for (const NodeIndex node : linked_nodes(links)) members[groups[node]].insert(node);
    for (const auto& [group, nodes] : members) {
      std::set<NodeIndex> reached{*nodes.begin()};
      std::vector<NodeIndex> stack{*nodes.begin()};
      while (!stack.empty()) {
        const NodeIndex node = stack.back();
        stack.pop_back();
        for (const NodeIndex next : links.of(node)) {
          if (nodes.count(next) > 0 && reached.insert(next).second) stack.push_back(next);
        }
      }
      CHECK(reached == nodes);
    }
  }
}

TEST_CASE("what the whole graph is asked has a key of its own, and limits", "[graph]") {
  std::set<std::string> keys;
  for (int what = 1; what <= 7; ++what) {
    ImportanceQuestion question;
    question.what = static_cast<Importance>(what);
    CHECK(parse_importance(to_string(question.what)) == question.what);
    keys.insert(question.key());
    question.filter.types = {EntityType::Place, EntityType::Person};
    keys.insert(question.key());
    std::swap(question.filter.types[0], question.filter.types[1]);
    keys.insert(question.key());
    question.filter.min_confidence = 0.25;
    keys.insert(question.key());
  }
  CHECK(keys.size() == 21);
  CHECK_FALSE(parse_importance("fame"));
  SearchLimits few;
  few.max_steps = 3;
  const auto stopped = find_importance(people("AB BC CD DE"), {}, few);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Busy);
}
