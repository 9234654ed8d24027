// What quotes are about, and where. Quotes and names are marked; expected as Facts::topics() and
// Facts::scenes() write it.

#include "tests/catch.h"
#include "tests/extract/facts.h"

using namespace onrecord;

namespace {

std::string topics(const std::string& marked) { return Facts(marked).topics(); }
std::string scenes(const std::string& marked) { return Facts(marked).scenes(); }

}  // namespace

TEST_CASE("a quote is about what its content names", "[extract]") {
  CHECK(topics("“<The (agency:Harbor Police) lied>,” {(person:Ann Roe)} [said].") ==
        "Harbor Police");
  CHECK(topics(
            "{(person:Ann Roe)} [said] <(person:Bo Hart) and the (organization:Red Crew) left>.") ==
        "Bo Hart, Red Crew");
}

TEST_CASE("a quote that speaks of the raids is about the operation", "[extract]") {
  const std::string lead = "Operation Low Tide led to 45 arrests. ";
  CHECK(topics(lead + "“<The operation was loud>,” {(person:Ann Roe)} [said].") == "Low Tide");
  CHECK(topics(lead + "“<These arrests were wrong>,” {(person:Ann Roe)} [said].") == "Low Tide");
  CHECK(topics(lead + "{(person:Ann Roe)} [said] <they arrested the wrong men>.") == "Low Tide");
}

TEST_CASE("words without a topic are about the operation that their paragraph speaks of",
          "[extract]") {
  const std::string lead = "Operation Low Tide led to 45 arrests.";
  const std::string quote = "“<The sea is calm>,” {(person:Ann Roe)} [said].";
  CHECK(topics(lead + " " + quote) == "Low Tide");
  CHECK(topics(lead + "\n\n" + quote) == "Low Tide");
  CHECK(topics(lead + "\n\nThe weather was fair all week.\n\n" + quote) == "");
  CHECK(topics(quote + " " + lead) == "");
  CHECK(topics(lead + " “<The (agency:Harbor Police) lied>,” {(person:Ann Roe)} [said].") ==
        "Harbor Police");
  CHECK(topics(lead + " Operation High Tide led to 12 arrests. " + quote) == "");
}

TEST_CASE("an official of the body that ran it speaks of it where it is told", "[extract]") {
  const std::string lead = "The (agency:Harbor Police) conducted Operation Low Tide.";
  const std::string quote =
      "“<We like it here>,” [said] {(person:Ann Roe)}, director of the (agency:Harbor Police).";
  CHECK(topics(lead + " " + quote) == "Low Tide");
  CHECK(topics(lead + "\n\nThe weather was fair. It rained.\n\n" + quote) == "");
}

TEST_CASE("a body behind a noun", "[extract]") {
  CHECK(topics("The (agency:Harbor Police) met. {The (agency:Harbor Police)} [said] <that the "
               "agency remains calm>.") == "Harbor Police");
}

TEST_CASE("a place is a topic when something is said of it", "[extract]") {
  CHECK(topics("“<(place:Kent) will not pay>,” {(person:Ann Roe)} [said].") == "Kent");
  CHECK(topics("“<They drank in (place:Kent)>,” {(person:Ann Roe)} [said].") == "");
}

TEST_CASE("where: content, then sentence, then jurisdiction", "[extract]") {
  CHECK(scenes("“<They drank in (place:Kent)>,” {(person:Ann Roe)} [said] in (place:Ayre).") ==
        "Kent (content)");
  CHECK(scenes("“<They drank>,” {(person:Ann Roe)} [said] in (place:Ayre).") == "Ayre (sentence)");
  CHECK(
      scenes(
          "(place:Kent) Mayor (person:Ann Roe) left.\n\n“<They drank>,” {(person:Roe)} [said].") ==
      "Kent (jurisdiction)");
}

TEST_CASE("nobody's words, no quotes and no names give nothing", "[extract]") {
  CHECK(topics("") == "");
  CHECK(topics("“<The sea is calm>.”") == "");
  CHECK(scenes("“<The sea is calm>,” {neighbors} [said].") == "");
}

TEST_CASE("a denied deed is no reference to the operation", "[extract]") {
  CHECK(topics(
            "Operation Low Tide led to 45 arrests.\n\nIt rained.\n\n“<Nobody should be arrested>,” "
            "{(person:Ann Roe)} [said].") == "");
}

TEST_CASE("with two operations a deed alone tells neither", "[extract]") {
  CHECK(topics("Operation Low Tide began. Operation High Wind began. {(person:Ann Roe)} [said] "
               "<they arrested the wrong men>.") == "");
}

TEST_CASE("topics are in order of id and stand once", "[extract]") {
  const Facts facts(
      "{(person:Ann Roe)} [said] <(person:Bo Hart) met (person:Al Fox) and "
      "(person:Bo Hart)>.");
  REQUIRE(facts.quotes.size() == 1);
  const auto& about = facts.quotes[0].about;
  REQUIRE(about.size() == 2);
  CHECK(about[0] < about[1]);
}
