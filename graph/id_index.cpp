#include "graph/id_index.h"

#include <algorithm>
#include <bit>

namespace onrecord {

IdIndex::IdIndex(std::span<const EntityId> ids)
    : bits_(static_cast<unsigned>(std::bit_width(ids.size()))) {
  begins_.resize((std::size_t{1} << bits_) + 1);
  for (const EntityId id : ids) ++begins_[bucket_of(id) + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

std::optional<std::uint32_t> IdIndex::find(std::span<const EntityId> ids, EntityId id) const {
  if (ids.empty()) return std::nullopt;
  const std::uint64_t bucket = bucket_of(id);
  const auto begin = ids.begin() + begins_[bucket], end = ids.begin() + begins_[bucket + 1];
  const auto at = std::lower_bound(begin, end, id);
  if (at == end || *at != id) return std::nullopt;
  return static_cast<std::uint32_t>(at - ids.begin());
}

}  // namespace onrecord
