#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/exit_code.h"
#include "storage/store.h"

namespace onrecord {

struct ServeArguments {
  std::string store;
  std::optional<std::uint16_t> port;  ///< 0: a free one; nothing: 8080, or a free one if taken
  std::string listen = "127.0.0.1";   ///< an address in digits
  std::vector<std::string> names;     ///< more names under which it is asked
  bool read_only = false;
  std::string model;       ///< the language model's file; empty: where model_path() finds it
  std::string access_log;  ///< a file, "-" for standard error; "": none
  bool open_browser = false;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  std::uint64_t answers_mib = 16;  ///< for answers that are kept until the store changes
};

/// Serves until SIGINT or SIGTERM.
ExitCode serve(const ServeArguments& options, Console& console);

}  // namespace onrecord
