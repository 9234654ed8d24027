#include "extract/operation_names.h"

#include <algorithm>
#include <array>

namespace onrecord {
namespace {

constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                "May",       "June",     "July",     "August",
                                "September", "October",  "November", "December"};

std::string day_of(const PartialDate& date) {
  std::string text;
  if (date.month != 0) text = kMonths[static_cast<std::size_t>(date.month - 1)];
  if (date.day != 0) text += " " + std::to_string(date.day);
  return text;
}

std::string with_year(std::string text, const PartialDate& date) {
  if (date.year == 0) return text;
  if (!text.empty()) text += date.day != 0 ? ", " : " ";
  return text + std::to_string(date.year);
}

/// "March 18–23", "July 13 – August 20, 2020", "May 2025".
std::string days_of(const DateRange& dates) {
  const PartialDate &start = dates.start, &end = dates.end;
  if (start.empty()) return "";
  if (end.empty() || start == end) return with_year(day_of(start), start);
  if (start.year == end.year && start.month == end.month && end.day != 0 && start.day != 0) {
    return with_year(day_of(start) + "–" + std::to_string(end.day), end);
  }
  const std::string first =
      start.year == end.year ? day_of(start) : with_year(day_of(start), start);
  return first + " – " + with_year(day_of(end), end);
}

bool is_acronym(const std::string& alias) {
  return alias.size() >= 2 && alias.size() <= 6 &&
         std::all_of(alias.begin(), alias.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string short_name(const Entity& entity) {
  const std::string* shortest = nullptr;
  for (const std::string& alias : entity.aliases) {
    if (is_acronym(alias) && (shortest == nullptr || alias.size() < shortest->size())) {
      shortest = &alias;
    }
  }
  return shortest == nullptr ? entity.name : *shortest;
}

std::string operation_title(const std::string& place, const std::string& agency,
                            const DateRange& dates) {
  const std::string days = days_of(dates);
  std::string title = place.empty() ? "Operation" : place + " operation";
  if (agency.empty() && days.empty()) return title;
  title += " (" + agency;
  if (!agency.empty() && !days.empty()) title += ", ";
  return title + days + ")";
}

}  // namespace onrecord
