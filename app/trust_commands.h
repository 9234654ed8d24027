#pragma once

#include <functional>
#include <string>

#include "app/trust.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `backup`, `restore` and `repair`, filled by the parser. Outlives it.
class TrustCommands {
 public:
  /// Adds the commands to `app`. A command that was chosen sets `run` to what runs it; console and
  /// run outlive this. store: the folder when none is named.
  TrustCommands(CLI::App& app, const std::string& store, Console& console,
                std::function<ExitCode()>& run);
  TrustCommands(const TrustCommands&) = delete;
  TrustCommands& operator=(const TrustCommands&) = delete;

 private:
  BackupArguments backup_;
  RestoreArguments restore_;
  RepairArguments repair_;
};

}  // namespace onrecord
