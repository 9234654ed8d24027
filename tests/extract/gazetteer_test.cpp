#include "extract/gazetteer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extract/analysis.h"
#include "extract/embedded_data.h"
#include "tests/catch.h"

using namespace onrecord;

namespace {

const Gazetteer& gazetteer() {
  static const Result<Gazetteer> loaded = Gazetteer::load_embedded();
  if (!loaded) FAIL(loaded.error().message);
  return *loaded;
}

/// The tokens of a text, and the text they view.
struct Cut {
  explicit Cut(std::string text) {
    document.text = std::move(text);
    const Analysis analysis = analyse(document);
    for (const Token& token : analysis.tokens) {
      words.push_back(slice(analysis.text, token.span));
      spans.push_back(token.span);
    }
  }
  Document document;
  std::vector<std::string_view> words;
  std::vector<Span> spans;
};

/// The text with [places], {bodies} and <[both]> marked, longest run first, left to right.
std::string mark(const std::string& text) {
  const Cut cut(text);
  std::string out;
  std::uint32_t copied = 0;
  for (std::size_t at = 0; at < cut.words.size();) {
    const auto match = gazetteer().longest_match(cut.words, at);
    if (!match) {
      ++at;
      continue;
    }
    const std::size_t begin = cut.spans[at].begin, end = cut.spans[at + match->words - 1].end;
    const bool place = !match->places.empty(), body = match->body.has_value();
    out += text.substr(copied, begin - copied);
    out += place && body ? "<[" : body ? "{" : "[";
    out += text.substr(begin, end - begin);
    out += place && body ? "]>" : body ? "}" : "]";
    copied = static_cast<std::uint32_t>(end);
    at += match->words;
  }
  return out + text.substr(copied);
}

std::string unmark(std::string text) {
  std::erase_if(text,
                [](char c) { return std::string_view("[]{}<>").find(c) != std::string::npos; });
  return text;
}

/// "Springfield, Missouri, United States": a place with its parents.
std::string shown(std::optional<PlaceIndex> index) {
  if (!index) return "";
  std::string out(gazetteer().place(*index).name);
  for (const PlaceIndex parent : gazetteer().ancestors(*index)) {
    out += ", " + std::string(gazetteer().place(parent).name);
  }
  return out;
}

PlaceIndex only(std::string_view name, PlaceKind kind) {
  for (const PlaceIndex place : gazetteer().find_places(name)) {
    if (gazetteer().place(place).kind == kind) return place;
  }
  FAIL("no " << to_string(kind) << " is called " << name);
  return {};
}

std::string name_of(std::optional<BodyIndex> index) {
  return index ? std::string(gazetteer().body(*index).name) : "";
}

std::string parents_of(std::string_view name) {
  std::string out;
  for (auto at = gazetteer().find_body(name); at; at = gazetteer().body(*at).parent) {
    out += (out.empty() ? "" : " < ") + name_of(at);
  }
  return out;
}

}  // namespace

TEST_CASE("longest_match takes the longest run of words that names a place or body", "[extract]") {
  const std::vector<std::string> marked = {
      "Crews left [Santa Barbara] for [San Luis Obispo County] on Monday.",
      "{U.S. Immigration and Customs Enforcement} ({ICE}) opened an office in [Omaha], [Neb.].",
      "The {U.S. Attorney's Office} and the {Los Angeles County Sheriff's Department} agreed.",
      "The {U.S. Attorney’s Office} and the {Los Angeles County Sheriff’s Department} agreed.",
      "He moved from [Winston-Salem], [N.C.], to [Port-au-Prince].",
      "Nobody in [Washington, D.C.] asked the {Bureau of Alcohol, Tobacco, Firearms and "
      "Explosives}.",
      "Agents flew to the [U.S.], then to [Kyiv] and the [United Kingdom].",
      "They met at the {Department of Justice} in [New York].",
      "[Mexico]'s president and [Bogotá]'s mayor wrote to [Bogota] again.",
      "Nothing here is a name.",
      "",
  };
  for (const std::string& expected : marked) CHECK(mark(unmark(expected)) == expected);
}

