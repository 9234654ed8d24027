#include "model/date.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace onrecord {
namespace {

using Days = std::chrono::sys_days;

constexpr int kLookAheadDays = 30;
constexpr int kLongestLeapGap = 8;  // 1896 and 1904 are leap years, none between them is

/// `count` digits at the start of `text`, taken off it; -1 and untouched when they are not there.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

int days_in_month(int year, int month) {
  using std::chrono::last;
  const std::chrono::year_month_day_last end(
      std::chrono::year(year),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
  return static_cast<int>(static_cast<unsigned>(end.day()));
}

bool valid(const PartialDate& date) {
  if (date.month == 0) return date.day == 0;
  const int year = date.year == 0 ? 2000 : date.year;  // 29 February may be meant
  return date.month <= 12 && date.day <= days_in_month(year, date.month);
}

Days days_of(int year, int month, int day) {
  return Days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
              std::chrono::day(static_cast<unsigned>(day)));
}

/// First and last day that a date with a year can mean.
Days first_day(const PartialDate& date) {
  return days_of(date.year, std::max<int>(date.month, 1), std::max<int>(date.day, 1));
}

Days last_day(const PartialDate& date) {
  const int month = date.month == 0 ? 12 : date.month;
  return days_of(date.year, month, date.day == 0 ? days_in_month(date.year, month) : date.day);
}

PartialDate with_year(PartialDate date, int year) {
  date.year = static_cast<std::int16_t>(year);
  return date;
}

/// "10:00", "10:00:00", "10:00:00.5Z", "10:00:00+02:00": the zone is often left out on the web.
bool is_time(std::string_view text) {
  const int hour = take_digits(text, 2);
  if (hour < 0 || hour > 24 || !take(text, ':')) return false;
  const int minute = take_digits(text, 2);
  if (minute < 0 || minute > 59) return false;
  if (take(text, ':')) {
    const int second = take_digits(text, 2);
    if (second < 0 || second > 60) return false;
    if (take(text, '.')) {
      if (take_digits(text, 1) < 0) return false;
      while (take_digits(text, 1) >= 0) continue;
    }
  }
  if (text.empty() || text == "Z" || text == "z") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  const int zone_hour = take_digits(text, 2);
  take(text, ':');
  const int zone_minute = take_digits(text, 2);
  return zone_hour >= 0 && zone_hour <= 23 && zone_minute >= 0 && zone_minute <= 59 && text.empty();
}

void append_digits(std::string& text, int value, int width) {
  const std::string digits = std::to_string(value);
  text.append(static_cast<std::size_t>(std::max<int>(0, width - static_cast<int>(digits.size()))),
              '0');
  text += digits;
}

}  // namespace

std::string to_string(const PartialDate& date) {
  std::string text;
  if (date.empty()) return text;
  if (date.year == 0) {
    text = "-";
  } else {
    append_digits(text, date.year, 4);
  }
  if (date.month != 0) {
    text += '-';
    append_digits(text, date.month, 2);
    if (date.day != 0) {
      text += '-';
      append_digits(text, date.day, 2);
    }
  }
  return text;
}

std::string to_string(const DateRange& range) {
  if (range.empty()) return "";
  const auto side = [](const PartialDate& date) {
    return date.empty() ? std::string("..") : to_string(date);
  };
  return side(range.start) + "/" + side(range.end);
}

std::optional<PartialDate> parse_date(std::string_view text) {
  PartialDate date;
  if (text.empty()) return date;
  if (take(text, '-')) {
    if (text.empty() || text.front() != '-') return std::nullopt;
  } else {
    const int year = take_digits(text, 4);
    if (year < 1) return std::nullopt;
    date.year = static_cast<std::int16_t>(year);
    if (text.empty()) return date;
  }
  if (!take(text, '-')) return std::nullopt;
  const int month = take_digits(text, 2);
  if (month < 1 || month > 12) return std::nullopt;
  date.month = static_cast<std::int8_t>(month);
  if (text.empty()) return date;
  if (!take(text, '-')) return std::nullopt;
  const int day = take_digits(text, 2);
  if (day < 1) return std::nullopt;
  date.day = static_cast<std::int8_t>(day);
  if (!valid(date)) return std::nullopt;
  if (text.empty()) return date;
  const bool has_time = date.year != 0 && (take(text, 'T') || take(text, 't') || take(text, ' '));
  if (!has_time || !is_time(text)) return std::nullopt;
  return date;
}

std::optional<DateRange> parse_date_range(std::string_view text) {
  if (text.empty()) return DateRange{};
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto side = [](std::string_view part) -> std::optional<PartialDate> {
    if (part == "..") return PartialDate{};
    if (part.empty()) return std::nullopt;
    return parse_date(part);
  };
  const std::optional<PartialDate> start = side(text.substr(0, slash));
  const std::optional<PartialDate> end = side(text.substr(slash + 1));
  if (!start || !end) return std::nullopt;
  const bool reversed = start->year != 0 && end->year != 0 && last_day(*end) < first_day(*start);
  if (reversed) return std::nullopt;
  return DateRange{*start, *end};
}

PartialDate complete(PartialDate date, const PartialDate& reference) {
  const bool enough = date.year == 0 && date.month != 0 && reference.year != 0 &&
                      reference.month != 0 && valid(date) && valid(reference);
  if (!enough) return date;
  const Days latest = last_day(reference) + std::chrono::days(kLookAheadDays);
  for (int year = reference.year + 1; year >= reference.year - kLongestLeapGap; --year) {
    if (year < 1 || year > 9999) continue;
    const PartialDate dated = with_year(date, year);
    if (valid(dated) && first_day(dated) <= latest) return dated;
  }
  return date;
}

bool may_lie_within(const PartialDate& date, const PartialDate& since, const PartialDate& until) {
  if (date.empty() || !valid(date)) return date.empty();
  const int first_year = date.year != 0 ? date.year : std::max<int>(since.year, 1);
  const int last_year = date.year != 0 ? date.year : until.year != 0 ? until.year : 9999;
  for (int year = first_year; year <= last_year; ++year) {
    const PartialDate dated = with_year(date, year);
    if (!valid(dated)) continue;
    const bool late_enough = since.year == 0 || first_day(since) <= last_day(dated);
    const bool early_enough = until.year == 0 || first_day(dated) <= last_day(until);
    if (late_enough && early_enough) return true;
  }
  return false;
}

}  // namespace onrecord
