// A line counts as a dateline when all that stands beside its date is a byline, a place, a weekday
// or a time: before it capitalised words and labels ("Published", "on"), behind it the end, a
// clock time or a dash. "Saturday, 30 Sep, 2017" and "BOSTON, March 5, 2025 -- Police said" count;
// "Arrests made since March 5, 2025 total 12" does not. Not handled: a date in another language.

#include "extract/published_date.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extract/dates.h"
#include "extract/utf8.h"
#include "model/document.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestValue = 100;
constexpr std::size_t kLongestBefore = 80;
constexpr std::size_t kLongestTime = 40;
constexpr int kDatelineLines = 3;

constexpr std::string_view kBlanks = " \t\r\n\f\v";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Found {
  Span span;
  PartialDate date;
};

/// The first single date with a year among the line's words.
std::optional<Found> find_first_date(std::string_view line) {
  Document document;
  document.text = std::string(line);
  const Analysis analysis = analyse(document);
  const Words words(analysis);
  for (const DateMention& mention : find_dates(words, PartialDate{})) {
    const bool single = !mention.is_range && !mention.from_on;
    if (!single || mention.range.start.year == 0) continue;
    return Found{words.span(mention.first, mention.end), mention.range.start};
  }
  return std::nullopt;
}

bool is_label(std::string_view word) {
  static const WordSet kLabels = {"published", "posted",  "updated", "released", "issued",
                                  "release",   "date",    "on",      "at",       "by",
                                  "of",        "de",      "the",     "and",      "last",
                                  "modified",  "created", "first",   "for",      "immediate"};
  return kLabels.contains(word);
}

/// Whether only capitalised words, labels and punctuation stand before the date.
bool is_lead(std::string_view before) {
  if (before.size() > kLongestBefore) return false;
  std::uint32_t at = 0;
  while (at < before.size()) {
    std::uint32_t end = at;
    while (end < before.size() && is_letter(character_at(before, end).value)) {
      end = character_at(before, end).end;
    }
    if (end == at) {
      at = character_at(before, at).end;
      continue;
    }
    const std::string_view word = before.substr(at, end - at);
    if (!is_upper(character_at(word, 0).value) && !is_label(lower(word))) return false;
    at = end;
  }
  return true;
}

bool is_clock_time(std::string_view after) {
  if (after.size() > kLongestTime) return false;
  if (after.find_first_of("0123456789") == std::string_view::npos) return false;
  static const WordSet kTimeWords = {"at", "am", "pm", "a", "p", "m", "gmt", "utc", "updated"};
  std::string word;
  for (const char c : lower(after) + " ") {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    const bool zone = word.size() <= 4 && word.ends_with("t");  // est, pdt, cest
    if (!word.empty() && !zone && !kTimeWords.contains(word)) return false;
    word.clear();
  }
  return true;
}

/// What may follow the date: nothing, a time, or the dash of a dateline.
bool is_tail(std::string_view after) {
  after.remove_prefix(std::min(after.find_first_not_of(" \t.,)]|;:/"), after.size()));
  for (const std::string_view dash : {"–", "—", "--", "- "}) {
    if (after.starts_with(dash)) return true;
  }
  return after.empty() || is_clock_time(after);
}

PartialDate find_in_line(std::string_view line) {
  line = trim(line).substr(0, 2 * kLongestBefore);
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80) != 0) {
    line.remove_suffix(1);  // the cut may have split a character
  }
  const std::optional<Found> found = find_first_date(line);
  if (!found || found->date.day == 0) return {};
  if (!is_lead(line.substr(0, found->span.begin)) || !is_tail(line.substr(found->span.end))) {
    return {};
  }
  return found->date;
}

}  // namespace

std::optional<PartialDate> parse_published_date(std::string_view value) {
  value = trim(value);
  if (value.size() > kLongestValue) return std::nullopt;
  if (value.size() > 10 && (value[10] == 'T' || value[10] == 't' || value[10] == ' ')) {
    const std::optional<PartialDate> date = parse_date(value.substr(0, 10));
    if (date) return date;
  }
  if (value.size() == 8 && all_digits(value)) {
    const std::string spread = std::string(value.substr(0, 4)) + "-" +
                               std::string(value.substr(4, 2)) + "-" + std::string(value.substr(6));
    return parse_date(spread);
  }
  const std::optional<PartialDate> date = parse_date(value);
  if (date) return date->year != 0 ? date : std::nullopt;
  const std::optional<Found> found = find_first_date(value);
  if (!found) return std::nullopt;
  return found->date;
}

PartialDate find_dateline(std::string_view text) {
  int lines = 0;
  while (!text.empty() && lines < kDatelineLines) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, newline);
    text.remove_prefix(std::min(newline + 1, text.size()));
    if (trim(line).empty()) continue;
    ++lines;
    const PartialDate date = find_in_line(line);
    if (!date.empty()) return date;
  }
  return {};
}

}  // namespace onrecord
