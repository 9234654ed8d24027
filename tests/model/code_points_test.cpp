#include "model/code_points.h"

#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace onrecord {
namespace {

/// Where each character begins, and the end: the slow way, with nothing shared.
std::vector<std::uint32_t> begins_of(const std::string& text) {
  std::vector<std::uint32_t> begins;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x80 || c >= 0xC0) begins.push_back(static_cast<std::uint32_t>(i));
  }
  begins.push_back(static_cast<std::uint32_t>(text.size()));
  return begins;
}

}  // namespace

TEST_CASE("bytes and code points go both ways over characters of 1 to 4 bytes", "[model]") {
  const std::string text = "a\u00e9\u20ac\U0001F600b";  // 1, 2, 3, 4 and 1 bytes
  const CodePoints points(text);
  CHECK(points.size() == 5);
  const std::vector<std::uint32_t> begins = {0, 1, 3, 6, 10, 11};
  for (std::uint32_t i = 0; i < begins.size(); ++i) {
    CHECK(points.from_byte(begins[i]) == i);
    CHECK(points.to_byte(i) == begins[i]);
  }
  CHECK(points.from_span({3, 10}) == std::pair<std::uint32_t, std::uint32_t>(2, 4));
  CHECK(points.to_span(2, 4) == Span{3, 10});
}

TEST_CASE("a combining accent and a joiner are code points of their own", "[model]") {
  CHECK(CodePoints("e\u0301").size() == 2);
  CHECK(CodePoints("\U0001F468\u200D\U0001F469").size() == 3);
}

TEST_CASE("an offset inside a character counts as its end", "[model]") {
  const CodePoints points("a\u20acb");
  CHECK(points.from_byte(1) == 1);
  CHECK(points.from_byte(2) == 2);
  CHECK(points.from_byte(3) == 2);
  CHECK(points.from_byte(4) == 2);
}

TEST_CASE("look-ups agree with counting in texts of every length around the blocks", "[model]") {
  const std::vector<std::string> pieces = {"a", "\u00e9", "\u20ac", "\U0001F600"};
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::size_t left = random() % 200; left > 0; --left) text += pieces[random() % 4];
    const CodePoints points(text);
    const std::vector<std::uint32_t> begins = begins_of(text);
    REQUIRE(points.size() == begins.size() - 1);
    for (std::uint32_t i = 0; i < begins.size(); ++i) {
      REQUIRE(points.to_byte(i) == begins[i]);
      REQUIRE(points.from_byte(begins[i]) == i);
    }
  }
}

TEST_CASE("past the end is the end; a bad range is nothing", "[model]") {
  const CodePoints points("a\u20ac");
  CHECK(points.from_byte(4) == 2);
  CHECK(points.from_byte(4000000000u) == 2);
  CHECK(points.to_byte(2) == 4);
  CHECK(points.to_byte(4000000000u) == 4);
  CHECK(points.to_span(2, 2) == Span{4, 4});
  CHECK_FALSE(points.to_span(1, 3));
  CHECK_FALSE(points.to_span(2, 1));
}

TEST_CASE("an empty text has no code points", "[model]") {
  const CodePoints points("");
  CHECK(points.size() == 0);
  CHECK(points.from_byte(0) == 0);
  CHECK(points.to_byte(0) == 0);
  CHECK(points.to_span(0, 0) == Span{0, 0});
}

TEST_CASE("well-formed UTF-8 has no bad byte", "[model]") {
  for (const char* text : {"", "abc", "\u00e9\u20ac\U0001F600", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF",
                           "\xEE\x80\x80", "\xEF\xBF\xBF"}) {
    CHECK_FALSE(find_invalid_utf8(text));
  }
  CHECK_FALSE(find_invalid_utf8(std::string_view("\0", 1)));
}

TEST_CASE("the first bad byte is named", "[model]") {
  for (const char* bad : {"\x80",
                          "\xBF",
                          "\xC0\xAF",
                          "\xC1\xBF",
                          "\xC3",
                          "\xE2\x82",
                          "\xE0\x80\xAF",
                          "\xE0\x9F\xBF",
                          "\xED\xA0\x80",
                          "\xED\xBF\xBF",
                          "\xF0\x80\x80\x80",
                          "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80",
                          "\xFF",
                          "\xFE",
                          "\xC3(",
                          "\xE2(\xA1",
                          "\xF0\x9F\x98",
                          "\xF0\x9F(\x80"}) {
    CHECK(find_invalid_utf8(bad) == std::size_t{0});
    CHECK(find_invalid_utf8("\u20ac" + std::string(bad)) == std::size_t{3});
    CHECK(find_invalid_utf8("ab" + std::string(bad) + "c") == std::size_t{2});
  }
}

TEST_CASE("bytes that are not UTF-8 never make it read outside the text", "[model]") {
  std::mt19937 random(13);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 200, '\0');
    for (char& c : text) c = static_cast<char>(random());
    const CodePoints points(text);
    for (std::uint32_t i = 0; i <= text.size() + 1; ++i) {
      CHECK(points.from_byte(i) <= points.size());
      CHECK(points.to_byte(i) <= text.size());
    }
  }
  CHECK(CodePoints(std::string(200, '\x80')).to_byte(0) == 200);
}

}  // namespace onrecord
