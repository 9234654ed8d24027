#include "extract/entities.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

using Lines = std::vector<std::string>;

Lines actors(const std::string& text) { return Reading(text).actors(); }

Entity person(std::string name) {
  Entity entity;
  entity.type = EntityType::Person;
  entity.id = make_entity_id(EntityType::Person, name);
  entity.name = std::move(name);
  return entity;
}

bool has(const Lines& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("shorter forms of a name join the full one", "[extract]") {
  CHECK(actors("Ann Roe spoke. Ann M. Roe left. Roe slept.") ==
        Lines{"person Ann Roe: Ann Roe|Ann M. Roe|Roe"});
  CHECK(actors("Roe said it was late. Ann Roe left.") == Lines{"person Ann Roe: Roe|Ann Roe"});
  CHECK(actors("Ann Roe Jr. spoke. Roe left.") == Lines{"person Ann Roe Jr.: Ann Roe Jr.|Roe"});
}

TEST_CASE("a surname of two people means the latest of them", "[extract]") {
  CHECK(actors("Ann Roe met Bo Roe. Roe slept.") ==
        Lines{"person Ann Roe: Ann Roe", "person Bo Roe: Bo Roe|Roe"});
}

TEST_CASE("a nickname stands within a name and joins it", "[extract]") {
  CHECK(actors("Calvin \"Duke\" Mabry spoke. Mabry left. Duke Mabry slept.") ==
        Lines{"person Calvin Mabry: Calvin \"Duke\" Mabry|Mabry|Duke Mabry"});
  CHECK(actors("Calvin “Duke” Mabry spoke.") == Lines{"person Calvin Mabry: Calvin “Duke” Mabry"});
  CHECK(actors("William (Bill) Hart left.") == Lines{"person William Hart: William (Bill) Hart"});
  const Reading one("Calvin \"Duke\" Mabry spoke.", "one"), two("Calvin Mabry left.", "two");
  REQUIRE(two.mentioned("Calvin Mabry") != nullptr);
  CHECK(one.entities.find(two.mentioned("Calvin Mabry")->entity.id).has_value());
}

TEST_CASE("people with a full name are one across documents, surnames are not", "[extract]") {
  const Reading one("Ann Roe met Mr. Hart.", "one"), two("Ann J. Roe met Mr. Hart.", "two");
  REQUIRE(one.mentioned("Ann Roe") != nullptr);
  REQUIRE(two.mentioned("Ann J. Roe") != nullptr);
  CHECK(one.mentioned("Ann Roe")->entity.id == two.mentioned("Ann J. Roe")->entity.id);
  REQUIRE(one.mentioned("Hart") != nullptr);
  REQUIRE(two.mentioned("Hart") != nullptr);
  CHECK(one.mentioned("Hart")->entity.id != two.mentioned("Hart")->entity.id);
}

TEST_CASE("an acronym joins the name it was defined by", "[extract]") {
  CHECK(actors("The Harbor Watch Alliance (HWA) sued. HWA lost.") ==
        Lines{"organization Harbor Watch Alliance: Harbor Watch Alliance|HWA|HWA"});
  CHECK(actors("The Coastal Fisheries Department (CFD) sued. The CFD lost.") ==
        Lines{"agency Coastal Fisheries Department: Coastal Fisheries Department|CFD|CFD"});
}

TEST_CASE("every name of a gazetteer body is that body", "[extract]") {
  CHECK(actors("ICE came. U.S. Immigration and Customs Enforcement left. Immigration and Customs "
               "Enforcement (ICE) stayed.") ==
        Lines{"agency U.S. Immigration and Customs Enforcement: ICE|U.S. Immigration and Customs "
              "Enforcement|Immigration and Customs Enforcement|ICE"});
}

TEST_CASE("a field office is part of its body and lies in its place", "[extract]") {
  const Reading reading(
      "ICE Enforcement and Removal Operations Boston led the sweep. ERO Boston held 20 people.");
  CHECK(reading.actors() == Lines{"agency ERO Boston: ICE Enforcement and Removal Operations "
                                  "Boston|ERO Boston"});
  CHECK(reading.parents() ==
        Lines{"Boston < Massachusetts", "ERO Boston < Boston",
              "ERO Boston < Enforcement and Removal Operations",
              "Enforcement and Removal Operations < U.S. Immigration and Customs Enforcement",
              "Massachusetts < United States",
              "U.S. Immigration and Customs Enforcement < U.S. Department of Homeland Security"});
  const EntityRecord* office = reading.mentioned("ERO Boston");
  REQUIRE(office != nullptr);
  CHECK(has(office->entity.aliases, "Enforcement and Removal Operations Boston"));
}

TEST_CASE("the words after a place tell which one is meant", "[extract]") {
  const Reading reading("Agents in Portland, Maine, and Portland, Oregon, met.");
  CHECK(has(reading.parents(), "Portland < Maine"));
  CHECK(has(reading.parents(), "Portland < Oregon"));
  CHECK(
      has(Reading("In Maine, agents searched a house in Portland.").parents(), "Portland < Maine"));
  const EntityRecord* boston = Reading("They met in Boston.").mentioned("Boston");
  CHECK(boston != nullptr);
}

TEST_CASE("a place of the gazetteer has a point, an unknown county none", "[extract]") {
  const Reading reading("Agents came to Boston and to Harrow County.");
  const EntityRecord* boston = reading.mentioned("Boston");
  const EntityRecord* county = reading.mentioned("Harrow County");
  REQUIRE(boston != nullptr);
  REQUIRE(county != nullptr);
  CHECK(boston->entity.attributes.at("kind") == "city");
  CHECK(std::stod(boston->entity.attributes.at("lat")) == Approx(42.36).margin(0.1));
  CHECK(std::stod(boston->entity.attributes.at("lon")) == Approx(-71.06).margin(0.1));
  CHECK(county->entity.type == EntityType::Place);
  CHECK(!county->entity.attributes.contains("lat"));
}

TEST_CASE("the administration is that of the president named before", "[extract]") {
  CHECK(actors("President Ada Larkin left. The administration said so.") ==
        Lines{"person Ada Larkin: Ada Larkin", "agency Larkin administration: administration"});
  CHECK(actors("The administration said so.").empty());
}

TEST_CASE("adding an entity again merges it and keeps its index", "[extract]") {
  DocumentEntities entities;
  const std::size_t ann = entities.add(person("Ann Roe"), Span{10, 17});
  const std::size_t bo = entities.add(person("Bo Hart"), Span{0, 7});
  Entity again = person("Ann Roe");
  again.aliases = {"Roe", "A. Roe"};
  again.attributes["kind"] = "official";
  CHECK(entities.add(again, Span{20, 23}) == ann);
  CHECK(entities.entity(ann).aliases == Lines{"A. Roe", "Roe"});
  CHECK(entities.entity(ann).attributes.at("kind") == "official");
  CHECK(entities.entities()[ann].mentions == Spans{{10, 17}, {20, 23}});
  REQUIRE(entities.links().size() == 3);
  CHECK(entities.links()[0].entity == bo);
  CHECK(entities.find(person("Bo Hart").id) == bo);
  CHECK(!entities.find(EntityId{1}));
}

TEST_CASE("mentions are looked up by span", "[extract]") {
  DocumentEntities entities;
  const std::size_t ann = entities.add(person("Ann Roe"), Span{10, 17});
  const std::size_t bo = entities.add(person("Bo Hart"), Span{20, 27});
  CHECK(entities.at({10, 17}) == ann);
  CHECK(entities.at({16, 17}) == ann);
  CHECK(entities.at({0, 11}) == ann);
  CHECK(!entities.at({17, 20}));
  CHECK(!entities.at({0, 10}));
  CHECK(!entities.at({30, 40}));
  CHECK(entities.within({0, 40}).size() == 2);
  REQUIRE(entities.within({11, 27}).size() == 1);
  CHECK(entities.within({11, 27})[0].entity == bo);
  CHECK(entities.within({11, 26}).empty());
}

TEST_CASE("a mention that overlaps another is left out", "[extract]") {
  DocumentEntities entities;
  entities.add(person("Ann Roe"), Span{10, 17});
  const std::size_t bo = entities.add(person("Bo Hart"), Span{12, 20});
  CHECK(entities.links().size() == 1);
  CHECK(entities.entities()[bo].mentions.empty());
}

TEST_CASE("a pair of child and parent is kept once", "[extract]") {
  DocumentEntities entities;
  const std::size_t ann = entities.add(person("Ann Roe"), std::nullopt);
  const std::size_t bo = entities.add(person("Bo Hart"), std::nullopt);
  entities.add_parent(ann, bo);
  entities.add_parent(ann, bo);
  entities.add_parent(bo, ann);
  CHECK(entities.parents().size() == 2);
  CHECK(entities.links().empty());
}

TEST_CASE("a document without names has no entities", "[extract]") {
  for (const std::string text : {"", " ", "\n\n", "it was late.", "“”", "5"}) {
    CHECK(Reading(text).entities.entities().empty());
  }
}

TEST_CASE("a name of before is the name of today", "[extract]") {
  CHECK(actors("Ann Roe, formerly Ann Poe, spoke. Ann Poe left.") ==
        Lines{"person Ann Roe: Ann Roe|Ann Poe|Ann Poe"});
  CHECK(actors("Ann Roe, chief of the Oak County Fire Department, who was Ann Poe until May, "
               "spoke.")
            .front() == "person Ann Roe: Ann Roe|Ann Poe");
  CHECK(actors("The Oak County Rescue Department (OCRD), formerly the Oak County Fire Department, "
               "met.")
            .back() ==
        "agency Oak County Rescue Department: Oak County Rescue Department|OCRD|Oak County Fire "
        "Department");
  CHECK(actors("Ann Roe (née Ann Poe) spoke.") == Lines{"person Ann Roe: Ann Roe|Ann Poe"});
  CHECK(actors("The Oak County Sheriff's Office, known until March as the Oak County Fire "
               "Department, met. The Oak County Fire Department had 12 boats.") ==
        Lines{"agency Oak County Sheriff's Office: Oak County Sheriff's Office|Oak County Fire "
              "Department|Oak County Fire Department"});
  CHECK(actors("The Oak County Fire Department, which was renamed the Oak County Sheriff's "
               "Office, met.") ==
        Lines{"agency Oak County Sheriff's Office: Oak County Fire Department|Oak County "
              "Sheriff's Office"});
}

TEST_CASE("two names beside each other are not one for that", "[extract]") {
  CHECK(actors("Ann Roe, with Ann Poe, spoke.") ==
        Lines{"person Ann Roe: Ann Roe", "person Ann Poe: Ann Poe"});
  CHECK(actors("Ann Roe succeeded Ann Poe.") ==
        Lines{"person Ann Roe: Ann Roe", "person Ann Poe: Ann Poe"});
}
