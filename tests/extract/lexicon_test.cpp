#include "extract/lexicon.h"

#include "extract/embedded_data.h"
#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

std::string error_of(std::string_view tsv) {
  const Result<Lexicon> lexicon = Lexicon::parse(tsv);
  return lexicon ? "" : lexicon.error().message;
}

}  // namespace

TEST_CASE("a lexicon keeps the share of each form by kind", "[extract]") {
  const Result<Lexicon> lexicon = Lexicon::parse(
      "# kind\tform\tseen\tshare\n"
      "cue\tsaid\t900\t0.95\n"
      "head\tsheriff\t30\t0.25\n"
      "\n"
      "finite\twas\t80\t1\n"
      "finite\tsaid\t80\t0.875");
  REQUIRE(lexicon);
  CHECK(lexicon->cue("said") == 0.95);
  CHECK(lexicon->finite("said") == 0.875);
  CHECK(lexicon->finite("was") == 1);
  CHECK(lexicon->head("sheriff") == 0.25);
  CHECK(lexicon->head("said") == 0);
  CHECK(lexicon->cue("Said") == 0);
  CHECK(lexicon->cue("") == 0);
}

TEST_CASE("the lexicon of the program knows verbs of saying", "[extract]") {
  const Lexicon& lexicon = test_lexicon();
  CHECK(lexicon.cue("said") > 0.8);
  CHECK(lexicon.cue("said") > lexicon.cue("address"));
  CHECK(lexicon.finite("was") > 0.6);
  CHECK(lexicon.head("officials") > lexicon.head("tables"));
}

TEST_CASE("an empty lexicon knows nothing and is no error", "[extract]") {
  for (const std::string_view tsv : {"", "\n\n", "# only a comment", "#"}) {
    const Result<Lexicon> lexicon = Lexicon::parse(tsv);
    REQUIRE(lexicon);
    CHECK(lexicon->cue("said") == 0);
  }
}

TEST_CASE("a row that is no row is refused by its line", "[extract]") {
  for (const std::string_view row :
       {"cue", "cue\t", "cue\tsaid", "cue\tsaid\t9", "cue\tsaid\t9\t", "cue\t\t9\t0.5",
        "noun\tsaid\t9\t0.5", "Cue\tsaid\t9\t0.5", "cue\tsaid\t9\t1.5", "cue\tsaid\t9\t-0.5",
        "cue\tsaid\t9\tnan", "cue\tsaid\t9\tinf", "cue\tsaid\t9\t0.5x", "cue\tsaid\t9\t 0.5",
        "cue\tsaid\t9\t1e999", "said", "\xff\xfe", "cue\tsaid\t9\t0.5\r"}) {
    CAPTURE(row);
    const std::string message = error_of("# head\ncue\tsaid\t9\t0.5\n" + std::string(row));
    CHECK(message.find("line 3") != std::string::npos);
  }
}

TEST_CASE("a table cut off at any byte is read or refused, never misread", "[extract]") {
  const std::string tsv = "cue\tsaid\t900\t0.95\nhead\tsheriff\t30\t0.25\n";
  for (std::size_t size = 0; size <= tsv.size(); ++size) {
    const Result<Lexicon> lexicon = Lexicon::parse(std::string_view(tsv).substr(0, size));
    if (!lexicon) {
      CHECK(lexicon.error().code == ErrorCode::Corrupt);
      continue;
    }
    CHECK(lexicon->cue("said") <= 0.95);
    CHECK(lexicon->head("sheriff") <= 0.25);
  }
}
