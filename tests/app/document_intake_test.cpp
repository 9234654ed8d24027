#include "app/document_intake.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("documents that are sent to a server are read as rows of a file are", "[app]") {
  const DocumentIntake intake = make_intake("");
  const auto document = intake.read(
      R"({"url": "https://news.example/1", "published": "2024-05-02",)"
      R"( "text": "“The harbor is safe again,” said Ana Lindqvist, the mayor of Port Selby."})",
      "document 1");
  REQUIRE(document);
  CHECK_FALSE(document->id.value.empty());
  CHECK(document->published.year == 2024);
  const auto again =
      intake.read(R"({"url": "https://news.example/1", "text": "Other words."})", "document 2");
  REQUIRE(again);
  CHECK(again->id == document->id);
  const auto page =
      intake.read(R"({"id": "page", "html": "<p>It was <b>late</b>.</p>"})", "document 3");
  REQUIRE(page);
  CHECK(page->text.find("It was late.") != std::string::npos);
}

TEST_CASE("rows without a text are refused and named", "[app]") {
  const DocumentIntake intake = make_intake("");
  for (const char* row : {"{}", "1", R"({"text": 1})", R"({"id": "a"})"}) {
    const auto document = intake.read(row, "document 7");
    REQUIRE_FALSE(document);
    CHECK(document.error().message.find("document 7") != std::string::npos);
  }
}

TEST_CASE("a server without its language model says how to give it one", "[app]") {
  const DocumentIntake intake = make_intake("/nowhere/language.orm");
  Document document;
  document.id = {"a"};
  document.text = "It was late.";
  const auto extraction = intake.extract(document);
  REQUIRE_FALSE(extraction);
  CHECK(extraction.error().code == ErrorCode::Unsupported);
  CHECK(extraction.error().message.find("--model FILE") != std::string::npos);
}

}  // namespace onrecord
