#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/values.h"

namespace onrecord::bulk {

/// Adds up what documents give the forms of entities: most names come again and again, and need be
/// sorted once only. Open addressing, so that a name costs one look at the table and one at its
/// key. Not safe for several threads.
class FormSums {
 public:
  /// bytes: of memory, about.
  explicit FormSums(std::size_t bytes);

  /// key: in entity_forms. share: modulo 2^64. Not when full.
  void add(std::string_view key, const FormRow& share);
  /// Then drain it before more is added.
  bool full() const { return 2 * used_ >= most_slots_ || keys_.size() >= most_key_bytes_; }

  /// Gives each form and its sum to `take(key, sum)`, in no order, and is empty then.
  template <typename Take>
  void drain(Take take) {
    for (const Slot& slot : slots_) {
      if (slot.size > 0) take(key_of(slot), slot.sum);
    }
    clear();
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    FormRow sum;
    std::uint32_t offset = 0, size = 0;  // of the key in keys_; size 0: free
  };
  std::string_view key_of(const Slot& slot) const {
    return std::string_view(keys_).substr(slot.offset, slot.size);
  }
  Slot& place(std::uint64_t hash, std::string_view key);
  void grow();
  void clear();

  const std::size_t most_slots_, most_key_bytes_;
  std::vector<Slot> slots_;  // their number is a power of 2
  std::string keys_;
  std::size_t used_ = 0;
};

}  // namespace onrecord::bulk
