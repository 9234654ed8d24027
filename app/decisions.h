#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/exit_code.h"

// The commands that decide about what was extracted. As those of app/commands.h: each prints what
// it did to `console.out`, its troubles to `console.err`, and says how it went.

namespace onrecord {

/// What every decision has.
struct DecisionArguments {
  std::string store;
  std::string who;   ///< empty: the user's login name
  std::string when;  ///< RFC 3339, UTC; empty: now
  std::string why;
  bool json = false;
};

struct MergeArguments : DecisionArguments {
  std::vector<std::string> names;  ///< at least two, the one that stays last
};
ExitCode merge_entities(const MergeArguments& options, Console& console);

struct KeepApartArguments : DecisionArguments {
  std::vector<std::string> names;  ///< at least two
};
ExitCode keep_entities_apart(const KeepApartArguments& options, Console& console);

struct SplitArguments : DecisionArguments {
  std::string entity, name;
  std::vector<std::string> documents;
};
ExitCode split_entity(const SplitArguments& options, Console& console);

struct RenameArguments : DecisionArguments {
  std::string entity, name;
};
ExitCode rename_entity(const RenameArguments& options, Console& console);

struct RetypeArguments : DecisionArguments {
  std::string entity, type;
};
ExitCode retype_entity(const RetypeArguments& options, Console& console);

struct JudgeArguments : DecisionArguments {
  std::string statement;  ///< an id
  bool confirm = false;   ///< else reject
};
ExitCode judge_statement(const JudgeArguments& options, Console& console);

struct UndoArguments : DecisionArguments {
  std::vector<std::uint64_t> sequences;
};
ExitCode undo_decisions(const UndoArguments& options, Console& console);

struct LogArguments {
  std::string store;
  bool json = false;
};
ExitCode show_log(const LogArguments& options, Console& console);

}  // namespace onrecord
