// Who holds which office. Names are marked "(person:Ann Roe)"; expected as Facts::held() writes it.

#include "tests/catch.h"
#include "tests/extract/facts.h"

using namespace onrecord;

namespace {

std::string held(const std::string& marked) { return Facts(marked).held(); }

}  // namespace

TEST_CASE("a title before a name belongs to the name before it", "[extract]") {
  CHECK(held("(place:Kent) Mayor (person:Ann Roe) spoke.") == "Ann Roe: Mayor of Kent");
  CHECK(held("(agency:Harbor Police)’s Field Office Director (person:Ann Roe) spoke.") ==
        "Ann Roe: Field Office Director of Harbor Police");
  CHECK(held("The (agency:Harbor Police) acting Field Office Director (person:Ann Roe) spoke.") ==
        "Ann Roe: acting acting Field Office Director of Harbor Police");
  CHECK(held("He met President (person:Ann Roe).") == "Ann Roe: President");
  CHECK(held("Lt. Gov. (person:Ann Roe) spoke.") == "Ann Roe: Lt. Gov.");
  CHECK(held("U.S. Rep. (person:Ann Roe) spoke.") == "Ann Roe: U.S. Rep.");
}

TEST_CASE("a title after a name names its body and leaves the place out", "[extract]") {
  CHECK(held("said (person:Bo Hart), assistant field office director for (agency:Harbor Police) "
             "in (place:Kent), adding") ==
        "Bo Hart: assistant field office director of Harbor Police");
  CHECK(held("(person:Bo Hart), the executive associate director of (agency:Harbor Police) said") ==
        "Bo Hart: executive associate director of Harbor Police");
  CHECK(held("(person:Bo Hart), 45, a (place:Kent) councilman, left.") ==
        "Bo Hart: councilman of Kent");
  CHECK(held("(person:Bo Hart), director of communications for (organization:Fair Tides), left.") ==
        "Bo Hart: director of communications of Fair Tides");
  CHECK(
      held(
          "(person:Bo Hart), who leads the (place:Kent) office of (agency:Harbor Police), left.") ==
      "Bo Hart: leader of Harbor Police");
}

TEST_CASE("a title with a comma before the name", "[extract]") {
  CHECK(held("(agency:Harbor Police)’s acting director, (person:Bo Hart), left.") ==
        "Bo Hart: acting acting director of Harbor Police");
  CHECK(held("The mayor of (place:Kent), (person:Ann Roe), left.") == "Ann Roe: mayor of Kent");
  CHECK(
      held(
          "A spokesman for (agency:Harbor Police) (HP) in (place:Kent), (person:Bo Hart), left.") ==
      "Bo Hart: spokesman of Harbor Police");
}

TEST_CASE("quotation marks around a title are left out of it", "[extract]") {
  CHECK(held("(person:Bo Hart), the (agency:Roe administration)’s “tide czar,” spoke.") ==
        "Bo Hart: tide czar of Roe administration");
}

TEST_CASE("acting before the body makes the office acting", "[extract]") {
  CHECK(held("Acting (agency:Harbor Police) Deputy Director (person:Ann Roe) spoke.") ==
        "Ann Roe: acting Deputy Director of Harbor Police");
  CHECK(held("The interim (agency:Harbor Police) director, (person:Bo Hart), left.") ==
        "Bo Hart: acting director of Harbor Police");
}

TEST_CASE("former, candidates and nominees are told apart", "[extract]") {
  CHECK(held("Former (agency:Harbor Police) Director (person:Bo Hart) left.") ==
        "Bo Hart: former Director of Harbor Police");
  CHECK(held("(person:Bo Hart), a former (agency:Harbor Police) director, left.") ==
        "Bo Hart: former director of Harbor Police");
  CHECK(held("(person:Bo Hart), a candidate for governor of (place:Kent), left.") ==
        "Bo Hart: candidate candidate for governor of Kent");
  CHECK(held("presidential nominee (person:Ann Roe) spoke") ==
        "Ann Roe: nominee presidential nominee");
}

