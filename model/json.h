#pragma once

// The one door to rapidjson for bytes that we did not write. rapidjson 1.1.0 overflows a signed int
// on long exponents (CVE-2024-38517, -39684) and its recursive parser dies of deep nesting, so
// depth, size and exponents are checked before it sees them and it parses iteratively.

#include <rapidjson/document.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

struct JsonLimits {
  std::size_t max_bytes = 64u << 20;
  std::size_t max_depth = 64;
};

/// Parses one JSON value (RFC 8259, well-formed UTF-8). `item` names the input in messages, which
/// give the byte where it went wrong. Exponents of more than 3 digits and numbers of more than 400
/// characters are refused.
Result<rapidjson::Document> parse_json(std::string_view text, std::string_view item,
                                       const JsonLimits& limits = {});

/// The string member `name` of an object, or "" when it is absent or null; an Error naming `item`
/// when it is of another type.
Result<std::string> json_string(const rapidjson::Value& object, const char* name,
                                std::string_view item);

}  // namespace onrecord
