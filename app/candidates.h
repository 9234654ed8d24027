#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/console.h"
#include "app/exit_code.h"
#include "storage/store.h"

namespace onrecord {

struct CandidatesArguments {
  std::string store;
  std::string type;                  ///< person, agency, …; empty: all
  std::string verdict = "doubtful";  ///< doubtful, joined, parted
  double min_probability = 0.0;
  std::optional<std::size_t> limit;  ///< 0: all; nothing: 50 for people, all as JSON
  bool json = false;
};
/// Pairs that look alike: those a person should decide about, and what was decided without one.
ExitCode list_candidates(const CandidatesArguments& options, Console& console);

struct ResolveArguments {
  std::string store;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  bool json = false;
};
/// Looks through all documents for who is who, as `ingest` does at its end.
ExitCode resolve_entities(const ResolveArguments& options, Console& console);

/// The same for commands that changed the store. Prints a failure.
ExitCode resolve_after_change(Store& store, Console& console);

}  // namespace onrecord
