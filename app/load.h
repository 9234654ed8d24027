#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/console.h"
#include "app/exit_code.h"

namespace onrecord {

struct LoadArguments {
  std::vector<std::string> shards;
  std::string store;
  unsigned threads = 0;  ///< 0: one a core
  std::uint64_t memory_mib = kWriterMemoryMib;
  std::string temporary;  ///< a folder for the sort; empty: within the store's own
  bool resolve = true;    ///< at the end: who is who across all documents
  bool fast = false;      ///< as of ingest; an empty store is filled durably all the same
  bool json = false;
};

/// Takes extraction records into the store: at once into an empty one, else document by document.
/// The store is the same for any order and any repetition of the records. Of an exported store
/// (--format ndjson), cut into any pieces, it also takes the decisions, and who is who when the
/// store has no other documents.
ExitCode load_records(const LoadArguments& options, Console& console);

}  // namespace onrecord
