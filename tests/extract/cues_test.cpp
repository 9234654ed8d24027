#include "extract/cues.h"

#include <string>

#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// The cues of `text` with their forms: "said:verb|adding:joined". Words in double quotation marks
/// are told apart as the finder does.
std::string cues(const std::string& text) {
  const Reading reading(text);
  std::vector<int> passage_of(reading.words.size(), -1);
  for (std::size_t p = 0; p < reading.analysis.passages.size(); ++p) {
    const auto [first, end] = reading.words.tokens_of(reading.analysis.passages[p].outer);
    for (std::size_t i = first; i < end; ++i) passage_of[i] = static_cast<int>(p);
  }
  std::string out;
  std::size_t last = 0;
  for (const Cue& cue : find_cues(reading.context, {0, reading.words.size()}, passage_of)) {
    CHECK(cue.tokens.first >= last);
    CHECK(!cue.tokens.empty());
    CHECK(cue.share > 0);
    CHECK(cue.share <= 1);
    last = cue.tokens.end;
    if (!out.empty()) out += '|';
    out += reading.words.text(cue.tokens.first, cue.tokens.end);
    out += cue.form == Cue::Form::Verb     ? ":verb"
           : cue.form == Cue::Form::Joined ? ":joined"
                                           : ":according";
  }
  return out;
}

}  // namespace

TEST_CASE("a verb of saying with a subject of its own is a cue", "[extract]") {
  CHECK(cues("Ann Roe said it was late.") == "said:verb");
  CHECK(cues("“It is late,” said Ann Roe.") == "said:verb");
  CHECK(cues("Ann Roe told reporters it was late.") == "told:verb");
  CHECK(cues("She has also said it was late.") == "said:verb");
}

TEST_CASE("a verb that goes on from another is joined to it", "[extract]") {
  CHECK(cues("Ann Roe said it was late, adding that it sank.") == "said:verb|adding:joined");
  CHECK(cues("Ann Roe said it was late but warned that it sank.") == "said:verb|warned:joined");
}

TEST_CASE("according to is one cue of two words", "[extract]") {
  CHECK(cues("It was late, according to Ann Roe.") == "according to:according");
  CHECK(cues("According to Ann Roe, it was late.") == "According to:according");
}

TEST_CASE("infinitives, passives and nouns are no cues", "[extract]") {
  CHECK(cues("Ann Roe declined to say.") == cues("Ann Roe declined."));
  CHECK(cues("Ann Roe was told nothing.") == "");
  CHECK(cues("The claims of the crew were late.") == "");
  CHECK(cues("Ann Roe's claims were late.") == "");
  CHECK(cues("Nobody came.") == "");
}

TEST_CASE("words within quotation marks are no cues", "[extract]") {
  CHECK(cues("“He said it was late,” Ann Roe said.") == "said:verb");
  CHECK(cues("“He said it was late.”") == "");
}

TEST_CASE("cues are looked for within the range alone", "[extract]") {
  const Reading reading("Ann said no. Bo said yes.");
  const std::vector<int> outside(reading.words.size(), -1);
  CHECK(find_cues(reading.context, {0, 4}, outside).size() == 1);
  CHECK(find_cues(reading.context, {4, 8}, outside).size() == 1);
  CHECK(find_cues(reading.context, {2, 2}, outside).empty());
}

TEST_CASE("a text that breaks off in a cue is no trouble", "[extract]") {
  CHECK(cues("") == "");
  CHECK(cues("according") == "");
  CHECK(cues("according to") == "");
  CHECK(cues("It was late, according to") == "");
  CHECK(cues("said") == "said:verb");
}
