// Frames of operations. Names are marked; expected as Facts::frames() writes it.

#include "extract/operation_mentions.h"
#include "extract/operation_names.h"
#include "tests/catch.h"
#include "tests/extract/facts.h"

using namespace onrecord;

namespace {

std::string frames(const std::string& marked) { return Facts(marked).frames(); }

}  // namespace

TEST_CASE("an operation is named in several ways", "[extract]") {
  CHECK(frames("Operation Low Tide began.") == "Low Tide");
  CHECK(frames("The “Low Tide” operation began.") == "Low Tide");
  CHECK(frames("The operation, code-named \"Low Tide,\" began.") == "Low Tide");
  CHECK(frames("A two-week sweep known as Low Tide began.") == "Low Tide");
  CHECK(frames("It was this month’s Low Tide operation.") == "Low Tide");
  CHECK(frames("SHERIFF TELLS OF OPERATION LOW TIDE\n\nOperation Low Tide began.") == "Low Tide");
}

TEST_CASE("the subject of a deed and whoever stands after by conducted it", "[extract]") {
  CHECK(frames("The (agency:Harbor Police) conducted Operation Low Tide in (place:Kent).") ==
        "Low Tide by Harbor Police in Kent");
  CHECK(frames("Operation Low Tide was led by the (agency:Harbor Police) and deputies of the "
               "(agency:Coast Watch).") == "Low Tide by Coast Watch, Harbor Police");
  CHECK(frames("An (agency:Harbor Police) raid led to 45 arrests in (place:Kent).") ==
        "unnamed by Harbor Police in Kent");
  CHECK(frames("(person:Ann Roe), who led the operation for the (agency:Harbor Police), spoke of "
               "45 arrests.") == "unnamed by Harbor Police");
}

TEST_CASE("partners are told from those who ran it", "[extract]") {
  CHECK(frames("The (agency:Harbor Police), with help from the (agency:Coast Watch), conducted "
               "Operation Low Tide.") == "Low Tide by Harbor Police with Coast Watch");
  CHECK(frames("The (agency:Harbor Police) ran Operation Low Tide with the (agency:Coast Watch) "
               "and the (agency:Tide Office) as partners.") ==
        "Low Tide by Harbor Police with Coast Watch, Tide Office");
  CHECK(frames("The (agency:Harbor Police) ran Operation Low Tide. Partners included the "
               "(agency:Coast Watch).") == "Low Tide by Harbor Police with Coast Watch");
  CHECK(frames("(agency:Harbor Police) and its law enforcement partners arrested 45 people in an "
               "operation in (place:Kent).") ==
        "unnamed by Harbor Police with \"law enforcement partners\" in Kent");
}

TEST_CASE("places stand after in, in lists and before the noun", "[extract]") {
  CHECK(frames("Operation Low Tide swept (place:Kent), it said, in (place:Ayre), (place:Dell) and "
               "(place:Oak Hill).") == "Low Tide in Ayre, Dell, Oak Hill");
  CHECK(frames("Operation Low Tide ended. The (place:Kent) raids were loud.") ==
        "Low Tide in Kent");
  CHECK(frames("Operation Low Tide reached from (place:Kent) to (place:Ayre).") ==
        "Low Tide in Ayre, Kent");
}

TEST_CASE("targets are the objects of targeting", "[extract]") {
  CHECK(frames("Operation Low Tide focused on dismantling gangs such as (organization:Red Crew) "
               "and (organization:Eel Boys).") == "Low Tide against Eel Boys, Red Crew");
  CHECK(frames("Operation Low Tide targeted the (organization:Red Crew), a gang.") ==
        "Low Tide against Red Crew");
}

TEST_CASE("dates of the operation, not of the news", "[extract]") {
  CHECK(frames("Operation Low Tide ran from May 4 to May 9, (person:Ann Roe) said on May 12.") ==
        "Low Tide on --05-04/--05-09");
  CHECK(frames("Operation Low Tide began on May 4. The operation ended on May 9.") ==
        "Low Tide on --05-04/--05-09");
  CHECK(frames("(place:Kent), May 12, 2025 — Operation Low Tide is over, police said May 11.") ==
        "Low Tide");
}

