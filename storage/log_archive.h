#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace onrecord {

/// How much of the log of writes stays after its rows have reached RocksDB's tables, for readers
/// that refresh what they hold (Store::changes_since).
inline constexpr std::uint64_t kArchivedLogBytes = 64u << 20;
/// Where RocksDB puts them, in the store's folder.
inline constexpr std::string_view kLogArchive = "archive";

/// Removes the oldest of a store's archived logs until those that stay have at most `bytes`.
/// RocksDB looks at them every ten minutes only, in which a load can write ten gigabytes. A file
/// that cannot be removed stays, and is tried again the next time.
void trim_log_archive(const std::filesystem::path& store, std::uint64_t bytes = kArchivedLogBytes);

}  // namespace onrecord