TEST_CASE("longest_match is case-sensitive, but reads names set in capitals", "[extract]") {
  const std::vector<std::string> marked = {
      "He put ice on it and told us that in paris or nice they have mobile homes.",
      "[LOS ANGELES] – Officers of the {COAST GUARD} came.",
      "WE WANT MORE PEACE",
      "The [US] and the {UN} meet in [St. Louis].",
  };
  for (const std::string& expected : marked) CHECK(mark(unmark(expected)) == expected);
}

TEST_CASE("longest_match says when one word may be something else", "[extract]") {
  const auto other = [](std::string_view word) {
    const std::vector<std::string_view> words = {word};
    const auto match = gazetteer().longest_match(words, 0);
    REQUIRE(match);
    return match->other;
  };
  CHECK(other("Mobile").word);
  CHECK(other("MOBILE").word);
  CHECK(other("ICE").word);
  CHECK(other("Jackson").surname);
  CHECK(other("Charlotte").given_name);
  CHECK_FALSE(other("Massachusetts").any());
  CHECK_FALSE(other("FBI").any());
}

TEST_CASE("find_places puts the usual meaning first, then the largest", "[extract]") {
  const auto first = [](std::string_view name) {
    const std::vector<PlaceIndex> found = gazetteer().find_places(name);
    return found.empty() ? "" : shown(found.front());
  };
  CHECK(first("Boston") == "Boston, Massachusetts, United States");
  CHECK(first("boston") == first("Boston"));
  CHECK(first("the Bronx") == "Bronx, New York City, New York, United States");
  CHECK(first("Washington") == "Washington, District of Columbia, United States");
  CHECK(first("Georgia") == "Georgia, United States");
  CHECK(first("Gaza") == "Gaza Strip");
  CHECK(first("Mass.") == "Massachusetts, United States");
  CHECK(first("MA") == "Massachusetts, United States");
  CHECK(first("USA") == "United States");
  CHECK(first("Philly") == "Philadelphia, Pennsylvania, United States");
  CHECK(first("St. Paul") == "Saint Paul, Minnesota, United States");
  CHECK(first("Orange County") == "Orange County, California, United States");
  CHECK(first("Nowhere in particular").empty());
  CHECK(gazetteer().find_places("Springfield").size() > 5);
}

TEST_CASE("find_demonym knows whose people are meant", "[extract]") {
  CHECK(shown(gazetteer().find_demonym("Mexican").at(0)) == "Mexico");
  CHECK(shown(gazetteer().find_demonym("Texan").at(0)) == "Texas, United States");
  CHECK(gazetteer().find_demonym("Mexico").empty());
  CHECK(gazetteer().find_demonym("polish").empty());
}

TEST_CASE("Places carry coordinates and populations near the truth", "[extract]") {
  const Place& chicago = gazetteer().place(only("Chicago", PlaceKind::City));
  CHECK(chicago.lat == Approx(41.88).margin(0.1));
  CHECK(chicago.lon == Approx(-87.63).margin(0.1));
  CHECK(chicago.population > 2'500'000);
  const double km = gazetteer().distance_km(only("Los Angeles", PlaceKind::City),
                                            only("San Francisco", PlaceKind::City));
  CHECK(km == Approx(559).margin(5));
}

TEST_CASE("is_inside follows the parents", "[extract]") {
  const PlaceIndex texas = only("Texas", PlaceKind::State), us = only("US", PlaceKind::Country);
  const PlaceIndex houston = only("Houston", PlaceKind::City);
  CHECK(gazetteer().is_inside(houston, texas));
  CHECK(gazetteer().is_inside(houston, us));
  CHECK_FALSE(gazetteer().is_inside(texas, houston));
  CHECK_FALSE(gazetteer().is_inside(houston, houston));
  CHECK_FALSE(gazetteer().is_inside(only("Ontario", PlaceKind::State), us));
}

