#include "graph/day_range.h"

#include <algorithm>

namespace onrecord {

namespace {

std::int32_t day_number(const PartialDate& date, int month_if_unknown, int day_if_unknown) {
  const int month = date.month != 0 ? date.month : month_if_unknown;
  const int day = date.day != 0 ? date.day : day_if_unknown;
  return (date.year * 12 + month) * 31 + day;
}

}  // namespace

std::optional<DayRange> day_range(const Snapshot& snapshot, EdgeIndex edge) {
  const auto& [first, last] = snapshot.dates(edge);
  if (first.year == 0 || last.year == 0) return std::nullopt;
  return DayRange{day_number(first, 1, 1), day_number(last, 12, 31)};
}

std::optional<std::int32_t> earliest_day(const std::optional<DayRange>& range, std::int32_t day) {
  if (!range || range->last < day) return std::nullopt;
  return std::max(range->first, day);
}

}  // namespace onrecord
