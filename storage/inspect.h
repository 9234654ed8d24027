#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "storage/engine.h"

namespace onrecord {

/// What stands where a store is to be opened.
enum class Found {
  Nothing,     ///< no folder, an empty one, or one where RocksDB had hardly begun
  Unfinished,  ///< a creation that was cut short: some of our families, no rows
  Store,
};

struct Inspection {
  Found found = Found::Nothing;
  bool outdated = false;           ///< a store of an older version that this build reads
  std::set<std::string> families;  ///< on disk, "default" included
};

/// Looks before anything is written. A store is a folder that RocksDB wrote and whose meta family
/// has a schema row, the last thing that creating it writes.
///
/// Errors: InvalidInput for an empty path, a file, a folder of other files or another program's
/// database; Unsupported for a later version's store; Corrupt and Io for one that cannot be read
/// whole. While a writer is at work Corrupt and Io may pass: it deletes files as it goes.
Result<Inspection> inspect(const StoreState& state);

/// The schema row; nothing when there is none.
Result<std::optional<std::string>> read_schema(const Database& database, const std::string& store);
/// unindexed: with the bit that says so.
std::string schema_value(bool unindexed = false);
/// The version that a schema row says, without that bit; nothing when it is none.
std::optional<std::uint32_t> parse_schema(const std::string& value);

/// File in a store's folder that names its writer.
inline constexpr std::string_view kPidFile = "WRITER";

}  // namespace onrecord