TEST_CASE("lines of a release: name above title, title above body", "[extract]") {
  CHECK(held("(person:Ann Roe)\nLieutenant Governor of (place:Kent)\n\nThe sea is calm.") ==
        "Ann Roe: Lieutenant Governor of Kent");
  CHECK(held("Deputy Chief (person:Ann Roe)\n(agency:Harbor Police)\n\nThe sea is calm.") ==
        "Ann Roe: Deputy Chief of Harbor Police");
  CHECK(held("“We left.” – Sheriff (person:Ann Roe), (place:Kent County)") ==
        "Ann Roe: Sheriff of Kent County");
}

TEST_CASE("one plural title goes to each of its people", "[extract]") {
  CHECK(held("Sens. (person:Al Fox) and (person:Bo Hart) wrote.") == "Al Fox: Sen.|Bo Hart: Sen.");
}

TEST_CASE("phrases of one office are one statement with all their evidence", "[extract]") {
  const Facts facts("Sen. (person:Ann Roe) of (place:Kent) left. “Go,” said Sen. (person:Roe).");
  CHECK(facts.held() == "Ann Roe: Sen. of Kent");
  REQUIRE(facts.positions.size() == 1);
  CHECK(facts.positions[0].evidence.size() == 2);
}

TEST_CASE("the nearest body is meant by a noun", "[extract]") {
  CHECK(held("(agency:Harbor Patrol Division) came. (person:Bo Hart), the division’s deputy "
             "administrator, left.") == "Bo Hart: deputy administrator of Harbor Patrol Division");
}

TEST_CASE("the next person's title is not the one before's", "[extract]") {
  CHECK(held("He thanked (person:Bo Hart), Mayor (person:Ann Roe) and others.") ==
        "Ann Roe: Mayor");
  CHECK(held("After a call with the mayor, (person:Bo Hart) left.") == "");
  CHECK(held("After meeting (person:Bo Hart), the mayor said no.") == "");
}

TEST_CASE("trades and kin are no offices", "[extract]") {
  CHECK(held("(person:Bo Hart), a lawyer in (place:Kent), left.") == "");
  CHECK(held("(person:Bo Hart), a farmer, left.") == "");
  CHECK(held("(person:Bo Hart), whose brother is mayor, left.") == "");
  CHECK(held("Mr. (person:Bo Hart) and Ms. (person:Ann Roe) left.") == "");
}

TEST_CASE("a title of several words is read whole before a name", "[extract]") {
  CHECK(held("Secretary of State (person:Ann Roe) spoke.") == "Ann Roe: Secretary of State");
  CHECK(held("(place:Ohio) Secretary of State (person:Ann Roe) spoke.") ==
        "Ann Roe: Secretary of State of Ohio");
  CHECK(held("Special Agent in Charge (person:Ann Roe) spoke.") ==
        "Ann Roe: Special Agent in Charge");
  CHECK(held("(agency:FBI) Special Agent in Charge (person:Ann Roe) spoke.") ==
        "Ann Roe: Special Agent in Charge of FBI");
}

TEST_CASE("a title does not cross a line or a sentence", "[extract]") {
  CHECK(held("It was led by (agency:Harbor Police)\n\nDeputy Chief (person:Ann Roe) left.") ==
        "Ann Roe: Deputy Chief");
  CHECK(held("He is the director. (person:Ann Roe) left.") == "");
}

TEST_CASE("nobody, names without context and odd marks give nothing", "[extract]") {
  CHECK(held("") == "");
  CHECK(held("(person:Ann Roe)") == "");
  CHECK(held("(person:Ann Roe),") == "");
  CHECK(held(", (person:Ann Roe) ,,, ( “ ’s") == "");
  CHECK(held("the the the (person:Ann Roe) of of of") == "");
}

TEST_CASE("a thousand titles before a name end in time", "[extract]") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "deputy director ";
  CHECK_FALSE(held(text + "(person:Ann Roe) left.").empty());
}

TEST_CASE("a title after its is held at the body that it refers to", "[extract]") {
  CHECK(held("The (agency:Harbor Police) moved in June. Its director, (person:Ann Roe), left.") ==
        "Ann Roe: director of Harbor Police");
  CHECK(held("The (organization:Boat Owners League) met, and its secretary, (person:Bo Hart), "
             "spoke.") == "Bo Hart: secretary of Boat Owners League");
  CHECK(held("(place:Kent) is small. Its director, (person:Ann Roe), left.") ==
        "Ann Roe: director");
}
