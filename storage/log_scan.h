#pragma once

#include <cstdint>
#include <filesystem>

#include "model/result.h"

namespace onrecord {

/// How far a file in RocksDB's log format (a write-ahead log, a MANIFEST) is whole.
struct LogScan {
  std::uint64_t size = 0;   ///< of the file, bytes
  std::uint64_t whole = 0;  ///< the end of its last record before the first that is cut or altered
};

/// Reads records and checks their checksums until `limit` bytes, the end or the first damage.
/// Io when the file cannot be read, NotFound when it is not there.
/// Format: blocks of 32 KiB; records of CRC32C (masked), length, type, bytes (RocksDB wiki,
/// "Write Ahead Log File Format").
Result<LogScan> scan_log(const std::filesystem::path& file, std::uint64_t limit);

/// CRC-32C (Castagnoli) of some bytes, going on from `crc` (0 at first).
std::uint32_t crc32c(std::uint32_t crc, const char* bytes, std::size_t size);

}  // namespace onrecord