TEST_CASE("find_body knows names, other names and acronyms", "[extract]") {
  const std::string ice = "U.S. Immigration and Customs Enforcement";
  for (const char* name :
       {"ICE", "Immigration and Customs Enforcement", "the Immigration & Customs Enforcement",
        "US Immigration and Customs Enforcement", "immigration and customs enforcement"}) {
    CHECK(name_of(gazetteer().find_body(name)) == ice);
  }
  CHECK(name_of(gazetteer().find_body("Justice Department")) == "U.S. Department of Justice");
  CHECK(name_of(gazetteer().find_body("LAPD")) == "Los Angeles Police Department");
  CHECK(name_of(gazetteer().find_body("ice")).empty());
  CHECK(name_of(gazetteer().find_body("")).empty());
}

TEST_CASE("Bodies have parents and places", "[extract]") {
  CHECK(parents_of("ERO") ==
        "Enforcement and Removal Operations < U.S. Immigration and Customs Enforcement < "
        "U.S. Department of Homeland Security");
  CHECK(parents_of("Border Patrol") ==
        "U.S. Border Patrol < U.S. Customs and Border Protection < "
        "U.S. Department of Homeland Security");
  CHECK(parents_of("FBI") == "Federal Bureau of Investigation < U.S. Department of Justice");
  const auto place_of = [](std::string_view name) {
    return shown(gazetteer().body(*gazetteer().find_body(name)).place);
  };
  CHECK(place_of("FBI") == "United States");
  CHECK(place_of("GBI") == "Georgia, United States");
  CHECK(place_of("RCMP") == "Canada");
  CHECK(place_of("Interpol").empty());
}

TEST_CASE("The federal government is covered", "[extract]") {
  const PlaceIndex us = only("US", PlaceKind::Country);
  const auto bodies = gazetteer().bodies();
  CHECK(std::count_if(bodies.begin(), bodies.end(),
                      [&](const PublicBody& body) { return body.place == us; }) >= 330);
}

TEST_CASE("longest_pattern finds the head of a body's name", "[extract]") {
  const auto found = [](const std::string& text) {
    const Cut cut(text);
    const auto match = gazetteer().longest_pattern(cut.words, 0);
    if (!match) return std::string();
    return std::string(match->pattern.head) +
           (match->pattern.agency ? " agency" : " organization") +
           (match->pattern.before_name ? " before" : " after") +
           (match->pattern.needs_place ? " place" : "");
  };
  CHECK(found("Police Department said") == "Police Department agency after");
  CHECK(found("Sheriff’s Office deputies") == "Sheriff's Office agency after");
  CHECK(found("City Council of old") == "City Council agency after");
  CHECK(found("Board of Selectmen met") == "Board of Selectmen agency after place");
  CHECK(found("City of Reno") == "City of agency before place");
  CHECK(found("Coalition to End Hunger") == "Coalition to organization before");
  CHECK(found("Coalition said") == "Coalition organization after");
  CHECK(found("police department said").empty());
}

TEST_CASE("longest_title knows titles in any case and what they tell", "[extract]") {
  const auto found = [](const std::string& text) {
    const Cut cut(text);
    const auto match = gazetteer().longest_title(cut.words, 0);
    return match ? std::string(match->title.canonical) + "/" + std::to_string(match->words) : "";
  };
  CHECK(found("Lt. Gov. Ann Lee") == "lieutenant governor/2");
  CHECK(found("special agent in charge of the office") == "special agent in charge/4");
  CHECK(found("Assistant Field Office Director Lee") == "assistant field office director/4");
  CHECK(found("Sen. Lee") == "senator/1");
  CHECK(found("U.S. Attorney Lee") == "u.s. attorney/2");
  CHECK(found("house").empty());
  const std::vector<std::string_view> words = {"spokeswoman", "Ms.", "Sgt."};
  CHECK(gazetteer().longest_title(words, 0)->title.gender == Gender::Female);
  CHECK(gazetteer().longest_title(words, 0)->title.kind == TitleKind::Position);
  CHECK(gazetteer().longest_title(words, 1)->title.kind == TitleKind::Honorific);
  CHECK(gazetteer().longest_title(words, 2)->title.kind == TitleKind::Rank);
  CHECK(gazetteer().longest_title(words, 2)->title.gender == Gender::Unknown);
}

