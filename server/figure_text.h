#pragma once

#include <optional>
#include <string>

#include "model/operation.h"
#include "server/lookup.h"

// Figures of operations for people.

namespace onrecord {

/// "more than 300", "65.5%".
std::string figure_text(const Outcome& outcome);

/// What a figure counts: "arrests, violent crime offenders, Ohio".
std::string counted_thing(const Outcome& outcome, const std::optional<EntityRef>& place);
std::string counted_thing(const std::string& what, const std::string& category,
                          const std::optional<EntityRef>& place);

}  // namespace onrecord
