#include "extract/read_ndjson.h"

#include "tests/catch.h"

namespace onrecord {
namespace {

std::string failure_of(const std::string& row) {
  const Result<Document> document = parse_row(row, "b.ndjson line 7");
  INFO(row);
  REQUIRE_FALSE(document);
  CHECK(document.error().message.find("'b.ndjson line 7'") != std::string::npos);
  return document.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("parse_row takes its fields and passes over others", "[extract]") {
  const Result<Document> document = parse_row(
      R"({"id":"r/1","url":"https://a.example/1","title":" Late\nnight ","published":"2017-09-30T01:02:03Z",
          "publisher":"The Post","text":"It was late.\n","score":[1,{"x":null}],"section":7})",
      "b.ndjson line 7");
  REQUIRE(document);
  CHECK(*document == Document{{"r/1"},
                              "https://a.example/1",
                              "Late night",
                              "The Post",
                              {2017, 9, 30},
                              "It was late.\n"});
}

TEST_CASE("a row's own fields win over its page's", "[extract]") {
  const Result<Document> document = parse_row(
      R"({"id":null,"title":"Mine","html":"<title>Theirs<\/title><meta charset=latin1><meta property=og:site_name content=Post><p>Andr\u00e9 spoke.<\/p>"})",
      "b.ndjson line 7");
  REQUIRE(document);
  CHECK(document->title == "Mine");
  CHECK(document->publisher == "Post");
  CHECK(document->text == "André spoke.");
}

TEST_CASE("a row's plain file tells title and date itself, and its own fields win", "[extract]") {
  const auto told =
      parse_row(R"({"plain":"Ferry stays\n\nSELBY, Maine, March 4, 2025 — It does.\n"})", "a line");
  REQUIRE(told);
  CHECK(told->title == "Ferry stays");
  CHECK(told->text == "Ferry stays\n\nSELBY, Maine, March 4, 2025 — It does.\n");
  CHECK(to_string(told->published) == "2025-03-04");
  const auto given = parse_row(
      R"({"plain":"Ferry stays\n\nIt does.","title":"Port","published":"2025-04"})", "a line");
  REQUIRE(given);
  CHECK(given->title == "Port");
  CHECK(to_string(given->published) == "2025-04");
  CHECK_FALSE(parse_row(R"({"plain":" \n"})", "a line"));
}

TEST_CASE("a document without id is named by its url, else by its text", "[extract]") {
  Document document;
  document.text = "It was late.";
  const std::string by_text = make_document_id(document, "x")->value;
  CHECK(by_text == to_hex(hash_bytes("It was late.")));
  document.url = "https://a.example/1";
  CHECK(make_document_id(document, "x")->value == to_hex(hash_bytes("https://a.example/1")));
  document.id.value = "mine";
  CHECK(make_document_id(document, "x")->value == "mine");
}

TEST_CASE("a field of another type is an error that names it", "[extract]") {
  for (const char* field : {"id", "url", "title", "published", "publisher"}) {
    for (const char* value : {"7", "[]", "{}", "true"}) {
      const std::string row =
          "{\"text\":\"It was late.\",\"" + std::string(field) + "\":" + value + "}";
      CHECK(has(failure_of(row), "\"" + std::string(field) + "\""));
    }
  }
  CHECK(has(failure_of(R"({"text":["It was late."]})"), "\"text\""));
  CHECK(has(failure_of(R"({"html":1})"), "\"html\""));
}

TEST_CASE("bad values are errors that name the field", "[extract]") {
  CHECK(has(failure_of(R"({"text":"x","url":"javascript:alert"})"), "\"url\""));
  CHECK(has(failure_of(R"({"text":"x","published":"last week"})"), "\"published\""));
  CHECK(has(failure_of(R"({"text":"x","published":"2017-02-31"})"), "\"published\""));
  CHECK(has(failure_of(R"({"text":"a\u0000b"})"), "NUL"));
  CHECK(has(failure_of(R"({"text":" \n"})"), "blank"));
  CHECK(has(failure_of(R"({"id":"x"})"), "\"text\" is missing"));
  CHECK(has(failure_of(R"({"html":"<nav></nav>"})"), "no article text"));
}

TEST_CASE("ids are 1 to 512 bytes of UTF-8 without control characters", "[extract]") {
  Document document;
  for (const std::string& id : std::vector<std::string>{
           "a\nb", std::string("a\0b", 3), "a\x7f", "a\xc2\x85", std::string(513, 'x'), "\xff"}) {
    document.id.value = id;
    const Result<DocumentId> named = make_document_id(document, "x.txt");
    REQUIRE_FALSE(named);
    CHECK(named.error().code == ErrorCode::InvalidInput);
  }
  document.id.value = std::string(512, 'x');
  CHECK(make_document_id(document, "x.txt"));
}

TEST_CASE("what is no JSON object is refused", "[extract]") {
  for (const char* row :
       {"null", "7", "\"x\"", "{", "{\"text\":\"x\"} {", "{'text':'x'}", "{\"text\":\"\xff\"}",
        "{\"text\":\"\\ud800\"}", "{\"text\":\"x\"", "{\"text\":\"x\",\"n\":1e-2147483639}"}) {
    failure_of(row);
  }
  const std::string deep =
      "{\"text\":\"x\",\"a\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
  CHECK(has(failure_of(deep), "deep"));
}

}  // namespace
}  // namespace onrecord
