#include "graph/ego.h"

#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// Ann - Harbor Office - Selby - County, Ann .. Bo .. Cy, and Dee by herself.
Story& town() {
  static Story story;
  static const bool told = [] {
    story.tell("a", {"{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position",
                     "The {Harbor Office/agency} is in {Selby/place}. => located_in",
                     "{Selby/place} is in {Selby County/place}. => located_in",
                     "{Bo Ray/person} met {Ann Lee/person}.",
                     "{Bo Ray/person} met {Cy Orr/person}.", "{Dee Fox/person} slept."});
    story.tell("b", {"{Bo Ray/person} met {Ann Lee/person}."});
    return true;
  }();
  REQUIRE(told);
  return story;
}

std::string names(const Result<Subgraph>& graph) {
  REQUIRE(graph);
  std::vector<std::string> all;
  for (const SubgraphNode& node : graph->nodes) all.push_back(node.name);
  std::sort(all.begin(), all.end());
  std::string joined;
  for (const std::string& name : all) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

Result<Subgraph> around(std::size_t depth, std::size_t max_nodes = 60,
                        const GraphFilter& filter = {}) {
  EgoOptions options;
  options.depth = depth;
  options.max_nodes = max_nodes;
  options.filter = filter;
  return ego_network(town().snapshot(), town().store(), person("Ann Lee"), options);
}

}  // namespace

TEST_CASE("an ego network grows hop by hop", "[graph]") {
  CHECK(names(around(0)) == "Ann Lee");
  CHECK(names(around(1)) == "Ann Lee, Bo Ray, Harbor Office");
  CHECK(names(around(2)) == "Ann Lee, Bo Ray, Cy Orr, Harbor Office, Selby");
  CHECK(names(around(3)) == "Ann Lee, Bo Ray, Cy Orr, Harbor Office, Selby, Selby County");
}

TEST_CASE("all edges among the nodes are there, each with a sentence", "[graph]") {
  const Result<Subgraph> graph = around(1);
  REQUIRE(graph);
  REQUIRE(graph->edges.size() == 3);  // holds_position and two co_mentioned
  for (const SubgraphEdge& edge : graph->edges) {
    CHECK(edge.evidence.size() == 1);
    CHECK(graph->find(edge.source));
    CHECK(graph->find(edge.target));
  }
  REQUIRE(graph->find(person("Ann Lee")));
  CHECK(graph->find(person("Ann Lee"))->focus);
  CHECK(graph->find(person("Ann Lee"))->documents == 2);
}

TEST_CASE("the closest and best supported stay when there are too many", "[graph]") {
  // Bo has more documents, but the office is joined by a statement.
  CHECK(names(around(3, 2)) == "Ann Lee, Harbor Office");
  CHECK(around(3, 2)->left_out == 1);
  CHECK(names(around(3, 3)) == "Ann Lee, Bo Ray, Harbor Office");
  CHECK(around(3, 60)->left_out == 0);
}

TEST_CASE("an ego network heeds its filter, its centre always stays", "[graph]") {
  GraphFilter statements;
  statements.co_mentioned = false;
  CHECK(names(around(2, 60, statements)) == "Ann Lee, Harbor Office, Selby");
  GraphFilter places;
  places.types = {EntityType::Agency, EntityType::Place};
  CHECK(names(around(6, 60, places)) == "Ann Lee, Harbor Office, Selby, Selby County");
  GraphFilter later;
  later.since = {2026, 1, 1};
  CHECK(names(around(2, 60, later)) == "Ann Lee");
}

TEST_CASE("the whole graph has every edge, and lone entities when asked", "[graph]") {
  WholeOptions options;
  CHECK(names(whole_graph(town().snapshot(), town().store(), options)) ==
        "Ann Lee, Bo Ray, Cy Orr, Harbor Office, Selby, Selby County");
  options.isolated = true;
  options.evidence_per_edge = 2;
  const Result<Subgraph> all = whole_graph(town().snapshot(), town().store(), options);
  CHECK(names(all).find("Dee Fox") != std::string::npos);
  CHECK(all->edges.size() == 8);
  for (const SubgraphEdge& edge : all->edges) CHECK_FALSE(edge.evidence.empty());
}

TEST_CASE("a network among entities has those asked for and what joins them", "[graph]") {
  const std::vector<EntityId> asked = {person("Cy Orr"), person("Ann Lee"), person("Ann Lee"),
                                       EntityId{1}};
  const auto two = network_among(town().snapshot(), town().store(), asked);
  CHECK(names(two) == "Ann Lee, Cy Orr");
  CHECK(two->edges.empty());
  CHECK(two->left_out == 1);
  const auto joined = network_among(town().snapshot(), town().store(),
                                    {person("Ann Lee"), person("Bo Ray")}, {{}, 2, {}});
  REQUIRE(joined);
  REQUIRE(joined->edges.size() == 1);
  CHECK(joined->edges.front().evidence.size() == 2);
  AmongOptions stated;
  stated.filter.co_mentioned = false;
  CHECK(network_among(town().snapshot(), town().store(), {person("Ann Lee"), person("Bo Ray")},
                      stated)
            ->edges.empty());
  stated.filter.min_confidence = 2;
  CHECK_FALSE(network_among(town().snapshot(), town().store(), {person("Ann Lee")}, stated));
}

TEST_CASE("what cannot be asked of an ego network is refused", "[graph]") {
  const auto code = [](const Result<Subgraph>& graph) { return graph.error().code; };
  CHECK(code(around(7)) == ErrorCode::InvalidInput);
  CHECK(code(around(1, 0)) == ErrorCode::InvalidInput);
  CHECK(code(around(1, 10'001)) == ErrorCode::InvalidInput);
  CHECK(code(ego_network(town().snapshot(), town().store(), EntityId{1})) == ErrorCode::NotFound);
  EgoOptions few;
  few.limits.max_steps = 1;
  CHECK(code(ego_network(town().snapshot(), town().store(), person("Ann Lee"), few)) ==
        ErrorCode::Busy);
}
