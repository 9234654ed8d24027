#pragma once

#include <cstdint>

namespace onrecord {

/// The version of keys and values that this build writes (storage/FORMAT.md).
inline constexpr std::uint32_t kSchemaVersion = 2;
/// The oldest one that it reads, and brings up to date when it writes.
inline constexpr std::uint32_t kOldestSchemaVersion = 1;

/// Set in the schema row beside the version while documents wait to be indexed, so that a program
/// which does not know of that refuses the store.
inline constexpr std::uint32_t kUnindexedBit = std::uint32_t{1} << 31;

}  // namespace onrecord
