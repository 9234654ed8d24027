#include "graph/refresh_snapshot.h"

#include <random>

#include "tests/catch.h"
#include "tests/graph/random_graph.h"
#include "tests/graph/same_snapshot.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

std::string someone(std::mt19937& random) {
  return "{Person " + std::to_string(below(random, 12)) + "/person}";
}

/// An article of one to three sentences, some with statements.
void tell_something(Story& story, std::mt19937& random, std::uint32_t number) {
  std::vector<std::string> sentences;
  for (std::uint32_t i = 0; i <= below(random, 3); ++i) {
    switch (below(random, 3)) {
      case 0:
        sentences.push_back(someone(random) + " leads the {Office " +
                            std::to_string(below(random, 4)) +
                            "/agency}. => holds_position title=chief");
        break;
      case 1:
        sentences.push_back(someone(random) + " met " + someone(random) + " and " +
                            someone(random) + ".");
        break;
      default:
        sentences.push_back("The {Office " + std::to_string(below(random, 4)) +
                            "/agency} is part of the {Office " + std::to_string(below(random, 4)) +
                            "/agency}. => part_of");
    }
  }
  const auto month = static_cast<std::int8_t>(1 + below(random, 12));
  story.tell("article-" + std::to_string(number), sentences, {2025, month, 2});
}

/// Stores, replaces, removes or decides something.
void change_something(Story& story, std::mt19937& random) {
  const Signature by{"tester", "2025-05-01T00:00:00Z", "test"};
  const auto anyone = [&] { return person("Person " + std::to_string(below(random, 12))); };
  switch (below(random, 6)) {
    case 0: {
      const auto removed = story.store().remove({"article-" + std::to_string(below(random, 40))});
      REQUIRE(removed);
      return;
    }
    case 1: {
      const EntityId loser = anyone(), into = anyone();
      (void)story.store().merge(std::vector{loser}, into, by);  // one of the two may be gone
      return;
    }
    case 2:
      (void)story.store().rename(anyone(), "Person Renamed " + std::to_string(random() % 9), by);
      return;
    default:
      tell_something(story, random, below(random, 40));
  }
}

}  // namespace

TEST_CASE("a refreshed snapshot is the one that loading gives", "[graph]") {
  std::mt19937 random(11);
  Story story;
  for (std::uint32_t i = 0; i < 25; ++i) tell_something(story, random, i);
  Snapshot snapshot = story.snapshot();
  std::size_t refreshed = 0;
  for (int round = 0; round < 60; ++round) {
    for (std::uint32_t i = 0; i <= below(random, 4); ++i) change_something(story, random);
    Result<std::optional<Snapshot>> next = refresh_snapshot(snapshot, story.store());
    REQUIRE(next);
    const Snapshot loaded = story.snapshot();
    INFO("round " << round);
    if (*next) {
      REQUIRE(same(**next, loaded));
      REQUIRE((*next)->version() == loaded.version());
      ++refreshed;
      snapshot = std::move(**next);
    } else {
      snapshot = story.snapshot();
    }
  }
  CHECK(refreshed == 60);
}

TEST_CASE("a reader refreshes what the writer has changed", "[graph]") {
  std::mt19937 random(12);
  Story story;
  for (std::uint32_t i = 0; i < 10; ++i) tell_something(story, random, i);
  Result<Store> reader = Store::open_read_only(story.path());
  REQUIRE(reader);
  const Result<Snapshot> first = Snapshot::load(*reader);
  REQUIRE(first);
  for (std::uint32_t i = 10; i < 14; ++i) tell_something(story, random, i);
  REQUIRE(reader->catch_up());
  const Result<std::optional<Snapshot>> next = refresh_snapshot(*first, *reader);
  REQUIRE((next && *next));
  CHECK(same(**next, story.snapshot()));
}

TEST_CASE("what is not known, or too much, is left to loading", "[graph]") {
  std::mt19937 random(13);
  Story story;
  const Snapshot empty = story.snapshot();
  tell_something(story, random, 1);
  const Result<std::optional<Snapshot>> from_nothing = refresh_snapshot(empty, story.store());
  REQUIRE(from_nothing);
  CHECK_FALSE(*from_nothing);
  SnapshotParts parts;  // a version that the store never had
  parts.nodes.push_back({EntityId{1}, EntityType::Person, "x", 1});
  parts.version = 1ull << 40;
  const auto changes = story.store().changes_since(1ull << 40);
  REQUIRE((changes && *changes));
  CHECK((*changes)->documents.empty());
}
