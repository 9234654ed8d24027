#include "storage/bulk_forms.h"

#include <algorithm>
#include <bit>

#include "model/ids.h"

namespace onrecord::bulk {
namespace {

constexpr std::size_t kLeastSlots = 128;
constexpr std::size_t kMostKeyBytes = std::size_t{1} << 31;  // offsets have 32 bits

}  // namespace

FormSums::FormSums(std::size_t bytes)
    : most_slots_(std::max(std::bit_floor(bytes / 2 / sizeof(Slot)), kLeastSlots)),
      most_key_bytes_(std::min(bytes / 2, kMostKeyBytes)),
      slots_(kLeastSlots) {}

void FormSums::add(std::string_view key, const FormRow& share) {
  if (2 * used_ >= slots_.size()) grow();
  const std::uint64_t hash = hash_bytes(key);
  Slot& slot = place(hash, key);
  if (slot.size == 0) {
    slot.hash = hash;
    slot.offset = static_cast<std::uint32_t>(keys_.size());
    slot.size = static_cast<std::uint32_t>(key.size());
    keys_ += key;
    ++used_;
  }
  slot.sum.main += share.main;
  slot.sum.alias += share.alias;
}

/// Where a key stands, or the free slot where it would.
FormSums::Slot& FormSums::place(std::uint64_t hash, std::string_view key) {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].size > 0 && (slots_[at].hash != hash || key_of(slots_[at]) != key)) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at];
}

void FormSums::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.size > 0) place(slot.hash, key_of(slot)) = slot;
  }
}

void FormSums::clear() {
  slots_ = std::vector<Slot>(kLeastSlots);
  keys_.clear();
  used_ = 0;
}

}  // namespace onrecord::bulk
