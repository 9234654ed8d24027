#include "graph/view.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/graph/random_graph.h"

using namespace onrecord;

namespace {

/// check(view, filter), each with a graph of its own; nodes 0 and 1 are always allowed.
template <typename Check>
void on_random_views(unsigned seed, int rounds, Check check) {
  std::mt19937 random(seed);
  for (int round = 0; round < rounds; ++round) {
    INFO("round " << round);
    const Snapshot snapshot = testing::random_snapshot(random, 12, 40);
    const GraphFilter filter = testing::random_filter(random);
    check(GraphView(snapshot, filter, {0, 1}), filter);
  }
}

}  // namespace

TEST_CASE("a view shows exactly what its filter lets through on 200 random graphs", "[graph]") {
  std::size_t shown = 0, hidden = 0;
  on_random_views(42, 200, [&](const GraphView& view, const GraphFilter& filter) {
    const Snapshot& snapshot = view.snapshot();
    std::map<EdgeIndex, int> seen;
    for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
      view.for_each_gist(node, [&](EdgeIndex index, NodeIndex other, EdgeGist gist) {
        const SnapshotEdge edge = snapshot.edge(index);
        CHECK((edge.source == node ? edge.target : edge.source) == other);
        CHECK(gist.predicate() == edge.predicate);
        CHECK(gist.amount() == (edge.co_mentioned() ? edge.count : snapshot.doubt(index)));
        ++seen[index];
        return true;
      });
    }
    for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
      const bool allowed = testing::reference_allows(snapshot, filter, snapshot.edge(index), 0, 1);
      INFO("edge " << index);
      REQUIRE((seen.contains(index) ? seen[index] : 0) == (allowed ? 2 : 0));
      ++(allowed ? shown : hidden);
    }
  });
  CHECK(shown > 500);
  CHECK(hidden > 500);
}

TEST_CASE("links to wanted nodes are those links that lead there, in the same order", "[graph]") {
  std::size_t wanted_links = 0, others = 0;
  on_random_views(44, 100, [&](const GraphView& view, const GraphFilter&) {
    const Snapshot& snapshot = view.snapshot();
    const auto wanted = [](NodeIndex node) { return node % 3 == 0; };
    for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
      std::vector<std::pair<EdgeIndex, NodeIndex>> expected, seen;
      view.for_each_link(node, [&](EdgeIndex index, NodeIndex other) {
        if (wanted(other)) expected.emplace_back(index, other);
        others += !wanted(other);
        return true;
      });
      CHECK(
          view.for_each_gist_to(node, wanted, [&](EdgeIndex index, NodeIndex other, EdgeGist gist) {
            CHECK(gist.bits == gist_of(snapshot.packed(index)).bits);
            seen.emplace_back(index, other);
            return true;
          }));
      REQUIRE(seen == expected);
      wanted_links += seen.size();
      if (seen.empty()) continue;
      std::size_t visits = 0;
      CHECK_FALSE(view.for_each_gist_to(node, wanted, [&](EdgeIndex, NodeIndex, EdgeGist) {
        ++visits;
        return false;
      }));
      CHECK(visits == 1);
    }
  });
  CHECK(wanted_links > 500);
  CHECK(others > 500);
}

TEST_CASE("the filtered graph for Boost's algorithms shows the same", "[graph]") {
  std::size_t shown = 0;
  on_random_views(43, 100, [&](const GraphView& view, const GraphFilter&) {
    const Snapshot& snapshot = view.snapshot();
    const GraphView::Filtered graph = view.filtered();
    for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
      if (!view.allows_node(node)) continue;
      std::multiset<NodeIndex> links, ends;
      view.for_each_link(node, [&](EdgeIndex, NodeIndex other) {
        links.insert(other);
        return true;
      });
      for (auto [it, end] = out_edges(node, graph); it != end; ++it)
        ends.insert(target(*it, graph));
      for (auto [it, end] = in_edges(node, graph); it != end; ++it) ends.insert(source(*it, graph));
      REQUIRE(links == ends);
      shown += ends.size();
    }
  });
  CHECK(shown > 500);
}

TEST_CASE("a window keeps edges whose time may overlap it, and none without a date", "[graph]") {
  SnapshotParts parts;
  for (const std::uint64_t id : {1, 2}) {
    parts.nodes.push_back({EntityId{id}, EntityType::Person, "", 1});
  }
  SnapshotEdge edge;
  edge.target = 1;
  const auto kept = [&](const char* first, const char* last, const char* since, const char* until) {
    edge.first = *parse_date(first);
    edge.last = *parse_date(last);
    parts.edges = {edge};
    GraphFilter filter;
    if (*since) filter.since = *parse_date(since);
    if (*until) filter.until = *parse_date(until);
    const Snapshot snapshot = Snapshot::build(parts);
    return GraphView(snapshot, filter).allows_edge(0);
  };
  CHECK(kept("2025-03-01", "2025-03-09", "2025-03-09", ""));
  CHECK_FALSE(kept("2025-03-01", "2025-03-09", "2025-03-10", ""));
  CHECK(kept("2025-03-01", "2025-03-09", "", "2025-03-01"));
  CHECK_FALSE(kept("2025-03-01", "2025-03-09", "", "2025-02-28"));
  CHECK(kept("2025-01-01", "2025-12-31", "2025-06-01", "2025-06-30"));
  CHECK(kept("2025", "2025", "2025-06-01", "2025-06-30"));

  edge.first = edge.last = {};
  parts.edges = {edge};
  const Snapshot undated = Snapshot::build(parts);
  GraphFilter window;
  CHECK(GraphView(undated, window).allows_edge(0));
  window.since = {2025, 1, 1};
  CHECK_FALSE(GraphView(undated, window).allows_edge(0));
}

TEST_CASE("a filter that makes no sense is refused by name", "[graph]") {
  GraphFilter filter;
  CHECK(check_filter(filter));
  filter.min_confidence = 1.5;
  CHECK(check_filter(filter).error().code == ErrorCode::InvalidInput);
  filter.min_confidence = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(check_filter(filter));
  filter = {};
  filter.since = {2025, 3, 2};
  filter.until = {2025, 3, 1};
  REQUIRE_FALSE(check_filter(filter));
  CHECK(check_filter(filter).error().message == "dates: 2025-03-02 is after 2025-03-01");
  filter = {};
  filter.predicates = {Predicate::MentionedIn};
  REQUIRE_FALSE(check_filter(filter));
  CHECK(check_filter(filter).error().message.find("mentioned_in") != std::string::npos);
}
