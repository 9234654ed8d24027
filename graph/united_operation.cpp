#include "graph/united_operation.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace onrecord {
namespace {

using Parts = std::map<EntityId, std::set<DocumentId>>;

void add_parts(const std::vector<EntityId>& entities, const DocumentId& document, Parts& parts) {
  for (const EntityId entity : entities) parts[entity].insert(document);
}

std::vector<OperationPart> to_list(const Parts& parts) {
  std::vector<OperationPart> list;
  for (const auto& [entity, documents] : parts) {
    list.push_back({entity, {documents.begin(), documents.end()}});
  }
  return list;
}

std::vector<std::string> by_use(const std::map<std::string, std::set<DocumentId>>& names) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  ranked.reserve(names.size());
  for (const auto& [name, documents] : names) ranked.emplace_back(documents.size(), name);
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> list;
  list.reserve(ranked.size());
  for (auto& [count, name] : ranked) list.push_back(std::move(name));
  return list;
}

/// Whether both may be the same day.
bool agree(const PartialDate& a, const PartialDate& b) {
  const auto same = [](int x, int y) { return x == 0 || y == 0 || x == y; };
  return same(a.year, b.year) && same(a.month, b.month) && same(a.day, b.day);
}

bool exact(const PartialDate& date) { return date.year != 0 && date.day != 0; }

/// A day or a stretch inside the other: a raid of one morning within a week's operation. A stretch
/// that shares an end with the other is another opinion of how long it took.
bool part_of(const DateRange& part, const DateRange& whole) {
  if (!exact(whole.start) || !exact(whole.end) || !(whole.start < whole.end)) return false;
  const PartialDate& first = part.start.empty() ? part.end : part.start;
  const PartialDate& last = part.end.empty() ? part.start : part.end;
  if (!exact(first) || !exact(last)) return false;
  if (part.start == part.end) return whole.start <= first && last <= whole.end;
  return whole.start < first && last < whole.end;
}

std::optional<DateConflict> find_date_conflict(const std::vector<ToldDates>& told, bool of_end) {
  const auto date_of = [&](std::size_t i) {
    return of_end ? told[i].dates.end : told[i].dates.start;
  };
  std::vector<std::size_t> claims;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const bool within_another = std::any_of(told.begin(), told.end(), [&](const ToldDates& other) {
      return part_of(told[i].dates, other.dates);
    });
    if (!date_of(i).empty() && !within_another) claims.push_back(i);
  }
  DateConflict conflict{of_end, {}};
  for (const std::size_t i : claims) {
    if (std::any_of(claims.begin(), claims.end(),
                    [&](std::size_t j) { return !agree(date_of(i), date_of(j)); })) {
      conflict.dates.push_back(i);
    }
  }
  if (conflict.dates.empty()) return std::nullopt;
  return conflict;
}

/// The first of several dates, or the last: without those that only tell less of another one
/// ("May" beside 4 May), without a year's none.
PartialDate outermost(const std::vector<ToldDates>& told, bool last) {
  const auto known = [](const PartialDate& date) { return (date.month != 0) + (date.day != 0); };
  std::vector<PartialDate> dates;
  for (const ToldDates& one : told) {
    const PartialDate& date = last ? one.dates.end : one.dates.start;
    if (date.year != 0) dates.push_back(date);
  }
  PartialDate found;
  for (const PartialDate& date : dates) {
    const bool told_better = std::any_of(dates.begin(), dates.end(), [&](const PartialDate& other) {
      return agree(date, other) && known(other) > known(date);
    });
    if (told_better) continue;
    if (found.empty() || (last ? found < date : date < found)) found = date;
  }
  return found;
}

/// An agency that one document has as a partner and another as one that ran it ran it.
void drop_conductors(const Parts& conducted_by, Parts& partners) {
  for (const auto& [agency, documents] : conducted_by) partners.erase(agency);
}

/// Figures as they are compared: one of the operation's only place is one of the operation, unless
/// its document has another one for all of it ("29 arrests, 12 of them in Selby").
std::vector<Outcome> to_compared(const UnitedOperation& united) {
  using Total = std::tuple<DocumentId, std::string, std::string, bool>;
  const auto total_of = [](const ToldFigure& figure) {
    const Outcome& outcome = figure.outcome;
    return Total(figure.document, outcome.what, outcome.category, outcome.percent);
  };
  std::set<Total> totals;
  for (const ToldFigure& figure : united.figures) {
    if (!figure.outcome.place) totals.insert(total_of(figure));
  }
  std::vector<Outcome> compared;
  for (const ToldFigure& figure : united.figures) {
    compared.push_back(figure.outcome);
    const bool of_only_place =
        united.places.size() == 1 && figure.outcome.place == united.places.front().entity;
    if (of_only_place && !totals.contains(total_of(figure))) compared.back().place.reset();
  }
  return compared;
}

std::vector<FigureConflict> conflicts_of(const UnitedOperation& united) {
  std::vector<FigureConflict> conflicts;
  for (Conflict& conflict : find_conflicts(to_compared(united))) {
    conflicts.push_back({std::move(conflict.what), std::move(conflict.category),
                         united.figures[conflict.outcomes.front()].outcome.place,
                         std::move(conflict.outcomes)});
  }
  return conflicts;
}

}  // namespace

UnitedOperation unite_operation(EntityId id, std::vector<ToldOperation> told) {
  std::stable_sort(told.begin(), told.end(), [](const ToldOperation& a, const ToldOperation& b) {
    return std::tie(a.document, a.operation.evidence) < std::tie(b.document, b.operation.evidence);
  });
  UnitedOperation united;
  united.id = id;
  Parts places, conducted_by, partners, targets;
  std::map<std::string, std::set<DocumentId>> names;
  std::set<std::string> groups;
  for (const ToldOperation& one : told) {
    const Operation& operation = one.operation;
    if (!operation.name.empty()) names[operation.name].insert(one.document);
    add_parts(operation.places, one.document, places);
    add_parts(operation.conducted_by, one.document, conducted_by);
    add_parts(operation.partners, one.document, partners);
    add_parts(operation.targets, one.document, targets);
    groups.insert(operation.partner_groups.begin(), operation.partner_groups.end());
    if (!operation.dates.empty()) {
      const Spans& spans = one.date_evidence.empty() ? operation.evidence : one.date_evidence;
      united.dates.push_back(
          {one.document, one.published, operation.dates, spans, one.date_confidence});
    }
    for (const Outcome& outcome : operation.outcomes) {
      const Spans& spans = outcome.evidence.empty() ? operation.evidence : outcome.evidence;
      united.figures.push_back({one.document, one.published, outcome, spans});
    }
    if (united.documents.empty() || united.documents.back() != one.document) {
      united.documents.push_back(one.document);
    }
  }
  drop_conductors(conducted_by, partners);
  united.when = {outermost(united.dates, false), outermost(united.dates, true)};
  united.names = by_use(names);
  united.places = to_list(places);
  united.conducted_by = to_list(conducted_by);
  united.partners = to_list(partners);
  united.targets = to_list(targets);
  united.partner_groups.assign(groups.begin(), groups.end());
  united.figure_conflicts = conflicts_of(united);
  for (const bool of_end : {false, true}) {
    if (auto conflict = find_date_conflict(united.dates, of_end)) {
      united.date_conflicts.push_back(std::move(*conflict));
    }
  }
  return united;
}

}  // namespace onrecord
