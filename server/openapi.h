#pragma once

#include <string_view>

namespace onrecord {

/// server/openapi.yaml, compiled in.
std::string_view openapi_yaml();

}  // namespace onrecord
