// Which place a name means, and which words name none.

#include <algorithm>
#include <string>
#include <vector>

#include "extract/place_linking.h"
#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

using Lines = std::vector<std::string>;

/// "Springfield, Ohio", "Port Hale, Washington" (of no row), "Springfield" (of none known): the
/// place of the mention of just these words; "" where none is.
std::string place_of(const Reading& reading, std::string_view words) {
  const EntityRecord* record = reading.mentioned(words);
  if (record == nullptr || record->entity.type != EntityType::Place) return "";
  std::string line = record->entity.name;
  for (const auto& pair : reading.entities.parents()) {
    if (reading.entities.entity(pair.child).id == record->entity.id) {
      line += ", " + reading.entities.entity(pair.parent).name;
    }
  }
  return line;
}

std::string place(const std::string& text, std::string_view words) {
  return place_of(Reading(text), words);
}

bool has(const Lines& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

bool is_linked(const Reading& reading, std::string_view words) {
  const EntityRecord* record = reading.mentioned(words);
  return record != nullptr && record->entity.attributes.contains("geonames");
}

}  // namespace

TEST_CASE("the state beside a name decides, however it is written", "[extract]") {
  CHECK(place("A man from Springfield, Ohio, left.", "Springfield") == "Springfield, Ohio");
  CHECK(place("A man from Springfield, Ill., left.", "Springfield") == "Springfield, Illinois");
  CHECK(place("A man from Springfield (Oregon) left.", "Springfield") == "Springfield, Oregon");
  CHECK(place("SPRINGFIELD, Mass. (AP) — A man left.", "SPRINGFIELD") ==
        "Springfield, Massachusetts");
  CHECK(place("They met in Ohio’s Clark County.", "Clark County") == "Clark County, Ohio");
  CHECK(place("In the Ohio city of Springfield, people met.", "Springfield") ==
        "Springfield, Ohio");
  CHECK(place("A man from Springfield, Clark County, Ohio, left.", "Springfield") ==
        "Springfield, Ohio");
}

TEST_CASE("a place is never one of another state than stands beside it", "[extract]") {
  CHECK(place("SPRING HILL, Ohio — Police came.", "SPRING HILL") == "Spring Hill, Ohio");
  CHECK(!is_linked(Reading("SPRING HILL, Ohio — Police came."), "SPRING HILL"));
  CHECK(place("A man from Bend, Maine, left.", "Bend") == "Bend, Maine");
  CHECK(!is_linked(Reading("A man from Bend, Maine, left."), "Bend"));
}

TEST_CASE("a piece of a longer name is no place", "[extract]") {
  const Reading hale("PORT HALE, Wash. (AP) — Police came. People of Port Hale met.");
  CHECK(place_of(hale, "PORT HALE") == "Port Hale, Washington");
  CHECK(place_of(hale, "Port Hale") == "Port Hale, Washington");
  CHECK(hale.mentioned("HALE") == nullptr);
  CHECK(place("MILL BEND, Ohio — Police came.", "MILL BEND") == "Mill Bend, Ohio");
  CHECK(place("They came to Upper Arlington on Monday.", "Arlington").empty());
  CHECK(place("She studied at the University of California, Santa Barbara.", "Santa Barbara")
            .empty());
}

TEST_CASE("one name means one place unless the text tells another", "[extract]") {
  const Reading told("Springfield, Ohio, was calm. They left Springfield.");
  CHECK(told.mentioned("Springfield")->mentions.size() == 2);
  const Reading later("They left Springfield. A man came from Springfield, Illinois.");
  CHECK(later.mentioned("Springfield")->mentions.size() == 2);
  CHECK(place_of(later, "Springfield") == "Springfield, Illinois");
  const Reading twins("Springfield, Ohio, met Springfield, Illinois. They left Springfield.");
  CHECK(twins.actors() == Lines{"place Springfield: Springfield", "place Ohio: Ohio",
                                "place Springfield: Springfield|Springfield",
                                "place Illinois: Illinois"});
}

