#include "model/operation.h"

#include <limits>

#include "tests/catch.h"

namespace onrecord {
namespace {

Outcome arrests(std::int64_t count, const char* modifier = "") {
  Outcome outcome;
  outcome.what = "arrests";
  outcome.count = count;
  outcome.modifier = modifier;
  return outcome;
}

bool agree(const Outcome& a, const Outcome& b) {
  const bool conflict = !find_conflicts({a, b}).empty();
  CHECK(conflict == !find_conflicts({b, a}).empty());
  return !conflict;
}

}  // namespace

TEST_CASE("different figures for the same thing conflict", "[model]") {
  const auto conflicts = find_conflicts({arrests(1200), arrests(1187)});
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0] == Conflict{"arrests", "", std::nullopt, {0, 1}});
  CHECK(agree(arrests(1200), arrests(1200)));
}

TEST_CASE("a figure agrees with what its modifier allows", "[model]") {
  CHECK(agree(arrests(300, "more than"), arrests(307)));
  CHECK_FALSE(agree(arrests(300, "more than"), arrests(300)));
  CHECK(agree(arrests(300, "at least"), arrests(300)));
  CHECK_FALSE(agree(arrests(300, "at least"), arrests(299)));
  CHECK(agree(arrests(300, "nearly"), arrests(280)));
  CHECK_FALSE(agree(arrests(300, "nearly"), arrests(301)));
  CHECK_FALSE(agree(arrests(300, "nearly"), arrests(269)));
  CHECK(agree(arrests(300, "about"), arrests(330)));
  CHECK_FALSE(agree(arrests(300, "about"), arrests(331)));
  CHECK(agree(arrests(300, "up to"), arrests(12)));
  CHECK_FALSE(agree(arrests(300, "up to"), arrests(301)));
  CHECK_FALSE(agree(arrests(300, "fewer than"), arrests(300)));
  CHECK_FALSE(agree(arrests(300, "just over"), arrests(400)));
  CHECK(agree(arrests(300, "more than"), arrests(500, "at least")));
  CHECK_FALSE(agree(arrests(300, "more than"), arrests(200, "fewer than")));
}

TEST_CASE("modifiers are read in any case; unknown ones allow nothing", "[model]") {
  CHECK(agree(arrests(300, " More  Than "), arrests(307)));
  CHECK_FALSE(agree(arrests(300, "a record"), arrests(307)));
}

TEST_CASE("other things, categories, places and percentages do not conflict", "[model]") {
  Outcome seized = arrests(7);
  seized.what = "firearms seized";
  Outcome category = arrests(7);
  category.category = "fugitives";
  Outcome place = arrests(7);
  place.place = EntityId{5};
  Outcome percent = arrests(700);
  percent.percent = true;
  CHECK(find_conflicts({arrests(12), seized, category, place, percent}).empty());
}

TEST_CASE("parts that no text describes conflict with nothing", "[model]") {
  Outcome nine = arrests(9), fourteen = arrests(14);
  nine.category = fourteen.category = kUnnamedPart;
  CHECK(agree(nine, fourteen));
  CHECK(agree(nine, arrests(120)));
  nine.category = fourteen.category = "felony";
  CHECK_FALSE(agree(nine, fourteen));
}

TEST_CASE("only figures that disagree with another are named", "[model]") {
  const auto conflicts =
      find_conflicts({arrests(300, "more than"), arrests(500), arrests(498), arrests(500)});
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0].outcomes == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("conflicts come in order of their first outcome", "[model]") {
  Outcome first = arrests(1);
  first.what = "warrants";
  Outcome last = arrests(2);
  last.what = "warrants";
  const auto conflicts = find_conflicts({first, arrests(5), arrests(6), last});
  REQUIRE(conflicts.size() == 2);
  CHECK(conflicts[0].what == "warrants");
  CHECK(conflicts[0].outcomes == std::vector<std::size_t>{0, 3});
  CHECK(conflicts[1].what == "arrests");
}

TEST_CASE("no outcomes, no conflicts", "[model]") {
  CHECK(find_conflicts({}).empty());
  CHECK(find_conflicts({arrests(3)}).empty());
}

TEST_CASE("figures at the ends of the numbers do not overflow", "[model]") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  for (const char* modifier :
       {"", "more than", "at least", "about", "nearly", "just over", "fewer than", "up to"}) {
    CHECK(agree(arrests(most, modifier), arrests(most, modifier)));
    CHECK(agree(arrests(0, modifier), arrests(0, modifier)));
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    CHECK(agree(arrests(least, modifier), arrests(least, modifier)));
  }
}

TEST_CASE("a hundred thousand figures are compared at once", "[model]") {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 100000; ++i) outcomes.push_back(arrests(i));
  const auto conflicts = find_conflicts(outcomes);
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0].outcomes.size() == outcomes.size());
}

}  // namespace onrecord
