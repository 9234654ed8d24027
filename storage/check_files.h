#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "storage/engine.h"

namespace onrecord {

/// Reads every block of every table of an open store and checks its checksum, and the logs as far
/// as they were acknowledged (storage/synced.h). Calls `complain` for each file that is damaged,
/// which it names, and `checked` after each. Returns how many files there are.
std::uint64_t check_files(const StoreState& state,
                          const std::function<void(const std::string&)>& complain,
                          const std::function<void(std::uint64_t done, std::uint64_t of)>& checked);

}  // namespace onrecord
