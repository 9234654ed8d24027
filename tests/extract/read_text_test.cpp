#include "extract/read_text.h"

#include "extract/published_date.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::string title_of(const std::string& text) {
  const Result<Document> document = read_text(text, "a.txt");
  REQUIRE(document);
  return document->title;
}

std::string failure_of(const std::string& bytes, const ReadOptions& options = {}) {
  const Result<Document> document = read_text(bytes, "north/a.txt", options);
  REQUIRE_FALSE(document);
  CHECK(document.error().code == ErrorCode::InvalidInput);
  CHECK(document.error().message.find("'north/a.txt'") != std::string::npos);
  return document.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("read_text keeps the text byte for byte, without its byte order mark", "[extract]") {
  const std::string text = "Harbour fees rise\r\n\r\n  \xe2\x80\x9cNo,\xe2\x80\x9d  she said.\n";
  for (const std::string& bytes : {text, "\xef\xbb\xbf" + text}) {
    const Result<Document> document = read_text(bytes, "a.txt");
    REQUIRE(document);
    CHECK(document->text == text);
    CHECK(document->title == "Harbour fees rise");
  }
}

TEST_CASE("a title is a short first line without full stop before a blank line", "[extract]") {
  CHECK(title_of("Ferry line reopens\n\nIt was late.\n") == "Ferry line reopens");
  CHECK(title_of("\n\nFerry line reopens  \n \t\nIt was late.") == "Ferry line reopens");
  CHECK(title_of("FOR IMMEDIATE RELEASE\n\nFerry line reopens\n\nX.") == "Ferry line reopens");
  CHECK(title_of("Will it last?\n\nNobody knew.") == "Will it last?");
  CHECK(title_of("It was late.\n\nNobody spoke.") == "");
  CHECK(title_of("\"It was late.\"\n\nNobody spoke.") == "");
  CHECK(title_of("It was late\nand dark.") == "");
  CHECK(title_of("Only one line") == "");
  CHECK(title_of(std::string(300, 'x') + "\n\nNobody spoke.") == "");
}

TEST_CASE("the date comes from a dateline among the first three lines", "[extract]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Title\n\nSaturday, 30 Sep, 2017\n\nText.", "2017-09-30"},
      {"Title\nPublished: March 5, 2025 at 4:10 p.m. EST\nText.", "2025-03-05"},
      {"Title\n\nBy Jane Doe, Sept. 4, 2019\nText.", "2019-09-04"},
      {"BOSTON, March 5, 2025 -- Police said no.", "2025-03-05"},
      {"2024-02-29\nText.", "2024-02-29"},
      {"One.\nTwo.\nThree.\nMarch 5, 2025\n", ""},
      {"Arrests made since March 5, 2025 total twelve.", ""},
      {"March 5 was cold.\n", ""},
      {"February 31, 2025\n", ""},
  };
  for (const auto& [text, date] : cases) {
    INFO(text);
    CHECK(to_string(find_dateline(text)) == date);
  }
}

TEST_CASE("parse_published_date reads the forms of pages and feeds", "[extract]") {
  for (const char* value :
       {"2017-09-30", " 2017-09-30T10:00:00.000Z", "2017-09-30 10:00", "20170930",
        "2017-09-30T23:59:59+0530", "Sat, 30 Sep 2017 10:00:00 GMT", "September 30, 2017"}) {
    INFO(value);
    CHECK(parse_published_date(value) == PartialDate{2017, 9, 30});
  }
  for (const char* value : {"", "yesterday", "2017-13-01", "--09-30", "30 Sep", "1506765600"}) {
    INFO(value);
    CHECK_FALSE(parse_published_date(value));
  }
}

TEST_CASE("another encoding is converted when it is named", "[extract]") {
  ReadOptions options;
  options.encoding = "windows-1252";
  const Result<Document> document = read_text("\x93No,\x94 said Andr\xe9.", "a.txt", options);
  REQUIRE(document);
  CHECK(document->text == "“No,” said André.");
  options.encoding = "utf-16";
  const std::string wide("\xff\xfeH\0i\0.\0", 8);
  const Result<Document> second = read_text(wide, "a.txt", options);
  REQUIRE(second);
  CHECK(second->text == "Hi.");
}

TEST_CASE("empty, blank and binary files are refused", "[extract]") {
  CHECK(has(failure_of(""), "empty"));
  CHECK(has(failure_of(" \r\n\t\n\xc2\xa0"), "blank"));
  CHECK(has(failure_of("\xef\xbb\xbf"), "blank"));
  CHECK(has(failure_of(std::string("PK\x03\x04\0\0\xff\xfe", 8)), "binary"));
}

TEST_CASE("bytes that are not UTF-8 are refused with their offset and a remedy", "[extract]") {
  const std::string message = failure_of("Andr\xe9 spoke.");
  CHECK(has(message, "byte 4 "));
  CHECK(has(message, "--encoding windows-1252"));
  CHECK(has(failure_of("cut \xe2\x80"), "byte 4 "));
  CHECK(has(failure_of(std::string("\xff\xfeH\0", 4)), "--encoding utf-16le"));
}

TEST_CASE("an encoding that does not fit or does not exist is an error", "[extract]") {
  ReadOptions options;
  options.encoding = "shift_jis";
  CHECK(has(failure_of("ab\x81", options), "byte 2 is not valid shift_jis"));
  for (const char* name : {"klingon", "../../etc/passwd", ""}) {
    options.encoding = name;
    if (*name != '\0') CHECK(has(failure_of("ab", options), "unknown encoding"));
  }
}

}  // namespace
}  // namespace onrecord
