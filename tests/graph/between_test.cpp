#include "graph/between.h"

#include <algorithm>
#include <set>

#include "graph/steiner.h"
#include "tests/catch.h"
#include "tests/graph/random_graph.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

Story& harbor() {
  static Story story;
  static const bool told = [] {
    story.tell("a.txt",
               {"{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position",
                "{Bo Ray/person} left the {Harbor Office/agency}. => holds_position",
                "{Cy Orr/person} joined the {Harbor Office/agency}. => holds_position",
                "{Ann Lee/person} met {Dee Fox/person}.", "{Bo Ray/person} met {Dee Fox/person}."});
    story.tell("b.txt", {"{Eve Hay/person} slept."});
    return true;
  }();
  REQUIRE(told);
  return story;
}

/// The cheapest tree by trying every set of nodes: each spanned by a cheapest tree (Prim).
std::optional<Cost> cheapest_tree(const HopCosts& costs, const std::vector<NodeIndex>& terminals,
                                  NodeIndex size) {
  std::optional<Cost> best;
  for (std::uint32_t set = 0; set < 1u << size; ++set) {
    const bool all = std::all_of(terminals.begin(), terminals.end(),
                                 [&](NodeIndex n) { return (set >> n & 1u) != 0; });
    if (!all) continue;
    std::uint32_t in = 1u << terminals.front();
    Cost cost = 0;
    while (in != set) {
      std::optional<std::pair<Cost, NodeIndex>> next;
      for (NodeIndex a = 0; a < size; ++a) {
        for (NodeIndex b = 0; b < size; ++b) {
          if ((in >> a & 1u) == 0 || (set >> b & 1u) == 0 || (in >> b & 1u) != 0) continue;
          const auto link = best_link(costs, a, b);
          if (!link) continue;
          const std::pair whole(costs.node(a) + link->cost + costs.node(b), b);
          if (!next || whole < *next) next = whole;
        }
      }
      if (!next) break;
      cost += next->first;
      in |= 1u << next->second;
    }
    if (in == set && (!best || cost < *best)) best = cost;
  }
  return best;
}

}  // namespace

TEST_CASE("common neighbours come with a link from each", "[graph]") {
  const auto found = common_neighbours(harbor().snapshot(), harbor().store(),
                                       {person("Ann Lee"), person("Bo Ray")});
  REQUIRE(found);
  CHECK(found->total == 2);
  REQUIRE(found->items.size() == 2);
  CHECK(found->items[0].node.name == "Harbor Office");  // a statement before a common sentence
  CHECK(found->items[1].node.name == "Dee Fox");
  REQUIRE(found->items[0].links.size() == 2);
  CHECK(found->items[0].links[1].from.name == "Bo Ray");
  CHECK(found->items[0].links[1].edge.evidence.at(0).sentence.text ==
        "Bo Ray left the Harbor Office.");
  BetweenOptions one;
  one.limit = 1;
  const auto first = common_neighbours(harbor().snapshot(), harbor().store(),
                                       {person("Ann Lee"), person("Bo Ray")}, one);
  REQUIRE(first);
  CHECK((first->items.size() == 1 && first->total == 2));
}

TEST_CASE("several entities are joined by a tree with sentences", "[graph]") {
  const auto found = connect(harbor().snapshot(), harbor().store(),
                             {person("Ann Lee"), person("Bo Ray"), person("Cy Orr")});
  REQUIRE(found);
  CHECK(found->apart.empty());
  CHECK(found->graph.nodes.size() == 4);
  CHECK(found->graph.edges.size() == 3);
  REQUIRE(found->hops.size() == 3);
  CHECK(found->hops[0].from.name == "Ann Lee");
  CHECK(found->hops[0].to.name == "Harbor Office");
  CHECK_FALSE(found->hops[0].to.focus);
  CHECK_FALSE(found->hops[0].edge.evidence.empty());
}

TEST_CASE("who cannot be joined is named, the others are joined", "[graph]") {
  const auto found = connect(harbor().snapshot(), harbor().store(),
                             {person("Ann Lee"), person("Eve Hay"), person("Bo Ray")});
  REQUIRE(found);
  CHECK(found->apart == std::vector<EntityId>{person("Eve Hay")});
  CHECK(found->hops.size() == 2);
}

TEST_CASE("questions about several entities that make no sense are refused", "[graph]") {
  const auto code = [](const auto& result) { return result.error().code; };
  const Snapshot snapshot = harbor().snapshot();
  const EntityId ann = person("Ann Lee"), bo = person("Bo Ray");
  CHECK(code(connect(snapshot, harbor().store(), {ann, ann})) == ErrorCode::InvalidInput);
  CHECK(code(connect(snapshot, harbor().store(), {ann, EntityId{1}})) == ErrorCode::NotFound);
  CHECK(code(common_neighbours(snapshot, harbor().store(), {ann})) == ErrorCode::InvalidInput);
  BetweenOptions options;
  options.limit = 0;
  CHECK(code(common_neighbours(snapshot, harbor().store(), {ann, bo}, options)) ==
        ErrorCode::InvalidInput);
  options.limit = 1;
  options.limits.max_steps = 1;
  CHECK(code(connect(snapshot, harbor().store(), {ann, bo}, options)) == ErrorCode::Busy);
}

TEST_CASE("trees stay within the bound of the cheapest ones on random graphs", "[graph]") {
  std::mt19937 random(12);
  std::size_t joined = 0, cheapest = 0;
  for (int round = 0; round < 240; ++round) {
    const Snapshot snapshot = random_snapshot(random, 9, 24);
    const NodeIndex size = snapshot.node_count();
    std::vector<NodeIndex> terminals;
    for (NodeIndex node = 0; node < size && terminals.size() < 4; ++node) {
      if (below(random, 2) == 0) terminals.push_back(node);
    }
    if (terminals.size() < 2) continue;
    const GraphFilter filter;
    const GraphView view(snapshot, filter);
    const HopCosts costs(view, static_cast<Measure>(round % 3), terminals);
    StepCounter counter({});
    const auto found = find_steiner_tree(costs, terminals, counter);
    REQUIRE(found);
    const auto best = cheapest_tree(costs, terminals, size);
    INFO("round " << round);
    REQUIRE(found->apart.empty() == best.has_value());
    if (!best) continue;
    std::set<NodeIndex> reached{terminals.front()};
    for (const auto& [from, to] : found->links) {
      CHECK(reached.count(from) == 1);
      CHECK(reached.insert(to).second);  // a tree, parents first
    }
    for (const NodeIndex terminal : terminals) CHECK(reached.count(terminal) == 1);
    CHECK(found->cost >= *best);
    CHECK(static_cast<double>(found->cost) <=
          static_cast<double>(*best) * (2.0 - 2.0 / static_cast<double>(terminals.size())) + 1.0);
    ++joined;
    cheapest += found->cost == *best;
    if (terminals.size() == 2) CHECK(found->cost == *best);  // a shortest path
  }
  CHECK(joined > 100);
  CHECK(cheapest > joined * 3 / 4);
}
