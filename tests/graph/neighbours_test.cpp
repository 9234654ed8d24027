#include "graph/neighbours.h"

#include "graph/link_dates.h"
#include "graph/link_evidence.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// Ann leads the Harbor Office and met Bo twice and Cy once; Bo was in two documents.
Story& town() {
  static Story story;
  static const bool told = [] {
    story.tell("a",
               {"{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position",
                "{Ann Lee/person} met {Bo Ray/person}.", "{Cy Orr/person} met {Ann Lee/person}.",
                "The {Harbor Office/agency} is in {Selby/place}. => located_in"});
    story.tell("b", {"{Bo Ray/person} met {Ann Lee/person}.",
                     "{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position"});
    return true;
  }();
  REQUIRE(told);
  return story;
}

Neighbours of_ann(const NeighbourOptions& options = {}) {
  auto found = find_neighbours(town().snapshot(), town().store(), person("Ann Lee"), options);
  if (!found) FAIL(found.error().message);
  return std::move(*found);
}

/// "Bo Ray 2, Cy Orr 1": names with their support.
std::string told(const Neighbours& found) {
  std::string out;
  for (const Neighbour& neighbour : found.items) {
    out +=
        (out.empty() ? "" : ", ") + neighbour.node.name + " " + std::to_string(neighbour.support);
  }
  return out;
}

std::vector<LinkEvidence> between(EntityId from, EntityId to, const GraphFilter& filter = {}) {
  auto found = evidence_between(town().snapshot(), town().store(), from, to, filter);
  if (!found) FAIL(found.error().message);
  return std::move(*found);
}

}  // namespace

TEST_CASE("neighbours are listed once each, the best supported first", "[graph]") {
  const Neighbours all = of_ann();
  CHECK(told(all) == "Harbor Office 4, Bo Ray 2, Cy Orr 1");
  CHECK(all.total == 3);
  const Neighbour& office = all.items[0];
  CHECK(office.link_count == 2);
  REQUIRE(office.links.size() == 2);
  CHECK(office.links[0].predicate == Predicate::HoldsPosition);
  CHECK(office.links[0].evidence.size() == 1);
  CHECK(office.degree == 4);
}

TEST_CASE("groups count neighbours by predicate and direction", "[graph]") {
  const Neighbours all = of_ann();
  REQUIRE(all.groups.size() == 2);
  CHECK(all.groups[0].predicate == Predicate::HoldsPosition);
  CHECK(all.groups[0].direction == LinkDirection::Out);
  CHECK(all.groups[0].entities == 1);
  CHECK(all.groups[1].predicate == Predicate::CoMentioned);
  CHECK(all.groups[1].direction == LinkDirection::Any);
  CHECK(all.groups[1].entities == 3);
}

TEST_CASE("neighbours come page by page, in the order asked for", "[graph]") {
  NeighbourOptions options;
  options.order = NeighbourOrder::Name;
  CHECK(told(of_ann(options)) == "Bo Ray 2, Cy Orr 1, Harbor Office 4");
  options.limit = 1;
  options.offset = 1;
  const Neighbours second = of_ann(options);
  CHECK(told(second) == "Cy Orr 1");
  CHECK(second.total == 3);
  options.offset = 9;
  CHECK(of_ann(options).items.empty());
}

TEST_CASE("filters and directions choose among the links", "[graph]") {
  NeighbourOptions options;
  options.direction = LinkDirection::Out;
  CHECK(told(of_ann(options)) == "Harbor Office 2");
  options.direction = LinkDirection::In;
  CHECK(told(of_ann(options)).empty());
  options.direction = LinkDirection::Any;
  options.filter.types = {EntityType::Person};
  CHECK(told(of_ann(options)) == "Bo Ray 2, Cy Orr 1");
  options.filter.min_support = 2;
  CHECK(told(of_ann(options)) == "Bo Ray 2");
}

TEST_CASE("links show no more sentences than are asked for", "[graph]") {
  NeighbourOptions options;
  options.evidence_per_link = 0;
  options.links_each = 1;
  const Neighbours all = of_ann(options);
  CHECK(all.items[0].links.size() == 1);
  CHECK(all.items[0].links[0].evidence.empty());
}

TEST_CASE("neighbours of nobody and by a bad filter are refused", "[graph]") {
  const auto nobody = find_neighbours(town().snapshot(), town().store(), person("Nobody"), {});
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().code == ErrorCode::NotFound);
  NeighbourOptions bad;
  bad.filter.min_confidence = 2.0;
  const auto refused = find_neighbours(town().snapshot(), town().store(), person("Ann Lee"), bad);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("everything between two entities is found with its sentences", "[graph]") {
  const auto all = between(person("Ann Lee"), agency("Harbor Office"));
  REQUIRE(all.size() == 4);
  std::size_t stated = 0;
  for (const LinkEvidence& one : all) {
    if (one.statement) CHECK(one.direction == LinkDirection::Out);
    if (!one.statement) CHECK(one.direction == LinkDirection::Any);
    stated += one.statement ? 1 : 0;
  }
  CHECK(stated == 2);
  CHECK(std::is_sorted(all.begin(), all.end(), [](const LinkEvidence& a, const LinkEvidence& b) {
    return a.evidence.document < b.evidence.document;
  }));
  GraphFilter statements;
  statements.co_mentioned = false;
  const auto backwards = between(agency("Harbor Office"), person("Ann Lee"), statements);
  REQUIRE(backwards.size() == 2);
  CHECK(backwards[0].direction == LinkDirection::In);
  CHECK(between(person("Cy Orr"), person("Bo Ray")).empty());
}

TEST_CASE("evidence of one statement is found by its id, in a window", "[graph]") {
  GraphFilter statements;
  statements.co_mentioned = false;
  const auto links = between(person("Ann Lee"), agency("Harbor Office"), statements);
  REQUIRE(links.size() == 2);
  const auto all = evidence_of(town().store(), *links[0].statement, {}, {});
  REQUIRE(all);
  CHECK(all->size() == 2);
  const auto later = evidence_of(town().store(), *links[0].statement, {2100, 0, 0}, {});
  REQUIRE(later);
  CHECK(later->empty());
  const auto unknown = evidence_of(town().store(), StatementId{1}, {}, {});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::NotFound);
}
