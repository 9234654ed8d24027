#include "storage/bulk_seen.h"

#include <algorithm>

#include "model/ids.h"

namespace onrecord::bulk {

SeenRecords::SeenRecords(std::size_t bytes)
    : most_slots_(std::max<std::size_t>(bytes / sizeof(Slot) / kShards, 1024)) {}

/// Where an id stands, or the free slot where it would.
std::size_t SeenRecords::place(const std::vector<Slot>& slots, std::uint64_t id) {
  std::size_t at = (id / kShards) & (slots.size() - 1);
  while (slots[at].id != 0 && slots[at].id != id) at = (at + 1) & (slots.size() - 1);
  return at;
}

void SeenRecords::grow(Shard& shard) {
  std::vector<Slot> larger(std::max<std::size_t>(64, shard.slots.size() * 2));
  for (const Slot& slot : shard.slots) {
    if (slot.id != 0) larger[place(larger, slot.id)] = slot;
  }
  shard.slots = std::move(larger);
}

Seen SeenRecords::see(std::string_view id, std::string_view record) {
  const std::uint64_t key = std::max<std::uint64_t>(hash_bytes(id), 1);
  const std::uint64_t content = hash_bytes(record);
  Shard& shard = shards_[key % kShards];
  const std::lock_guard lock(shard.mutex);
  if (shard.used * 2 >= shard.slots.size()) {
    if (shard.slots.size() * 2 > most_slots_) {
      may_differ_ = true;
      if (shard.used + 1 >= shard.slots.size()) return Seen::New;
    } else {
      grow(shard);
    }
  }
  Slot& slot = shard.slots[place(shard.slots, key)];
  if (slot.id == 0) {
    slot = {key, content};
    ++shard.used;
    return Seen::New;
  }
  if (slot.record == content) return Seen::Same;
  may_differ_ = true;
  return Seen::Differs;
}

}  // namespace onrecord::bulk
