#include "server/report/markdown_text.h"

#include <random>

#include "model/code_points.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

const std::vector<std::string> kPieces = {"\\",
                                          "`",
                                          "```",
                                          "*",
                                          "**",
                                          "_",
                                          "__init__",
                                          "[x](javascript:alert(1))",
                                          "![x](http://x)",
                                          "<script>alert(1)</script>",
                                          "<!--",
                                          "<http://x>",
                                          "&amp;",
                                          "&#60;",
                                          "& ",
                                          "|",
                                          "~~",
                                          "==",
                                          "$x$",
                                          "%%",
                                          "{{x}}",
                                          "#tag",
                                          "# ",
                                          "- ",
                                          "+ ",
                                          "---",
                                          "===",
                                          "1. ",
                                          "12) ",
                                          "> ",
                                          "    ",
                                          "\t",
                                          "\n",
                                          "\r\n\r\n",
                                          "\u2028",
                                          "\u00A0",
                                          "http://x.example",
                                          "www.x.example",
                                          "a@b.example",
                                          ":smile:",
                                          "\u202Ereversed\u202C",
                                          "\u2066\u2069",
                                          "\u200B\uFEFF",
                                          "\uFFFE",
                                          std::string(1, '\0'),
                                          "\x1b[31m",
                                          "\xff",
                                          "\xed\xa0\x80",
                                          "é",
                                          "日本",
                                          "word",
                                          "7"};

std::string hostile_text(std::mt19937& random) {
  std::string text;
  for (std::size_t count = random() % 10; count > 0; --count) {
    text += random() % 5 == 0 ? std::string(1, static_cast<char>(random() % 256))
                              : kPieces[random() % kPieces.size()];
  }
  return text;
}

bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

/// What CommonMark shows of text in which every sign that could be markup has its backslash.
std::string unescaped(const std::string& escaped) {
  std::string text;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] == '\\') {
      REQUIRE(i + 1 < escaped.size());
      ++i;
      REQUIRE(is_punctuation(escaped[i]));
    }
    text += escaped[i];
  }
  return text;
}

/// Signs without a backslash before them.
std::string bare_signs(const std::string& escaped) {
  std::string signs;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] == '\\') {
      ++i;
    } else if (is_punctuation(escaped[i])) {
      signs += escaped[i];
    }
  }
  return signs;
}

}  // namespace

TEST_CASE("Markdown shows names as they are", "[server]") {
  CHECK(escape_markdown("Zoë Lindqvist, 23% at 9:30 p.m.") == "Zoë Lindqvist, 23% at 9\\:30 p.m.");
  CHECK(escape_markdown("a|b [c] <d> `e`") == "a\\|b \\[c\\] \\<d\\> \\`e\\`");
  CHECK(escape_markdown("1. first\n- second") == "1\\. first - second");
  CHECK(escape_markdown("- x") == "\\- x");
  CHECK(escape_markdown("AT&T & Co") == "AT\\&T & Co");
  CHECK(escape_markdown("www.x.example") == "www\\.x.example");
  CHECK(escape_markdown(" \t\n ").empty());
  CHECK(escape_markdown("").empty());
}

TEST_CASE("invisible marks go, blanks are one, what is no text becomes U+FFFD", "[server]") {
  CHECK(escape_markdown("a\u202Eb\u202C \u200Bc\uFEFF") == "ab c");
  CHECK(escape_markdown(" a\r\n\r\n\u00A0 b\u2028") == "a b");
  CHECK(escape_markdown(std::string("a\0b\xff", 4)) == "a\uFFFDb\uFFFD");
  CHECK(escape_markdown("\U0001F469\u200D\U0001F680") == "\U0001F469\u200D\U0001F680");
}

TEST_CASE("no text leaves a sign that could be markup", "[server]") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = hostile_text(random);
    const std::string escaped = escape_markdown(text);
    INFO(escaped);
    REQUIRE_FALSE(find_invalid_utf8(escaped));
    REQUIRE(escaped.find_first_of("\n\r\t") == std::string::npos);
    REQUIRE(bare_signs(escaped).find_first_of("\\`*_[]<>#|~^$={}@") == std::string::npos);
    REQUIRE(unescaped(escaped).find("  ") == std::string::npos);
    if (!escaped.empty()) {
      REQUIRE(std::string("-+ ").find(escaped.front()) == std::string::npos);
      REQUIRE(escaped.back() != ' ');
    }
    // Escaping what is shown shows the same again.
    REQUIRE(unescaped(escape_markdown(unescaped(escaped))) == unescaped(escaped));
  }
}

TEST_CASE("a long name costs no more than its length", "[server]") {
  CHECK(escape_markdown(std::string(65'536, '*')).size() == 2 * 65'536);
  CHECK(escape_markdown(std::string(65'536, ' ')).empty());
}

TEST_CASE("only addresses of the web become links in Markdown", "[server]") {
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", " http://x", "", "//x",
                          "java\nscript:x", "JAVASCRIPT:x", "file:///etc/passwd"}) {
    INFO(url);
    CHECK(markdown_destination(url).empty());
    CHECK(Markdown().link("words", url).take() == "words");
  }
  CHECK(Markdown().link("a]b", "https://x.example/a?b=1&c=(2)").take() ==
        "[a&#93;b](<https://x.example/a?b=1&amp;c=%282%29>)");
  CHECK(markdown_destination("https://x/> <script>\n`\\é") ==
        "https://x/%3E%20%3Cscript%3E%0A%60%5C%C3%A9");
}

TEST_CASE("bold words are never empty", "[server]") {
  CHECK(Markdown().strong("\u200B ").take() == "(no name)");
  CHECK(Markdown().strong("a*").take() == "**a\\***");
}

}  // namespace onrecord
