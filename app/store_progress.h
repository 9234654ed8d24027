#pragma once

#include <chrono>

#include "app/console.h"
#include "storage/store.h"

namespace onrecord {

/// "documents: 1200 of 5000" on a terminal's standard error, five times a second at most.
class StoreProgress {
 public:
  explicit StoreProgress(Console& console) : console_(console) {}

  /// What tells it; refers to this.
  VerifyProgress watcher();
  /// Takes the line away.
  void clear();

 private:
  Console& console_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace onrecord
