#include "graph/store_pairs.h"

#include <random>

#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// A pair in words: its ends, where it stands first, how often, and when.
std::string in_words(EntityId a, EntityId b, std::string_view document, std::uint64_t documents,
                     std::uint64_t sentences, const PartialDate& first, const PartialDate& last) {
  return to_string(a) + " " + to_string(b) + " " + std::string(document) + " " +
         std::to_string(documents) + " " + std::to_string(sentences) + " " + to_string(first) +
         " to " + to_string(last);
}

/// memory: to sort in.
std::vector<std::string> pairs_of(const Store& store, std::size_t memory) {
  StorePairsOptions options;
  options.evidence = 1;
  options.sort.memory = memory;
  const StoreReading reading(store);
  std::vector<std::string> all;
  REQUIRE(for_each_pair(reading, options, [&](const StorePair& p) {
    all.push_back(in_words(p.a, p.b, p.evidence.at(0).sentence.document.value, p.documents,
                           p.sentences, p.first, p.last));
    return true;
  }));
  return all;
}

std::vector<std::string> pairs_of(const Snapshot& snapshot) {
  std::vector<std::string> all;
  for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
    const SnapshotEdge edge = snapshot.edge(index);
    if (!edge.co_mentioned()) continue;
    all.push_back(in_words(snapshot.id(edge.source), snapshot.id(edge.target),
                           snapshot.first_document(index).value, edge.support, edge.count,
                           edge.first, edge.last));
  }
  return all;
}

/// Articles of which each sentence names a few of forty people; some sentences are long lists, some
/// articles have no date, or not all of one.
void tell_at_random(Story& story, std::mt19937& random, int documents) {
  for (int i = 0; i < documents; ++i) {
    std::vector<std::string> sentences;
    for (std::size_t s = 0; s < 1 + random() % 4; ++s) {
      const std::size_t names = random() % 20 == 0 ? 18 : random() % 5;
      std::string sentence = "There";
      for (std::size_t n = 0; n < names; ++n) {
        sentence += " {Name " + std::to_string(random() % (n < 2 ? 6 : 40)) + "/person}";
      }
      sentences.push_back(sentence + ".");
    }
    PartialDate date{static_cast<std::int16_t>(2020 + random() % 5),
                     static_cast<std::int8_t>(random() % 13), 0};
    if (random() % 4 == 0) date = {};
    story.tell("article " + std::to_string(random() % 100'000), sentences, date);
  }
}

}  // namespace

TEST_CASE("a store's pairs are those of its graph, in however little memory", "[graph]") {
  std::mt19937 random(7);
  Story story;
  tell_at_random(story, random, 150);
  const std::vector<std::string> expected = pairs_of(story.snapshot());
  REQUIRE(expected.size() > 300);
  for (const std::size_t memory : {1u, 1'000u, 20'000u, 50'000'000u}) {
    INFO(memory);
    CHECK((pairs_of(story.store(), memory) == expected));
  }
}

TEST_CASE("a walk over pairs ends where its reader says, and of an empty store at once",
          "[graph]") {
  Story story;
  CHECK(pairs_of(story.store(), 1).empty());
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person} and {Cy Orr/person}."});
  std::size_t seen = 0;
  StorePairsOptions options;
  options.sort.memory = 1;
  const StoreReading reading(story.store());
  REQUIRE(for_each_pair(reading, options, [&](const StorePair&) { return ++seen < 2; }));
  CHECK(seen == 2);
}