TEST_CASE("female_probability tells the usual given names apart", "[extract]") {
  CHECK(gazetteer().female_probability("Patricia").value() > 0.95);
  CHECK(gazetteer().female_probability("JORGE").value() < 0.05);
  CHECK(gazetteer().female_probability("Taylor").value() == Approx(0.75).margin(0.15));
  CHECK_FALSE(gazetteer().female_probability("Qwrtz"));
  CHECK_FALSE(gazetteer().female_probability(""));
}

TEST_CASE("A moved gazetteer answers as before", "[extract]") {
  Result<Gazetteer> loaded = Gazetteer::load_embedded();
  REQUIRE(loaded);
  const std::string_view name = loaded->places().front().name;
  const Gazetteer moved = std::move(*loaded);
  CHECK(moved.places().front().name == name);
  CHECK(moved.fingerprint() == gazetteer().fingerprint());
}

// What goes wrong.

namespace {

constexpr std::string_view kPlaces =
    "# header\n"
    "1\tcountry\tFreedonia\tF.R.;Freedonian Republic\tFreedonian\t\t10.5\t-20.25\t1000\t\n"
    "2\tcity\tSylvan\t\t\t1\t10\t-20\t500\tSylvan\n";

GazetteerFiles small() {
  return {.places = kPlaces,
          .public_bodies = "Office of Hats\tOOH\tHat Office\t\t1\n",
          .body_patterns = "Hat Bureau\tagency\tyes\tafter\n",
          .given_names = "Rufus\t0.01\t10\n",
          .titles = "hatter\thatter\tposition\t\n",
          .ambiguous_names = "Sylvan\tsurname\n"};
}

/// Why the files were refused; "" when they were not.
std::string refusal(const GazetteerFiles& files) {
  const Result<Gazetteer> parsed = Gazetteer::parse(files);
  return parsed ? "" : parsed.error().message;
}

}  // namespace

TEST_CASE("Tables given by the caller are read like the built-in ones", "[extract]") {
  const Result<Gazetteer> parsed = Gazetteer::parse(small());
  REQUIRE(parsed);
  CHECK(parsed->places().size() == 2);
  CHECK(parsed->place(parsed->find_places("freedonian republic").at(0)).lon == -20.25);
  CHECK(parsed->body(parsed->find_body("OOH").value()).place == PlaceIndex{0});
  const Result<Gazetteer> empty = Gazetteer::parse({});
  REQUIRE(empty);
  CHECK(empty->find_places("Freedonia").empty());
}

