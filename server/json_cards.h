#pragma once

#include <string>

#include "server/cards.h"
#include "server/json_values.h"

namespace onrecord {

/// One entity's card as server/API.md shows it.
void write_card(JsonWriter& writer, const EntityCard& card);
std::string to_json(const EntityCard& card);

}  // namespace onrecord
