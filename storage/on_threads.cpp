#include "storage/on_threads.h"

#include <atomic>
#include <thread>
#include <vector>

namespace onrecord {

Status on_threads(unsigned threads, std::size_t count,
                  const std::function<Status(unsigned thread, std::size_t number)>& work) {
  std::vector<Status> results(count);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto run = [&](unsigned thread) {
    for (std::size_t i = next++; i < count && !failed; i = next++) {
      results[i] = work(thread, i);
      if (!results[i]) failed = true;
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(run, i);
  run(0);
  for (std::thread& other : others) other.join();
  for (const Status& result : results) {
    if (!result) return result;
  }
  return {};
}

}  // namespace onrecord
