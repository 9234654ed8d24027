#include "model/date.h"

#include <string>
#include <vector>

#include "tests/catch.h"

namespace onrecord {
namespace {

PartialDate date(const char* text) {
  const auto parsed = parse_date(text);
  REQUIRE(parsed);
  return *parsed;
}

std::string completed(const char* partial, const char* reference) {
  return to_string(complete(date(partial), date(reference)));
}

bool within(const char* text, const char* since, const char* until) {
  return may_lie_within(date(text), date(since), date(until));
}

}  // namespace

TEST_CASE("dates are read and written in the same form", "[model]") {
  for (const char* text : {"", "2017", "2017-09", "2017-09-30", "--03-18", "--03", "--02-29",
                           "2000-02-29", "0001-01-01", "9999-12-31"}) {
    CHECK(to_string(date(text)) == text);
  }
  CHECK(date("2017-09-30") == PartialDate{2017, 9, 30});
  CHECK(date("--03-18") == PartialDate{0, 3, 18});
  CHECK(date("").empty());
}

TEST_CASE("of a time the date is kept", "[model]") {
  for (const char* time : {"T10:00:00Z", "t10:00:00z", " 10:00:00+02:00", "T10:00:00.125-05:00",
                           "T10:00", "T10:00+0200", "T23:59:60Z"}) {
    CHECK(to_string(date(("2017-09-30" + std::string(time)).c_str())) == "2017-09-30");
  }
}

TEST_CASE("dates order by year, month, day, unknown first", "[model]") {
  const std::vector<std::string> in_order = {"",        "--03-18",    "2016-12-31", "2017",
                                             "2017-09", "2017-09-01", "2017-10"};
  for (std::size_t i = 1; i < in_order.size(); ++i) {
    CHECK(date(in_order[i - 1].c_str()) < date(in_order[i].c_str()));
  }
}

TEST_CASE("ranges are read and written in the same form", "[model]") {
  for (const char* text : {"", "2017-09-30/2017-10-02", "2017/..", "../2017", "--03-18/--03-23",
                           "2017-09/2017", "2017-12-30/2017-12-30"}) {
    const auto range = parse_date_range(text);
    REQUIRE(range);
    CHECK(to_string(*range) == text);
  }
}

TEST_CASE("a date without a year gets the nearest year before", "[model]") {
  CHECK(completed("--03-18", "2025-03-24") == "2025-03-18");
  CHECK(completed("--12-30", "2025-01-02") == "2024-12-30");
  CHECK(completed("--03-18", "2025-03-18") == "2025-03-18");
  CHECK(completed("--03", "2025-03-24") == "2025-03");
  CHECK(completed("--03-18", "2025-03") == "2025-03-18");
}

TEST_CASE("a date without a year may lie up to 30 days ahead", "[model]") {
  CHECK(completed("--04-23", "2025-03-24") == "2025-04-23");
  CHECK(completed("--04-24", "2025-03-24") == "2024-04-24");
  CHECK(completed("--01-05", "2024-12-20") == "2025-01-05");
}

TEST_CASE("29 February completes to a leap year", "[model]") {
  CHECK(completed("--02-29", "2025-06-01") == "2024-02-29");
  CHECK(completed("--02-29", "1903-06-01") == "1896-02-29");
}

TEST_CASE("complete leaves alone what it cannot help", "[model]") {
  CHECK(completed("2016-03-18", "2025-03-24") == "2016-03-18");
  CHECK(completed("--03-18", "2025") == "--03-18");
  CHECK(completed("--03-18", "") == "--03-18");
  CHECK(completed("--03-18", "--05-01") == "--03-18");
  CHECK(completed("", "2025-03-24") == "");
  CHECK(completed("--12-31", "0001-01-01") == "--12-31");
}

TEST_CASE("may_lie_within asks whether some day fits", "[model]") {
  CHECK(within("2017-09-30", "2017-09-30", "2017-09-30"));
  CHECK(within("2017", "2017-12-31", "2018"));
  CHECK(within("2017-09", "2017", "2017"));
  CHECK(within("2017-09-30", "", ""));
  CHECK(within("--03-18", "2016-12", "2017-04"));
  CHECK(within("", "2017", "2017"));
  CHECK(within("--02-29", "2017", ""));
  CHECK_FALSE(within("2017-09-30", "2017-10", ""));
  CHECK_FALSE(within("2017-09-30", "", "2017-08"));
  CHECK_FALSE(within("--03-18", "2017-04", "2017-12"));
  CHECK_FALSE(within("--02-29", "2017", "2019"));
  CHECK_FALSE(within("2017", "2018", "2016"));
}

TEST_CASE("what is no date is nothing", "[model]") {
  for (const char* text : {"2017-02-29",
                           "2017-02-31",
                           "2017-04-31",
                           "--02-30",
                           "2017-13",
                           "2017-00",
                           "2017-01-00",
                           "0000",
                           "0000-01-01",
                           "17-09-30",
                           "20170930",
                           "2017-9-30",
                           "2017-09-30x",
                           "2017-",
                           "-",
                           "--",
                           "---18",
                           "--03-",
                           "2017/09/30",
                           " 2017",
                           "2017 ",
                           "2017-09-30T",
                           "2017-09-30T25:00Z",
                           "2017-09-30T10",
                           "2017-09-30T10:60",
                           "2017-09-30T10:00:00.Z",
                           "2017-09-30T10:00:00+2",
                           "--03-18T10:00:00Z",
                           "2017-09T10:00:00Z",
                           "\xFF\xFF\xFF\xFF",
                           "99999",
                           "-2017",
                           "2017-+1-01"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
  CHECK_FALSE(parse_date(std::string(1u << 20, '9')));
  CHECK_FALSE(parse_date(std::string_view("2017\0", 5)));
}

TEST_CASE("what is no range is nothing", "[model]") {
  for (const char* text : {"2017", "/", "2017/", "/2017", "2017/2016", "2017/2018/2019", "..",
                           "2017-02-30/2018", ".../2017", "2017-10-02/2017-09-30"}) {
    INFO(text);
    CHECK_FALSE(parse_date_range(text));
  }
}

TEST_CASE("dates that nobody checked do no harm", "[model]") {
  const PartialDate odd{2017, 99, 99};
  CHECK(complete(PartialDate{0, 77, 3}, PartialDate{2017, 1, 1}) == PartialDate{0, 77, 3});
  CHECK(complete(PartialDate{0, 3, 3}, odd) == PartialDate{0, 3, 3});
  CHECK_FALSE(may_lie_within(odd, {}, {}));
}

}  // namespace onrecord
