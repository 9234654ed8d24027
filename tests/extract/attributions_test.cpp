// Sources, cues and contents in the reader's notation of tests/extract/marks.h: {source} [cue]
// <content>. Quotations are taken with their marks.

#include <string>
#include <vector>

#include "extract/quotes.h"
#include "tests/catch.h"
#include "tests/extract/marks.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// The text without its marks, read and marked again: equal to `marked` when all is found.
std::string read_again(const std::string& marked) {
  const Reading reading(unmark(marked).text);
  return mark(reading.document.text, reading.attributions);
}

void check_all(const std::vector<std::string>& cases) {
  for (const std::string& expected : cases) CHECK(read_again(expected) == expected);
}

/// The kinds of the quotes of `text`, with blanks between them.
std::string kinds(const std::string& text) {
  std::string out;
  for (const Attribution& quote : Reading(text).attributions) {
    if (!out.empty()) out += ' ';
    out += to_string(quote.kind);
  }
  return out;
}

}  // namespace

TEST_CASE("the notation of the cases reads and writes itself", "[extract]") {
  const std::string both = "<1:“A,”> {12:Roe} [1:said], [2:adding] <2:that {3:he} [3:saw] it>.";
  const Marked marked = unmark(both);
  REQUIRE(marked.quotes.size() == 3);
  CHECK(marked.text == "“A,” Roe said, adding that he saw it.");
  CHECK(slice(marked.text, marked.quotes[1].content.at(0)) == "that he saw it");
  CHECK(marked.quotes[0].source == marked.quotes[1].source);
  CHECK(mark(marked.text, marked.quotes) == both);
  const std::string names = "(person:Ann Roe) (53) of the (agency:FBI).";
  CHECK(unmark(names).text == "Ann Roe (53) of the FBI.");
  CHECK(mark(unmark(names).text, unmark(names).names) == names);
  CHECK_THROWS(unmark("{Ann [said] no."));
}

TEST_CASE("a cue stands before, after or inverted beside its content", "[extract]") {
  check_all({
      "{Ann Roe} [said] <the ferry was late>.",
      "{Ann Roe} [said] <that the ferry was late>.",
      "<The ferry was two hours late>, {Ann Roe} [said] Monday.",
      "<“The ferry is late,”> {Ann Roe} [said].",
      "<“The ferry is late,”> [said] {Ann Roe, the harbor master}.",
      "<“The ferry is late,”> [said] {harbor master Ann Roe}.",
      "{Ann Roe} [said]: <“The ferry is late.”>",
      "{Ann Roe} [said], <“The ferry is late.”>",
      "{Ann Roe} [said] <“the ferry was a rotten old tub.”>",
      "<“Is the ferry late again?”> {Ann Roe} [asked].",
      "<“Stop the ferry right now!”> [shouted] {Ann Roe}.",
  });
}

TEST_CASE("according to names its source at either end", "[extract]") {
  check_all({
      "<Prices rose 4 percent in May>, [according to] {a report by the bank}.",
      "[According to] {Ann Roe}, <prices rose 4 percent in May>.",
      "[According to] {the bank}, <prices rose 4 percent in May>.",
      "<Prices rose 4 percent in May>, [according to] {the bank}.",
      "[According to] {the Kent Police Department}, <two boats sank in May>.",
      "[According to] {the Kent Police Department}, <prices rose in May>.",
      "<Two boats sank in May>, [according to] {Kent Police Department officials}.",
  });
}

TEST_CASE("who was told, when and in what is neither source nor content", "[extract]") {
  check_all({
      "{Ann Roe} [told] the Courier <the ferry was late>.",
      "{Ann Roe} [told] the Courier <that the ferry was late>.",
      "{Ann Roe} [told] reporters on Tuesday <that the ferry was late>.",
      "{Ann Roe} [said] in a statement <that the ferry was late>.",
      "<“The ferry was late,”> {Ann Roe} [said] in a statement.",
      "In a statement, {Ann Roe} [said] <the ferry was late>.",
  });
}

TEST_CASE("further cues of a sentence share its source or bring their own", "[extract]") {
  check_all({
      "{12:Ann Roe} [1:said] <1:the ferry was late>, [2:adding] <2:that the crew was tired>.",
      "<1:“The ferry was late,”> {12:Roe} [1:said], [2:adding] <2:that the crew was tired>.",
      "{12:Ann Roe} [1:said] <1:the ferry was late>, but [2:warned] <2:that the crew was tired>.",
      "{12:Ann Roe} [1:said] <1:the ferry was late> but [2:warned] <2:that the crew was tired>.",
      "{1:Ann Roe} [1:said] <1:the ferry was late>, while {2:Bo Hart} [2:said] <2:that the crew "
      "was tired>.",
  });
}

TEST_CASE("a quote that its cue breaks is one quote of two pieces", "[extract]") {
  check_all({
      "<“The ferry is late,”> [said] {Ann Roe}. <“Nobody came.”>",
      "<“The ferry,”> {Ann Roe} [said], <“is late again.”>",
      "<“The ferry,”> [said] {Ann Roe}, <“is late again.”>",
      "<\"The ferry is late,\"> [said] {Ann Roe}. <\"Nobody came.\">",
      "<\"The ferry,\"> {she} [said], <\"is late again.\">",
  });
}

