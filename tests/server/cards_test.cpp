#include "server/cards.h"

#include "model/json.h"
#include "server/figure_text.h"
#include "server/json_cards.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

EntityCard card_of(const Store& store, EntityId id) {
  Lookup lookup(store);
  auto card = make_card(lookup, id);
  if (!card) FAIL(card.error().message);
  return std::move(*card);
}

}  // namespace

TEST_CASE("a person's card has positions with their sentences and counts quotes", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const EntityCard card = card_of(store, sample_ids().jose);
  REQUIRE(card.positions.size() == 1);
  CHECK(card.positions[0].title == "director");
  CHECK(card.positions[0].status == "acting");
  REQUIRE(card.positions[0].at);
  CHECK(card.positions[0].at->name == "Coast Office");
  REQUIRE(card.positions[0].evidence.size() == 1);
  CHECK(card.positions[0].evidence[0].sentence.text ==
        "José Núñez, acting director of the Coast Office, spoke on Friday.");
  CHECK(card.quotes_by == 1);
  CHECK(card.quotes_about == 0);
  CHECK_FALSE(card.operation);
  REQUIRE(card.documents.size() == 1);
  CHECK(card.documents[0].id.value == "tide/2");
}

TEST_CASE("a card says who held which office when", "[server]") {
  const TemporaryFolder folder;
  auto store = Store::open(folder.path() / "store", {});
  REQUIRE(store);
  std::vector<Contribution> articles;
  for (const auto& [date, title, status] : {std::tuple("2025-02-01", "sheriff", "former"),
                                            std::tuple("2024-01-10", "Acting Sheriff", "acting"),
                                            std::tuple("2024-03-05", "Sheriff", "current")}) {
    Story story(std::string("on-") + date, "Told", date, "Ada Moreland of Maple County spoke.\n");
    const EntityId ada = story.entity(EntityType::Person, "Ada Moreland", {"Ada Moreland"});
    const EntityId county = story.entity(EntityType::Place, "Maple County", {"Maple County"});
    story.state(ada, Predicate::HoldsPosition, county, "Ada Moreland of Maple County spoke.",
                {{"title", title}, {"status", status}});
    articles.push_back(story.made);
  }
  REQUIRE(store->put_all(articles));
  const EntityCard person = card_of(*store, make_entity_id(EntityType::Person, "Ada Moreland"));
  REQUIRE(person.offices.size() == 1);
  const OfficeView& office = person.offices[0];
  CHECK(office.title == "Sheriff");
  CHECK(office.other->name == "Maple County");
  std::vector<std::string> periods;
  for (const PeriodView& period : office.periods) {
    periods.push_back(period.status + " " + period_text(period));
    REQUIRE(period.evidence.size() == 1);
    CHECK(period.statements.size() == 1);
    CHECK(period.documents == 1);
  }
  CHECK(periods == std::vector<std::string>{"acting 2024-01-10", "current 2024-03-05",
                                            "former told 2025-02-01"});
  CHECK(office.periods[0].evidence[0].sentence.document.value == "on-2024-01-10");
  const EntityCard county = card_of(*store, make_entity_id(EntityType::Place, "Maple County"));
  REQUIRE(county.holders.size() == 1);
  CHECK(county.holders[0].other->name == "Ada Moreland");
  CHECK(county.offices.empty());
  Lookup lookup(*store);
  const auto sure =
      make_card(lookup, make_entity_id(EntityType::Place, "Maple County"), {2, 50, 0.85});
  REQUIRE(sure);
  CHECK(sure->holders.empty());
  CHECK(sure->people.empty());
}

TEST_CASE("an operation's card puts documents together and shows what contradicts", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const EntityCard card = card_of(store, sample_ids().quiet_tide);
  REQUIRE(card.operation);
  const OperationCard& operation = *card.operation;
  CHECK(operation.names == std::vector<std::string>{"Quiet Tide"});
  REQUIRE(operation.conducted_by.size() == 1);
  CHECK(operation.conducted_by[0].name == "Coast Office");
  CHECK(operation.partner_groups == std::vector<std::string>{"local dockers"});
  REQUIRE(operation.dates.size() == 1);
  CHECK(to_string(operation.dates[0].dates) == "2024-04-29/2024-05-01");
  REQUIRE(operation.figures.size() == 2);
  CHECK(operation.figures[0].outcome.count == 120);
  CHECK(operation.figures[0].sentence.sentence.text ==
        "Operation Quiet Tide led to 120 arrests in the town.");
  CHECK(operation.figures[1].sentence.title == "Figures of the raid");
  REQUIRE(operation.conflicts.size() == 1);
  CHECK(operation.conflicts[0].what == "arrests");
  CHECK(operation.conflicts[0].figures == std::vector<std::size_t>{0, 1});
  CHECK(operation.name == "Quiet Tide");
  CHECK(to_string(operation.when) == "2024-04-29/2024-05-01");
  CHECK(operation.dates[0].sentence.sentence.text ==
        "The Coast Office led Operation Quiet Tide in Port Selby.");
  CHECK(operation.documents.size() == 2);
  CHECK(key_figures(operation, 3) == std::vector<std::string>{"120 or 118 arrests"});
  CHECK(key_figures(operation, 0).empty());
  CHECK(card.quotes_about == 2);
}

TEST_CASE("neighbours are counted by predicate and direction", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const EntityCard card = card_of(store, sample_ids().port_selby);
  std::vector<std::string> lines;
  for (const CardNeighbours& item : card.neighbours) {
    lines.push_back(std::string(item.outgoing ? "out " : "in ") +
                    std::string(to_string(item.predicate)) + " " + std::to_string(item.entities));
  }
  CHECK(lines == std::vector<std::string>{"in holds_position 1", "in took_place_in 1"});
  REQUIRE(card.people.size() == 1);
  CHECK(card.people[0].at->name == "Ana Lindqvist");
}

TEST_CASE("figures read as people write them", "[server]") {
  Outcome outcome;
  outcome.count = 300;
  outcome.modifier = "more than";
  CHECK(figure_text(outcome) == "more than 300");
  outcome = {};
  outcome.percent = true;
  for (const auto& [count, text] :
       {std::pair(6550, "65.5%"), std::pair(6505, "65.05%"), std::pair(10000, "100%"),
        std::pair(0, "0%"), std::pair(7, "0.07%")}) {
    outcome.count = count;
    CHECK(figure_text(outcome) == text);
  }
}

TEST_CASE("a card's JSON is JSON whatever the names are", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const auto json = parse_json(to_json(card_of(store, sample_ids().hostile)), "card");
  REQUIRE(json);
  CHECK((*json)["name"].GetString() == std::string(kHostileName));
  CHECK((*json)["positions"][0]["title"].GetString() == std::string("\"><script>x</script>"));
  CHECK((*json)["positions"][0]["at"].IsNull());
}

TEST_CASE("there is no card of an unknown entity", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  Lookup lookup(store);
  const auto card = make_card(lookup, EntityId{1});
  REQUIRE_FALSE(card);
  CHECK(card.error().code == ErrorCode::NotFound);
}

}  // namespace onrecord