TEST_CASE("A malformed row gives an error with file, line and column", "[extract]") {
  const auto with_place = [](const std::string& row) {
    GazetteerFiles files = small();
    const std::string places = std::string(kPlaces) + row;
    files.places = places;
    return refusal(files);
  };
  CHECK(with_place("") == "");
  CHECK(with_place("x\tcity\tA\t\t\t1\t0\t0\t1\t\n")
            .starts_with("read data/places.tsv: line 4, column 1: 'x' is not a whole number"));
  CHECK(with_place("2\tcity\tA\t\t\t1\t0\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 1: the id is used twice");
  CHECK(with_place("3\tvillage\tA\t\t\t1\t0\t0\t1\t\n")
            .starts_with("read data/places.tsv: line 4, column 2: unknown word"));
  CHECK(with_place("3\tcity\t\t\t\t1\t0\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 3: the cell is empty");
  CHECK(with_place("3\tcity\tA\t\t\t9\t0\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 6: no row above has this id");
  CHECK(with_place("3\tcity\tA\t\t\t3\t0\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 6: no row above has this id");
  CHECK(with_place("3\tcity\tA\t\t\t1\t90.5\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 7: '90.5' is not a number from -90 to 90");
  CHECK(with_place("3\tcity\tA\t\t\t1\t0\tnan\t1\t\n").find("column 8") != std::string::npos);
  CHECK(with_place("3\tcity\tA\t\t\t1\t0\t0\t-1\t\n").find("column 9") != std::string::npos);
  CHECK(with_place("3\tcity\tA\t\t\t1\t0\t0") ==
        "read data/places.tsv: line 4, column 9: the row has 8 columns, expected 10");
  CHECK(with_place("3\tcity\tA\xff\t\t\t1\t0\t0\t1\t\n") ==
        "read data/places.tsv: line 4, column 3: the text is not UTF-8");
  CHECK(with_place("99999999999999999999\tcity\tA\t\t\t1\t0\t0\t1\t\n").find("column 1") !=
        std::string::npos);
}

TEST_CASE("Each of the other tables is checked too", "[extract]") {
  const auto broken = [](std::string_view GazetteerFiles::*table, std::string_view bytes) {
    GazetteerFiles files = small();
    files.*table = bytes;
    return refusal(files);
  };
  CHECK(broken(&GazetteerFiles::public_bodies, "Office of Hats\t\t\tNobody\t\n") ==
        "read data/public_bodies.tsv: line 1, column 4: no row above has this name");
  CHECK(broken(&GazetteerFiles::public_bodies, "Office of Hats\t\t\t\t9\n") ==
        "read data/public_bodies.tsv: line 1, column 5: places.tsv has no such id");
  CHECK(broken(&GazetteerFiles::body_patterns, "Bureau\tagency\tmaybe\tafter\n") ==
        "read data/body_patterns.tsv: line 1, column 3: unknown word, expected one of yes, no");
  CHECK(broken(&GazetteerFiles::given_names, "Rufus\t1.01\t10\n") ==
        "read data/given_names.tsv: line 1, column 2: '1.01' is not a number from 0 to 1");
  CHECK(broken(&GazetteerFiles::titles, "hatter\thatter\tjob\t\n").find("column 3") !=
        std::string::npos);
  CHECK(broken(&GazetteerFiles::ambiguous_names, "Sylvan\ttree\n").find("column 2") !=
        std::string::npos);
}

TEST_CASE("Look-ups take any bytes and any position", "[extract]") {
  const std::vector<std::string_view> none;
  CHECK_FALSE(gazetteer().longest_match(none, 0));
  const std::vector<std::string_view> odd = {"", "\xff\xfe", "’", "-", "Boston"};
  CHECK_FALSE(gazetteer().longest_match(odd, 5));
  CHECK_FALSE(gazetteer().longest_match(odd, std::size_t{1} << 40U));
  for (std::size_t at = 0; at < odd.size(); ++at) {
    CHECK(gazetteer().longest_match(odd, at).has_value() == (at == 4));
    CHECK_FALSE(gazetteer().longest_title(odd, at));
    CHECK_FALSE(gazetteer().longest_pattern(odd, at));
  }
  CHECK(gazetteer().find_places(std::string("Bos\0ton", 7)).empty());
  CHECK(gazetteer().find_places(std::string(1 << 20U, 'A')).empty());
  CHECK(embedded_data("no such table").empty());
}

TEST_CASE("A run without blanks ends early", "[extract]") {
  const std::vector<std::string_view> dashes(1 << 18U, "-");
  CHECK_FALSE(gazetteer().longest_match(dashes, 0));
  const std::string long_word(1 << 20U, 'B');
  const std::vector<std::string_view> words = {"New", long_word, "York"};
  CHECK_FALSE(gazetteer().longest_match(words, 0));
}
