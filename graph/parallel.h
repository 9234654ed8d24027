#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// threads, or one a core when it is 0; at most 64.
inline unsigned thread_count(unsigned threads) {
  return std::clamp(threads > 0 ? threads : std::thread::hardware_concurrency(), 1u, 64u);
}

/// Calls `work` with 0, 1 … `count` - 1, each on a thread of its own, and waits for all.
/// returns: the error of the least index that had one.
inline Status for_each_part(std::size_t count, const std::function<Status(std::size_t)>& work) {
  std::vector<Status> results(count);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) {
    threads.emplace_back([&, i] { results[i] = work(i); });
  }
  if (count > 0) results[0] = work(0);
  for (std::thread& thread : threads) thread.join();
  for (Status& result : results) {
    if (!result) return std::move(result);
  }
  return {};
}

}  // namespace onrecord
