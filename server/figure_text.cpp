#include "server/figure_text.h"

#include "model/count_text.h"

namespace onrecord {

std::string figure_text(const Outcome& outcome) {
  return (outcome.modifier.empty() ? "" : outcome.modifier + " ") + count_text(outcome);
}

std::string counted_thing(const std::string& what, const std::string& category,
                          const std::optional<EntityRef>& place) {
  std::string text = what;
  if (!category.empty()) text += ", " + category;
  if (place) text += ", " + place->name;
  return text;
}

std::string counted_thing(const Outcome& outcome, const std::optional<EntityRef>& place) {
  return counted_thing(outcome.what, outcome.category, place);
}

}  // namespace onrecord
