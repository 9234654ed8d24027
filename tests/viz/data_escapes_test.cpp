#include <algorithm>
#include <random>

#include "tests/catch.h"
#include "viz/data/rdf_terms.h"
#include "viz/json_stream.h"

using namespace onrecord;

namespace {

/// Bytes of all kinds, half of them from those that need escaping somewhere.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view kSpecial = "\"\\\n\r\t;,<>{}|^`%&'=\0\x01\x7f\xE2\x80\xAE\xff";
  std::string text;
  for (std::size_t left = random() % 40; left > 0; --left) {
    text += random() % 2 == 0 ? kSpecial[random() % kSpecial.size()]
                              : static_cast<char>(random() % 256);
  }
  return text;
}

/// What a reader shall see: UTF-8, and U+FFFD for NUL.
std::string expected(const std::string& text) {
  std::string seen;
  for (const char c : replace_invalid_utf8(text)) c == '\0' ? seen += "\uFFFD" : seen += c;
  return seen;
}

/// Reads STRING_LITERAL_QUOTE of N-Triples and nothing else; "?" for what is none.
std::string read_literal(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return "?";
  text = text.substr(1, text.size() - 2);
  std::string read;
  while (!text.empty()) {
    const char c = text.front();
    if (c == '"' || c == '\n' || c == '\r' || (c >= 0 && c < ' ')) return "?";
    if (c != '\\') {
      read += c;
      text.remove_prefix(1);
      continue;
    }
    static constexpr std::string_view kLetters = "tnr\"", kMeant = "\t\n\r\"";
    const std::size_t at = kLetters.find(text[1]);
    if (at != std::string_view::npos) {
      read += kMeant[at];
      text.remove_prefix(2);
    } else if (text[1] == 'u') {
      const unsigned long value = std::stoul(std::string(text.substr(2, 4)), nullptr, 16);
      if (value >= 0x80) return "?";
      read += static_cast<char>(value);
      text.remove_prefix(6);
    } else {
      return "?";
    }
  }
  return read;
}

}  // namespace

TEST_CASE("whatever a literal holds, its reader sees", "[viz]") {
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random);
    std::string literal;
    rdf::append_literal(literal, text);
    REQUIRE(read_literal(literal) == expected(text));
    REQUIRE(rdf::to_literal_text(text) == expected(text));
  }
}

TEST_CASE("what is no character is U+FFFD in a literal", "[viz]") {
  const std::string text = "a\uFFFE\uFFFFb\uFFFDc\uFF1B", seen = "a\uFFFD\uFFFDb\uFFFDc\uFF1B";
  CHECK(rdf::to_literal_text(text) == seen);
  std::string literal;
  rdf::append_literal(literal, text);
  CHECK(literal == "\"" + seen + "\"");
}

TEST_CASE("a literal is escaped wherever in a long text something stands", "[viz]") {
  for (std::size_t at = 0; at < 70; ++at) {
    for (const char* odd : {"\"", "\\", "\x7f", "\x1f", "\xE2\x80\x9C", "\xFF", "\uFFFE"}) {
      const std::string text = std::string(at, 'x') + odd + std::string(70 - at, 'y');
      std::string literal;
      rdf::append_literal(literal, text);
      REQUIRE(read_literal(literal) == rdf::to_literal_text(text));
    }
  }
}

TEST_CASE("an IRI's segment is unreserved characters, and different for different texts", "[viz]") {
  std::mt19937 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random);
    std::string segment, back;
    rdf::append_segment(segment, text);
    for (std::size_t at = 0; at < segment.size(); ++at) {
      const char c = segment[at];
      const bool letter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      REQUIRE((letter || std::string_view("-._~%").find(c) != std::string_view::npos));
      if (c != '%') {
        back += c;
        continue;
      }
      back += static_cast<char>(std::stoul(segment.substr(at + 1, 2), nullptr, 16));
      at += 2;
    }
    REQUIRE(back == text);
  }
}

TEST_CASE("a base is an absolute IRI that every reader takes", "[viz]") {
  for (const char* good : {"urn:onrecord:", "https://example.org/id/", "http://[::1]/?a#b", "a:"}) {
    CHECK(rdf::is_base_iri(good));
  }
  for (const char* bad : {"", ":", "example.org/id/", "1a:", "http://a b/", "http://a/<", "x:\"",
                          "x:\\", "x:{", "x:\xC3\xA9", "x:\n", "x\n:"}) {
    CHECK_FALSE(rdf::is_base_iri(bad));
  }
}

TEST_CASE("a date has the type of what is known of it", "[viz]") {
  CHECK(rdf::date_type({2025, 3, 18}).name == "date");
  CHECK(rdf::date_type({2025, 3, 0}).name == "gYearMonth");
  CHECK(rdf::date_type({2025, 0, 0}).name == "gYear");
  CHECK(rdf::date_type({0, 3, 18}).name == "gMonthDay");
  CHECK(rdf::date_type({0, 3, 0}).name == "gMonth");
}
