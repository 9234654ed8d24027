#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/ids.h"

namespace onrecord {

/// Finds the place of an id among sorted ones. Ids are hashes, so their first bits say nearly where
/// they stand: a look-up touches two or three cache lines however many there are. 4 to 8 bytes for
/// each id. Of ids that are no hashes only the speed is worse.
class IdIndex {
 public:
  IdIndex() = default;
  /// ids: ascending, none twice, fewer than 2^32.
  explicit IdIndex(std::span<const EntityId> ids);

  /// ids: those of the constructor.
  std::optional<std::uint32_t> find(std::span<const EntityId> ids, EntityId id) const;

  std::size_t memory() const { return begins_.capacity() * sizeof(std::uint32_t); }

 private:
  std::uint64_t bucket_of(EntityId id) const { return bits_ == 0 ? 0 : id.value >> (64 - bits_); }

  unsigned bits_ = 0;
  std::vector<std::uint32_t> begins_;  // of each bucket, and the end of the last
};

}  // namespace onrecord
