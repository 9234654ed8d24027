#pragma once

#include <functional>
#include <string>

#include "app/serve.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `serve`, filled by the parser. Outlives it.
class ServeCommand {
 public:
  /// Adds the command to `app`. Chosen, it sets `run` to what runs it; console and run outlive
  /// this. store: the folder when none is named.
  ServeCommand(CLI::App& app, const std::string& store, Console& console,
               std::function<ExitCode()>& run);
  ServeCommand(const ServeCommand&) = delete;
  ServeCommand& operator=(const ServeCommand&) = delete;

 private:
  ServeArguments serve_;
};

}  // namespace onrecord
