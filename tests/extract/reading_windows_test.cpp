#include "extract/reading_windows.h"

#include <random>

#include "tests/catch.h"

using namespace onrecord;

namespace {

/// Sentences of the given numbers of words, one piece each; a 0 begins a new paragraph.
struct Text {
  std::vector<SentenceSize> sentences;
  std::vector<std::size_t> counts;

  explicit Text(const std::vector<std::size_t>& sizes) {
    std::size_t paragraph = 0;
    for (const std::size_t size : sizes) {
      if (size == 0) {
        ++paragraph;
        continue;
      }
      const std::size_t first = counts.size();
      counts.resize(first + size, 1);
      sentences.push_back({{first, first + size}, size, paragraph});
    }
  }
  std::vector<ReadingWindow> pack(std::size_t most, bool apart = false) const {
    return pack_windows(sentences, counts, {most, most}, apart);
  }
};

}  // namespace

TEST_CASE("paragraphs share a window while they fit", "[extract][model]") {
  const Text text({4, 3, 0, 5, 0, 6});
  CHECK(text.pack(12) == std::vector<ReadingWindow>{{{0, 12}, 0}, {{12, 18}, 12}});
  CHECK(text.pack(100) == std::vector<ReadingWindow>{{{0, 18}, 0}});
  CHECK(text.pack(100, true) ==
        std::vector<ReadingWindow>{{{0, 7}, 0}, {{7, 12}, 7}, {{12, 18}, 12}});
}

TEST_CASE("a long paragraph is cut between sentences, with the one before as context",
          "[extract][model]") {
  const Text text({4, 4, 4});
  CHECK(text.pack(8) == std::vector<ReadingWindow>{{{0, 8}, 0}, {{4, 12}, 8}});
  CHECK(text.pack(5) == std::vector<ReadingWindow>{{{0, 4}, 0}, {{4, 8}, 4}, {{8, 12}, 8}});
}

TEST_CASE("a long sentence is cut between words", "[extract][model]") {
  const Text text({10});
  CHECK(text.pack(4) == std::vector<ReadingWindow>{{{0, 4}, 0}, {{4, 8}, 4}, {{8, 10}, 8}});
}

TEST_CASE("a sentence is whole in a window of its own while it fits at all", "[extract][model]") {
  const Text text({3, 10, 3});
  CHECK(pack_windows(text.sentences, text.counts, {4, 12}) ==
        std::vector<ReadingWindow>{{{0, 3}, 0}, {{3, 13}, 3}, {{13, 16}, 13}});
}

TEST_CASE("words between sentences are in no window", "[extract][model]") {
  Text text({4, 0, 4, 0, 4});
  text.sentences.erase(text.sentences.begin() + 1);
  CHECK(text.pack(100) == std::vector<ReadingWindow>{{{0, 4}, 0}, {{8, 12}, 8}});
}

TEST_CASE("every word counts in exactly one window, and no window is too large",
          "[extract][model]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 12; ++i) sizes.push_back(random() % 9);
    Text text(sizes);
    for (std::size_t& count : text.counts) count = random() % 3;
    for (SentenceSize& s : text.sentences) {
      s.pieces = 0;
      for (std::size_t w = s.words.first; w < s.words.end; ++w) s.pieces += text.counts[w];
    }
    const std::size_t most = 2 + random() % 20;
    std::vector<int> counted(text.counts.size());
    for (const ReadingWindow& window : text.pack(most)) {
      std::size_t pieces = 0;
      REQUIRE(window.words.first <= window.counts_from);
      REQUIRE(window.counts_from < window.words.end);
      for (std::size_t w = window.words.first; w < window.words.end; ++w) {
        pieces += text.counts[w];
        counted[w] += w >= window.counts_from;
      }
      CHECK(pieces <= most);
    }
    for (const int times : counted) CHECK(times == 1);
  }
}
