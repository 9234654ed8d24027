#pragma once

#include <rocksdb/env.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "storage/engine.h"

namespace onrecord::bulk {

/// The folders of one bulk load. Runs and tables may lie apart: tables are moved into the store and
/// so stand beside it. Removed with all that is in them when this goes. Thread-safe.
class TemporaryFiles {
 public:
  TemporaryFiles(std::filesystem::path runs, std::filesystem::path tables, rocksdb::Env& env);

  std::string next_run();      ///< a path that was not given before
  std::string table_prefix();  ///< likewise, of tables
  rocksdb::Env& env() const { return env_; }

 private:
  PathGuard runs_, tables_;
  rocksdb::Env& env_;
  std::atomic<std::uint64_t> next_ = 0;
};

/// temporary: the folder for runs; empty: the store's own.
Result<std::unique_ptr<TemporaryFiles>> make_temporary_files(
    const StoreState& state, const std::filesystem::path& temporary);

/// Removes what a load that was killed left in the store's folder.
void remove_left_files(const std::filesystem::path& store);

// While RocksDB takes the tables in, a mark stands in the store's folder: when its manifest could
// not be made durable, RocksDB removes the tables and may leave a manifest that names them. A store
// that has the mark and cannot be opened is put back to what it was before: an empty one held
// nothing that anybody was told was stored; of one whose documents wait to be indexed, the mark
// says how long the manifest was, and nothing else was written to it meanwhile; a writer that lives
// on puts it back at once, so that readers can open the store.

/// has_documents: the caller keeps the manifest still until the mark is removed.
Status set_mark(const StoreState& state, bool has_documents);
Status remove_mark(const StoreState& state);
/// After a load that failed, by the writer that set the mark: the manifest as it was. The mark
/// stays.
void take_back_list(const StoreState& state);
/// Puts a store back that has the mark. False when it has none, or one of an earlier opening. Busy
/// when another process has the store open.
Result<bool> undo_marked_load(const StoreState& state);

/// What a load's names in the store's folder begin with.
inline constexpr std::string_view kLoadingPrefix = "loading-";

}  // namespace onrecord::bulk
