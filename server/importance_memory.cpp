#include "server/importance_memory.h"

namespace onrecord {

Result<ImportanceMemory::Answer> ImportanceMemory::find(const Snapshot& snapshot,
                                                        const ImportanceQuestion& question,
                                                        const SearchLimits& limits) {
  const std::string key = question.key();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (version_ != snapshot.version()) answers_.clear();
    version_ = snapshot.version();
    for (const auto& [known, answer] : answers_) {
      if (known == key) return answer;
    }
  }
  Result<ImportanceTable> found = find_importance(snapshot, question, limits);
  if (!found) return found.error();
  const auto answer = std::make_shared<const ImportanceTable>(*std::move(found));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (version_ != snapshot.version()) return answer;
  if (answers_.size() >= kKept) answers_.erase(answers_.begin());
  answers_.emplace_back(key, answer);
  return answer;
}

}  // namespace onrecord
