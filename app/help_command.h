#pragma once

#include <functional>
#include <string>

#include "app/console.h"
#include "app/exit_code.h"

namespace CLI {
class App;
}

namespace onrecord {

/// `help` and `help COMMAND`: what --help prints. Outlives the parser.
class HelpCommand {
 public:
  /// Adds it to `app`. When it was chosen it sets `run`; all three outlive this.
  HelpCommand(CLI::App& app, Console& console, std::function<ExitCode()>& run);
  HelpCommand(const HelpCommand&) = delete;
  HelpCommand& operator=(const HelpCommand&) = delete;

 private:
  std::string command_;
};

}  // namespace onrecord
