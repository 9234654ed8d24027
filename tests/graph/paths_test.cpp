#include "graph/paths.h"

#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// Ann leads the office, the office stands in Selby; Bo was named in one sentence with Ann.
Story& harbor() {
  static Story story;
  static const bool told = [] {
    story.tell(
        "a.txt",
        {"“É” is first.",
         "{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position title=chief @0.6",
         "{Bo Ray/person} met {Ann Lee/person}."});
    story.tell(
        "b.txt",
        {"{Ann Lee/person} runs the {Harbor Office/agency}. => holds_position title=chief @0.8",
         "The {Harbor Office/agency} is in {Selby/place}. => located_in"});
    story.tell("c.txt", {"{Cy Orr/person} slept."});
    return true;
  }();
  REQUIRE(told);
  return story;
}

Result<std::vector<Path>> paths(EntityId from, EntityId to, const PathOptions& options = {}) {
  return find_paths(harbor().snapshot(), harbor().store(), from, to, options);
}

}  // namespace

TEST_CASE("every hop shows the sentence it rests on", "[graph]") {
  const Result<std::vector<Path>> found = paths(person("Ann Lee"), place("Selby"));
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const std::vector<Hop>& hops = found->front().hops;
  REQUIRE(hops.size() == 2);
  CHECK(hops[0].from.name == "Ann Lee");
  CHECK(hops[0].to.name == "Harbor Office");
  CHECK(hops[1].to.name == "Selby");
  CHECK((hops[0].from.focus && !hops[0].to.focus && hops[1].to.focus));
  CHECK(hops[0].forward);
  CHECK(hops[0].others == 1);  // the two are co_mentioned as well
  CHECK(hops[0].edge.predicate == Predicate::HoldsPosition);
  CHECK(edge_label(hops[0].edge) == "holds position at (chief)");
  CHECK(hops[0].edge.support == 2);
  REQUIRE(hops[0].edge.evidence.size() == 2);
  const SentenceEvidence& best = hops[0].edge.evidence[0];
  CHECK(best.sentence.text == "Ann Lee runs the Harbor Office.");
  CHECK(best.sentence.document.value == "b.txt");
  CHECK(best.title == "Title of b.txt");
  CHECK(best.url == "https://example.org/b.txt");
  CHECK(best.confidence == Approx(0.8));
  const SentenceEvidence& other = hops[0].edge.evidence[1];
  CHECK(other.sentence.span.begin == 19);  // “, É and ” are several bytes each
  CHECK(other.begin_code_point == 14);
}

TEST_CASE("a path is walked both ways", "[graph]") {
  const Result<std::vector<Path>> found = paths(place("Selby"), person("Ann Lee"));
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK_FALSE(found->front().hops[0].forward);
  CHECK(found->front().hops[0].edge.source == agency("Harbor Office"));
}

TEST_CASE("a co_mentioned hop shows where both stand, both highlighted", "[graph]") {
  const Result<std::vector<Path>> found = paths(person("Ann Lee"), person("Bo Ray"));
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const SubgraphEdge& edge = found->front().hops.at(0).edge;
  CHECK(edge.co_mentioned());
  CHECK_FALSE(edge.statement);
  CHECK(edge.qualifiers.at("count") == "1");
  REQUIRE(edge.evidence.size() == 1);
  CHECK(edge.evidence[0].sentence.text == "Bo Ray met Ann Lee.");
  CHECK(edge.evidence[0].sentence.highlights == Spans{{0, 6}, {11, 18}});
}

TEST_CASE("filters and the number of sentences are heeded", "[graph]") {
  PathOptions options;
  options.filter.co_mentioned = false;
  CHECK(paths(person("Ann Lee"), person("Bo Ray"), options)->empty());
  options.evidence_per_hop = 1;
  CHECK(paths(person("Ann Lee"), place("Selby"), options)->at(0).hops[0].edge.evidence.size() == 1);
  options.max_hops = 1;
  CHECK(paths(person("Ann Lee"), place("Selby"), options)->empty());
}

