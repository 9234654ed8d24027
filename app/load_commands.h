#pragma once

#include <functional>
#include <string>

#include "app/load.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `load`, filled by the parser. Outlives it.
class LoadCommands {
 public:
  /// Adds the command to `app`. Chosen, it sets `run` to what runs it; console and run outlive
  /// this. store: the folder when none is named.
  LoadCommands(CLI::App& app, const std::string& store, Console& console,
               std::function<ExitCode()>& run);
  LoadCommands(const LoadCommands&) = delete;
  LoadCommands& operator=(const LoadCommands&) = delete;

 private:
  LoadArguments load_;
};

}  // namespace onrecord
