#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "graph/snapshot.h"
#include "model/result.h"

namespace onrecord {

/// Keeps a graph snapshot of a store that moves on. Readers take the current one and never wait for
/// the next: it is built on a thread of its own and then put in its place.
class GraphKeeper {
 public:
  /// The store must outlive the keeper. `report` hears of refreshes that failed; the old snapshot
  /// then stays. It is called on the keeper's thread.
  GraphKeeper(Store& store, std::chrono::milliseconds interval,
              std::function<void(const Error&)> report);
  ~GraphKeeper();
  GraphKeeper(const GraphKeeper&) = delete;
  GraphKeeper& operator=(const GraphKeeper&) = delete;

  /// Loads the first snapshot and begins to look for changes.
  Status start();
  void stop();

  /// Never null after a start that went well.
  std::shared_ptr<const Snapshot> current() const;

 private:
  Status refresh();
  Result<Snapshot> next_snapshot(const Snapshot* old) const;
  void run();

  Store& store_;
  const std::chrono::milliseconds interval_;
  const std::function<void(const Error&)> report_;
  mutable std::mutex current_mutex_;  // held for the copy of a pointer only
  std::shared_ptr<const Snapshot> current_;
  std::mutex stop_mutex_;
  std::condition_variable stop_wanted_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace onrecord
