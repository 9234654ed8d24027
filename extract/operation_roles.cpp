#include "extract/operation_roles.h"

#include <algorithm>

namespace onrecord {

void add_role(std::vector<Role>& roles, Role role) {
  const auto known = std::find_if(roles.begin(), roles.end(),
                                  [&](const Role& other) { return other.entity == role.entity; });
  if (known == roles.end()) {
    roles.push_back(role);
  } else if (known->way.confidence < role.way.confidence) {
    known->way = role.way;
  }
}

Way way_of_outcome(const Outcome& outcome) {
  if (outcome.percent) return Confidence::kShare;
  if (outcome.place) return Confidence::kFigureOfPlace;
  return outcome.category.empty() ? Confidence::kFigure : Confidence::kFigureOfKind;
}

}  // namespace onrecord
