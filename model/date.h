#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord {

/// A Gregorian date of which parts may be unknown (0). Written as in ISO 8601 with the truncated
/// forms of the 2000 edition: "2017-09-30", "2017-09", "2017", "--03-18" (no year); "" when
/// nothing is known. Orders by year, month, day, unknown first.
struct PartialDate {
  std::int16_t year = 0;  ///< 1 to 9999, or 0
  std::int8_t month = 0;  ///< 1 to 12, or 0
  std::int8_t day = 0;    ///< 1 to 31, or 0; only with a month

  bool empty() const { return year == 0 && month == 0; }
  auto operator<=>(const PartialDate&) const = default;
};

/// Both ends inclusive; either may be empty.
struct DateRange {
  PartialDate start;
  PartialDate end;

  bool empty() const { return start.empty() && end.empty(); }
  auto operator<=>(const DateRange&) const = default;
};

std::string to_string(const PartialDate& date);
/// "start/end", ".." for an unknown end (ISO 8601-2 interval); "" when both are empty.
std::string to_string(const DateRange& range);

/// Reads the forms above, and an RFC 3339 time of which the date is kept. Nothing for anything
/// else, 31 February included.
std::optional<PartialDate> parse_date(std::string_view text);
std::optional<DateRange> parse_date_range(std::string_view text);

/// Gives a date without a year the year that puts it nearest before `reference`, at most 30 days
/// after it (an announcement may look ahead). Unchanged when either has too little.
PartialDate complete(PartialDate date, const PartialDate& reference);

/// Whether a date with unknown parts may lie in [since, until]; empty bounds are open.
bool may_lie_within(const PartialDate& date, const PartialDate& since, const PartialDate& until);

}  // namespace onrecord
