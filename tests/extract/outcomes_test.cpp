// Counted results. Names are marked; expected as Facts::figures() writes it.

#include "tests/catch.h"
#include "tests/extract/facts.h"

using namespace onrecord;

namespace {

/// Figures told after a sentence that opens an operation.
std::string figures(const std::string& marked) {
  return Facts("Operation Low Tide is over. " + marked).figures();
}
std::string listed(const std::string& lines) {
  return Facts("Operation Low Tide is over.\n\n" + lines).figures();
}

}  // namespace

TEST_CASE("arrests are counted by verbs before and after", "[extract]") {
  CHECK(figures("Police arrested 370 individuals.") == "arrests 370");
  CHECK(figures("More than 300 people were arrested.") == "arrests more than 300");
  CHECK(figures("It resulted in the apprehension of more than 300 individuals.") ==
        "arrests more than 300");
  CHECK(figures("It led to forty-five arrests.") == "arrests 45");
  CHECK(figures("A total of 212 persons were taken into custody.") == "arrests 212");
}

TEST_CASE("a figure without its own words borrows those before it", "[extract]") {
  CHECK(
      figures("In (place:Kent), 107 people were arrested, while 101 in (place:Ayre) and 45 people "
              "were arrested in (place:Dell).") ==
      "arrests 107 @Kent|arrests 101 @Ayre|arrests 45 @Dell");
  CHECK(figures("It led to 45 arrests in (place:Kent), 500 total nationwide.") ==
        "arrests 45 @Kent|arrests 500");
  CHECK(figures("Of the 212 arrests, 88 were made in (place:Kent), 47 in (place:Ayre) and 31 in "
                "(place:Dell).") ==
        "arrests 212|arrests 88 @Kent|arrests 47 @Ayre|arrests 31 @Dell");
}

TEST_CASE("parts have what is said of them as their category", "[extract]") {
  CHECK(figures("Police arrested 370 people. 205 of those arrested had criminal convictions or "
                "charges, including murder.") ==
        "arrests 370|arrests 205 [criminal convictions or charges]");
  CHECK(figures("They arrested 79 people, among them 14 fugitives.") ==
        "arrests 79|arrests 14 [fugitives]");
  CHECK(figures("They arrested 79 people. Nearly 45 percent of those arrested had earlier "
                "convictions.") == "arrests 79|arrests nearly 45% [earlier convictions]");
}

TEST_CASE("things seized, people rescued and warrants served are told as such", "[extract]") {
  CHECK(figures("Officers seized 34 firearms and about 3 pounds of fentanyl.") ==
        "firearms seized 34|pounds of fentanyl seized about 3");
  CHECK(figures("Three vehicles and 46 nets were seized.") == "vehicles seized 3|nets seized 46");
  CHECK(figures("They seized more than $400,000 in cash.") ==
        "dollars in cash seized more than 400000");
  CHECK(figures("Agents rescued 12 children and executed 9 search warrants.") ==
        "children rescued 12|search warrants executed 9");
}

TEST_CASE("stated totals are totals, and contradict each other", "[extract]") {
  const Facts facts(
      "Operation Low Tide is over. It made 104 arrests. The (agency:Harbor Police) "
      "puts the figure at 96.");
  CHECK(facts.figures() == "arrests 104|arrests 96");
  REQUIRE(facts.operations.size() == 1);
  CHECK(find_conflicts(facts.operations[0].outcomes).size() == 1);
}

TEST_CASE("what is said twice is one figure with both its evidence", "[extract]") {
  const Facts facts("Operation Low Tide led to 45 arrests. The 45 arrests pleased all.");
  CHECK(facts.figures() == "arrests 45");
  REQUIRE(facts.operations.size() == 1);
  CHECK(facts.operations[0].outcomes[0].evidence.size() == 2);
}

TEST_CASE("tables count by label, by place and by column", "[extract]") {
  CHECK(listed("Category | Number Arrested | Charge |\n---|---|---|\nOwners | 145 | Theft |\n"
               "Crews | 110 | Fraud |\n") == "arrests 145 [owners]|arrests 110 [crews]");
  CHECK(listed("Place | Arrests | Acres saved\n---|---|---|\n(place:Kent) | 23 | 4,100\n") ==
        "arrests 23 @Kent|acres saved 4100 @Kent");
  CHECK(listed("Category | Number | Location\n---|---|---\nFelony arrests | 121 | (place:Kent)\n"
               "Firearms seized | 34 | All\n") == "arrests 121 [felony] @Kent|firearms seized 34");
  CHECK(listed("Outcome | (place:Kent) | (place:Ayre)\nArrests | 44 | 27\n") ==
        "arrests 44 @Kent|arrests 27 @Ayre");
  CHECK(listed("| Category | Count | Percent |\n|---|---|---|\n| Theft arrests | 72 | 69% |\n") ==
        "arrests 72 [theft]|arrests 69% [theft]");
}

