#include "extract/wordpiece.h"

#include "extract/basic_tokens.h"
#include "tests/catch.h"
#include "tests/extract/model_writer.h"
#include "tests/extract/read_support.h"

using namespace onrecord;

namespace {

const std::vector<std::string> kVocabulary = {
    "[PAD]", "[UNK]",     "[CLS]", "[SEP]",  "un",   "##aff", "##able", "unable", "he",
    "hello", "##llo",     "mc",    "##cain", "elan", "cafe",  "\"",     "'",      "(",
    ")",     "-",         "s",     ".",      "u",    "2",     "##nd",   "日",     "本",
    "i",     "##stanbul", "=",     "#",      "a",    "##a"};

Result<WordPiece> load(const std::string& vocabulary) {
  ModelWriter writer;
  writer.add("vocab", "u8", std::to_string(vocabulary.size()), vocabulary);
  const TemporaryFolder folder;
  const auto model = ModelFile::open(folder.write("m.orm", writer.bytes()));
  REQUIRE(model);
  return WordPiece::load(*model);
}

const WordPiece& pieces() {
  static const WordPiece loaded = [] {
    std::string text;
    for (const std::string& piece : kVocabulary) text += (text.empty() ? "" : "\n") + piece;
    return *load(text);
  }();
  return loaded;
}

std::vector<Piece> encode(const std::vector<std::string_view>& words) {
  return pieces().encode(words);
}

/// "un ##aff ##able"
std::string shown(std::string_view word) {
  std::string text;
  for (const Piece& piece : encode({word})) {
    text += (text.empty() ? "" : " ") + kVocabulary[static_cast<std::size_t>(piece.id)];
  }
  return text;
}

CaseClass case_of(std::string_view word) {
  const auto tokens = find_basic_tokens(word);
  REQUIRE(tokens.size() == 1);
  return tokens[0].case_class;
}

}  // namespace

TEST_CASE("words are cut into the longest pieces from the left", "[extract]") {
  CHECK(shown("unaffable") == "un ##aff ##able");
  CHECK(shown("unable") == "unable");
  CHECK(shown("Hello") == "hello");
  CHECK(shown("hellollo") == "hello ##llo");
  CHECK(shown("2nd") == "2 ##nd");
  CHECK(shown("McCain's") == "mc ##cain ' s");
  CHECK(shown("U.S.") == "u . s .");
  CHECK(shown("a b") == "a [UNK]");  // blanks divide
  CHECK(shown("a\t#\n") == "a #");
}

TEST_CASE("accents fall, ideographs stand alone, decompositions are read", "[extract]") {
  CHECK(shown("Élan") == "elan");
  CHECK(shown("E\u0301lan") == "elan");
  CHECK(shown("CAFÉ") == "cafe");
  CHECK(shown("日本") == "日 本");
  CHECK(shown("he日") == "he 日");
  CHECK(shown("İstanbul") == "i ##stanbul");
  CHECK(shown("\u2260") == "=");  // not equal: = and a combining stroke
}

TEST_CASE("every quotation mark becomes a plain one", "[extract]") {
  for (const char* mark : {"\"", "“", "”", "„", "‟", "«", "»", "″", "``", "''"}) {
    CHECK(shown(mark) == "\"");
  }
  for (const char* mark : {"'", "‘", "’", "‚", "‛", "′"}) CHECK(shown(mark) == "'");
  CHECK(shown("he’s") == "he ' s");
  CHECK(shown("''s") == "' ' s");  // only a whole word is the treebank's
  CHECK(shown("-LRB-") == "(");
  CHECK(shown("-RRB-") == ")");
  CHECK(shown("-LRB-s") == "- [UNK] - s");
}

TEST_CASE("the case class is that of the characters as written", "[extract]") {
  CHECK(case_of("said") == CaseClass::Lower);
  CHECK(case_of("Ann") == CaseClass::Title);
  CHECK(case_of("Élan") == CaseClass::Title);
  CHECK(case_of("ICE") == CaseClass::Upper);
  CHECK(case_of("J") == CaseClass::Initial);
  CHECK(case_of("McCain") == CaseClass::Mixed);
  CHECK(case_of("iPhone") == CaseClass::Mixed);
  CHECK(case_of("2ND") == CaseClass::Digit);
  CHECK(case_of("٣") == CaseClass::Digit);
  CHECK(case_of("日") == CaseClass::Lower);
  CHECK(case_of("سلام") == CaseClass::Lower);
  CHECK(case_of("€") == CaseClass::None);
  CHECK(case_of(";") == CaseClass::None);
  CHECK(case_of("ǅ") == CaseClass::Initial);  // a title-case letter
  const auto split = find_basic_tokens("U.S.");
  REQUIRE(split.size() == 4);
  CHECK(split[0].case_class == CaseClass::Initial);
  CHECK(split[1].case_class == CaseClass::None);
  CHECK(split[2].case_class == CaseClass::Initial);
}

TEST_CASE("pieces know their word and their bytes in it", "[extract]") {
  const auto found = encode({"E\u0301lan", "", "unaffable", "‘he’"});
  const std::vector<std::pair<std::uint32_t, Span>> expected = {
      {0, {0, 6}}, {2, {0, 2}}, {2, {2, 5}}, {2, {5, 9}}, {3, {0, 3}}, {3, {3, 5}}, {3, {5, 8}}};
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].word == expected[i].first);
    CHECK(found[i].span == expected[i].second);
  }
  const auto window = pieces().to_window(found);
  REQUIRE(window.size() == found.size() + 2);
  CHECK(window.front().id == 2);
  CHECK(window.back().id == 3);
  CHECK(window.front().word == kNoWord);
  CHECK(window[1] == found[0]);
}

TEST_CASE("a word the vocabulary cannot spell, or too long, is one unknown piece", "[extract]") {
  CHECK(shown("unzzz") == "[UNK]");
  CHECK(shown(std::string(100, 'a')).substr(0, 8) == "a ##a ##");
  CHECK(shown(std::string(101, 'a')) == "[UNK]");
  const std::string longer(1000, 'b');
  const auto found = encode({longer});
  REQUIRE(found.size() == 1);
  CHECK(found[0].span == Span{0, 1000});
  CHECK(found[0].case_class == CaseClass::Lower);
}

TEST_CASE("bytes that are no text have no pieces and do no harm", "[extract]") {
  CHECK(shown("").empty());
  CHECK(shown("\xff\xfe\x80").empty());
  CHECK(shown(std::string_view("\0\x01\x7f", 3)).empty());
  CHECK(shown("\u0301\u0302").empty());
  CHECK(shown("\u200b\ufeff").empty());
  CHECK(shown("he\xffllo") == "hello");
  CHECK(shown("\xe2\x80") == "");
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  for (const Piece& piece : encode({every, every})) CHECK(piece.span.end <= every.size());
  CHECK(encode({}).empty());
}

TEST_CASE("time is linear in the bytes of a word", "[extract]") {
  const std::string marks(200000, '.'), letters(2000000, 'a');
  CHECK(encode({marks}).size() == marks.size());
  CHECK(encode({letters}).size() == 1);
}

TEST_CASE("a vocabulary that is not one is refused", "[extract]") {
  for (const char* wrong : {"a\nb", "[UNK]\n[CLS]\n[SEP]\na\na", "[UNK]\n\n[CLS]\n[SEP]",
                            "[UNK]\n[CLS]\n[SEP]\n", "[UNK]\n[CLS]\n[SEP]\n##a\n##a"}) {
    CAPTURE(wrong);
    const auto loaded = load(wrong);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == ErrorCode::Corrupt);
  }
}
