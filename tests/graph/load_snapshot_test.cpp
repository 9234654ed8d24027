#include <algorithm>

#include "graph/snapshot.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// "Ann Lee -holds_position-> Harbor Office", "Ann Lee .. Selby 2": the edges in words, sorted.
std::vector<std::string> edges_of(const Snapshot& snapshot) {
  std::vector<std::string> all;
  for (const SnapshotEdge& edge : snapshot.edges()) {
    std::string a = snapshot.node(edge.source).name, b = snapshot.node(edge.target).name;
    if (edge.co_mentioned()) {
      if (b < a) std::swap(a, b);
      all.push_back(a + " .. " + b + " " + std::to_string(edge.count));
    } else {
      all.push_back(a + " -" + std::string(to_string(edge.predicate)) + "-> " + b);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("statements between entities and shared sentences become edges", "[graph]") {
  Story story;
  story.tell(
      "a",
      {"{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position title=chief",
       "{Ann Lee/person} was there.", "{Bo Ray/person} met {Ann Lee/person} in {Selby/place}."});
  story.tell("b", {"{Ann Lee/person} and {Bo Ray/person} went on."}, {2025, 4, 2});
  const Snapshot snapshot = story.snapshot();
  CHECK(edges_of(snapshot) == Words{"Ann Lee -holds_position-> Harbor Office",
                                    "Ann Lee .. Bo Ray 2", "Ann Lee .. Harbor Office 1",
                                    "Ann Lee .. Selby 1", "Bo Ray .. Selby 1"});
  CHECK(snapshot.nodes().size() == 4);
  CHECK(snapshot.version() == story.store().version());
  for (const SnapshotEdge& edge : snapshot.edges()) {
    if (edge.count != 2) continue;
    CHECK(edge.support == 2);
    CHECK(edge.first == PartialDate{2025, 3, 18});
    CHECK(edge.last == PartialDate{2025, 4, 2});
    CHECK(snapshot.co_places(edge).size() == 2);
  }
}

TEST_CASE("the same documents in another order give the same snapshot", "[graph]") {
  Story one, two;
  const Words first = {"{Ann Lee/person} met {Bo Ray/person}."};
  const Words second = {"{Bo Ray/person} met {Cy Orr/person} and {Ann Lee/person}."};
  one.tell("a", first);
  one.tell("b", second);
  two.tell("b", second);
  two.tell("a", first);
  CHECK(edges_of(one.snapshot()) == edges_of(two.snapshot()));
}

TEST_CASE("statements that link no two entities are not edges", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} spoke."});
  CHECK(edges_of(story.snapshot()).empty());
  CHECK(story.snapshot().nodes().size() == 1);
}

TEST_CASE("co_mentioned can be left out", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}."});
  SnapshotOptions options;
  options.co_mentioned = false;
  CHECK(edges_of(story.snapshot(options)).empty());
}

TEST_CASE("a sentence that lists many entities says nothing of any two", "[graph]") {
  Story story;
  std::string list = "Present were";
  for (int i = 0; i < 6; ++i) list += " {Name " + std::to_string(i) + "/person}";
  story.tell("a", {list});
  SnapshotOptions options;
  options.max_entities_in_sentence = 5;
  CHECK(edges_of(story.snapshot(options)).empty());
  options.max_entities_in_sentence = 6;
  CHECK(edges_of(story.snapshot(options)).size() == 15);
}

TEST_CASE("a name within a name is no pair, and repeats count once a sentence", "[graph]") {
  Story story;
  Telling telling("a", {2025, 3, 18});
  telling.add("{ERO Selby/agency} said no. ");
  telling.add("{Ann Lee/person} and {Bo Ray/person} and {Ann Lee/person} again.");
  Contribution made = telling.done();
  const EntityId selby = place("Selby");  // stands within "ERO Selby"
  made.extraction.entities.push_back({{selby, EntityType::Place, "Selby", {}, {}}, {Span{4, 9}}});
  REQUIRE(story.store().put(made));
  CHECK(edges_of(story.snapshot()) == Words{"Ann Lee .. Bo Ray 1"});
}

TEST_CASE("a sentence that repeats two names without end is read in good time", "[graph]") {
  Story story;
  std::string endless;
  for (int i = 0; i < 3000; ++i) endless += "{Ann Lee/person} {Bo Ray/person} ";
  story.tell("a", {endless});
  CHECK(edges_of(story.snapshot()) == Words{"Ann Lee .. Bo Ray 1"});
}

TEST_CASE("an empty store is an empty snapshot, an emptied one too", "[graph]") {
  Story story;
  CHECK(story.snapshot().nodes().empty());
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}."});
  REQUIRE(story.store().remove({"a"}));
  CHECK(story.snapshot().nodes().empty());
  CHECK(story.snapshot().edges().empty());
}
