#pragma once

#include <functional>
#include <string>

#include "app/graph_questions.h"

namespace CLI {
class App;
}

namespace onrecord {

/// --predicates, --types, --since, --until, --min-support, --min-confidence, --statements-only.
void add_filter(CLI::App* command, FilterWords& filter);

/// The options of the commands that ask the graph, filled by the parser. Outlives it.
class GraphCommands {
 public:
  /// Adds the commands to `app`. A command that was chosen sets `run` to what runs it; console and
  /// run outlive this. store: the folder when none is named.
  GraphCommands(CLI::App& app, const std::string& store, Console& console,
                std::function<ExitCode()>& run);
  GraphCommands(const GraphCommands&) = delete;
  GraphCommands& operator=(const GraphCommands&) = delete;

 private:
  void add_path(CLI::App& app);
  void add_connect(CLI::App& app);
  void add_common(CLI::App& app);
  void add_rank(CLI::App& app);

  Console& console_;
  std::function<ExitCode()>& run_;
  PathArguments path_;
  BetweenArguments connect_, common_;
  RankArguments rank_;
  std::string rank_by_;
  std::size_t rank_limit_ = 0;
};

}  // namespace onrecord
