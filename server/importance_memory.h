#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "graph/importance.h"

namespace onrecord {

/// The last answers about a whole graph, of one version of it. For any number of threads.
class ImportanceMemory {
 public:
  using Answer = std::shared_ptr<const ImportanceTable>;

  /// From memory, else found now; two threads that miss at once both look.
  Result<Answer> find(const Snapshot& snapshot, const ImportanceQuestion& question,
                      const SearchLimits& limits);

 private:
  static constexpr std::size_t kKept = 16;
  std::mutex mutex_;
  std::uint64_t version_ = 0;
  std::vector<std::pair<std::string, Answer>> answers_;  // the oldest first
};

}  // namespace onrecord
