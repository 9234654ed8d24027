#pragma once

#include <functional>
#include <string>

#include "app/operations.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `operations` and `conflicts`, filled by the parser. Outlives it.
class OperationCommands {
 public:
  /// Adds the commands to `app`. A command that was chosen sets `run` to what runs it; console and
  /// run outlive this. store: the folder when none is named.
  OperationCommands(CLI::App& app, const std::string& store, Console& console,
                    std::function<ExitCode()>& run);
  OperationCommands(const OperationCommands&) = delete;
  OperationCommands& operator=(const OperationCommands&) = delete;

 private:
  OperationsArguments operations_;
  std::size_t limit_ = 0;
  ConflictsArguments conflicts_;
};

}  // namespace onrecord
