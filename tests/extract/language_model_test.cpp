#include "extract/language_model.h"

#include <sstream>
#include <thread>

#include "tests/catch.h"
#include "tests/extract/read_support.h"
#include "tests/extract/test_model.h"

using namespace onrecord;
using Catch::Matchers::Contains;

namespace {

const LanguageModel& model() {
  static const Result<LanguageModel> loaded = LanguageModel::load(test_model());
  REQUIRE(loaded);
  return *loaded;
}

/// Words by blanks; each line a sentence and a paragraph.
struct Lines {
  std::vector<std::string> words;
  std::vector<std::string_view> views;
  std::vector<TokenRange> sentences;
  std::vector<std::size_t> paragraphs;

  explicit Lines(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t first = words.size();
      std::istringstream blanks(line);
      for (std::string word; blanks >> word;) words.push_back(word);
      paragraphs.push_back(paragraphs.size());
      sentences.push_back({first, words.size()});
    }
    views.assign(words.begin(), words.end());
  }
  std::string text(TokenRange range) const {
    std::string joined;
    for (std::size_t i = range.first; i < range.end; ++i) {
      joined += (joined.empty() ? "" : " ") + words[i];
    }
    return joined;
  }
};

ModelReading read(const Lines& lines, bool apart = false) {
  const Result<ModelReading> reading =
      model().read({lines.views, lines.sentences, lines.paragraphs, apart});
  REQUIRE(reading);
  return *reading;
}

/// A reading as text, with every digit of its probabilities.
std::string print(const Lines& lines, const ModelReading& reading, bool with_mentions = false) {
  std::ostringstream out;
  out << std::hexfloat;
  for (const ReadName& name : reading.names) {
    out << name.type << ' ' << lines.text(name.words) << ' ' << name.probability << '\n';
  }
  for (const ReadAttribution& a : reading.attributions) {
    out << "cue " << lines.text(a.cue) << " source " << (a.source ? lines.text(*a.source) : "-");
    for (const TokenRange content : a.content) out << " content " << lines.text(content);
    out << ' ' << a.probability << '\n';
  }
  if (!with_mentions) return out.str();
  for (const ReadMention& mention : reading.mentions) {
    out << "mention " << lines.text(mention.words) << ' ' << mention.nothing;
    for (const Antecedent& a : mention.antecedents) out << ' ' << a.mention << ' ' << a.probability;
    out << '\n';
  }
  return out.str();
}

const char* const kSaid =
    "Commissioner Ada Lindgren said the harbor will stay closed until Friday .";
const char* const kTold =
    "The ferry strike will end , according to Omar Whitfield , a spokesman for the Port of "
    "Elmhaven .";

}  // namespace

TEST_CASE("the model reads who said what, and names", "[extract][model]") {
  const Lines lines(std::string(kSaid) + "\n" + kTold);
  const ModelReading reading = read(lines);
  REQUIRE(reading.attributions.size() == 2);
  const ReadAttribution& said = reading.attributions[0];
  CHECK(lines.text(said.cue) == "said");
  REQUIRE(said.source);
  CHECK(lines.text(*said.source) == "Commissioner Ada Lindgren");
  REQUIRE(said.content.size() == 1);
  CHECK(lines.text(said.content[0]) == "the harbor will stay closed until Friday");
  CHECK(said.probability > 0.5);
  const ReadAttribution& told = reading.attributions[1];
  CHECK(lines.text(told.cue) == "according to");
  REQUIRE(told.source);
  CHECK_THAT(lines.text(*told.source), Contains("Omar Whitfield"));
  const auto person = [&](const std::string& name) {
    return std::any_of(reading.names.begin(), reading.names.end(), [&](const ReadName& n) {
      return n.type == "PER" && lines.text(n.words) == name;
    });
  };
  CHECK(person("Ada Lindgren"));
  CHECK(person("Omar Whitfield"));
}

