#pragma once

#include <optional>
#include <string>

#include "app/console.h"
#include "app/exit_code.h"

namespace onrecord {

struct OperationsArguments {
  std::string store, place, agency, since, until;
  double min_confidence = 0.0;
  std::optional<std::size_t> limit;  ///< 0: all; nothing: 50 for people, all as JSON
  bool json = false;
};
/// Every operation on a row, by date.
ExitCode show_operations(const OperationsArguments& options, Console& console);

struct ConflictsArguments {
  std::string store, operation;
  double min_confidence = 0.0;
  bool json = false;
};
/// Every figure and date on which documents disagree, by operation.
ExitCode show_conflicts(const ConflictsArguments& options, Console& console);

}  // namespace onrecord
