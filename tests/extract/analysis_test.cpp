#include "extract/analysis.h"

#include "tests/catch.h"

using namespace onrecord;

namespace {

Document document(std::string text) {
  Document d;
  d.text = std::move(text);
  return d;
}

/// The tokens with '|' between them.
std::string tokens(const std::string& text) {
  const Document d = document(text);
  const Analysis a = analyse(d);
  std::string out;
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    if (i > 0) out += '|';
    out += a.word(i);
  }
  return out;
}

/// The sentences with '|' between them.
std::string sentences(const std::string& text) {
  const Document d = document(text);
  const Analysis a = analyse(d);
  std::string out;
  for (const Sentence& s : a.sentences) {
    if (!out.empty()) out += '|';
    out += slice(text, s.span);
  }
  return out;
}

/// The inner passages, each with its depth, '+' when it continues, '!' when it never closes.
std::string passages(const std::string& text) {
  const Document d = document(text);
  const Analysis a = analyse(d);
  std::string out;
  for (const QuotedPassage& p : a.passages) {
    out += std::to_string(p.depth);
    if (p.continues) out += '+';
    if (!p.closed) out += '!';
    out += '<';
    out += slice(text, p.inner);
    out += '>';
  }
  return out;
}

}  // namespace

TEST_CASE("tokens keep abbreviations, numbers and inner marks whole", "[extract]") {
  CHECK(tokens("U.S. agents won't re-enter.") == "U.S.|agents|won't|re-enter|.");
  CHECK(tokens("On Aug. 20, 1,900 cases (65%) cost $3.5.") ==
        "On|Aug.|20|,|1,900|cases|(|65|%|)|cost|$|3.5|.");
  CHECK(tokens("Patricia H. Hyde’s office") == "Patricia|H.|Hyde|’s|office");
  CHECK(tokens("the officers’ van — O’Brien’s") == "the|officers|’|van|—|O’Brien|’s");
  CHECK(tokens("MS-13 ... assault/battery") == "MS-13|...|assault|/|battery");
  CHECK(tokens("José Nuñez, Zoë") == "José|Nuñez|,|Zoë");
  CHECK(tokens("at 5 p.m. Friday") == "at|5|p.m.|Friday");
}

TEST_CASE("sentences end at stops, not at abbreviations", "[extract]") {
  CHECK(sentences("He left. She stayed.") == "He left.|She stayed.");
  CHECK(sentences("Lt. Gov. J. D. Roe spoke on Aug. 20 in St. Paul. It rained.") ==
        "Lt. Gov. J. D. Roe spoke on Aug. 20 in St. Paul.|It rained.");
  CHECK(sentences("He left the U.S. The plane was late.") ==
        "He left the U.S.|The plane was late.");
  CHECK(sentences("The U.S. Army came.") == "The U.S. Army came.");
  CHECK(sentences("“Stop.” He left.") == "“Stop.”|He left.");
  CHECK(sentences("“Why?” he asked. “No.”") == "“Why?” he asked.|“No.”");
  CHECK(sentences("\"Go.\" \"Now.\"") == "\"Go.\"|\"Now.\"");
  CHECK(sentences("He was... late. Done") == "He was... late.|Done");
  CHECK(sentences("One line\nAnother line") == "One line|Another line");
}

TEST_CASE("paragraphs are lines unless the text is wrapped at a column", "[extract]") {
  const std::string wrapped =
      "The harbour office opened its doors on Monday and three dozen\n"
      "people queued before the clerk had finished his coffee, which\n"
      "he took without sugar and without any hurry as was his custom\n"
      "on that day of the week.\n\nNothing else happened.";
  const Document d = document(wrapped);
  CHECK(analyse(d).paragraphs.size() == 2);
  const Document lines = document("First line here.\nSecond line here.\n\nThird.");
  CHECK(analyse(lines).paragraphs.size() == 3);
  const Document table = document("Sales rise\n\nA | B\n---|---\nx | 3\n- item");
  const Analysis a = analyse(table);
  CHECK(a.paragraphs[0].headline);
  CHECK(a.paragraphs[1].table_row);
  CHECK(a.paragraphs[4].list_item);
}

TEST_CASE("passages follow the typography of quotation marks", "[extract]") {
  CHECK(passages("“It is late,” said Ann. “Go home.”") == "0<It is late,>0<Go home.>");
  CHECK(passages("\"It is late,\" said Ann. \"Go.\"") == "0<It is late,>0<Go.>");
  CHECK(passages("“She said ‘no’ twice,” he said.") == "0<She said ‘no’ twice,>1<no>");
  CHECK(passages("\"She said 'no' twice,\" he said.") == "0<She said 'no' twice,>1<no>");
  CHECK(passages("'It is late,' said Ann.") == "0<It is late,>");
  CHECK(passages("‘We don’t know the officers’ names,’ he said.") ==
        "0<We don’t know the officers’ names,>");
  CHECK(passages("“One.\n\n“Two,” he said.") == "0!<One.>0+<Two,>");
  CHECK(passages("“One and on.\n\nTwo.") == "0!<One and on.>");
  CHECK(passages("He said «no» and left.") == "0<no>");
}

TEST_CASE("apostrophes and inches are no quotation marks", "[extract]") {
  CHECK(passages("The officers' work isn't done; it's the '90s.") == "");
  CHECK(passages("He is 6'2\" tall.") == "");
  CHECK(passages("The cops’ car, the dogs’ van.") == "");
}

TEST_CASE("analysis accepts any text", "[extract]") {
  CHECK(tokens("") == "");
  CHECK(sentences(" \n\t\n ") == "");
  CHECK(passages("\"") == "");
  CHECK(passages("““”” '' \" \" ’’ ‘") == passages("““”” '' \" \" ’’ ‘"));
  const std::string marks(20000, '"');
  CHECK_NOTHROW(passages(marks));
  const std::string stops(20000, '.');
  CHECK(tokens(stops) == stops);
}

TEST_CASE("token_at and sentence_at find by byte", "[extract]") {
  const Document d = document("Ann left. Bo stayed.");
  const Analysis a = analyse(d);
  CHECK(a.word(a.token_at(10)) == "Bo");
  CHECK(a.token_at(99) == a.tokens.size());
  CHECK(a.sentence_at(0) == 0);
  CHECK(a.sentence_at(12) == 1);
  CHECK(a.sentence_at(9) == 0);
}
