#pragma once

#include <functional>
#include <string>

#include "app/candidates.h"
#include "app/decisions.h"

namespace CLI {
class App;
}

namespace onrecord {

/// The options of the commands that decide, filled by the parser. Outlives it.
class DecisionCommands {
 public:
  /// Adds the commands to `app`. A command that was chosen sets `run` to what runs it; console and
  /// run outlive this. store: the folder when none is named.
  DecisionCommands(CLI::App& app, const std::string& store, Console& console,
                   std::function<ExitCode()>& run);
  DecisionCommands(const DecisionCommands&) = delete;
  DecisionCommands& operator=(const DecisionCommands&) = delete;

 private:
  MergeArguments merge_;
  KeepApartArguments keep_apart_;
  SplitArguments split_;
  RenameArguments rename_;
  RetypeArguments retype_;
  JudgeArguments reject_, confirm_;
  UndoArguments undo_;
  LogArguments log_;
  CandidatesArguments candidates_;
  ResolveArguments resolve_;
};

}  // namespace onrecord
