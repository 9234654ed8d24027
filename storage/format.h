#pragma once

#include <cstdint>

namespace onrecord {

/// The version of keys and values that this build writes (storage/FORMAT.md).
inline constexpr std::uint32_t kSchemaVersion = 2;
/// The oldest one that it reads, and brings up to date when it writes.
inline constexpr std::uint32_t kOldestSchemaVersion = 1;

}  // namespace onrecord
