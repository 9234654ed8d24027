// Names in the reader's notation of tests/extract/marks.h: (person:Ann Roe).

#include <algorithm>
#include <string>
#include <vector>

#include "extract/entities.h"
#include "tests/catch.h"
#include "tests/extract/marks.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// The text without its marks, with the names marked that are found in it.
std::string read_again(const std::string& marked) {
  const Reading reading(unmark(marked).text);
  return mark(reading.document.text, reading.names);
}

void check_all(const std::vector<std::string>& cases) {
  for (const std::string& expected : cases) CHECK(read_again(expected) == expected);
}

}  // namespace

TEST_CASE("people are found by given name, title or honorific", "[extract]") {
  check_all({
      "(person:Ann Roe) spoke.",
      "(place:Boston) Mayor (person:Ann Roe) spoke.",
      "(person:Zoë Ødegård-Núñez) came by bus.",
      "(person:José Armenta) spoke, and (person:Armenta)’s car stayed.",
      "(person:Ann Roe Jr.) spoke.",
      "(person:José de la Cruz Jr.) came by bus.",
      "Lt. Gov. (person:J. D. Roe) spoke.",
      "Ms. (person:Roe) spoke.",
      "Dr. (person:Quillfeather) said so.",
      "“(person:Ann Roe) left,” she said.",
  });
}

TEST_CASE("a capitalised stranger beside a verb of saying is a person", "[extract]") {
  check_all({
      "An officer named (person:Wexcombe) said the road was closed.",
      "“It is closed,” said (person:Wexcombe).",
      "Officials said the road was closed.",
      "Yesterday they said the road was closed.",
  });
}

TEST_CASE("bodies are found by gazetteer, regular form and head", "[extract]") {
  check_all({
      "The (agency:Kent Police Department) called the (agency:FBI).",
      "The (agency:Harrow County Sheriff's Office) said so.",
      "The (agency:City of Kent) sued the (agency:U.S. Department of Justice).",
      "the (agency:Kent County Board of Supervisors) met.",
      "(person:Ann Roe), of the (organization:Coalition for Fair Rents), spoke.",
      "(agency:Customs and Border Protection) officers came.",
  });
}

TEST_CASE("a field office is a body of its own", "[extract]") {
  check_all({
      "(agency:ICE Enforcement and Removal Operations Boston) led the sweep.",
      "(agency:ERO Boston) arrested 20 people in (place:Maine).",
      "(person:Patricia Roe), acting director of (agency:ERO Los Angeles), spoke.",
      "(agency:Homeland Security Investigations (HSI) New York) came.",
  });
}

TEST_CASE("an administration is named by its head", "[extract]") {
  check_all({
      "The (agency:Larkin administration) backed the plan.",
      "The administration backed the plan.",
      "The new administration backed the plan.",
  });
}

TEST_CASE("an acronym is known once it is defined", "[extract]") {
  check_all({
      "The (organization:Harbor Watch Alliance) ((organization:HWA)) sued. (organization:HWA) "
      "lost.",
      "The (agency:Coastal Fisheries Department) ((agency:CFD)) sued. The (agency:CFD) lost.",
      "The HWA lost.",
  });
}

TEST_CASE("groups are found by the words beside them", "[extract]") {
  check_all({
      "Criminal groups such as (organization:MS-13), (organization:Red Crew) and the "
      "(organization:Night Owls) were named.",
      "The (organization:Red Crew) gang was named.",
      "(person:Ann Roe) told the (organization:Times) it was late.",
      "(person:Ann Roe) told The (organization:Courier) it was late.",
  });
}

TEST_CASE("counties need no gazetteer", "[extract]") {
  check_all({
      "Deputies searched two houses in (place:Harrow County) on Friday.",
      "Fires burned in (place:Boston) and (place:Harrow County).",
      "Fires burned in (place:Harrow County) and (place:Boston).",
  });
}

TEST_CASE("a name of many senses is a place only with evidence", "[extract]") {
  check_all({
      "Agents arrested 20 people in (place:Jackson), (place:Mississippi).",
      "A man in (place:Jackson) spoke.",
      "(place:Springfield), (place:Illinois), was calm. Agents left (place:Springfield).",
      "(person:Jackson) said the sweep was over.",
      "The Jackson family left.",
      "Agents arrested 20 people in (place:Mobile) on Monday.",
      "Mobile homes burned on Friday.",
      "Mobile phones were seized.",
      "(person:Ann Washington) spoke in (place:Washington, D.C.).",
      "Washington Street was closed.",
      "In (place:Reading), (place:Pennsylvania), agents made an arrest.",
      "Reading is hard for many children.",
      "Turkey sandwiches were sold.",
      "In May, the Orange team won.",
      "(person:Paris Hart) spoke in (place:Paris).",
  });
}

TEST_CASE("weekdays, months and openers of a sentence are no names", "[extract]") {
  check_all({
      "On Monday the crew left. May was cold.",
      "The May report was late.",
      "Two people left. She stayed. They met in June.",
      "HARROW IS LATE",
  });
}

TEST_CASE("names of any text lie in it, in order, never overlapping", "[extract]") {
  for (const std::string text : {"",
                                 "A",
                                 "“",
                                 "Ann",
                                 "Ann ",
                                 "(",
                                 "()",
                                 "(ERO)",
                                 "( ERO )",
                                 "County",
                                 "A County",
                                 "the administration",
                                 "Roe administration",
                                 "groups such as",
                                 "groups such as ,",
                                 "Office of the",
                                 "City of",
                                 "City of City of City of",
                                 "ERO (ERO) (ERO) Boston",
                                 "Mr. Mr. Mr. Mr.",
                                 "J. J. J. J.",
                                 "É É É É",
                                 "Ann’s Ann’s’s",
                                 "New New York York"}) {
    CAPTURE(text);
    const Reading reading(text);
    std::uint32_t end = 0;
    for (const NameMention& name : reading.names) {
      CHECK(!name.span.empty());
      CHECK(name.span.begin >= end);
      CHECK(name.span.end <= text.size());
      CHECK(name.confidence > 0);
      CHECK(name.confidence <= 1);
      end = name.span.end;
    }
  }
}
