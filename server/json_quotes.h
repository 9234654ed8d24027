#pragma once

#include <string>

#include "server/json_values.h"
#include "server/quote_view.h"

namespace onrecord {

/// One quote as server/API.md shows it.
void write_quote(JsonWriter& writer, const QuoteView& view);
std::string to_json(const QuoteView& view);

}  // namespace onrecord
