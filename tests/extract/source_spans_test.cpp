// Sources on both sides of a cue, which is written in square brackets: '{Ann} [said]'.

#include "extract/source_spans.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extract/marks.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// The words of the text without marks, with the source found on one side of the cue marked.
std::string found(const std::string& marked, bool before) {
  const Marked expected = unmark(marked);
  REQUIRE(expected.quotes.size() == 1);
  const Reading reading(expected.text);
  const Span cue = expected.quotes[0].cue.at(0);
  const auto [first, end] = reading.words.tokens_of(cue);
  const std::optional<TokenRange> source =
      before ? source_before(reading.context, first, 0)
             : source_after(reading.context, end, reading.words.size());
  Attribution quote;
  quote.cue = {cue};
  if (source) quote.source = {reading.words.span(source->first, source->end)};
  return mark(expected.text, std::vector<Attribution>{quote});
}

void check_before(const std::vector<std::string>& cases) {
  for (const std::string& expected : cases) CHECK(found(expected, true) == expected);
}

void check_after(const std::vector<std::string>& cases) {
  for (const std::string& expected : cases) CHECK(found(expected, false) == expected);
}

}  // namespace

TEST_CASE("the source before a cue is the noun phrase that ends there", "[extract]") {
  check_before({
      "{Ann Roe} [said] no.",
      "{She} also [said] no.",
      "{Officials} have repeatedly [said] no.",
      "But {Ann Roe} [said] no.",
      "On Monday, {Ann Roe} [said] no.",
      "It was late, {Ann Roe} [said].",
      "{Two people close to the talks} [said] no.",
      "“It is late,” {she} [said].",
      "{Ann Roe and Bo Hart} [said] no.",
  });
}

TEST_CASE("an apposition between commas belongs to the source", "[extract]") {
  check_before({
      "{Ann Roe, the sheriff of Kent County}, [said] no.",
      "But {Ann Roe, the sheriff}, [said] no.",
      "{Ann Roe} (53) [said] no.",
  });
  check_after({
      "“No,” [said] {Ann Roe, the sheriff of Kent County}.",
      "“No,” [said] {Ann Roe, the sheriff}, on Monday.",
  });
}

TEST_CASE("who points back at the words before it", "[extract]") {
  check_before({
      "{Ann Roe}, who [said] no, left.",
      "Bo Hart met {Ann Roe}, who [said] no.",
      "Bo Hart left {Ann Roe}, who [said] no.",
      "Protests came from {residents} who [said] no.",
  });
}

TEST_CASE("the source after a cue ends before time, place and clause", "[extract]") {
  check_after({
      "“No,” [said] {Ann Roe}.",
      "“No,” [said] {Ann Roe} on a boat.",
      "“No,” [said] {Ann Roe} Monday.",
      "“No,” [said] {Ann Roe}, who left.",
      "“No,” [said] {Ann Roe}, adding that it was late.",
      "“No,” [said] {Kent Mayor Ann Roe}, “not now.”",
      "It was late, [according to] {Kent Police Department officials}.",
  });
}

TEST_CASE("marks and verbs are no sources", "[extract]") {
  check_before({
      "[said] no.",
      ", [said] no.",
      "It sank. “ [said] no.",
  });
  check_after({
      "Ann Roe [said].",
      "Ann Roe [said]",
      "Ann Roe [said] that it was late.",
      "Ann Roe [said] it was late.",
  });
}

TEST_CASE("a source is looked for within the limit alone", "[extract]") {
  const Reading reading("Ann Roe said no.");
  CHECK(source_before(reading.context, 2, 0)->first == 0);
  CHECK(source_before(reading.context, 2, 1)->first == 1);
  CHECK(!source_before(reading.context, 2, 2));
  CHECK(!source_before(reading.context, 0, 0));
  CHECK(!source_after(reading.context, 2, 2));
  CHECK(!source_after(reading.context, reading.words.size(), reading.words.size()));
}

TEST_CASE("those can speak whom a source may name", "[extract]") {
  const Reading reading("Ann Roe she officials residents of quickly the FBI");
  CHECK(can_speak(reading.context, {0, 2}));
  CHECK(can_speak(reading.context, {2, 3}));
  CHECK(can_speak(reading.context, {3, 4}));
  CHECK(can_speak(reading.context, {4, 5}));
  CHECK(!can_speak(reading.context, {5, 6}));
  CHECK(!can_speak(reading.context, {6, 7}));
  CHECK(can_speak(reading.context, {7, 9}));
  CHECK(!can_speak(reading.context, {3, 3}));
}
