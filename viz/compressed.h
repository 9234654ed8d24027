#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string_view>

#include "model/result.h"

namespace onrecord {

enum class Compression { None, Gzip, Zstd };

/// "gz", "zst" or "none"; nothing for anything else.
std::optional<Compression> parse_compression(std::string_view word);
/// By the end of a file's name.
Compression compression_of(std::string_view file_name);

/// Calls write with a stream of which everything comes out compressed at `out`, piece by piece; the
/// same bytes for the same bytes. The status of `write`, or Io when `out` failed.
Status write_compressed(std::ostream& out, Compression compression,
                        const std::function<Status(std::ostream&)>& write);

}  // namespace onrecord
