// RocksDB lets writes pass at full speed until some family has 20 unsorted tables (level 0), then
// slows all of them down to a rate that it lowers step by step, and at 36 stops them. So writes
// wait here before that, a little at first: from kCalm tables on the wait for each byte rises with
// their number, and with it the share of time that compaction has for itself.

#include "storage/pacing.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace onrecord {

namespace {

constexpr double kCalm = 8;                      // twice as many as start a compaction
constexpr double kPressing = 18;                 // two before RocksDB slows down
constexpr double kSlowest = 2.0 * (1 << 20);     // bytes a second at 1
constexpr std::uint64_t kAskEvery = 256u << 10;  // bytes

double unsorted_tables(const Database& database, Column column) {
  std::string text;
  database.db().GetProperty(database.handle(column), "rocksdb.num-files-at-level0", &text);
  return std::strtod(text.c_str(), nullptr);
}

}  // namespace

double arrears(const StoreState& state) {
  double most = 0;
  for (const Column column : all_columns()) {
    most = std::max(most, unsorted_tables(*state.database, column));
  }
  return std::clamp((most - kCalm) / (kPressing - kCalm), 0.0, 1.0);
}

std::uint64_t wait_of(double arrears, std::uint64_t bytes) {
  const double wait = arrears * arrears * static_cast<double>(bytes) / kSlowest * 1e6;
  return std::min(static_cast<std::uint64_t>(wait), kLongestWait);
}

void hold_back(StoreState& state, std::uint64_t bytes) {
  state.unpaced_bytes += bytes;
  if (!state.paced || state.unpaced_bytes < kAskEvery) return;
  std::uint64_t wait = wait_of(arrears(state), state.unpaced_bytes);
  state.unpaced_bytes = 0;
  constexpr std::uint64_t kTold = 100'000;
  while (wait > 0) {
    if (state.options.on_wait) state.options.on_wait();
    const std::uint64_t now = std::min(wait, kTold);
    std::this_thread::sleep_for(std::chrono::microseconds(now));
    wait -= now;
  }
}

}  // namespace onrecord
