// What holds of every extraction, whatever the text: over examples/, over mutated and random text,
// and over texts made to be slow.

#include "extract/extract.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "model/code_points.h"
#include "model/record_json.h"
#include "tests/catch.h"
#include "tests/extract/test_model.h"

using namespace onrecord;

namespace {

const Extractor& extractor() {
  static const Result<Extractor> loaded = Extractor::load(test_model());
  REQUIRE(loaded);
  return *loaded;
}

Extraction extracted(const Document& document) {
  Result<Extraction> extraction = extractor().extract(document);
  REQUIRE(extraction);
  return *std::move(extraction);
}

Document document(std::string text) {
  Document d;
  d.id.value = "test";
  d.text = std::move(text);
  d.published = *parse_date("2025-05-03");
  return d;
}

std::filesystem::path example_folder() {
  return std::filesystem::path(ONRECORD_SOURCE_FOLDER) / "examples";
}

/// The texts of examples/, in the order of their paths.
std::vector<std::string> examples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(example_folder())) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

/// What is wrong with the extraction; empty when nothing is.
class Checker {
 public:
  Checker(const Document& d, const Extraction& x) : d_(d), x_(x) {
    for (const EntityRecord& record : x.entities) entities_.insert(record.entity.id);
    for (const Quote& quote : x.quotes) quotes_.insert(quote.id);
  }

  std::string run() {
    spans("sentence", x_.sentences, true);
    if (entities_.size() != x_.entities.size()) wrong("two entities of one id");
    if (quotes_.size() != x_.quotes.size()) wrong("two quotes of one id");
    for (const EntityRecord& record : x_.entities) {
      if (record.entity.name.empty()) wrong("an entity without a name");
      spans("mention of " + record.entity.name, record.mentions, true);
    }
    for (const Quote& q : x_.quotes) quote(q);
    for (const Operation& operation : x_.operations) {
      known("operation", operation.id);
      for (const EntityId place : operation.places) known("place of an operation", place);
    }
    for (const SupportedStatement& s : x_.statements) {
      if (s.evidence.empty()) wrong("a statement without evidence");
      for (const Evidence& evidence : s.evidence) spans("evidence", evidence.spans, false);
    }
    return out_;
  }

 private:
  void wrong(const std::string& what) { out_ += what + "\n"; }

  void known(const std::string& what, EntityId id) {
    if (!entities_.contains(id)) wrong(what + " that is no entity of the record");
  }

  bool boundary(std::uint32_t at) const {
    return at == d_.text.size() || (static_cast<unsigned char>(d_.text[at]) & 0xC0) != 0x80;
  }

  void spans(const std::string& what, const Spans& list, bool ordered) {
    std::uint32_t end = 0;
    for (const Span span : list) {
      if (span.empty() || span.end > d_.text.size()) {
        wrong(what + " out of range");
        return;
      }
      if (!boundary(span.begin) || !boundary(span.end)) wrong(what + " cuts a character");
      if (ordered && span.begin < end) wrong(what + " out of order");
      end = span.end;
    }
  }

  void quote(const Quote& q) {
    if (q.content.empty()) wrong("a quote without content");
    spans("source", q.source, true);
    spans("cue", q.cue, true);
    spans("content", q.content, true);
    if (q.speaker) known("speaker", *q.speaker);
    if (!q.source.empty() && q.speaker_name.empty()) wrong("a source without a speaker's name");
    for (const EntityId id : q.also) known("further speaker", id);
    for (const EntityId id : q.about) known("topic", id);
    if (!std::is_sorted(q.about.begin(), q.about.end())) wrong("topics out of order");
    for (const QuotePlace& place : q.places) known("place of a quote", place.place);
    if (q.parent && !quotes_.contains(*q.parent)) wrong("parent that is no quote of the record");
    if (q.parent == q.id) wrong("a quote within itself");
    if (!(q.confidence > 0 && q.confidence <= 1)) wrong("confidence out of range");
  }

  const Document& d_;
  const Extraction& x_;
  std::set<EntityId> entities_;
  std::set<QuoteId> quotes_;
  std::string out_;
};

/// Checks all that must hold of any text, the record's way out and back included.
void check_text(const std::string& text) {
  const Document d = document(text);
  const Extraction extraction = extracted(d);
  CHECK(Checker(d, extraction).run() == "");
  const std::string json = to_record_json(d, extraction, {true});
  const Result<Record> back = parse_record_json(json, "test");
  INFO((back ? "" : back.error().message));
  REQUIRE(back);
  CHECK(back->extraction == extraction);
  CHECK(to_record_json(back->document, back->extraction, {true}) == json);
}

/// `text` with some of its characters dropped, doubled, swapped with marks or cut off; still UTF-8.
std::string mutate(const std::string& text, std::mt19937& random) {
  static const std::vector<std::string> marks = {"“",    "”",      "‘", "’",    "\"", "'",
                                                 "(",    ")",      ",", ".",    "—",  "\n",
                                                 "\n\n", " said ", "é", "🦀", "|"};
  std::string out;
  std::size_t at = 0;
  const std::size_t cut = random() % 4 == 0 ? random() % (text.size() + 1) : text.size();
  while (at < cut) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    const std::string character = text.substr(at, end - at);
    at = end;
    switch (random() % 60) {
      case 0:
        break;
      case 1:
        out += character + character;
        break;
      case 2:
        out += marks[random() % marks.size()];
        break;
      default:
        out += character;
    }
  }
  return out;
}

