#include "server/operation_wording.h"

#include <utility>

#include "server/figure_text.h"
#include "server/wording.h"

namespace onrecord {

std::string names_of(const std::vector<EntityRef>& refs) {
  std::vector<std::string> names;
  names.reserve(refs.size());
  for (const EntityRef& ref : refs) names.push_back(ref.name);
  return join(names);
}

std::string dates_text(const DateRange& dates) {
  const std::string start = to_string(dates.start), end = to_string(dates.end);
  if (start == end) return start;
  if (end.empty()) return "from " + start;
  return start.empty() ? "until " + end : start + " to " + end;
}

std::vector<ToldConflict> told_conflicts(const OperationCard& card) {
  std::vector<ToldConflict> conflicts;
  for (const CardConflict& conflict : card.conflicts) {
    ToldConflict told{counted_thing(conflict.what, conflict.category, conflict.place), {}};
    for (const std::size_t index : conflict.figures) {
      const CardFigure& figure = card.figures[index];
      told.tellings.push_back({figure_text(figure.outcome), &figure.sentence});
    }
    conflicts.push_back(std::move(told));
  }
  for (const DateConflict& conflict : card.date_conflicts) {
    ToldConflict told{conflict.of_end ? "end" : "beginning", {}};
    for (const std::size_t index : conflict.dates) {
      const CardDates& dates = card.dates[index];
      const PartialDate& date = conflict.of_end ? dates.dates.end : dates.dates.start;
      told.tellings.push_back({to_string(date), &dates.sentence});
    }
    conflicts.push_back(std::move(told));
  }
  return conflicts;
}

}  // namespace onrecord
