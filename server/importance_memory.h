#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "graph/importance.h"

namespace onrecord {

/// The last answers about a whole graph. For any number of threads.
///
/// An answer is of one version of the graph. One that took longer than a request may is found in
/// the background, once, and then given for ten times as long as it took, though the graph may have
/// moved on: while documents come in, it would else be out of date before it is there.
class ImportanceMemory {
 public:
  using Answer = std::shared_ptr<const ImportanceTable>;
  using Find = std::function<Result<ImportanceTable>(const Snapshot&, const ImportanceQuestion&,
                                                     const SearchLimits&)>;

  ImportanceMemory() : ImportanceMemory(find_importance) {}
  explicit ImportanceMemory(Find find) : find_(std::move(find)) {}
  ~ImportanceMemory();
  ImportanceMemory(const ImportanceMemory&) = delete;
  ImportanceMemory& operator=(const ImportanceMemory&) = delete;

  /// From memory, else found now within the limits; two threads that miss at once both look. Busy
  /// when the deadline passes first: the answer is then on its way, and to be asked for again.
  Result<Answer> find(const std::shared_ptr<const Snapshot>& snapshot,
                      const ImportanceQuestion& question, const SearchLimits& limits);
  /// Gives up what is on its way; nothing is found in the background from then on.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  struct Known {
    std::string key;
    std::uint64_t version = 0;
    Result<Answer> answer;
    Clock::time_point good_until;  ///< for other versions
  };
  struct Job {
    std::string key;
    std::shared_ptr<const Snapshot> snapshot;
    ImportanceQuestion question;
  };

  // All with the mutex held.
  const Known* recall(const std::string& key, std::uint64_t version) const;
  void keep(Known known);
  bool on_its_way(const std::string& key) const;
  Error begin_job(Job job);
  void run();

  const Find find_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Known> known_;  // the oldest first
  std::deque<Job> jobs_;      // the first is being worked on
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace onrecord