/// Words of news and marks in any order.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> words = {"Ann Roe",     "Roe",
                                                 "said",        "told",
                                                 "the Times",   "according to",
                                                 "adding that", "“",
                                                 "”",           "\"",
                                                 "'",           "’s",
                                                 ",",           ".",
                                                 "\n",          "\n\n",
                                                 "Boston",      "Jackson",
                                                 "ICE",         "(ERO)",
                                                 "ERO Boston",  "500",
                                                 "arrests",     "in",
                                                 "who",         "and",
                                                 "officials",   "Operation",
                                                 "Red Crew",    "May 4",
                                                 "County",      "–",
                                                 "Mayor",       "she",
                                                 "it",          "that",
                                                 "the agency",  ":",
                                                 "?",           "Zoë",
                                                 "|",           "- ",
                                                 "the",         "administration"};
  std::string out;
  for (std::size_t n = random() % 200; n > 0; --n) {
    out += words[random() % words.size()];
    if (random() % 5 != 0) out += ' ';
  }
  return out;
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Processor seconds that reading `text` takes, so that a busy machine does not count.
double seconds(const std::string& text) {
  const Document d = document(text);
  const std::clock_t begin = std::clock();
  const Extraction extraction = extracted(d);
  CHECK(extraction.document == d.id);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("an extraction says who said what", "[extract]") {
  const Document d = document(
      "Ann Roe, the harbor master of Boston, spoke on Monday.\n\n“The ferry is late,” said Roe.");
  const Extraction extraction = extracted(d);
  REQUIRE(extraction.quotes.size() == 1);
  CHECK(extraction.quotes[0].speaker_name == "Ann Roe");
  CHECK(extraction.quotes[0].date == d.published);
  CHECK(extraction.sentences.size() == 2);
  CHECK(extraction.document == d.id);
  CHECK(extraction.extractor == extractor().info());
  CHECK(extraction.extractor.model.size() == 16);
}

TEST_CASE("all that must hold of an extraction holds of the examples", "[extract]") {
  const std::vector<std::string> texts = examples();
  REQUIRE(texts.size() >= 10);
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 60));
    check_text(text);
  }
}

TEST_CASE("the examples say something", "[extract]") {
  for (const std::string& text : examples()) {
    const Extraction extraction = extracted(document(text));
    CAPTURE(text.substr(0, 60));
    CHECK(!extraction.quotes.empty());
    CHECK(!extraction.statements.empty());
  }
}

TEST_CASE("the same text gives the same bytes, from four threads too", "[extract]") {
  const std::vector<std::string> texts = examples();
  const auto records = [&] {
    std::vector<std::string> out;
    for (const std::string& text : texts) {
      const Document d = document(text);
      out.push_back(to_record_json(d, extracted(d), {true}));
    }
    return out;
  };
  const std::vector<std::string> first = records();
  std::vector<std::vector<std::string>> others(4);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& other : others) threads.emplace_back([&] { other = records(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& other : others) CHECK(other == first);
}

TEST_CASE("all that must hold of an extraction holds of damaged text", "[extract]") {
  const std::vector<std::string> texts = examples();
  REQUIRE(!texts.empty());
  std::mt19937 random(20250503);
  for (std::size_t i = 0; i < 100; ++i) {
    const std::string text = mutate(texts[i % texts.size()].substr(0, 1500), random);
    if (find_invalid_utf8(text)) continue;
    CAPTURE(i);
    CAPTURE(text);
    check_text(text);
  }
}

TEST_CASE("all that must hold of an extraction holds of random words", "[extract]") {
  std::mt19937 random(7);
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string text = random_text(random);
    CAPTURE(i);
    CAPTURE(text);
    check_text(text);
  }
}

TEST_CASE("texts of next to nothing give next to nothing", "[extract]") {
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("a"), std::string("\""), std::string("\n"),
        std::string(1, '\0'), std::string("\0\0“\0", 6), repeat("\n", 10000), repeat("“", 3000),
        repeat("\"", 3000), repeat("”", 3000), repeat("\t ", 3000), std::string("\xEF\xBB\xBF")}) {
    CAPTURE(text.size());
    check_text(text);
    CHECK(extracted(document(text)).quotes.empty());
  }
}

TEST_CASE("a line without a stop is cut into sentences of bounded length", "[extract]") {
  const std::string text = repeat("word ", 5000);
  const Extraction extraction = extracted(document(text));
  REQUIRE(extraction.sentences.size() > 10);
  for (const Span sentence : extraction.sentences) CHECK(sentence.size() < 2500);
  check_text(text);
}

TEST_CASE("twice the text takes about twice the time", "[extract]") {
  // A thirtieth of this under sanitizers is noise; the floor keeps it out of the ratio.
  constexpr double kFloor = 0.05;
  for (const std::string_view piece :
       {"' \" ( Roe said, ", "Ann Roe said ", "“a” ", "who said ", "according to ", "Ann Roe, ",
        "Criminal groups such as Red Crew, ", "\n“a b c d", "“x.”\n\n“", "he said ", "( ",
        "Jackson, ", "The Kent Police Department ", "arrested 20 people in Boston, ", "X (ERO) ",
        "Operation Red Crew "}) {
    CAPTURE(piece);
    const std::size_t times = 1500 / (1 + piece.size() / 4);
    const double once = seconds(repeat(piece, times));
    const double twice = seconds(repeat(piece, 2 * times));
    CHECK(twice <= 3 * std::max(once, kFloor));
  }
}

TEST_CASE("a hundred thousand words in one line are read", "[extract][.slow]") {
  for (const std::string_view piece :
       {"' \" ( Roe said, ", "word ", "Ann Roe said it was late, "}) {
    CAPTURE(piece);
    CHECK(seconds(repeat(piece, 100000 / 5)) < 120);
  }
}