TEST_CASE("a place told before opens a sentence as well", "[extract]") {
  const Reading told("MILL BEND, Ohio — Police came. Mill Bend has asked for help.");
  CHECK(place_of(told, "Mill Bend") == "Mill Bend, Ohio");
  const Reading one("WISCOTT, Maine — Police came.\n\nWiscott has asked for help.");
  CHECK(place_of(one, "Wiscott") == "Wiscott, Maine");
  const Reading word("In Reading, Pennsylvania, agents came. Reading is hard for many.");
  CHECK(word.mentioned("Reading")->mentions.size() == 1);
}

TEST_CASE("without a state the neighbours in the text decide, or nothing does", "[extract]") {
  CHECK(place("In Ohio, police searched a house in Springfield.", "Springfield") ==
        "Springfield, Ohio");
  CHECK(place("Fires burned in Riverside, Orange and Ventura.", "Orange") == "Orange, California");
  CHECK(place("Police searched a house in Springfield.", "Springfield") == "Springfield");
  CHECK(place("Reporters in New York flew to Phoenix.", "Phoenix") == "Phoenix, Arizona");
}

TEST_CASE("what lies in the same state or near makes a place likelier", "[extract]") {
  const Gazetteer& gazetteer = test_gazetteer();
  const auto chosen = [&](std::string_view name, std::string_view known) -> std::string {
    const std::vector<PlaceIndex> candidates = gazetteer.find_places(name);
    std::vector<ContextPlace> context;
    if (!known.empty()) context.push_back({gazetteer.find_places(known).front(), {5}});
    const std::size_t at[] = {1};
    const auto place = choose_place(gazetteer, candidates, false, at, context);
    if (!place) return "";
    std::string line(gazetteer.place(*place).name);
    for (const PlaceIndex parent : gazetteer.ancestors(*place)) {
      line += ", " + std::string(gazetteer.place(parent).name);
    }
    return line;
  };
  CHECK(chosen("Cambridge", "Boston") == "Cambridge, Massachusetts, United States");
  CHECK(chosen("Cambridge", "London") == "Cambridge, England, United Kingdom");
  CHECK(chosen("Cambridge", "").empty());
  CHECK(chosen("Paris", "United States") == "Paris, France");
  CHECK(chosen("Paris", "Texas") == "Paris, France");
  CHECK(chosen("Portland", "Maine") == "Portland, Maine, United States");
  CHECK(chosen("Orange County", "Orlando") == "Orange County, Florida, United States");
  CHECK(chosen("Levant", "").empty());
  CHECK(chosen("Nowhere in particular", "Ohio").empty());
}

TEST_CASE("the publisher's place tells which of several is meant", "[extract]") {
  const auto place_for = [](const std::string& publisher) {
    Document document;
    document.text = "Police searched a house in Springfield.";
    document.publisher = publisher;
    const Analysis analysis = analyse(document);
    const Words words(analysis);
    const auto names = find_names(words, test_gazetteer(), test_lexicon());
    REQUIRE(names.size() == 1);
    const LinkedPlace place =
        PlaceLinker(words, names, test_gazetteer()).link_mention(names[0].span);
    return place_key(test_gazetteer(), place);
  };
  CHECK(place_for("Illinois Ledger") == "Springfield, Illinois, United States (city)");
  CHECK(place_for("The Oregon Standard") == "Springfield, Oregon, United States (city)");
  CHECK(place_for("Ledger") == "Springfield");
}

TEST_CASE("in a list each is what the others are", "[extract]") {
  CHECK(place("Troops of Armenia, Georgia and Turkey came.", "Georgia") == "Georgia");
  CHECK(place("Floods hit Alabama, Georgia and Florida.", "Georgia") == "Georgia, United States");
  CHECK(place("Floods hit Maine, New York and Vermont.", "New York") == "New York, United States");
  CHECK(place("Crews in Ohio, Indiana and Utah met.", "Ohio") == "Ohio, United States");
}

