#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// A request target taken apart and percent-decoded.
struct Target {
  /// Of the path, split at '/' before decoding, so an id may hold a "%2F". "/" gives none, and one
  /// slash at the end is ignored.
  std::vector<std::string> segments;
  std::map<std::string, std::string> query;
  bool operator==(const Target&) const = default;
};

/// InvalidInput for a bad escape, an empty segment, a parameter given twice, bytes that decode to
/// something other than UTF-8, and control characters. '+' is a blank in the query.
Result<Target> parse_target(std::string_view target);

/// Percent-encodes everything but letters, digits and "-._~", for one segment or one value.
std::string percent_encode(std::string_view text);

}  // namespace onrecord
