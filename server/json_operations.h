#pragma once

#include <string>
#include <vector>

#include "server/json_values.h"
#include "server/operation_card.h"

namespace onrecord {

/// One operation as server/API.md shows it.
void write_operation_card(JsonWriter& writer, const OperationCard& card);
std::string to_json(const OperationCard& card);

/// What contradicts in an operation, one object each.
void write_conflicts_of(JsonWriter& writer, const OperationCard& card);
/// The same, one string each.
std::vector<std::string> conflicts_to_json(const OperationCard& card);

}  // namespace onrecord
