#pragma once

#include <string_view>

namespace onrecord {

/// gzip: RFC 1952. Zstandard: RFC 8878.
enum class Compression { None, Gzip, Zstd };

/// By the end of a file's name: .gz or .zst, in capitals or not.
Compression compression_of(std::string_view file_name);

}  // namespace onrecord
