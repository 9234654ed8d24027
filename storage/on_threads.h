#pragma once

#include <cstddef>
#include <functional>

#include "model/result.h"

namespace onrecord {

/// Runs `work(thread, i)` for each i below count, on so many threads: the caller's and others. The
/// first failure, by number, is returned, and what nobody has begun by then is left out.
Status on_threads(unsigned threads, std::size_t count,
                  const std::function<Status(unsigned thread, std::size_t number)>& work);

}  // namespace onrecord
