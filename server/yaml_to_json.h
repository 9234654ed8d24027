#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// One YAML document as JSON. Plain words mean what YAML 1.2's core schema says: null, true, false,
/// whole and decimal numbers; everything else, and what is quoted, is text. Keys keep their order.
/// InvalidInput, naming the line, for what libyaml refuses, for aliases, and for more than one
/// document.
Result<std::string> yaml_to_json(std::string_view yaml);

}  // namespace onrecord
