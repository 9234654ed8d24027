#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord {

/// What the file SYNCED says at one moment.
struct SyncedState {
  std::uint64_t round = 0;  ///< grows with every writing
  /// The MANIFEST in use and the write-ahead logs, by file name: bytes that the disk has confirmed.
  std::map<std::string, std::uint64_t> bytes;
  bool operator==(const SyncedState&) const = default;
};

/// Two slots that are written in turn, so that one is whole when the other is cut short.
inline constexpr std::size_t kSyncedSlot = 4096;

/// One slot. Names for which there is no room are left out: they promise nothing then.
std::string encode_synced(const SyncedState& state);
/// The newer of the slots that are whole; nothing when none is.
std::optional<SyncedState> decode_synced(std::string_view file);

}  // namespace onrecord