TEST_CASE("quotation marks of every style enclose a quote", "[extract]") {
  check_all({
      "<\"The ferry is late,\"> {Ann Roe} [said].",
      "<'The ferry is late,'> [said] {Ann Roe}. <'Nobody came.'>",
      "<‘The ferry isn’t late,’> [said] {Ann Roe}. <‘The crews’ boats came.’>",
      "<«The ferry is late»>, [said] {Ann Roe}.",
      "<“The pilot said ‘no boats today’ and left,”> {Ann Roe} [said].",
      "<\"The pilot said 'no boats today' and left,\"> {Ann Roe} [said].",
      "<‘The pilot said “no boats today” and left,’> {Ann Roe} [said].",
  });
}

TEST_CASE("a quotation goes on where its mark opens anew in the next paragraph", "[extract]") {
  check_all({
      "<“We waited all day and nobody came.>\n\n<“Then it rained,”> {Ann Roe} [said].",
      "<“We waited all day and nobody came.>\n\n<“Then it rained on us.>\n\n<“Then it snowed,”> "
      "{Ann Roe} [said].",
      "<“We waited all day,”> {Ann Roe} [said]. <“Nobody came.>\n\n<“Then it rained on us.”>",
      "{Ann Roe} [said]: <“We waited all day and nobody came.>\n\n<“Then it rained on us.”>",
  });
}

TEST_CASE("a mark that never closes ends with its paragraph", "[extract]") {
  check_all({
      "<“We waited all day,”> {Ann Roe} [said]. <“Nobody came near us.>\n\nThe harbor was shut.",
      "{Ann Roe} [said]: <“We waited all day and nobody came.>\n\nThe harbor closed at nine.",
  });
}

TEST_CASE("a dash signs the quote of a release", "[extract]") {
  check_all({
      "<“We will keep the harbor open this winter.”> – {Commissioner Ann Roe}",
      "<“We will keep the harbor open this winter.”> — {Ann Roe, Harbor Commissioner}",
      "<\"We will keep the harbor open this winter.\"> - {Commissioner Ann Roe}",
      "<“We will keep the harbor open this winter.”>\n\n– {Ann Roe, Harbor Commissioner}",
  });
}

TEST_CASE("a line of name and title signs or announces a block quote", "[extract]") {
  check_all({
      "{Ann Roe, Harbor Commissioner}\n\n<“We will keep the harbor open this winter.”>",
      "{Commissioner Ann Roe} issued the following statement:\n\n<“We will keep the harbor open "
      "this winter.”>",
      "{Commissioner Ann Roe}:\n<“We will keep the harbor open this winter.”>",
      "<“We will keep the harbor open this winter.”>\n{Ann Roe, Harbor Commissioner}",
  });
}

TEST_CASE("quotes are direct, indirect or mixed by their marks", "[extract]") {
  CHECK(kinds("“The ferry is late,” Ann Roe said.") == "direct");
  CHECK(kinds("“The ferry,” said Ann Roe, “is late.”") == "direct");
  CHECK(kinds("Ann Roe said the ferry was late.") == "indirect");
  CHECK(kinds("Ann Roe said the ferry was “a rotten old tub” that day.") == "mixed");
  CHECK(kinds("“The ferry was late,” Ann Roe said, adding that it sank.") == "direct indirect");
}

TEST_CASE("a quote within the content of another names it as its parent", "[extract]") {
  const Reading reading(unmark("{1:Ann Roe} [1:said] <1:that {2:Bo Hart} [2:told] her <2:that the "
                               "ferry was late>>.")
                            .text);
  REQUIRE(reading.attributions.size() == 2);
  CHECK(reading.attributions[0].parent == -1);
  CHECK(reading.attributions[1].parent == 0);
  CHECK(reading.quotes[1].parent == reading.quotes[0].id);
}

TEST_CASE("words that nobody says make no quote", "[extract]") {
  check_all({
      "Nobody spoke.",
      "Ann Roe declined to comment.",
      "Ann Roe opened the harbor on Monday.",
      "The “Safe Streets” plan began in May.",
      "The so-called “plan” began in May.",
      "Ann Roe was told to leave.",
      "The report was late.",
      "Agents found a note in the van.",
      "Name | Said | Count\n--- | --- | ---\nAnn Roe | said | 4",
  });
}

TEST_CASE("odd quotations are read without harm", "[extract]") {
  for (const std::string text : {"",
                                 "“",
                                 "\"",
                                 "'",
                                 "”",
                                 "“”",
                                 "““””",
                                 "“”“”“”",
                                 "said",
                                 "said said said",
                                 "“said”",
                                 "according to",
                                 "According to .",
                                 "Ann Roe said",
                                 "Ann Roe said:",
                                 "Ann Roe said “",
                                 "” said Ann Roe “",
                                 "– Ann Roe",
                                 "“” – Ann Roe",
                                 "“,” said Ann Roe.",
                                 "“ ” Ann Roe said.",
                                 "\n\n“\n\n“\n\n“",
                                 "Ann Roe:\n\n“",
                                 "she said, he said, they said"}) {
    const Reading reading(text);
    CAPTURE(text);
    for (const Attribution& quote : reading.attributions) {
      CHECK(!quote.content.empty());
      for (const Span span : quote.content) CHECK(!span.empty());
      CHECK(quote.confidence > 0);
      CHECK(quote.confidence <= 1);
      CHECK(quote.parent < static_cast<int>(reading.attributions.size()));
    }
  }
}
