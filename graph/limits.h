#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "model/result.h"

namespace onrecord {

/// How long a query may go on. Past any limit it ends in ErrorCode::Busy.
struct SearchLimits {
  std::uint64_t max_steps = 50'000'000;  ///< edges looked at
  std::optional<std::chrono::steady_clock::time_point> deadline;
  /// Set by somebody else when nobody waits for the answer any more; must outlive the query.
  const std::atomic<bool>* cancelled = nullptr;
};

/// Counts the steps of one query. Not for several threads.
class StepCounter {
 public:
  explicit StepCounter(const SearchLimits& limits) : limits_(limits) {}

  /// False once a limit has been passed, and from then on. Looks at the clock every 1,024 steps.
  bool step() {
    ++steps_;
    return steps_ % 1024 == 0 ? check() : !late_ && steps_ <= limits_.max_steps;
  }
  /// As step, for a step that is slow by itself: always looks at the clock.
  bool slow_step();
  Error error() const;

 private:
  SearchLimits limits_;
  bool check();
  void look_up();
  std::uint64_t steps_ = 0;
  bool late_ = false;
  bool cancelled_ = false;
};

}  // namespace onrecord
