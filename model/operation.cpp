// A figure stands for the range of true values that its modifier allows; two figures conflict when
// their ranges do not meet. "more than 300" is [301, ...], which meets 307; 500 and 498 do not
// meet. It does not know that "hundreds" is a figure: a figure without digits is no outcome at all.

#include "model/operation.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "model/entity.h"

namespace onrecord {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

enum class Allows { Exactly, More, AtLeast, Fewer, AtMost, Nearly, About, JustOver };

constexpr std::pair<std::string_view, Allows> kModifiers[] = {
    {"more than", Allows::More},
    {"over", Allows::More},
    {"above", Allows::More},
    {"greater than", Allows::More},
    {"exceeding", Allows::More},
    {"upwards of", Allows::More},
    {"upward of", Allows::More},
    {"well over", Allows::More},
    {"well above", Allows::More},
    {"at least", Allows::AtLeast},
    {"no fewer than", Allows::AtLeast},
    {"not fewer than", Allows::AtLeast},
    {"no less than", Allows::AtLeast},
    {"not less than", Allows::AtLeast},
    {"a minimum of", Allows::AtLeast},
    {"minimum of", Allows::AtLeast},
    {"fewer than", Allows::Fewer},
    {"less than", Allows::Fewer},
    {"under", Allows::Fewer},
    {"below", Allows::Fewer},
    {"up to", Allows::AtMost},
    {"as many as", Allows::AtMost},
    {"as much as", Allows::AtMost},
    {"at most", Allows::AtMost},
    {"no more than", Allows::AtMost},
    {"not more than", Allows::AtMost},
    {"a maximum of", Allows::AtMost},
    {"maximum of", Allows::AtMost},
    {"nearly", Allows::Nearly},
    {"almost", Allows::Nearly},
    {"close to", Allows::Nearly},
    {"just under", Allows::Nearly},
    {"slightly less than", Allows::Nearly},
    {"slightly fewer than", Allows::Nearly},
    {"about", Allows::About},
    {"approximately", Allows::About},
    {"around", Allows::About},
    {"roughly", Allows::About},
    {"some", Allows::About},
    {"an estimated", Allows::About},
    {"estimated", Allows::About},
    {"just over", Allows::JustOver},
    {"slightly more than", Allows::JustOver},
    {"slightly over", Allows::JustOver},
};

struct Range {
  std::int64_t low;
  std::int64_t high;
};

std::int64_t plus(std::int64_t value, std::int64_t more) {
  return value > kMost - more ? kMost : value + more;
}

Range allowed(const Outcome& outcome) {
  const std::int64_t count = std::max<std::int64_t>(outcome.count, 0);
  const std::int64_t tenth = count / 10 + (count % 10 != 0 ? 1 : 0);
  const std::string modifier = normalise_key(outcome.modifier);
  const auto* known = std::find_if(std::begin(kModifiers), std::end(kModifiers),
                                   [&](const auto& row) { return row.first == modifier; });
  switch (known == std::end(kModifiers) ? Allows::Exactly : known->second) {
    case Allows::Exactly:
      break;
    case Allows::More:
      return {plus(count, 1), kMost};
    case Allows::AtLeast:
      return {count, kMost};
    case Allows::Fewer:
      return {0, std::max<std::int64_t>(count - 1, 0)};
    case Allows::AtMost:
      return {0, count};
    case Allows::Nearly:
      return {count - tenth, count};
    case Allows::About:
      return {count - tenth, plus(count, tenth)};
    case Allows::JustOver:
      return {plus(count, 1), plus(count, std::max<std::int64_t>(tenth, 1))};
  }
  return {count, count};
}

using Key = std::tuple<std::string, std::string, std::optional<EntityId>, bool>;

}  // namespace

std::vector<Conflict> find_conflicts(const std::vector<Outcome>& outcomes) {
  std::map<Key, std::vector<std::size_t>> groups;
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& outcome = outcomes[i];
    ranges.push_back(allowed(outcome));
    if (outcome.category == kUnnamedPart) continue;
    groups[Key(normalise_key(outcome.what), normalise_key(outcome.category), outcome.place,
               outcome.percent)]
        .push_back(i);
  }
  std::vector<Conflict> conflicts;
  for (const auto& [key, members] : groups) {
    std::int64_t lowest_high = kMost;
    std::int64_t highest_low = 0;
    for (const std::size_t i : members) {
      lowest_high = std::min(lowest_high, ranges[i].high);
      highest_low = std::max(highest_low, ranges[i].low);
    }
    if (highest_low <= lowest_high) continue;
    const Outcome& first = outcomes[members.front()];
    Conflict conflict{first.what, first.category, first.place, {}};
    for (const std::size_t i : members) {
      if (ranges[i].low > lowest_high || ranges[i].high < highest_low) {
        conflict.outcomes.push_back(i);
      }
    }
    conflicts.push_back(std::move(conflict));
  }
  std::sort(conflicts.begin(), conflicts.end(), [](const Conflict& a, const Conflict& b) {
    return a.outcomes.front() < b.outcomes.front();
  });
  return conflicts;
}

}  // namespace onrecord
