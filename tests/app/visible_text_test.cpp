#include "app/visible_text.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("to_visible keeps one line of text as it is", "[app]") {
  CHECK(to_visible("Zoë Lindqvist said “no”.") == "Zoë Lindqvist said “no”.");
  CHECK(to_visible("  two\n\n lines\tand\u00A0more ") == "two lines and more");
  CHECK(to_visible("") == "");
  CHECK(to_visible(" \n ") == "");
}

TEST_CASE("to_visible lets nothing reach the terminal's controls", "[app]") {
  CHECK(to_visible("\x1b[31mred") == "\uFFFD[31mred");
  CHECK(to_visible("a\x07z") == "a\uFFFDz");
  CHECK(to_visible("a\u009Bz") == "a\uFFFDz");      // C1: one-byte CSI
  CHECK(to_visible("a\u202Ez\u2066y") == "azy");    // bidirectional overrides
  CHECK(to_visible("co\u00ADop\uFEFF") == "coop");  // soft hyphen, byte order mark
  CHECK(to_visible(std::string("a\0z", 3)) == "a\uFFFDz");
}

TEST_CASE("to_visible takes bytes that are not UTF-8", "[app]") {
  CHECK(to_visible("a\xFFz") == "a\uFFFDz");
  CHECK(to_visible("cut \xE2\x80") == "cut \uFFFD");
}

TEST_CASE("display_width counts columns, not bytes", "[app]") {
  CHECK(display_width("José") == 4);
  CHECK(display_width("Jose\u0301") == 4);  // combining acute
  CHECK(display_width("東京") == 4);
  CHECK(display_width("") == 0);
}

TEST_CASE("wrap_lines breaks at blanks within the width", "[app]") {
  CHECK(wrap_lines("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap_lines("one", 8) == std::vector<std::string>{"one"});
  CHECK(wrap_lines("", 8) == std::vector<std::string>{""});
}

TEST_CASE("wrap_lines breaks long words after separators, else anywhere", "[app]") {
  CHECK(wrap_lines("harbor-courier/sweep.txt", 16) ==
        std::vector<std::string>{"harbor-courier/", "sweep.txt"});
  CHECK(wrap_lines("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  CHECK(wrap_lines("東京東京", 4) == std::vector<std::string>{"東京", "東京"});
  CHECK(wrap_lines("東京", 1) == std::vector<std::string>{"東", "京"});  // at least 2 columns
}

TEST_CASE("wrap_lines loses no character", "[app]") {
  const std::string text = "It’s “late”, said Ann-Marie/Zoë 東京 aaaaaaaaaaaaaaaaaaaaaaaa b";
  for (std::size_t width = 2; width < 30; ++width) {
    std::string letters;
    for (const std::string& line : wrap_lines(text, width)) {
      CHECK(display_width(line) <= width);
      for (const char c : line) letters += c == ' ' ? "" : std::string(1, c);
    }
    std::string wanted;
    for (const char c : text) wanted += c == ' ' ? "" : std::string(1, c);
    CHECK(letters == wanted);
  }
}

TEST_CASE("shorten_to_columns marks what it cut", "[app]") {
  CHECK(shorten_to_columns("one two", 20) == "one two");
  CHECK(shorten_to_columns("one two three", 9) == "one two…");
  CHECK(shorten_to_columns("東京東京", 5) == "東京…");
}

}  // namespace onrecord
