#include "app/side_by_side.h"

#include <sstream>

#include "app/visible_text.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::string printed(const std::vector<TextBlock>& blocks, std::size_t width,
                    const std::string& margin = "| ", std::size_t least = 10) {
  std::ostringstream out, err;
  Console console{out, err};
  console.width = width;
  print_side_by_side(console, blocks, margin, least);
  return out.str();
}

const std::vector<TextBlock> kTwo = {{{"One"}, {"some words of it"}}, {{"Two"}}};

}  // namespace

TEST_CASE("blocks stand beside each other where there is room", "[app]") {
  CHECK(printed(kTwo, 40) ==
        "| One                 Two\n"
        "| some words of it\n");
  CHECK(printed(kTwo, 25) ==
        "| One          Two\n"
        "| some words\n"
        "| of it\n");
}

TEST_CASE("blocks stand below each other where there is none", "[app]") {
  CHECK(printed(kTwo, 21) ==
        "| One\n"
        "| some words of it\n"
        "|\n"
        "| Two\n");
  CHECK(printed({}, 40).empty());
  CHECK(printed({{{""}}}, 40) == "|\n");
}

TEST_CASE("no line of blocks is wider than the console", "[app]") {
  const std::string words = "harbor-courier/quiet-harbor-sweep.txt administrations 東京 Zoë x ";
  for (const std::size_t width : {1u, 8u, 30u, 61u, 200u}) {
    std::istringstream lines(printed({{{words + words}}, {{words}}, {{words}}}, width, "│ "));
    for (std::string line; std::getline(lines, line);) {
      CHECK(display_width(line) <= std::max<std::size_t>(width, 4));
    }
  }
}

TEST_CASE("blocks never pass on a control character", "[app]") {
  CHECK(printed({{{"\x1b]0;evil\x07"}}, {{"\x9b\x31m"}}}, 60).find('\x1b') == std::string::npos);
}

}  // namespace onrecord
