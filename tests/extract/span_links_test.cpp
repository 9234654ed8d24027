#include "extract/span_links.h"

#include "tests/catch.h"

using namespace onrecord;

TEST_CASE("distances fall into the buckets that training used", "[extract][model]") {
  const TokenRange left{10, 12};
  const auto after = [&](std::size_t words) {
    return distance_bucket(left, {11 + words, 12 + words});
  };
  CHECK(after(1) == 16);
  CHECK(after(2) == 17);
  CHECK(after(4) == 19);
  CHECK(after(5) == 20);
  CHECK(after(7) == 20);
  CHECK(after(8) == 21);
  CHECK(after(10) == 22);
  CHECK(after(40) == 26);
  CHECK(after(100'000) == 31);
  CHECK(distance_bucket(left, {8, 10}) == 0);
  CHECK(distance_bucket(left, {5, 9}) == 1);
  CHECK(distance_bucket(left, {0, 1}) == 6);
  CHECK(distance_bucket({200'000, 200'001}, {0, 1}) == 15);
  CHECK(distance_bucket(left, {11, 14}) == 16);  // spans that overlap
}

TEST_CASE("a span's row is the mean of its words' rows", "[extract][model]") {
  const std::vector<float> rows = {1, 10, 3, 30, 5, 50};
  const std::vector<TokenRange> ranges = {{0, 1}, {0, 3}, {1, 3}};
  CHECK(span_means(rows, 2, ranges) == std::vector<float>{1, 10, 3, 30, 4, 40});
}
