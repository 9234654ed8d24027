// By one walk, against looked up one by one.

#include "graph/link_sentences.h"

#include <random>

#include "graph/evidence_sentences.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

std::string in_words(const std::vector<SentenceEvidence>& sentences) {
  std::string words;
  for (const SentenceEvidence& one : sentences) {
    words += one.sentence.document.value + " " + std::to_string(one.sentence.span.begin) + " " +
             std::to_string(one.begin_code_point) + "-" + std::to_string(one.end_code_point) + " " +
             std::to_string(one.confidence) + " " + to_string(one.date) + " " +
             to_string(one.published) + " " + one.title + " " + one.url + " " + one.publisher +
             " " + one.sentence.text;
    for (const Span& light : one.sentence.highlights) {
      words += " " + std::to_string(light.begin) + "-" + std::to_string(light.end);
    }
    words += "\n";
  }
  return words;
}

/// A few chiefs of a few offices, told by many articles, some twice, of some dates.
void tell_at_random(Story& story) {
  std::mt19937 random(3);
  for (int i = 0; i < 80; ++i) {
    std::vector<std::string> sentences = {"Çetin said: “Ça va.”"};
    for (std::size_t s = 0; s < 1 + random() % 3; ++s) {
      sentences.push_back("{Ann Lee" + std::to_string(random() % 5) +
                          "/person} leads the {Harbor Office " + std::to_string(random() % 2) +
                          "/agency}. => holds_position title=chief @0." +
                          std::to_string(5 + random() % 5));
    }
    PartialDate date{static_cast<std::int16_t>(2020 + random() % 3),
                     static_cast<std::int8_t>(random() % 13), 0};
    if (random() % 4 == 0) date = {};
    story.tell("article " + std::to_string(random() % 10'000), sentences, date);
  }
}

void collect(Story& story, LinkSentences& walked) {
  REQUIRE(
      StoreReading(story.store()).records([&](const Document& document, const auto& extraction) {
        REQUIRE(walked.add(document, extraction));
        return true;
      }));
  REQUIRE(walked.finish());
}

}  // namespace

TEST_CASE("sentences of links by one walk are those that are looked up", "[graph]") {
  Story story;
  tell_at_random(story);
  const DocumentChoice some = [](std::string_view id) { return (id.back() - '0') % 3 == 0; };
  for (const DocumentChoice& chosen : {DocumentChoice(), some}) {
    for (const std::size_t sentences : {1u, 3u, 100u}) {
      for (const std::size_t memory : {1'000u, 50'000'000u}) {
        LinkSentences::Options options;
        options.sentences = sentences;
        options.chosen = chosen;
        options.sort.memory = memory;
        LinkSentences walked(options);
        collect(story, walked);
        EvidenceSentences looked_up(story.store());
        std::size_t links = 0;
        REQUIRE(story.store().for_each_statement([&](const StoredStatement& statement) {
          auto all = story.store().evidence(statement.statement.id);
          REQUIRE(all);
          std::erase_if(*all,
                        [&](const Evidence& e) { return chosen && !chosen(e.document.value); });
          const auto expected = looked_up.best(*all, sentences);
          // Every other is passed over, as one that a filter keeps out.
          if (++links % 2 == 0) return true;
          const auto found = walked.of(statement.statement.id);
          REQUIRE((found && expected));
          CHECK(in_words(*found) == in_words(*expected));
          CHECK((chosen || !found->empty()));
          return true;
        }));
        CHECK(links >= 10);
      }
    }
  }
}

TEST_CASE("sentences of predicates that nobody wants are not sorted", "[graph]") {
  Story story;
  tell_at_random(story);
  LinkSentences::Options options;
  options.wanted = [](Predicate predicate) { return predicate == Predicate::LocatedIn; };
  LinkSentences walked(options);
  collect(story, walked);
  REQUIRE(story.store().for_each_statement([&](const StoredStatement& statement) {
    const auto found = walked.of(statement.statement.id);
    REQUIRE(found);
    CHECK(found->empty());
    return true;
  }));
}
