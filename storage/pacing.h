#pragma once

#include <cstdint>

#include "storage/engine.h"

namespace onrecord {

/// How far compaction is behind: 0 while it keeps up, 1 where RocksDB would soon slow writes down
/// on its own, which it does in leaps.
double arrears(const StoreState& state);

/// How long a write of so many bytes waits, in microseconds: nothing at 0, at 1 as long as lets
/// compaction win, rising smoothly between; never more than kLongestWait.
std::uint64_t wait_of(double arrears, std::uint64_t bytes);
inline constexpr std::uint64_t kLongestWait = 250'000;

/// Called before a write of so many bytes: waits as long as it should, and tells
/// StoreOptions::on_wait.
void hold_back(StoreState& state, std::uint64_t bytes);

}  // namespace onrecord