TEST_CASE("list items with labels and percentages", "[extract]") {
  CHECK(listed("- (place:Kent): 61 arrests\n- (place:Ayre): 24 arrests\n") ==
        "arrests 61 @Kent|arrests 24 @Ayre");
  CHECK(listed("Arrests: 61\nFirearms seized: 12\n") == "arrests 61|firearms seized 12");
  CHECK(listed("Police made 370 arrests.\n- 65% had previous felony convictions\n") ==
        "arrests 370|arrests 65% [previous felony convictions]");
}

TEST_CASE("other years and fiscal years are not this operation's", "[extract]") {
  CHECK(figures("In FY 2019, the agency arrested 1,900 people.") == "");
  CHECK(figures("Last year, 300 people were arrested.") == "");
  CHECK(figures("In 2018, 300 people were arrested.") == "");
}

TEST_CASE("plans, denials and other measures are no results", "[extract]") {
  CHECK(figures("Police plan to arrest 500 people.") == "");
  CHECK(figures("As many as 500 people could be arrested.") == "");
  CHECK(figures("He was arrested 20 years ago and served 12 years.") == "");
  CHECK(figures("Hundreds of people were arrested.") == "");
  CHECK(figures("Twelve stations are strategically located.") == "");
}

TEST_CASE("a smaller bare figure is a part and contradicts nothing", "[extract]") {
  const Facts facts(
      "Operation Low Tide led to 500 arrests. Of the 50 arrests made, 20 were not "
      "criminals.");
  REQUIRE(facts.operations.size() == 1);
  CHECK(find_conflicts(facts.operations[0].outcomes).empty());
}

TEST_CASE("one body's share of a total is a part and contradicts nothing", "[extract]") {
  CHECK(figures("Police arrested 12 people. Troopers made 9 of the arrests.") ==
        "arrests 12|arrests 9 [unspecified part]");
  CHECK(figures("Police arrested 12 people. Nine of the arrests were made by state troopers.") ==
        "arrests 12|arrests 9 [unspecified part]");
  CHECK(figures("It led to 41 arrests. Troopers accounted for 30 of the 41 arrests.") ==
        "arrests 41|arrests 30 [unspecified part]");
  CHECK(figures("Police arrested 12 people. Troopers made 9 of the arrests in (place:Kent).") ==
        "arrests 12|arrests 9 @Kent");
  CHECK(figures("Police arrested 12 people. Nine of the arrests were made in (place:Kent).") ==
        "arrests 12|arrests 9 @Kent");
  CHECK(figures("Police arrested 12 people. Nine of the arrests were in (place:Kent).") ==
        "arrests 12|arrests 9 @Kent");
}

TEST_CASE("the noun of a result says what was done", "[extract]") {
  CHECK(figures("It led to 47 arrests and the seizure of 112 kilograms.") ==
        "arrests 47|kilograms seized 112");
  CHECK(figures("It led to 47 arrests and the seizure of 112 kilograms of fentanyl and 9 "
                "firearms.") == "arrests 47|kilograms of fentanyl seized 112|firearms seized 9");
  CHECK(figures("It brought the recovery of 31 vehicles and the rescue of 12 children.") ==
        "vehicles recovered 31|children rescued 12");
  CHECK(figures("It resulted in the arrest of 45 people.") == "arrests 45");
  CHECK(figures("Police arrested 12 people with 30 pounds of fentanyl.") == "arrests 12");
}

TEST_CASE("tables without header, of one row or broken give nothing", "[extract]") {
  CHECK(listed("Owners | 145\nCrews | 110\n") == "");
  CHECK(listed("Category | Number Arrested\n") == "");
  CHECK(listed("|||\n---|---\n| | |\n") == "");
  CHECK(listed("| 1 | 2 | 3 | 4\n|\n") == "");
}

TEST_CASE("ten thousand figures in a row end", "[extract]") {
  std::string text = "Police arrested ";
  for (int i = 0; i < 10000; ++i) text += std::to_string(i + 2) + " men and ";
  CHECK_FALSE(figures(text + "women.").empty());
}
