#include "graph/packed_edge.h"

#include "tests/catch.h"

using namespace onrecord;

TEST_CASE("every confidence of six decimals comes back from its doubt", "[graph]") {
  std::uint32_t wrong = 0;
  for (std::uint32_t millionths = 1; millionths <= 1'000'000; ++millionths) {
    const double confidence = millionths / 1e6;
    if (confidence_of(doubt_of(confidence)) != confidence) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(doubt_of(0.0) == kMaxAmount);
  CHECK(doubt_of(2.0) == 0);
  CHECK(doubt_of(0.5) == 693'147);
}

TEST_CASE("dates keep their order and their unknown parts as codes", "[graph]") {
  const std::vector<PartialDate> dates = {{0, 0, 0},    {0, 3, 18},    {1, 0, 0},     {2025, 0, 0},
                                          {2025, 3, 0}, {2025, 3, 18}, {9999, 12, 31}};
  for (std::size_t i = 0; i < dates.size(); ++i) {
    CHECK(date_of_code(date_code(dates[i])) == dates[i]);
    if (i > 0) CHECK(date_code(dates[i - 1]) < date_code(dates[i]));
  }
}

TEST_CASE("amounts and supports that do not fit are cut, not wrapped", "[graph]") {
  CHECK(amount_of(make_weight(7, 3)) == 7);
  CHECK(support_of(make_weight(7, 3)) == 3);
  CHECK(amount_of(make_weight(1ull << 40, 1ull << 40)) == kMaxAmount);
  CHECK(support_of(make_weight(1ull << 40, 1ull << 40)) == kMany);
  const std::uint32_t kind = make_kind(Predicate::CoMentioned, kMaxDetail);
  CHECK(predicate_of(kind) == Predicate::CoMentioned);
  CHECK(detail_of(kind) == kMaxDetail);
}
