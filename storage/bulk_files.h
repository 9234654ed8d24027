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

}  // namespace onrecord::bulk
