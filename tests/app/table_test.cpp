#include "app/table.h"

#include <sstream>

#include "app/visible_text.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::string printed(const std::vector<TableColumn>& columns, const std::vector<TableRow>& rows,
                    std::size_t width, bool colour = false) {
  std::ostringstream out, err;
  Console console{out, err};
  console.width = width;
  console.colour = colour;
  print_table(console, columns, rows);
  return out.str();
}

}  // namespace

TEST_CASE("print_table wraps each cell in its column", "[app]") {
  const std::string table = printed({{"WHO", 1}, {"WHAT", 2}},
                                    {{{"Ann", "It is late, and we go"}, {"a.txt: said Ann"}}}, 20);
  CHECK(table ==
        "WHO  WHAT\n"
        "Ann  It is late, and\n"
        "     we go\n"
        "  a.txt: said Ann\n");
}

TEST_CASE("print_table takes short rows and none", "[app]") {
  CHECK(printed({{"A"}, {"B"}}, {}, 40) == "A  B\n");
  CHECK(printed({{"A"}, {"B"}}, {{{"x"}, {}}}, 40) == "A  B\nx\n");
}

TEST_CASE("print_table never passes on a control character", "[app]") {
  const std::string table =
      printed({{"A", 1, Style::Name}}, {{{"\x1b]0;evil\x07"}, {"\x9b\x31m note"}}}, 40, false);
  CHECK(table.find('\x1b') == std::string::npos);
  CHECK(table.find('\x07') == std::string::npos);
  CHECK(table.find('\x9b') == std::string::npos);
}

TEST_CASE("colour stands around the text only when wanted", "[app]") {
  CHECK(printed({{"A", 1, Style::Name}}, {{{"x"}, {}}}, 40, true) ==
        "\x1b[1mA\x1b[0m\n\x1b[36mx\x1b[0m\n");
}

TEST_CASE("fit_columns gives what fits and divides the rest", "[app]") {
  using Widths = std::vector<std::size_t>;
  CHECK(fit_columns({{3, 3, 1}, {4, 4, 1}}, 80) == Widths{3, 4});
  CHECK(fit_columns({{3, 3, 1}, {100, 5, 1}}, 40) == Widths{3, 35});
  CHECK(fit_columns({{100, 5, 1}, {100, 5, 3}}, 42) == Widths{10, 30});
  CHECK(fit_columns({{100, 12, 1}, {100, 5, 3}}, 42) == Widths{12, 28});
  CHECK(fit_columns({}, 42).empty());
  CHECK(fit_columns({{100, 5, 1}, {100, 5, 1}}, 0) == Widths{5, 5});
}

TEST_CASE("no line of a table is wider than the console", "[app]") {
  const std::string words = "administrations harbor-courier/quiet-harbor-sweep.txt Zoë 東京 x ";
  const std::string table = printed({{"ONE", 2}, {"TWO", 1}, {"THREE", 4}},
                                    {{{words, words, words + words}, {words + words}}}, 60);
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 60);
}

}  // namespace onrecord
