#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string_view>

#include "model/compression.h"
#include "model/result.h"

namespace onrecord {

/// "gz", "zst" or "none"; nothing for anything else.
std::optional<Compression> parse_compression(std::string_view word);

/// Calls write with a stream of which everything comes out compressed at `out`, piece by piece; the
/// same bytes for the same bytes. The status of `write`, or Io when `out` failed.
Status write_compressed(std::ostream& out, Compression compression,
                        const std::function<Status(std::ostream&)>& write);

}  // namespace onrecord
