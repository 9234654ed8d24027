#include "model/json.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"

namespace onrecord {
namespace {

std::string refusal(std::string_view text, const JsonLimits& limits = {}) {
  const auto parsed = parse_json(text, "line 7", limits);
  return parsed ? "accepted" : parsed.error().message;
}

}  // namespace

TEST_CASE("JSON values are read", "[model]") {
  const auto parsed = parse_json(R"( {"a": [1, -2.5e3, "\u20ac\ud83d\ude00", null, true]} )", "x");
  REQUIRE(parsed);
  const rapidjson::Value& list = (*parsed)["a"];
  CHECK(list[0].GetInt() == 1);
  CHECK(list[1].GetDouble() == -2500.0);
  CHECK(std::string(list[2].GetString()) == "\u20ac\U0001F600");
  CHECK(parse_json("7", "x"));
  CHECK(parse_json("\"\"", "x"));
}

TEST_CASE("numbers of up to 15 digits are read to the last bit", "[model]") {
  const std::vector<std::pair<const char*, double>> cases = {
      {"0.1", 0.1},
      {"0.933", 0.933},
      {"-73.9876543", -73.9876543},
      {"123456789.012345", 123456789.012345},
      {"65.5", 65.5},
      {"1e22", 1e22},
      {"0e9", 0.0},
      {"0.0000e-9", 0.0},
  };
  for (const auto& [text, value] : cases) {
    const auto parsed = parse_json(text, "x");
    REQUIRE(parsed);
    CHECK(parsed->GetDouble() == value);
  }
}

TEST_CASE("json_string reads strings, and nothing for absent and null", "[model]") {
  const auto parsed = parse_json(R"({"a": "b\u0000c", "n": null, "i": 3})", "x");
  REQUIRE(parsed);
  CHECK(*json_string(*parsed, "a", "x") == std::string("b\0c", 3));
  CHECK(json_string(*parsed, "n", "x")->empty());
  CHECK(json_string(*parsed, "missing", "x")->empty());
  const auto wrong = json_string(*parsed, "i", "line 7");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message == "line 7: \"i\" must be a string");
  CHECK_FALSE(json_string((*parsed)["i"], "a", "x"));
}

TEST_CASE("bad JSON is refused with the item and the byte", "[model]") {
  CHECK(refusal("{\"a\": }").starts_with("line 7: byte 6: "));
  for (const char* text :
       {"",        " ",     "{",     "[1,]",    "{\"a\":1,}", "{'a':1}", "nul",         "01",
        "1 2",     "[1",    "\"abc", "\"\\x\"", "\"\\",       "\"\\u12", "\"\\u12G4\"", "-",
        "1.",      "+1",    "1e",    "NaN",     "Infinity",   "// c\n1", "]",           "}",
        "{\"a\"}", "\"\n\""}) {
    INFO(text);
    CHECK(refusal(text).starts_with("line 7: byte "));
  }
}

TEST_CASE("text that is not UTF-8 is refused, escaped or not", "[model]") {
  CHECK(refusal("\"a\xFF\"") == "line 7: byte 2: not well-formed UTF-8");
  for (const char* text : {R"("\udc00")", R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\u0041")",
                           R"("\ude00\ud83d")", R"("\uD83D\\uDE00")"}) {
    INFO(text);
    CHECK(refusal(text) != "accepted");
  }
}

TEST_CASE("a NUL does not hide what comes after it", "[model]") {
  CHECK(refusal(std::string_view("{}\0{", 4)) == "line 7: byte 2: a NUL byte in JSON");
  CHECK(refusal(std::string_view("\"a\0b\"", 5)) == "line 7: byte 2: a NUL byte in JSON");
}

TEST_CASE("deep nesting is refused before it is parsed", "[model]") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(refusal(nested(64)) == "accepted");
  CHECK(refusal(nested(65)) == "line 7: byte 64: nested deeper than 64 levels");
  CHECK(refusal(std::string(1000000, '[')) == "line 7: byte 64: nested deeper than 64 levels");
  CHECK(refusal("\"" + std::string(100, '[') + "\"") == "accepted");
  JsonLimits deep;
  deep.max_depth = 1u << 20;
  CHECK(refusal(nested(1000000), deep) == "accepted");
  const auto parsed = parse_json(std::string(65, '{'), "x");
  CHECK(parsed.error().code == ErrorCode::TooLarge);
}

TEST_CASE("long exponents and numbers are refused", "[model]") {
  CHECK(refusal("1.0000000001e-2147483639") == "line 7: byte 13: an exponent of over 3 digits");
  CHECK(refusal("1e0000000005") != "accepted");
  CHECK(refusal("1e-999") == "accepted");
  CHECK(refusal("1e999") != "accepted");
  CHECK(refusal(std::string(401, '1')) == "line 7: byte 0: a number of over 400 characters");
  CHECK(refusal("0." + std::string(398, '1')) == "accepted");
  CHECK(refusal("0." + std::string(390, '0') + "1e-999") == "accepted");
}

TEST_CASE("more bytes than allowed are refused by count alone", "[model]") {
  JsonLimits small;
  small.max_bytes = 3;
  CHECK(refusal("[1]", small) == "accepted");
  CHECK(refusal("[12]", small) == "line 7: 4 bytes of JSON; the limit is 3");
}

TEST_CASE("altered JSON is accepted or refused, never worse", "[model]") {
  const std::string good =
      R"({"a": [1.5e-10, -3, "\u20ac\ud83d\ude00 \"x\"", {"b": null, "c": [true, false]}]})";
  std::mt19937 random(17);
  int refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text = good.substr(0, random() % (good.size() + 1));
    for (std::size_t left = random() % 3; left > 0 && !text.empty(); --left) {
      text[random() % text.size()] = "0123456789eE+-.[]{}\",:\\u\0\xFF"[random() % 27];
    }
    refused += parse_json(text, "x") ? 0 : 1;
  }
  CHECK(refused > 4000);
}

}  // namespace onrecord
