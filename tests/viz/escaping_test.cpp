// Whatever bytes come, what a reader gets back is the text, but for what no format can hold.

#include <libxml/parser.h>

#include <algorithm>
#include <memory>
#include <random>

#include "tests/catch.h"
#include "viz/clean_text.h"
#include "viz/csv_cell.h"
#include "viz/json_stream.h"
#include "viz/mermaid_text.h"
#include "viz/xml_text.h"

using namespace onrecord;

namespace {

std::string cleaned(std::string_view text) {
  std::string clean;
  for_each_clean_character(text, [&](std::string_view c) { clean += c; });
  return clean;
}

/// What an import shall see: UTF-8, and U+FFFD for NUL.
std::string without_nul(std::string_view text) {
  std::string seen;
  for (const char c : replace_invalid_utf8(text)) c == '\0' ? seen += "\uFFFD" : seen += c;
  return seen;
}

/// The one element's content, or its attribute's value.
std::string read_xml(const std::string& xml, bool attribute) {
  const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "x", "UTF-8", XML_PARSE_NONET),
      xmlFreeDoc);
  REQUIRE(document != nullptr);
  xmlNodePtr root = xmlDocGetRootElement(document.get());
  const std::unique_ptr<xmlChar, void (*)(void*)> value(
      attribute ? xmlGetProp(root, reinterpret_cast<const xmlChar*>("v")) : xmlNodeGetContent(root),
      xmlFree);
  return reinterpret_cast<const char*>(value.get());
}

/// The cells of one line of RFC 4180.
std::vector<std::string> read_csv_line(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all = {
        "",
        "plain",
        "a < b > c & d",
        "]]>",
        "<!-- --> <![CDATA[ &amp; &#65;",
        "\"quoted\", 'single'",
        "\t tab \r\n line",
        std::string("zero \0 byte", 11),
        "\x01\x02\x1f\x7f",
        "\xC2\x85 next line, \xEF\xBF\xBE no character",
        "\xE2\x80\xAE turned round \xE2\x80\xAC",
        "\xED\xA0\x80 half a pair, \xC3 half a character, \xF5 none",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        " =A1",
        "'=A1",
        "''+A1",
        "' = A1",
        "\xEF\xBC\x9D"
        "A1",
        "a;b,c",
        "'Til Dawn",
        std::string(64 << 10, 'x') + "\xE6\x97\xA5",
    };
    std::mt19937 random(7);
    const std::string marks = "<>&\"'=+-@,; \t\n\rab\x01\x7f\xC3\xA9\xE2\x80\xEF\xBF\xBE\xED\xA0";
    for (int i = 0; i < 2000; ++i) {
      std::string text;
      for (std::size_t length = random() % 12; length > 0; --length) {
        text += marks[random() % marks.size()];
      }
      all.push_back(text);
    }
    return all;
  }();
  return texts;
}

}  // namespace

TEST_CASE("XML gives back what was put in", "[viz]") {
  for (const std::string& text : hostile_texts()) {
    std::string escaped;
    append_xml(text, escaped);
    const std::string expected = cleaned(text);
    CHECK(read_xml("<e>" + escaped + "</e>", false) == expected);
    CHECK(read_xml("<e v=\"" + escaped + "\"/>", true) == expected);
    CHECK(read_xml("<e v='" + escaped + "'/>", true) == expected);
  }
}

TEST_CASE("characters that XML cannot hold are counted", "[viz]") {
  std::string out;
  CHECK(append_xml(std::string("a\0b\x01\xC3", 5), out) == 3);
  CHECK(out ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(append_xml("a\tb\n\xC3\xA9", out) == 0);
}

TEST_CASE("a CSV cell gives back what was put in, and to spreadsheets is no formula", "[viz]") {
  for (const CsvReader reader : {CsvReader::Spreadsheet, CsvReader::Import}) {
    const bool import = reader == CsvReader::Import;
    for (const std::string& text : hostile_texts()) {
      std::string line;
      append_csv_cell("before", reader, line);
      line += ',';
      const std::size_t begin = line.size();
      append_csv_cell(text, reader, line);
      CHECK((!import || text.empty() || (line[begin] == '"' && line.back() == '"')));
      line += ',';
      append_csv_cell("after", reader, line);
      const std::vector<std::string> cells = read_csv_line(line);
      REQUIRE(cells.size() == 3);
      CHECK(cells[0] == "before");
      CHECK(cells[2] == "after");
      const std::string& cell = cells[1];
      const std::string expected = import ? without_nul(text) : cleaned(text);
      CHECK((cell == expected || (!import && cell == "'" + expected)));
      const std::size_t first = cell.find_first_not_of(' ');
      if (import || first == std::string::npos) continue;
      CHECK(std::string("=+-@\t\r\n").find(cell[first]) == std::string::npos);
    }
  }
}

TEST_CASE("a CSV cell of several texts has one semicolon between two", "[viz]") {
  for (const std::string& text : hostile_texts()) {
    std::string list;
    append_csv_list({text, "b"}, list);
    const std::string read = read_csv_line(list).front();
    CHECK(std::count(read.begin(), read.end(), ';') == 1);
    CHECK(read.ends_with(";b"));
  }
  std::string none;
  append_csv_list({}, none);
  CHECK(none.empty());
}

TEST_CASE("Mermaid gives back what was put in, and nothing of it is Mermaid", "[viz]") {
  for (const std::string& text : hostile_texts()) {
    std::string escaped;
    append_mermaid(text, escaped);
    // Its codes, decoded.
    std::string decoded;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
      if (escaped[i] != '#') {
        decoded += escaped[i];
        continue;
      }
      const std::size_t end = escaped.find(';', i);
      REQUIRE(end != std::string::npos);
      decoded += static_cast<char>(std::stoi(escaped.substr(i + 1, end - i - 1)));
      i = end;
    }
    std::string expected = cleaned(text);
    for (char& c : expected) {
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    CHECK(decoded == expected);
    CHECK(escaped.find_first_of("\"`<>&%:{}[]|\n\r\t\\") == std::string::npos);
  }
}
