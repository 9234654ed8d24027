#pragma once

#include <string>

#include "server/json_values.h"
#include "server/quote_timeline.h"

namespace onrecord {

/// One entry of a timeline as server/API.md shows it.
void write_timeline_entry(JsonWriter& writer, const TimelineEntry& entry);
std::string to_json(const TimelineEntry& entry);

}  // namespace onrecord