TEST_CASE("the model reads what may refer to whom", "[extract][model][coref]") {
  const Lines lines(
      "Commissioner Ada Lindgren closed the harbor .\nShe said her office would open it on Friday "
      ".");
  const ModelReading reading = read(lines);
  const auto find = [&](const std::string& text) {
    const auto at =
        std::find_if(reading.mentions.begin(), reading.mentions.end(),
                     [&](const ReadMention& mention) { return lines.text(mention.words) == text; });
    REQUIRE(at != reading.mentions.end());
    return at - reading.mentions.begin();
  };
  const auto name = find("Ada Lindgren"), she = find("She"), her = find("her");
  const auto likeliest = [&](std::ptrdiff_t mention) {
    const ReadMention& read = reading.mentions[static_cast<std::size_t>(mention)];
    REQUIRE_FALSE(read.antecedents.empty());
    CHECK(read.nothing < read.antecedents[0].probability);
    return static_cast<std::ptrdiff_t>(read.antecedents[0].mention);
  };
  CHECK(likeliest(she) == name);
  CHECK(likeliest(her) == she);
  CHECK(reading.mentions[static_cast<std::size_t>(name)].antecedents.empty());
  CHECK(reading.mentions[static_cast<std::size_t>(find("her office"))].form ==
        MentionForm::Description);
}

TEST_CASE("antecedents are probabilities, most probable first, however long the text",
          "[extract][model][coref]") {
  std::string text = "Ada Lindgren closed the harbor .";
  for (int i = 0; i < 300; ++i) text += "\nShe said the mayor saw his boat .";
  const Lines lines(text);
  const ModelReading reading = read(lines);
  REQUIRE(reading.mentions.size() > 1000);
  for (std::size_t m = 0; m < reading.mentions.size(); ++m) {
    const ReadMention& mention = reading.mentions[m];
    double sum = mention.nothing, before = 1;
    REQUIRE(mention.antecedents.size() <= AntecedentReader::kMost);
    for (const Antecedent& antecedent : mention.antecedents) {
      REQUIRE(antecedent.mention < m);
      REQUIRE(antecedent.mention + AntecedentReader::kFarthest >= m);
      REQUIRE(antecedent.probability <= before);
      before = antecedent.probability;
      sum += antecedent.probability;
    }
    REQUIRE(sum <= 1.0 + 1e-9);
    REQUIRE(sum > 0.3);
  }
}

TEST_CASE("a reading does not depend on what is read beside it", "[extract][model]") {
  const Lines one(kSaid), other(kTold), both(std::string(kSaid) + "\n" + kTold);
  CHECK(print(both, read(both, true)) == [&] {
    // Names come before attributions in print(): put the parts together by kind.
    const ModelReading first = read(one), second = read(other);
    ModelReading joined = first;
    const std::size_t shift = one.words.size();
    for (ReadName name : second.names) {
      name.words.first += shift, name.words.end += shift;
      joined.names.push_back(name);
    }
    for (ReadAttribution a : second.attributions) {
      a.cue.first += shift, a.cue.end += shift;
      if (a.source) a.source->first += shift, a.source->end += shift;
      for (TokenRange& c : a.content) c.first += shift, c.end += shift;
      joined.attributions.push_back(a);
    }
    return print(both, joined);
  }());
}

TEST_CASE("threads read the same, bit for bit", "[extract][model]") {
  const Lines lines(std::string(kSaid) + "\n" + kTold);
  const std::string expected = print(lines, read(lines), true);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& mine : found) {
    threads.emplace_back([&] {
      for (int round = 0; round < 3; ++round) {
        const auto reading = model().read({lines.views, lines.sentences, lines.paragraphs});
        mine = reading ? print(lines, *reading, true) : reading.error().message;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& mine : found) CHECK(mine == expected);
}

TEST_CASE("odd words are read without trouble", "[extract][model]") {
  CHECK(read(Lines("")).attributions.empty());
  CHECK(read(Lines("\n\n\n")).names.empty());
  Lines odd(std::string(5000, 'x') + " \x01 \xff\xfe \xcc\x81 " + std::string(300, ',') + " said");
  for (int i = 0; i < 600; ++i) odd.words.push_back(i % 7 == 0 ? "\x02" : "word,word,word");
  odd.views.assign(odd.words.begin(), odd.words.end());
  odd.sentences.back().end = odd.words.size();
  const ModelReading reading = read(odd);
  for (const ReadName& name : reading.names) CHECK(name.words.end <= odd.words.size());
  for (const ReadAttribution& a : reading.attributions) CHECK(a.cue.end <= odd.words.size());
}

TEST_CASE("a model file that is missing or damaged is refused by name", "[extract][model]") {
  const auto missing = LanguageModel::load("/no/such/language.orm");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::NotFound);
  CHECK_THAT(missing.error().message, Contains("/no/such/language.orm"));
  const TemporaryFolder folder;
  const auto damaged = LanguageModel::load(
      folder.write("m.orm", std::string("ONRECMDL\x01\0\0\0 and then nothing", 30)));
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::Corrupt);
  CHECK_THAT(damaged.error().message, Contains("m.orm"));
}
