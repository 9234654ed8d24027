#pragma once

#include <string>

#include "server/cards.h"
#include "server/json_values.h"

namespace onrecord {

/// One entity's card as server/API.md shows it.
void write_card(JsonWriter& writer, const EntityCard& card);
std::string to_json(const EntityCard& card);

/// A figure for people: "more than 300", "65.5%".
std::string figure_text(const Outcome& outcome);

}  // namespace onrecord
