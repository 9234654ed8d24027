// Dates. Expected in the notation of to_string(DateRange), '|' between dates.

#include "extract/dates.h"

#include "tests/catch.h"

using namespace onrecord;

namespace {

std::string read(const std::string& text, const std::string& reference = "") {
  Document document;
  document.text = text;
  const Analysis analysis = analyse(document);
  const Words words(analysis);
  std::string out;
  for (const DateMention& date :
       find_dates(words, reference.empty() ? PartialDate{} : *parse_date(reference))) {
    if (!out.empty()) out += '|';
    const bool one = !date.is_range && date.range.start == date.range.end;
    out += one ? to_string(date.range.start) : to_string(date.range);
  }
  return out;
}

}  // namespace

TEST_CASE("days in every order", "[extract]") {
  CHECK(read("It sank on March 18, 2025, at sea.") == "2025-03-18");
  CHECK(read("It sank on 18 March 2025 at sea.") == "2025-03-18");
  CHECK(read("Saturday, 30 Sep, 2017") == "2017-09-30");
  CHECK(read("It sank on Aug. 20.") == "--08-20");
  CHECK(read("It sank on 2025-03-18 or 3/18/2025.") == "2025-03-18|2025-03-18");
  CHECK(read("It sank in September 2017.") == "2017-09");
}

TEST_CASE("ranges are read whole", "[extract]") {
  CHECK(read("ran from March 18 to March 23") == "--03-18/--03-23");
  CHECK(read("data captured between July 13 and Aug. 20") == "--07-13/--08-20");
  CHECK(read("the sweep of May 12 through May 16") == "--05-12/--05-16");
  CHECK(read("from October 6 to 17") == "--10-06/--10-17");
  CHECK(read("inspections of May 12-16 and June 4–9") == "--05-12/--05-16|--06-04/--06-09");
  CHECK(read("began on March 21 and ended on March 31") == "--03-21/--03-31");
  CHECK(read("from mid-July until Aug. 20") == "--07/--08-20");
}

TEST_CASE("a year that one end states holds for the other", "[extract]") {
  CHECK(read("from March 18 to March 23, 2025") == "2025-03-18/2025-03-23");
  CHECK(read("between Dec. 20 and Jan. 5, 2025") == "2024-12-20/2025-01-05");
}

TEST_CASE("the document's date completes the year and the weekday", "[extract]") {
  CHECK(read("from March 18 to March 23", "2025-03-25") == "2025-03-18/2025-03-23");
  CHECK(read("on Dec. 20", "2025-01-05") == "2024-12-20");
  CHECK(read("He left Tuesday.", "2025-03-19") == "2025-03-18");
  CHECK(read("He left Wednesday.", "2025-03-19") == "2025-03-19");
  CHECK(read("He left Thursday.", "2025-03-19") == "2025-03-13");
  CHECK(read("He left yesterday.", "2025-03-01") == "2025-02-28");
}

TEST_CASE("since tells the start alone", "[extract]") {
  CHECK(read("since Jan. 20, 2025, they left") == "2025-01-20/..");
}

TEST_CASE("words that are also months are no dates", "[extract]") {
  CHECK(read("They may march. May they? The march began.") == "");
  CHECK(read("April Roe met June Hart.") == "");
}

TEST_CASE("weekdays without a whole date to reckon from are left out", "[extract]") {
  CHECK(read("He left Tuesday.") == "");
  CHECK(read("He left Tuesday.", "2025-03") == "");
}

TEST_CASE("days that no month has are no dates", "[extract]") {
  CHECK(read("on Feb. 31, 2025") == "");
  CHECK(read("on 13/45/2025 or 2025-13-01") == "");
  CHECK(read("May 40") == "");
}

TEST_CASE("ranges that run backwards and cut texts are no ranges", "[extract]") {
  CHECK(read("from March 23 to March 18", "2025-06-01").find('/') == std::string::npos);
  CHECK(read("from March 18 to") == "--03-18");
  CHECK(read("between") == "");
  CHECK(read("") == "");
}