TEST_CASE("Washington is the state where the words beside it tell so", "[extract]") {
  CHECK(place("Washington Gov. Ann Roe spoke.", "Washington") == "Washington, United States");
  CHECK(place("She lives in Tacoma, Washington.", "Washington") == "Washington, United States");
  CHECK(place("WASHINGTON — Ann Roe spoke.", "WASHINGTON") == "Washington, District of Columbia");
  CHECK(place("She flew to Washington on Monday.", "Washington") ==
        "Washington, District of Columbia");
  CHECK(place("SEATTLE — Agents came. It is the law in Washington.", "Washington") ==
        "Washington, United States");
}

TEST_CASE("counties named together are counties", "[extract]") {
  const Reading two("Deputies searched homes in Muskogee and Wagoner counties.");
  CHECK(place_of(two, "Muskogee") == "Muskogee County, Oklahoma");
  CHECK(place_of(two, "Wagoner") == "Wagoner County, Oklahoma");
  const Reading three("Fires in Orange, Riverside and Los Angeles counties went out.");
  CHECK(place_of(three, "Orange") == "Orange County, California");
  CHECK(place_of(three, "Los Angeles") == "Los Angeles County, California");
  const Reading told("They searched Harrow and Lake counties, Ohio.");
  CHECK(place_of(told, "Harrow") == "Harrow County, Ohio");
  CHECK(place_of(told, "Lake") == "Lake County, Ohio");
  CHECK(place("They searched homes in Ohio counties.", "Ohio") == "Ohio, United States");
}

TEST_CASE("a party tag tells a place and is no person", "[extract]") {
  const Reading tag("Rep. Ann Roe, R-Spokane, said it was late. Sen. Bo Hart (D-Ohio) left.");
  CHECK(place_of(tag, "Spokane") == "Spokane, Washington");
  CHECK(place_of(tag, "Ohio") == "Ohio, United States");
  const Reading mass("Sen. Ann Roe, D-Mass., said it was late.");
  CHECK(place_of(mass, "Mass") == "Massachusetts, United States");
  for (const EntityRecord& record : tag.entities.entities()) {
    if (record.entity.type == EntityType::Person) CHECK(record.entity.name != "R-Spokane");
  }
}

TEST_CASE("a holiday, a region and a name of a company are no towns", "[extract]") {
  CHECK(place("They closed before Christmas. At Christmas, people came.", "Christmas").empty());
  CHECK(place("They live in Christmas, Florida.", "Christmas") == "Christmas, Florida");
  CHECK(!is_linked(Reading("The war came to the Levant."), "Levant"));
  CHECK(place("The Secretary of Commerce came to Boston.", "Commerce").empty());
  CHECK(place("They live in Commerce, Georgia.", "Commerce") == "Commerce, Georgia");
  CHECK(!is_linked(Reading("They met in Ohio (AP) on Monday."), "AP"));
}

TEST_CASE("a local body is that of its place", "[extract]") {
  const auto id = [](const std::string& text) {
    const Reading reading(text);
    const EntityRecord* record = reading.mentioned("Lincoln County Sheriff's Office");
    return record == nullptr ? EntityId{} : record->entity.id;
  };
  const EntityId oregon =
      id("Lincoln County, Oregon, is calm. The Lincoln County Sheriff's Office "
         "said so.");
  const EntityId again =
      id("NEWPORT, Ore. — A man left Lincoln County, Ore., on Monday. A man of "
         "the Lincoln County Sheriff's Office spoke.");
  const EntityId maine = id("LINCOLN COUNTY, Maine — The Lincoln County Sheriff's Office spoke.");
  const EntityId bare = id("The Lincoln County Sheriff's Office spoke.");
  CHECK(oregon == again);
  CHECK(oregon != maine);
  CHECK(bare != oregon);
  CHECK(bare == make_entity_id(EntityType::Agency, "Lincoln County Sheriff's Office"));
  const Reading ohio("SPRINGFIELD, Ohio — The Springfield Police Department came.");
  CHECK(has(ohio.parents(), "Springfield Police Department < Springfield"));
  const Reading hale("PORT HALE, Wash. — The Port Hale Police Department came.");
  CHECK(has(hale.parents(), "Port Hale Police Department < Port Hale"));
  CHECK(Reading("The Springfield Police Department came.").parents().empty());
}

