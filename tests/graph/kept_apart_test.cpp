// Who somebody said is not who: resolution has to keep to it.

#include "graph/kept_apart.h"

#include <algorithm>

#include "graph/resolve.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

namespace onrecord {
namespace {

using testing::person;
using testing::Story;

const Signature kBy{"ed", "2026-11-22T09:30:00Z", ""};

std::string sheriff(const std::string& name, const std::string& county = "Maple") {
  return "{" + name + "/person} leads the {" + county +
         " County Sheriff's Office/agency}. => holds_position title=Sheriff";
}

/// The names of all people, each entity's joined by "=", sorted: "Ann Roe=A. Roe|Bob Poe".
std::string people(const Store& store) {
  std::vector<std::string> all;
  REQUIRE(store.for_each_entity([&](const StoredEntity& stored) {
    if (stored.entity.type != EntityType::Person) return true;
    std::vector<std::string> names = stored.entity.aliases;
    names.push_back(stored.entity.name);
    std::sort(names.begin(), names.end());
    std::string& text = all.emplace_back();
    for (const std::string& name : names) text += (text.empty() ? "" : "=") + name;
    return true;
  }));
  std::sort(all.begin(), all.end());
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : "|") + one;
  return text;
}

std::size_t doubtful(const Store& store) {
  const auto candidates = store.candidates();
  REQUIRE(candidates);
  return static_cast<std::size_t>(std::count_if(
      candidates->begin(), candidates->end(),
      [](const Candidate& candidate) { return candidate.verdict == Verdict::Doubtful; }));
}

void keep_apart(Store& store, EntityId a, EntityId b) {
  const auto made = store.keep_apart(std::vector{a, b}, kBy);
  REQUIRE(made);
  CHECK(made->documents == 0);
}

void undo(Store& store, std::uint64_t sequence) { REQUIRE(store.undo(std::vector{sequence}, kBy)); }

}  // namespace

TEST_CASE("those who are kept apart are not joined, until that is undone", "[resolve]") {
  Story story;
  story.tell("a", {sheriff("Robert J. Roe")});
  story.tell("b", {sheriff("Bob Roe")});
  Store& store = story.store();
  REQUIRE(people(store) == "Bob Roe|Robert J. Roe");
  keep_apart(store, person("Bob Roe"), person("Robert J. Roe"));
  REQUIRE(resolve(store));
  CHECK(people(store) == "Bob Roe|Robert J. Roe");
  CHECK(doubtful(store) == 0);

  // Nor by way of somebody who is like both.
  story.tell("c", {sheriff("R. J. Roe")});
  REQUIRE(resolve(store));
  CHECK(people(store).find("Bob Roe=R. J. Roe=Robert J. Roe") == std::string::npos);
  CHECK(people(store).find("Bob Roe=Robert J. Roe") == std::string::npos);

  undo(store, 1);
  REQUIRE(resolve(store));
  CHECK(people(store) == "Bob Roe=R. J. Roe=Robert J. Roe");
  REQUIRE(store.verify()->problems.empty());
}

TEST_CASE("a doubtful pair that is kept apart is no longer asked about", "[resolve]") {
  Story story;
  story.tell("a", {"{Robert Roe/person} came."});
  story.tell("b", {"{Bob Roe/person} came."});
  Store& store = story.store();
  REQUIRE(resolve(store));
  REQUIRE(doubtful(store) == 1);
  keep_apart(store, person("Robert Roe"), person("Bob Roe"));
  CHECK(doubtful(store) == 0);
  REQUIRE(resolve(store));
  CHECK(doubtful(store) == 0);
  undo(store, 1);
  REQUIRE(resolve(store));
  CHECK(doubtful(store) == 1);
}

TEST_CASE("somebody merged into one of them is kept apart from the other, too", "[resolve]") {
  Story story;
  story.tell("a", {"{Bobby Stone/person} came."});
  story.tell("b", {sheriff("Bob Roe")});
  story.tell("c", {sheriff("Robert J. Roe")});
  Store& store = story.store();
  REQUIRE(store.merge(std::vector{person("Bob Roe")}, person("Bobby Stone"), kBy));
  keep_apart(store, person("Bobby Stone"), person("Robert J. Roe"));
  REQUIRE(resolve(store));
  CHECK(people(store) == "Bob Roe=Bobby Stone|Robert J. Roe");
}

TEST_CASE("a merge of two who were kept apart holds", "[resolve]") {
  Story story;
  story.tell("a", {sheriff("Robert J. Roe")});
  story.tell("b", {sheriff("Bob Roe")});
  Store& store = story.store();
  keep_apart(store, person("Bob Roe"), person("Robert J. Roe"));
  REQUIRE(store.merge(std::vector{person("Bob Roe")}, person("Robert J. Roe"), kBy));
  REQUIRE(resolve(store));
  CHECK(people(store) == "Bob Roe=Robert J. Roe");
}

TEST_CASE("two of one name who are kept apart stay so, whatever comes to tell of them",
          "[resolve]") {
  Story story;
  story.tell("a", {sheriff("Ann Roe")});
  story.tell("b", {"{Ann Roe/person} came."});
  Store& store = story.store();
  const EntityId ann = person("Ann Roe"), other = make_parted_id(ann, {"b"});
  // As if resolution had parted them.
  REQUIRE(store.set_resolution(
      std::vector<DocumentResolution>{{{"b"}, {{ann, other, EntityType::Person}}}}, {}));
  REQUIRE(people(store) == "Ann Roe|Ann Roe");
  keep_apart(store, ann, other);
  REQUIRE(resolve(store));
  CHECK(people(store) == "Ann Roe|Ann Roe");
  REQUIRE(store.entity(other));
  undo(store, 1);
  REQUIRE(resolve(store));
  CHECK(people(store) == "Ann Roe");
}

TEST_CASE("what a split took out keeps nothing apart in resolution", "[resolve]") {
  Story story;
  story.tell("a", {sheriff("Ann Roe")});
  story.tell("b", {sheriff("Ann Roe")});
  Store& store = story.store();
  const auto split = store.split(person("Ann Roe"), std::vector<DocumentId>{{"b"}}, "", kBy);
  REQUIRE(split);
  keep_apart(store, person("Ann Roe"), split->decision.result->id);
  REQUIRE(resolve(store));
  CHECK(people(store) == "Ann Roe|Ann Roe");
}

}  // namespace onrecord
