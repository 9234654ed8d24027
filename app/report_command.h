#pragma once

#include <functional>
#include <string>

#include "app/report.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of `report`, filled by the parser. Outlives it.
class ReportCommand {
 public:
  /// Adds the command to `app`. Chosen, it sets `run` to what runs it; console and run outlive
  /// this. store: the folder when none is named.
  ReportCommand(CLI::App& app, const std::string& store, Console& console,
                std::function<ExitCode()>& run);
  ReportCommand(const ReportCommand&) = delete;
  ReportCommand& operator=(const ReportCommand&) = delete;

 private:
  ReportArguments report_;
};

}  // namespace onrecord
