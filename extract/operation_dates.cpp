#include "extract/operation_dates.h"

namespace onrecord {
namespace {

bool told_then(const Words& words, std::size_t token) {
  for (std::size_t i = token; i-- > 0 && token - i <= 3;) {
    if (words.is(i, {"said",         "says",    "announced", "reported",  "told",    "wrote",
                     "published",    "updated", "posted",    "statement", "release", "filed",
                     "acknowledged", "set",     "scheduled", "court",     "hearing", "since",
                     "before",       "until",   "by",        "credited"})) {
      return true;
    }
    if (!words.word(i)) return false;
  }
  return false;
}

std::optional<OperationDate::Role> role_before(const Words& words, const DateMention& date) {
  for (std::size_t i = date.first; i-- > 0 && date.first - i <= 4;) {
    if (words.is(i, {"began", "begun", "started", "launched", "begins", "commenced", "starting",
                     "beginning", "kicked"})) {
      return OperationDate::Role::Start;
    }
    if (words.is(i, {"ended", "concluded", "ends", "ending", "finished", "wound", "wrapped",
                     "until", "through"})) {
      return OperationDate::Role::End;
    }
    if (!words.word(i)) break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<OperationDate> dates_of(const Words& words, const std::vector<DateMention>& dates,
                                    const Sentence& sentence,
                                    const std::vector<EventMention>& events, bool counts_result) {
  std::vector<OperationDate> found;
  if (events.empty() && !counts_result) return found;
  for (const DateMention& date : dates) {
    if (date.first < sentence.first_token || date.first >= sentence.end_token) continue;
    if (date.is_range) {
      found.push_back({OperationDate::Role::Range, date.range, sentence.span});
      continue;
    }
    if (const auto role = role_before(words, date)) {
      found.push_back({*role, date.range, sentence.span});
      continue;
    }
    const bool stated = words.is(date.first, {"on", "in", "during", "from", "since"}) ||
                        (date.first > 0 && words.is(date.first - 1, {"on", "of"}));
    const bool whole_year = date.range.start.month == 0;
    if (!stated || whole_year || date.weekday || told_then(words, date.first)) continue;
    found.push_back({OperationDate::Role::Day, date.range, sentence.span});
  }
  return found;
}

DateRange combine_dates(const std::vector<OperationDate>& dates) {
  DateRange told, single;
  for (const OperationDate& date : dates) {
    switch (date.role) {
      case OperationDate::Role::Range:
        return date.range;
      case OperationDate::Role::Start:
        if (told.start.empty()) told.start = date.range.start;
        break;
      case OperationDate::Role::End:
        if (told.end.empty()) told.end = date.range.start;
        break;
      case OperationDate::Role::Day:
        if (single.empty()) single.start = date.range.start;
        break;
    }
  }
  return told.empty() ? single : told;
}

}  // namespace onrecord