TEST_CASE("a field office is told in several forms", "[extract]") {
  for (const std::string text :
       {"The FBI’s Boston field office came.", "The Boston office of the FBI came.",
        "The FBI’s office in Boston came.", "FBI Boston came."}) {
    CAPTURE(text);
    const Reading reading(text);
    CHECK(has(reading.parents(), "FBI Boston < Boston"));
    CHECK(has(reading.parents(), "FBI Boston < Federal Bureau of Investigation"));
  }
  const Reading title("ICE’s Boston Field Office Director Ann Roe spoke.");
  CHECK(title.mentioned("ICE’s Boston Field Office") == nullptr);
  const Reading district("The U.S. Attorney’s Office for the Northern District of Ohio sued.");
  CHECK(has(district.parents(), "U.S. Attorney's Office for the Northern District of Ohio < Ohio"));
  CHECK(
      has(district.parents(),
          "U.S. Attorney's Office for the Northern District of Ohio < U.S. Department of Justice"));
}

TEST_CASE("a district court is named by its state", "[extract]") {
  const Reading one("She sits on the U.S. District Court for the District of Maine.");
  const Reading two("The United States District Court for the District of Maine met.");
  CHECK(has(one.parents(), "U.S. District Court for the District of Maine < Maine"));
  CHECK(one.actors().front().starts_with("agency U.S. District Court for the District of Maine:"));
  CHECK(one.entities.entity(0).id == two.entities.entity(0).id);
  CHECK(one.mentioned("Maine") == nullptr);
}

TEST_CASE("a body with its country before it is the body", "[extract]") {
  CHECK(Reading("The U.S. Justice Department sued.").actors() ==
        Lines{"agency U.S. Department of Justice: U.S. Justice Department"});
  CHECK(place("U.S. officials came.", "U.S.") == "United States");
}

TEST_CASE("a postal code is a place only where it stands like one", "[extract]") {
  CHECK(place("They met in Portland, ME, on Monday.", "ME") == "Maine, United States");
  CHECK(place("The law asks for a voter ID at the polls.", "ID").empty());
  CHECK(place("Agents made 5 arrests in NY.", "NY") == "New York, United States");
}

TEST_CASE("a place that opens the name of an organization is none", "[extract]") {
  CHECK(
      place("She studied at the Massachusetts Institute of Technology.", "Massachusetts").empty());
  CHECK(place("The Memphis Area Transit Authority said so.", "Memphis").empty());
  CHECK(place("In Memphis, Ann Roe spoke.", "Memphis") == "Memphis, Tennessee");
}

TEST_CASE("places of any text keep to their bounds", "[extract]") {
  for (const std::string text : {"R-",
                                 ", R-",
                                 ", R-X",
                                 "(D-",
                                 ", D-Mass",
                                 "and counties",
                                 "A and counties",
                                 "A and B counties",
                                 "Springfield,",
                                 "Springfield, ",
                                 "Springfield (",
                                 "’s Ohio",
                                 "Ohio’s",
                                 "of Ohio",
                                 "the Ohio city of",
                                 "U.S. Attorney’s Office for the District of",
                                 "FBI’s Boston",
                                 "FBI’s Boston field",
                                 "Boston office of the",
                                 "the Boston office of the",
                                 "University of Texas at",
                                 "A \"B\" C",
                                 "Calvin \"\" Mabry",
                                 "Calvin (",
                                 "in Christmas,"}) {
    CAPTURE(text);
    const Reading reading(text);
    for (const EntityRecord& record : reading.entities.entities()) {
      for (const Span span : record.mentions) CHECK(span.end <= text.size());
    }
  }
}