TEST_CASE("the ends of a path are exempt from the filter on types", "[graph]") {
  PathOptions options;
  options.filter.types = {EntityType::Agency};
  CHECK(paths(person("Ann Lee"), place("Selby"), options)->size() == 1);
  options.filter.types = {EntityType::Person};
  CHECK(paths(person("Ann Lee"), place("Selby"), options)->empty());
}

TEST_CASE("paths become one subgraph with each edge once", "[graph]") {
  PathOptions options;
  options.k = 3;
  const Result<std::vector<Path>> found = paths(person("Bo Ray"), place("Selby"), options);
  REQUIRE(found);
  const Subgraph graph = to_subgraph(*found);
  CHECK(graph.nodes.size() == 4);
  CHECK(graph.edges.size() == 3);
  REQUIRE(graph.find(person("Bo Ray")));
  CHECK(graph.find(person("Bo Ray"))->focus);
  CHECK_FALSE(graph.find(agency("Harbor Office"))->focus);
  CHECK(to_subgraph({}).nodes.empty());
}

TEST_CASE("nothing joins them: no path and no error", "[graph]") {
  const Result<std::vector<Path>> found = paths(person("Ann Lee"), person("Cy Orr"));
  REQUIRE(found);
  CHECK(found->empty());
}

TEST_CASE("questions that make no sense are refused by name", "[graph]") {
  const auto code = [](const Result<std::vector<Path>>& r) { return r.error().code; };
  const EntityId ann = person("Ann Lee"), bo = person("Bo Ray");
  CHECK(code(paths(ann, EntityId{1})) == ErrorCode::NotFound);
  const Result<std::vector<Path>> same = paths(ann, ann);
  REQUIRE_FALSE(same);
  CHECK(same.error().code == ErrorCode::InvalidInput);
  CHECK(same.error().message.find("Ann Lee") != std::string::npos);
  for (const std::size_t k : {std::size_t{0}, std::size_t{101}}) {
    PathOptions options;
    options.k = k;
    CHECK(code(paths(ann, bo, options)) == ErrorCode::InvalidInput);
  }
  PathOptions none;
  none.evidence_per_hop = 0;
  CHECK(code(paths(ann, bo, none)) == ErrorCode::InvalidInput);
  PathOptions far;
  far.max_hops = 65;
  CHECK(code(paths(ann, bo, far)) == ErrorCode::InvalidInput);
}

TEST_CASE("a snapshot that the store has left behind says so", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position"});
  const Snapshot old = story.snapshot();
  REQUIRE(story.store().remove({"a"}));
  CHECK(old.version() != story.store().version());
  const auto stated =
      find_paths(old, story.store(), person("Ann Lee"), agency("Harbor Office"), {});
  REQUIRE_FALSE(stated);
  CHECK(stated.error().code == ErrorCode::Busy);
  PathOptions together;
  together.filter.predicates = {Predicate::CoMentioned};
  const auto named =
      find_paths(old, story.store(), person("Ann Lee"), agency("Harbor Office"), together);
  REQUIRE_FALSE(named);
  CHECK(named.error().code == ErrorCode::Busy);
}

TEST_CASE("a path does not climb from place to country unless asked to", "[graph]") {
  Story story;
  story.tell("a.txt", {"{Ann Lee/person} is the mayor of {Selby/place}. => holds_position",
                       "{Selby/place} is in {Norland/place}. => located_in"});
  story.tell("b.txt", {"{Cy Orr/person} is the mayor of {Danby/place}. => holds_position",
                       "{Danby/place} is in {Norland/place}. => located_in"});
  PathOptions options;
  options.filter.co_mentioned = false;
  const auto search = [&](const PathOptions& with) {
    const auto found =
        find_paths(story.snapshot(), story.store(), person("Ann Lee"), person("Cy Orr"), with);
    REQUIRE(found);
    return found->size();
  };
  CHECK(search(options) == 0);
  options.geography = true;
  CHECK(search(options) == 1);
  options.geography = false;
  options.filter.predicates = {Predicate::HoldsPosition, Predicate::LocatedIn};
  CHECK(search(options) == 1);
}
