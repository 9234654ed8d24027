#include "server/importance_memory.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace onrecord {
namespace {

constexpr std::size_t kKept = 16;
constexpr std::size_t kMostJobs = 4;
constexpr std::chrono::minutes kPatience{10};
constexpr std::chrono::milliseconds kSlice{100};

Error on_its_way_error() {
  return {ErrorCode::Busy,
          "this takes longer than one request may; it is being found in the background: ask again "
          "in a moment"};
}

}  // namespace

ImportanceMemory::~ImportanceMemory() { stop(); }

void ImportanceMemory::stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    ending = std::move(thread_);
  }
  changed_.notify_all();
  if (ending.joinable()) ending.join();
}

const ImportanceMemory::Known* ImportanceMemory::recall(const std::string& key,
                                                        std::uint64_t version) const {
  for (const Known& known : known_) {
    if (known.key != key) continue;
    if (known.version == version || Clock::now() < known.good_until) return &known;
  }
  return nullptr;
}

void ImportanceMemory::keep(Known known) {
  const auto same = std::find_if(known_.begin(), known_.end(),
                                 [&](const Known& other) { return other.key == known.key; });
  if (same != known_.end()) known_.erase(same);
  if (known_.size() >= kKept) known_.erase(known_.begin());
  known_.push_back(std::move(known));
}

bool ImportanceMemory::on_its_way(const std::string& key) const {
  return std::any_of(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.key == key; });
}

Result<ImportanceMemory::Answer> ImportanceMemory::find(
    const std::shared_ptr<const Snapshot>& snapshot, const ImportanceQuestion& question,
    const SearchLimits& limits) {
  const std::string key = question.key();
  const auto gone = [&] { return limits.cancelled != nullptr && *limits.cancelled; };
  const auto late = [&] { return limits.deadline && Clock::now() > *limits.deadline; };
  {
    std::unique_lock lock(mutex_);
    while (true) {
      if (const Known* known = recall(key, snapshot->version())) return known->answer;
      if (!on_its_way(key)) break;
      if (gone() || late() || stopping_) return on_its_way_error();
      changed_.wait_for(lock, kSlice);
    }
  }
  Result<ImportanceTable> found = find_(*snapshot, question, limits);
  const std::lock_guard lock(mutex_);
  if (found) {
    auto answer = std::make_shared<const ImportanceTable>(*std::move(found));
    keep({key, snapshot->version(), answer, {}});
    return answer;
  }
  if (found.error().code != ErrorCode::Busy || gone() || !late()) return found.error();
  return begin_job({key, snapshot, question});
}

Error ImportanceMemory::begin_job(Job job) {
  if (on_its_way(job.key)) return on_its_way_error();
  if (stopping_ || jobs_.size() >= kMostJobs) {
    return {ErrorCode::Busy, "other long questions are being answered; ask again later"};
  }
  jobs_.push_back(std::move(job));
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
  return on_its_way_error();
}

void ImportanceMemory::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    const Job job = jobs_.front();
    lock.unlock();
    SearchLimits limits;
    limits.max_steps = std::numeric_limits<std::uint64_t>::max();
    const Clock::time_point begin = Clock::now();
    limits.deadline = begin + kPatience;
    limits.cancelled = &stopping_;
    Result<ImportanceTable> found = find_(*job.snapshot, job.question, limits);
    const Clock::duration took = Clock::now() - begin;
    lock.lock();
    Known known{
        job.key, job.snapshot->version(),
        Error{ErrorCode::Busy,
              "this took over ten minutes and was given up; narrow it with a filter, or ask "
              "`onrecord rank`"},
        Clock::now() + 10 * took};
    if (found) {
      known.answer = Answer(std::make_shared<const ImportanceTable>(*std::move(found)));
    } else if (found.error().code != ErrorCode::Busy) {
      known.answer = found.error();
    }
    keep(std::move(known));
    jobs_.pop_front();
    changed_.notify_all();
  }
}

}  // namespace onrecord
