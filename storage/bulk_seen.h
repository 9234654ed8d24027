#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace onrecord::bulk {

enum class Seen { New, Same, Differs };

/// Which records came already: a hash of the document's id and one of all of the record, 16 bytes
/// each, in bounded memory. Thread-safe.
class SeenRecords {
 public:
  explicit SeenRecords(std::size_t bytes);

  /// Same: the very record came before. When there is no memory left, New.
  Seen see(std::string_view id, std::string_view record);
  /// Whether two records of one document may have been let through.
  bool may_differ() const { return may_differ_; }

 private:
  struct Slot {
    std::uint64_t id = 0, record = 0;  // id 0: free
  };
  struct Shard {
    std::mutex mutex;
    std::vector<Slot> slots;
    std::size_t used = 0;
  };
  void grow(Shard& shard);
  static std::size_t place(const std::vector<Slot>& slots, std::uint64_t id);

  static constexpr std::size_t kShards = 16;
  const std::size_t most_slots_;
  std::array<Shard, kShards> shards_;
  std::atomic<bool> may_differ_ = false;
};

}  // namespace onrecord::bulk
