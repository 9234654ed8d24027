// Dates in running text. A date is a month with a day on either side and perhaps a year; a range
// is two of them joined ("May 4 to May 9", "between July 13 and Aug. 20"), or one with two days
// ("May 4-9"). "May" and "March" alone are words, so a month without day or year counts only after
// "in", "during", "since" and the like. Not handled: "the 18th", "mid-May", "the week of May 4".

#include "extract/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "extract/numbers.h"

namespace onrecord {
namespace {

struct Month {
  std::string_view name;
  std::int8_t number;
};

constexpr std::array kMonths = {
    Month{"january", 1}, Month{"jan.", 1},      Month{"jan", 1},       Month{"february", 2},
    Month{"feb.", 2},    Month{"feb", 2},       Month{"march", 3},     Month{"mar.", 3},
    Month{"mar", 3},     Month{"april", 4},     Month{"apr.", 4},      Month{"apr", 4},
    Month{"may", 5},     Month{"june", 6},      Month{"jun.", 6},      Month{"jun", 6},
    Month{"july", 7},    Month{"jul.", 7},      Month{"jul", 7},       Month{"august", 8},
    Month{"aug.", 8},    Month{"aug", 8},       Month{"september", 9}, Month{"sept.", 9},
    Month{"sept", 9},    Month{"sep.", 9},      Month{"sep", 9},       Month{"october", 10},
    Month{"oct.", 10},   Month{"oct", 10},      Month{"november", 11}, Month{"nov.", 11},
    Month{"nov", 11},    Month{"december", 12}, Month{"dec.", 12},     Month{"dec", 12}};

constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/// One end of a range: a date, or a bare day that borrows the other end's month.
struct Part {
  std::size_t first = 0, end = 0;
  PartialDate date;
};

std::chrono::sys_days to_days(const PartialDate& date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

PartialDate to_date(std::chrono::sys_days days) {
  const std::chrono::year_month_day date(days);
  return {static_cast<std::int16_t>(static_cast<int>(date.year())),
          static_cast<std::int8_t>(static_cast<unsigned>(date.month())),
          static_cast<std::int8_t>(static_cast<unsigned>(date.day()))};
}

bool whole(const PartialDate& date) { return date.year != 0 && date.month != 0 && date.day != 0; }

class DateReader {
 public:
  DateReader(const Words& words, const PartialDate& reference)
      : words_(words), reference_(reference) {}

  std::optional<DateMention> at(std::size_t token) const {
    auto mention = range(token);
    if (!mention) mention = weekday(token);
    if (!mention || mention->end > words_.sentence_end(token)) return std::nullopt;
    if (reference_.year != 0) {
      mention->range.start = complete(mention->range.start, reference_);
      mention->range.end = complete(mention->range.end, reference_);
      if (mention->is_range && mention->range.end < mention->range.start) return std::nullopt;
    }
    return mention;
  }

 private:
  std::optional<std::int8_t> month(std::size_t token) const {
    if (!words_.capital(token)) return std::nullopt;
    return month_named(words_.at(token));
  }

  static std::optional<std::int8_t> month_named(std::string_view name) {
    for (const Month& row : kMonths) {
      if (row.name == name) return row.number;
    }
    return std::nullopt;
  }

  std::optional<std::int8_t> day(std::size_t token) const {
    std::string_view word = words_.at(token);
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (word.size() > ending.size() && word.ends_with(ending)) word.remove_suffix(2);
    }
    if (word.size() > 2) return std::nullopt;
    const auto value = parse_count(word);
    if (!value || *value < 1 || *value > 31) return std::nullopt;
    return static_cast<std::int8_t>(*value);
  }

  std::optional<std::int16_t> year(std::size_t token) const {
    if (words_.at(token).size() != 4) return std::nullopt;
    const auto value = parse_count(words_.at(token));
    if (!value || *value < 1500 || *value > 2199) return std::nullopt;
    return static_cast<std::int16_t>(*value);
  }

  void take_year(Part& part) const {
    const std::size_t comma = words_.at(part.end) == "," ? 1 : 0;
    if (const auto found = year(part.end + comma)) {
      part.date.year = *found;
      part.end += comma + 1;
    }
  }

  /// "March 18, 2025", "18 March 2025", "2025-03-18", "3/18/2025", "March 2025"; a month alone
  /// only when `bare_month`.
  std::optional<Part> part(std::size_t token, bool bare_month) const {
    Part part{token, token + 1, {}};
    if (const auto named = month(token)) {
      part.date.month = *named;
      if (const auto number = day(token + 1)) {
        part.date.day = *number;
        ++part.end;
        take_year(part);
        return valid(part);
      }
      if (const auto found = year(token + 1)) {
        part.date.year = *found;
        ++part.end;
        return part;
      }
      if (bare_month) return part;
      return std::nullopt;
    }
    if (words_.at(token).starts_with("mid-") && bare_month) {
      if (const auto middle = month_named(words_.at(token).substr(4))) {
        part.date.month = *middle;
        return part;
      }
    }
    const auto number = day(token);
    if (number && month(token + 1)) {
      part.date.day = *number;
      part.date.month = *month(token + 1);
      ++part.end;
      take_year(part);
      return valid(part);
    }
    if (const auto numeric = numeric_date(token)) return numeric;
    return std::nullopt;
  }

  std::optional<Part> numeric_date(std::size_t token) const {
    const std::string_view word = words_.at(token);
    if (word.size() == 10 && word[4] == '-') {
      const auto date = parse_date(word);
      if (date) return Part{token, token + 1, *date};
    }
    if (words_.at(token + 1) == "/" && words_.at(token + 3) == "/") {
      const auto m = day(token), d = day(token + 2);
      const auto y = year(token + 4);
      if (m && d && y && *m <= 12) return valid({token, token + 5, {*y, *m, *d}});
    }
    return std::nullopt;
  }

  static std::optional<Part> valid(Part part) {
    if (!parse_date(to_string(part.date))) return std::nullopt;  // 31 February
    return part;
  }

  /// Past "to", "through", "until", "and", a dash; `token` itself when none stands there.
  std::size_t joined(std::size_t token, bool with_and) const {
    if (words_.is(token, {"to", "through", "thru", "until", "till"})) return token + 1;
    if (words_.dash(token)) return token + 1;
    if (words_.is(token, {"and", "&"}) && with_and) return token + 1;
    if (words_.phrase_at(token, "and ended on") || words_.phrase_at(token, "and concluded on") ||
        words_.phrase_at(token, "and wound down on")) {
      return token + 3;
    }
    if (words_.phrase_at(token, "and ended")) return token + 2;
    return token;
  }

  std::optional<DateMention> range(std::size_t token) const {
    const bool between = words_.at(token) == "between";
    const bool from = words_.is(token, {"from", "starting", "beginning"});
    const bool since = words_.is(token, {"since"});
    const bool within = words_.is(token, {"in", "during", "throughout", "late", "early", "last"});
    const bool word_before = between || from || since || within || words_.at(token) == "on";
    std::size_t begin = token + (word_before ? 1 : 0);
    if (words_.is(begin, {"early", "late", "on"}) && word_before) ++begin;
    begin = past_weekday(begin);
    if (auto days = two_days(token, begin)) return days;
    const auto start = part(begin, word_before && words_.at(token) != "on");
    if (!start) return std::nullopt;
    DateMention mention;
    mention.first = token;
    mention.end = start->end;
    mention.range = {start->date, start->date};
    const std::size_t second = past_weekday(joined(start->end, between));
    if (second > start->end) {
      if (const auto end = part(second, from || between))
        return joined_range(mention, *start, *end);
    }
    if (since) {
      mention.from_on = true;
      mention.range.end = {};
    }
    return mention;
  }

  std::size_t past_weekday(std::size_t token) const {
    if (!weekday_number(token)) return token;
    return token + (words_.at(token + 1) == "," ? 2 : 1);
  }

  static DateMention joined_range(DateMention mention, const Part& start, const Part& end) {
    mention.end = end.end;
    mention.is_range = true;
    mention.range = {start.date, end.date};
    PartialDate& first = mention.range.start;
    PartialDate& last = mention.range.end;
    if (first.year == 0 && last.year != 0) {
      first.year = last.year;
      if (last < first) --first.year;
    } else if (last.year == 0 && first.year != 0) {
      last.year = first.year;
      if (last < first) ++last.year;
    }
    return mention;
  }

  /// "May 4-9", "May 4 to 9", "May 4 and 5", "4-9 May".
  std::optional<DateMention> two_days(std::size_t token, std::size_t begin) const {
    Part start{begin, begin + 1, {}};
    std::optional<std::int8_t> first, last;
    if (const auto named = month(begin)) {
      start.date.month = *named;
      const std::string_view word = words_.at(begin + 1);
      const std::size_t hyphen = word.find('-');
      if (hyphen != std::string_view::npos) {
        first = plain_day(word.substr(0, hyphen));
        last = plain_day(word.substr(hyphen + 1));
        start.end = begin + 2;
      } else {
        first = day(begin + 1);
        const std::size_t second = joined(begin + 2, true);
        if (second > begin + 2 && !month(second + 1)) last = day(second);
        start.end = second + 1;
      }
    }
    if (!first || !last || *first >= *last || start.end > words_.size()) return std::nullopt;
    take_year(start);
    DateMention mention;
    mention.first = token;
    mention.end = start.end;
    mention.is_range = true;
    mention.range = {start.date, start.date};
    mention.range.start.day = *first;
    mention.range.end.day = *last;
    if (!parse_date(to_string(mention.range.end))) return std::nullopt;
    return mention;
  }

  static std::optional<std::int8_t> plain_day(std::string_view word) {
    const auto value = parse_count(word);
    if (!value || *value < 1 || *value > 31) return std::nullopt;
    return static_cast<std::int8_t>(*value);
  }

  std::optional<unsigned> weekday_number(std::size_t token) const {
    if (!words_.capital(token)) return std::nullopt;
    const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), words_.at(token));
    if (found == kWeekdays.end()) return std::nullopt;
    return static_cast<unsigned>(found - kWeekdays.begin());
  }

  std::optional<DateMention> weekday(std::size_t token) const {
    if (!whole(reference_)) return std::nullopt;
    std::chrono::sys_days day = to_days(reference_);
    if (const auto number = weekday_number(token)) {
      const unsigned of_today = std::chrono::weekday(day).iso_encoding() - 1;
      day -= std::chrono::days((of_today + 7 - *number) % 7);
    } else if (words_.is(token, {"yesterday"})) {
      day -= std::chrono::days(1);
    } else if (!words_.is(token, {"today", "tonight"})) {
      return std::nullopt;
    }
    DateMention mention;
    mention.first = token;
    mention.end = token + 1;
    mention.weekday = true;
    mention.range = {to_date(day), to_date(day)};
    return mention;
  }

  const Words& words_;
  const PartialDate reference_;
};

}  // namespace

std::vector<DateMention> find_dates(const Words& words, const PartialDate& reference) {
  std::vector<DateMention> dates;
  const DateReader reader(words, reference);
  for (std::size_t token = 0; token < words.size();) {
    auto mention = reader.at(token);
    if (!mention) {
      ++token;
      continue;
    }
    token = mention->end;
    dates.push_back(*mention);
  }
  return dates;
}

}  // namespace onrecord
