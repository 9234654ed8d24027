#include <algorithm>

#include "graph/snapshot.h"
#include "tests/catch.h"
#include "tests/graph/same_snapshot.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// "Ann Lee -holds_position-> Harbor Office", "Ann Lee .. Selby 2": the edges in words, sorted.
std::vector<std::string> edges_of(const Snapshot& snapshot) {
  std::vector<std::string> all;
  for (const SnapshotEdge& edge : snapshot.edges()) {
    std::string a(snapshot.node(edge.source).name), b(snapshot.node(edge.target).name);
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
  CHECK(snapshot.node_count() == 4);
  CHECK(snapshot.version() == story.store().version());
  for (const SnapshotEdge& edge : snapshot.edges()) {
    if (edge.count != 2) continue;
    CHECK(edge.support == 2);
    CHECK(edge.first == PartialDate{2025, 3, 18});
    CHECK(edge.last == PartialDate{2025, 4, 2});
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
  CHECK(story.snapshot().node_count() == 1);
}

TEST_CASE("co_mentioned can be left out", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}."});
  SnapshotOptions options;
  options.co_mentioned = false;
  CHECK(edges_of(story.snapshot(options)).empty());
}

TEST_CASE("the graph of some documents is that of a store that has no others", "[graph]") {
  Story all, some;
  const auto tell = [&](const std::string& id, const Words& sentences, const PartialDate& date) {
    all.tell(id, sentences, date);
    if (id[0] == 'x') some.tell(id, sentences, date);
  };
  const std::string leads =
      "{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position title=chief";
  tell("a", {leads + " @0.8", "{Ann Lee/person} met {Bo Ray/person}."}, {2024, 1, 1});
  tell("x1", {leads + " @0.6", "{Bo Ray/person} met {Ann Lee/person}."}, {2025, 4, 2});
  tell("x2", {leads + " @0.5", "{Bo Ray/person} left {Ann Lee/person} alone."}, {2025, 5, 1});
  tell("z", {"{Bo Ray/person} leads the {Harbor Office/agency}. => holds_position"}, {2026, 1, 1});
  SnapshotOptions options;
  options.chosen = [](std::string_view id) { return id[0] == 'x'; };
  for (const unsigned threads : {1u, 3u}) {
    options.threads = threads;
    const Snapshot chosen = all.snapshot(options);
    CHECK(same(chosen, some.snapshot()));
    CHECK(chosen.chooses({"x2"}));
    CHECK_FALSE(chosen.chooses({"z"}));
  }
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
  CHECK(story.snapshot().node_count() == 0);
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}."});
  REQUIRE(story.store().remove({"a"}));
  CHECK(story.snapshot().node_count() == 0);
  CHECK(story.snapshot().edge_count() == 0);
}

namespace {

/// Forty articles about a few people and bodies, with ids that begin alike.
void tell_many(Story& story) {
  for (int i = 0; i < 40; ++i) {
    const std::string who = "{Ann Lee" + std::to_string(i % 7) + "/person}";
    const std::string whom = "{Bo Ray" + std::to_string(i % 5) + "/person}";
    story.tell("https://news.example/archive/2025/03/article-" + std::to_string(100 + i),
               {who + " leads the {Harbor Office/agency}. => holds_position title=chief",
                who + " met " + whom + " in {Selby/place}."},
               {2025, static_cast<std::int8_t>(1 + i % 12), 3});
  }
}

}  // namespace

TEST_CASE("any number of threads loads the same snapshot", "[graph]") {
  Story story;
  tell_many(story);
  SnapshotOptions options;
  options.threads = 1;
  const Snapshot one = story.snapshot(options);
  CHECK(one.edge_count() > 50);
  for (const unsigned threads : {2u, 7u}) {
    options.threads = threads;
    CHECK(same(one, story.snapshot(options)));
  }
}

TEST_CASE("a snapshot says of nodes and edges what the store says of them", "[graph]") {
  Story story;
  tell_many(story);
  const Snapshot snapshot = story.snapshot();
  for (NodeIndex i = 0; i < snapshot.node_count(); ++i) {
    const auto stored = story.store().entity(snapshot.id(i));
    REQUIRE((stored && *stored));
    CHECK((*stored)->entity.name == snapshot.node(i).name);
    CHECK((*stored)->documents == snapshot.node(i).documents);
  }
  std::size_t statements = 0;
  for (EdgeIndex i = 0; i < snapshot.edge_count(); ++i) {
    if (snapshot.co_mentioned(i)) continue;
    const auto stored = story.store().statement(snapshot.statement(i));
    REQUIRE((stored && *stored));
    ++statements;
    CHECK((*stored)->support == snapshot.support(i));
    CHECK((*stored)->confidence == snapshot.confidence(i));
    CHECK((*stored)->statement.qualifiers == snapshot.qualifiers(i));
    CHECK(std::pair((*stored)->first, (*stored)->last) == snapshot.dates(i));
  }
  CHECK(statements == 7);
}

TEST_CASE("a support of more documents than a packed edge counts is kept whole", "[graph]") {
  SnapshotParts parts;
  for (const std::uint64_t id : {1, 2, 3}) {
    parts.nodes.push_back({EntityId{id}, EntityType::Agency, std::to_string(id), 1});
  }
  for (const std::uint64_t support : {254u, 255u, 256u, 70'000u}) {
    for (const NodeIndex target : {1u, 2u}) {
      SnapshotEdge edge;
      edge.target = target;
      edge.predicate = Predicate::PartOf;
      edge.detail = static_cast<std::uint32_t>(parts.qualifiers.size());
      edge.support = support + target;
      parts.qualifiers.push_back({{"title", std::to_string(parts.edges.size())}});
      parts.edges.push_back(edge);
    }
  }
  const Snapshot snapshot = Snapshot::build(parts);
  REQUIRE(snapshot.edge_count() == 8);
  for (EdgeIndex i = 0; i < 8; ++i) {
    const SnapshotEdge& given =
        parts.edges[static_cast<std::size_t>(std::stoi(snapshot.qualifiers(i).at("title")))];
    CHECK(snapshot.support(i) == given.support);
  }
}
