#pragma once

#include <cstdint>
#include <optional>

#include "graph/snapshot.h"

namespace onrecord {

/// The days that an edge may stand for: from the first one of its `first` date to the last one of
/// its `last` date, counted as (year * 12 + month) * 31 + day. Only their order means anything.
struct DayRange {
  std::int32_t first = 0, last = 0;
};

/// Nothing for an edge of which either date has no year.
std::optional<DayRange> day_range(const Snapshot& snapshot, EdgeIndex edge);

/// The earliest day on which a hop over this edge may happen, not before `day`; nothing when it is
/// too late for it.
std::optional<std::int32_t> earliest_day(const std::optional<DayRange>& range, std::int32_t day);

constexpr std::int32_t kBeforeAllDays = 0;

}  // namespace onrecord
