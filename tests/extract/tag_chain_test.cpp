#include "extract/tag_chain.h"

#include <cmath>
#include <random>

#include "tests/catch.h"

using namespace onrecord;

namespace {

const std::vector<std::string> kTags = {"O", "B-cue", "I-cue", "B-source", "I-source"};

struct Weights {
  std::vector<float> start, move, scores;
};

Weights random_weights(std::size_t words, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> number(-2.0F, 2.0F);
  const auto fill = [&](std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) value = number(random);
    return values;
  };
  return {fill(5), fill(25), fill(words * 5)};
}

bool may_follow(std::size_t before, std::size_t tag) {
  return kTags[tag][0] != 'I' || kTags[before].substr(1) == kTags[tag].substr(1);
}

double score_of(const Weights& w, const std::vector<std::size_t>& path) {
  double score = static_cast<double>(w.start[path[0]]) + w.scores[path[0]];
  for (std::size_t i = 1; i < path.size(); ++i) {
    score += static_cast<double>(w.move[path[i - 1] * 5 + path[i]]) + w.scores[i * 5 + path[i]];
  }
  return score;
}

/// Every path that IOB2 allows.
std::vector<std::vector<std::size_t>> all_paths(std::size_t words) {
  std::vector<std::vector<std::size_t>> paths = {{}};
  for (std::size_t word = 0; word < words; ++word) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& path : paths) {
      for (std::size_t tag = 0; tag < kTags.size(); ++tag) {
        const bool allowed = path.empty() ? kTags[tag][0] != 'I' : may_follow(path.back(), tag);
        if (!allowed) continue;
        longer.push_back(path);
        longer.back().push_back(tag);
      }
    }
    paths = std::move(longer);
  }
  return paths;
}

/// Whether the path marks exactly words [run.first, run.end) as one run of its kind.
bool marks(const std::vector<std::size_t>& path, const TaggedRun& run, const TagChain& chain) {
  const std::string kind = chain.kinds()[run.kind];
  for (std::size_t i = run.first; i < run.end; ++i) {
    if (kTags[path[i]] != (i == run.first ? "B-" : "I-") + kind) return false;
  }
  return run.end == path.size() || kTags[path[run.end]] != "I-" + kind;
}

}  // namespace

TEST_CASE("the best path and the runs' probabilities are those of all paths", "[extract][model]") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Weights w = random_weights(5, seed);
    const auto chain = TagChain::make(kTags, w.start, w.move);
    REQUIRE(chain);
    const auto paths = all_paths(5);
    double best = -1e9, all = 0;
    for (const auto& path : paths) {
      best = std::max(best, score_of(w, path));
      all += std::exp(score_of(w, path));
    }
    const auto found = chain->best_path(w.scores);
    CHECK(score_of(w, found) == Approx(best));
    for (const TaggedRun& run : chain->runs(w.scores, found)) {
      double share = 0;
      for (const auto& path : paths) {
        if (marks(path, run, *chain)) share += std::exp(score_of(w, path)) / all;
      }
      CHECK(run.probability == Approx(share));
    }
  }
}

TEST_CASE("an I- tag never stands without its beginning", "[extract][model]") {
  // All weight lies on I-cue, which may not begin.
  const auto chain = TagChain::make(kTags, std::vector<float>(5), std::vector<float>(25));
  REQUIRE(chain);
  const std::vector<float> scores = {0, 0, 9, 0, 0, 0, 0, 9, 0, 0};
  const auto path = chain->best_path(scores);
  REQUIRE(path.size() == 2);
  CHECK(chain->tag(path[0]) == "B-cue");
  CHECK(chain->tag(path[1]) == "I-cue");
  const auto runs = chain->runs(scores, path);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].end == 2);
  CHECK(runs[0].probability > 0.99);
}

TEST_CASE("no words have no path", "[extract][model]") {
  const auto chain = TagChain::make(kTags, std::vector<float>(5), std::vector<float>(25));
  REQUIRE(chain);
  CHECK(chain->best_path({}).empty());
  CHECK(chain->runs({}, {}).empty());
}

TEST_CASE("chains whose tags or weights make no sense are refused", "[extract][model]") {
  const std::vector<float> start(2), move(4);
  CHECK_FALSE(TagChain::make({}, {}, {}));
  CHECK_FALSE(TagChain::make({"O", "B-x"}, start, move));
  CHECK_FALSE(TagChain::make({"O", "I-x"}, start, move));
  CHECK_FALSE(TagChain::make({"O", "cue"}, start, move));
  CHECK_FALSE(TagChain::make({"B-x", "I-x"}, start, std::vector<float>(3)));
  CHECK_FALSE(TagChain::make({"B-x", "I-x"}, {0.0F, NAN}, move));
  CHECK(TagChain::make({"B-x", "I-x"}, start, move));
}
