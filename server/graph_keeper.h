#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "graph/snapshot.h"
#include "model/result.h"
#include "server/document_list.h"
#include "server/name_index.h"

namespace onrecord {

/// Keeps a graph snapshot and an index of names of a store that moves on. Readers take the current
/// ones and never wait for the next: they are built on a thread of their own and then put in their
/// place, both at once.
class GraphKeeper {
 public:
  /// The store must outlive the keeper. `report` hears of refreshes that failed; the old snapshot
  /// then stays. It is called on the keeper's thread, once for each reason, not each time.
  GraphKeeper(Store& store, std::chrono::milliseconds interval,
              std::function<void(const Error&)> report);
  ~GraphKeeper();
  GraphKeeper(const GraphKeeper&) = delete;
  GraphKeeper& operator=(const GraphKeeper&) = delete;

  /// Loads the first snapshot and begins to look for changes.
  Status start();
  void stop();

  /// Looks for changes now, and waits until what the others return is of this version or a later
  /// one, or the time is up.
  void show(std::uint64_t version, std::chrono::milliseconds at_most);

  // Never null after a start that went well.
  std::shared_ptr<const Snapshot> current() const;
  std::shared_ptr<const NameIndex> names() const;
  /// Null until they have been read, in the background where there are many documents.
  std::shared_ptr<const DocumentList> documents() const;
  /// How often any of these took the place of another.
  std::uint64_t turns() const { return turns_; }
  /// Since the current one took the place of another.
  std::chrono::steady_clock::duration age() const;
  /// Why the last refresh failed; empty when it did not.
  std::string trouble() const;

 private:
  Status refresh();
  Result<Snapshot> next_snapshot(const Snapshot* old) const;
  Result<NameIndex> next_names(const NameIndex* old) const;
  Status refresh_documents();
  Status refresh_all();
  void note(const Status& refreshed);
  void run();

  Store& store_;
  const std::chrono::milliseconds interval_;
  const std::function<void(const Error&)> report_;
  mutable std::mutex current_mutex_;  // held for the copy of pointers only
  std::shared_ptr<const Snapshot> current_;
  std::shared_ptr<const NameIndex> names_;
  std::shared_ptr<const DocumentList> documents_;
  std::atomic<std::uint64_t> turns_{0};
  std::chrono::steady_clock::time_point made_at_{};
  std::string trouble_;
  std::mutex stop_mutex_;
  std::condition_variable stop_wanted_;
  std::condition_variable refreshed_;
  bool stopping_ = false, wanted_ = false;
  std::thread thread_;
};

}  // namespace onrecord
