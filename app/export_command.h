#pragma once

#include <functional>
#include <string>

#include "app/export.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `export`, filled by the parser. Outlives it.
class ExportCommand {
 public:
  /// Adds the command to `app`. Chosen, it sets `run` to what runs it; console and run outlive
  /// this. store: the folder when none is named.
  ExportCommand(CLI::App& app, const std::string& store, Console& console,
                std::function<ExitCode()>& run);
  ExportCommand(const ExportCommand&) = delete;
  ExportCommand& operator=(const ExportCommand&) = delete;

 private:
  ExportArguments export_;
};

}  // namespace onrecord
