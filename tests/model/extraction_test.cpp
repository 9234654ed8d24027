#include "model/extraction.h"

#include "tests/catch.h"

namespace onrecord {
namespace {

const Spans kSentences = {{0, 10}, {11, 20}, {25, 40}};

}  // namespace

TEST_CASE("sentence_around finds the sentence that holds most", "[model]") {
  CHECK(sentence_around(kSentences, {0, 3}) == Span{0, 10});
  CHECK(sentence_around(kSentences, {12, 20}) == Span{11, 20});
  CHECK(sentence_around(kSentences, {8, 14}) == Span{11, 20});
  CHECK(sentence_around(kSentences, {5, 12}) == Span{0, 10});
  CHECK(sentence_around(kSentences, {0, 40}) == Span{25, 40});
  CHECK(sentence_around(kSentences, {39, 99}) == Span{25, 40});
}

TEST_CASE("a tie goes to the earlier sentence", "[model]") {
  CHECK(sentence_around(kSentences, {8, 13}) == Span{0, 10});
}

TEST_CASE("a span outside every sentence is its own", "[model]") {
  CHECK(sentence_around(kSentences, {21, 24}) == Span{21, 24});
  CHECK(sentence_around(kSentences, {40, 50}) == Span{40, 50});
  CHECK(sentence_around({}, {3, 5}) == Span{3, 5});
}

TEST_CASE("an empty span belongs to the sentence it stands in", "[model]") {
  CHECK(sentence_around(kSentences, {12, 12}) == Span{11, 20});
  CHECK(sentence_around(kSentences, {10, 10}) == Span{10, 10});
  CHECK(sentence_around({}, {0, 0}) == Span{0, 0});
}

}  // namespace onrecord
