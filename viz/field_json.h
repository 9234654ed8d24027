#pragma once

#include <string_view>

#include "viz/graph_fields.h"
#include "viz/json_stream.h"

namespace onrecord {

/// "name": value; nothing for a value that is nothing.
inline void write_field(std::string_view name, const FieldValue& value, JsonStream& json) {
  if (std::holds_alternative<std::monostate>(value)) return;
  json.key(name);
  if (const auto* words = std::get_if<std::string_view>(&value)) {
    json.text(*words);
  } else if (const auto* count = std::get_if<std::uint64_t>(&value)) {
    json.number(*count);
  } else if (const auto* number = std::get_if<double>(&value)) {
    json.probability(*number);
  } else {
    json.flag(std::get<bool>(value));
  }
}

}  // namespace onrecord
