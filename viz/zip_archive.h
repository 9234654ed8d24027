#pragma once

#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// One file of a zip archive.
struct ZipEntry {
  std::string name;        ///< ASCII
  std::uint64_t size = 0;  ///< in bytes
  std::istream& bytes;     ///< gives that many
};

/// Writes a zip archive as it goes, in memory that grows with the number of entries alone: deflate,
/// in the order given, zip64 where a size needs it. The same entries give the same bytes: times are
/// 1980-01-01, files readable by all and of user 0. Io when `out` fails or an entry has other bytes
/// than it says.
Status write_zip(std::ostream& out, const std::vector<ZipEntry>& entries);

}  // namespace onrecord
