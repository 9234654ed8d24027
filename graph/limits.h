#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "model/result.h"

namespace onrecord {

/// How long a query may go on. Past either it ends in ErrorCode::Busy.
struct SearchLimits {
  std::uint64_t max_steps = 50'000'000;  ///< edges looked at
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

/// Counts the steps of one query.
class StepCounter {
 public:
  explicit StepCounter(const SearchLimits& limits) : limits_(limits) {}

  /// False when a limit has been passed; stays false.
  bool step();
  Error error() const;

 private:
  SearchLimits limits_;
  std::uint64_t steps_ = 0;
  bool late_ = false;
};

}  // namespace onrecord
