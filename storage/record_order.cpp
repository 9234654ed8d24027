#include "storage/record_order.h"

#include <algorithm>
#include <compare>

namespace onrecord {
namespace {

std::string_view take_part(std::string_view& version) {
  const std::size_t dot = std::min(version.find('.'), version.size());
  const std::string_view part = version.substr(0, dot);
  version.remove_prefix(std::min(dot + 1, version.size()));
  return part;
}

bool is_number(std::string_view part) {
  return !part.empty() &&
         std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::strong_ordering compare_parts(std::string_view a, std::string_view b) {
  if (is_number(a) != is_number(b)) return is_number(b) <=> is_number(a);  // numbers first
  if (is_number(a)) {
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size()) return a.size() <=> b.size();
  }
  return a <=> b;
}

std::strong_ordering compare_versions(std::string_view a, std::string_view b) {
  std::string_view rest_a = a, rest_b = b;
  while (!rest_a.empty() || !rest_b.empty()) {
    const auto order = compare_parts(take_part(rest_a), take_part(rest_b));
    if (order != 0) return order;
  }
  return a <=> b;  // "1.0" and "1.00" are two
}

}  // namespace

bool outranks(const RecordVersion& a, const RecordVersion& b) {
  if (const auto order = compare_versions(a.extractor.version, b.extractor.version); order != 0) {
    return order > 0;
  }
  if (a.extractor.model != b.extractor.model) return a.extractor.model > b.extractor.model;
  if (a.document != b.document) return a.document > b.document;
  return a.extraction > b.extraction;
}

}  // namespace onrecord