TEST_CASE("two names are two operations", "[extract]") {
  CHECK(frames("Operation Low Tide was run by the (agency:Harbor Police).\n\nOperation High Wind "
               "was run by the (agency:Coast Watch) in (place:Kent).") ==
        "Low Tide by Harbor Police|High Wind by Coast Watch in Kent");
}

TEST_CASE("two articles give one name one id", "[extract]") {
  const Facts one("Operation “Low Tide” began."), other("The “LOW TIDE” operation began.");
  REQUIRE(one.operations.size() == 1);
  REQUIRE(other.operations.size() == 1);
  CHECK(one.operations[0].id == other.operations[0].id);
  CHECK(operation_key("Operation “Low Tide”") == "low tide");
}

TEST_CASE("an operation without a name is called after place, body and dates", "[extract]") {
  CHECK(operation_title("Kent", "HP", {{0, 3, 18}, {0, 3, 23}}) ==
        "Kent operation (HP, March 18–23)");
  CHECK(operation_title("", "HP", {{2020, 7, 13}, {2020, 8, 20}}) ==
        "Operation (HP, July 13 – August 20, 2020)");
  CHECK(operation_title("Kent", "", {{2025, 5, 0}, {}}) == "Kent operation (May 2025)");
  CHECK(operation_title("", "", {}) == "Operation");
}

TEST_CASE("business, crime and plans are no operations", "[extract]") {
  CHECK(frames("(organization:Fair Tides) expanded its manufacturing operation in (place:Kent).") ==
        "");
  CHECK(frames("Police spoke of a smuggling operation in (place:Kent).") == "");
  CHECK(frames("(agency:Harbor Police) has not ruled out future operations in (place:Kent).") ==
        "");
  CHECK(frames("The “Fair Tides” initiative and a campaign called Low Tide began.") == "");
  CHECK(frames("(person:Ann Roe) promised a crackdown in (place:Kent).") == "");
}

TEST_CASE("where people come from or are wanted is no place of the operation", "[extract]") {
  CHECK(frames("In Operation Low Tide a citizen of (place:Ayre) wanted in (place:Dell) was held in "
               "(place:Kent).") == "Low Tide in Kent");
}

TEST_CASE("texts without events, cut off or hostile have no operation", "[extract]") {
  CHECK(frames("") == "");
  CHECK(frames("Operation") == "");
  CHECK(frames("Operation \"") == "");
  CHECK(frames("The \"\" operation operation operation by by by") == "");
  CHECK(frames("operation, called") == "");
}

TEST_CASE("ten thousand mentions are one operation", "[extract]") {
  std::string text = "Operation Low Tide began. ";
  for (int i = 0; i < 2000; ++i) text += "The operation went on. ";
  CHECK(frames(text) == "Low Tide");
}

TEST_CASE("raids of another month are no mention of the operation that has a name", "[extract]") {
  const auto evidence = [](const std::string& marked) {
    const Facts facts(marked, {2025, 5, 12});
    REQUIRE(facts.operations.size() == 1);
    std::string texts;
    for (const Span span : facts.operations.front().evidence) {
      texts += std::string(slice(facts.document.text, span)) + "|";
    }
    return texts;
  };
  const std::string low_tide = "Operation Low Tide ran from May 4 to May 9. ";
  CHECK(evidence(low_tide + "Two boats were known from the March raids.").find("raids") ==
        std::string::npos);
  CHECK(evidence(low_tide + "Two boats were known from the raids in March.").find("raids") ==
        std::string::npos);
  CHECK(evidence(low_tide + "Two boats were seized in the May raids.").find("raids") !=
        std::string::npos);
  CHECK(evidence(low_tide + "Two boats were seized in the raids.").find("raids") !=
        std::string::npos);
}
