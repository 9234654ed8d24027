// Figures. Expected: "count", "12%", "~more than~ 300" for a modifier, "$5" for money.

#include "extract/numbers.h"

#include "tests/catch.h"

using namespace onrecord;

namespace {

std::string read(const std::string& text) {
  Document document;
  document.text = text;
  const Analysis analysis = analyse(document);
  const Words words(analysis);
  std::string out;
  for (const Number& number : find_numbers(words)) {
    if (!out.empty()) out += '|';
    if (!number.modifier.empty()) out += "~" + number.modifier + "~ ";
    if (number.money) out += "$";
    out += std::to_string(number.count) + (number.percent ? "c%" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("figures in digits keep their groups and scales", "[extract]") {
  CHECK(read("They found 7 boats, 1,900 nets and 12,345,678 eels.") == "7|1900|12345678");
  CHECK(read("It cost 1.4 million or 2 billion.") == "1400000|2000000000");
  CHECK(read("Officers took $400,000 and $2.5 million.") == "$400000|$2500000");
}

TEST_CASE("figures in words are added up", "[extract]") {
  CHECK(read("Forty-five boats, a dozen nets, two dozen eels.") == "45|12|24");
  CHECK(read("three hundred and five arrests") == "305");
  CHECK(read("two thousand four hundred boats, a hundred nets") == "2400|100");
}

TEST_CASE("percentages are kept in hundredths", "[extract]") {
  CHECK(read("65% and 65.5% and 30 percent and thirty per cent") == "6500c%|6550c%|3000c%|3000c%");
}

TEST_CASE("a figure takes the modifier around it", "[extract]") {
  CHECK(read("more than 300, nearly 20%, at least twelve boats") ==
        "~more than~ 300|~nearly~ 2000c%|~at least~ 12");
  CHECK(read("as many as 40 boats or an estimated 50 or 60 or more") ==
        "~as many as~ 40|~an estimated~ 50|~at least~ 60");
  CHECK(read("no more than 9") == "~no more than~ 9");
  CHECK(read("more than $400,000") == "~more than~ $400000");
}

TEST_CASE("parts of words, times, ordinals and scores are no figures", "[extract]") {
  for (const char* text :
       {"MS-13", "COVID-19", "the six-day sweep", "a 24-year-old", "the 21st time", "at 6:45",
        "on 9/11", "section 287(g)", "hundreds of boats", "dozens", "a few thousand", "B-52s"}) {
    INFO(text);
    CHECK(read(text) == "");
  }
}

TEST_CASE("broken groups and huge figures are left out", "[extract]") {
  CHECK(read("1,90 and 12,34,567 and 99999999999999999999") == "");
  CHECK(read("3.7 boats") == "");
  CHECK(read("9 billion billion") == "9000000000");
}

TEST_CASE("a count is digits with groups of three and nothing else", "[extract]") {
  CHECK(parse_count("1,900") == 1900);
  CHECK(parse_count("0") == 0);
  CHECK_FALSE(parse_count(""));
  CHECK_FALSE(parse_count(","));
  CHECK_FALSE(parse_count("1,9000"));
  CHECK_FALSE(parse_count("1,"));
  CHECK_FALSE(parse_count("12a"));
  CHECK_FALSE(parse_count("1000000000000001"));
}

TEST_CASE("an empty text and one of marks alone have no figures", "[extract]") {
  CHECK(read("") == "");
  CHECK(read("% , . $ — %") == "");
  CHECK(read("and and and a a an an") == "");
}

TEST_CASE("a long run of number words ends", "[extract]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "million thousand hundred ";
  CHECK(read(text).size() < 2000000);
}
