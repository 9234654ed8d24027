#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/db.h>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "storage/columns.h"
#include "storage/format.h"
#include "storage/journal.h"
#include "storage/store.h"
#include "storage/synced.h"

namespace onrecord {

/// How a store's files are opened. Secondary follows the writer's files; Frozen is what they held
/// then.
enum class Access { Write, Secondary, Frozen };

/// Keeps the first error of RocksDB's background work.
class FailureListener;

/// Removes a folder or file when it goes.
class PathGuard {
 public:
  explicit PathGuard(std::filesystem::path path) : path_(std::move(path)) {}
  ~PathGuard();
  PathGuard(const PathGuard&) = delete;
  PathGuard& operator=(const PathGuard&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// It stays after all.
  void keep() { path_.clear(); }

 private:
  std::filesystem::path path_;
};

/// An open RocksDB with the handles of our column families.
class Database {
 public:
  /// handles: of our families and "default", in any order; owned from here on.
  Database(std::unique_ptr<rocksdb::DB> db,
           const std::vector<rocksdb::ColumnFamilyHandle*>& handles);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::Status flush();
  /// Null when the family was not opened.
  rocksdb::ColumnFamilyHandle* handle(Column column) const {
    return handles_[static_cast<std::size_t>(column)];
  }
  /// Whether all families are open: a reader of an older store lacks the later ones.
  bool complete() const;

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // in the order of Column, then "default"
};

/// Lets any number of reads run together, and a catch-up only while none runs: a secondary instance
/// has no snapshots, so what one call reads must not move under it. A read may start while another
/// of the same thread runs; a catch-up may not.
class ReadGate {
 public:
  void enter();
  void leave();
  void enter_alone();
  void leave_alone();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t readers_ = 0;
  bool alone_ = false;
};

/// Everything behind a Store.
struct StoreState {
  StoreState() = default;
  /// A writer that wrote much flushes it, so that opening next need not replay the log.
  ~StoreState();
  StoreState(const StoreState&) = delete;
  StoreState& operator=(const StoreState&) = delete;

  std::string name;  ///< "store 'path'", for messages
  std::filesystem::path path;
  StoreOptions options;
  Access access = Access::Write;
  std::shared_ptr<FailureListener> failures;
  std::unique_ptr<PathGuard> owned_path;  ///< a writer's pid file
  std::unique_ptr<SyncedFiles> synced;    ///< a writer's
  std::shared_ptr<rocksdb::Cache> cache;  ///< a reader's, of blocks: kept when files open anew
  std::string list;                       ///< a reader's: the MANIFEST it opened
  std::string identity;                   ///< a reader's: of the store it opened
  std::uint64_t successions = 0;  ///< a reader's: how often another store took the place of one
  std::unique_ptr<Database> database;  ///< after those that it uses: closed before they go
  mutable ReadGate gate;
  std::mutex writing;                      ///< held while writing; guards what stands below
  Journal journal;                         ///< of a writer: every decision in the store
  std::optional<Error> journal_failure;    ///< why it could not be read: then nothing is written
  std::vector<DocumentId> pending;         ///< documents that a decision has yet to reach
  std::optional<std::uint64_t> unindexed;  ///< documents that wait to be indexed, where they do
  std::uint64_t written_bytes = 0;         ///< by this instance
  std::uint64_t trimmed_at = 0;        ///< written_bytes when the archived logs were last trimmed
  bool unsynced = false;               ///< something was written that nobody waited for
  std::optional<Error> write_failure;  ///< set by the first failed write: no more until re-opened
  std::uint64_t unpaced_bytes = 0;     ///< written since it was last asked how far the disk is
  bool paced = true;                   ///< false: RocksDB alone holds writes back (bench/burst.cpp)
};

/// Grows with every change, and beyond all of them when another store has taken the place of one.
/// Below 2^53 for 511 successions, so that JSON readers keep it whole.
inline constexpr unsigned kSequenceBits = 44;
std::uint64_t version_of(const StoreState& state);

/// What to do about a damaged store.
inline constexpr std::string_view kRepairRemedy =
    "`onrecord repair` makes a whole one of what can be read, `onrecord restore` takes a backup";

/// What a RocksDB status means, in our words. `what` names the store.
Status to_status(const rocksdb::Status& status, const std::string& what);

/// store 'x': column family 'names', key 00ff: `why`; with the remedy.
Error damaged_row(const std::string& store, Column column, std::string_view key,
                  std::string_view why, bool newer = false);

/// store: as messages name it. path: where a failure is noted too (storage/stopped.h).
std::shared_ptr<FailureListener> make_failure_listener(std::string store,
                                                       std::filesystem::path path);
void listen(rocksdb::DBOptions& options, std::shared_ptr<FailureListener> listener);
std::optional<Error> failure_of(const FailureListener& listener);

// storage/options.cpp: how RocksDB is set up. memory: as in StoreOptions.
rocksdb::DBOptions database_options(Access access, std::size_t memory = kDefaultMemory);
std::shared_ptr<rocksdb::Cache> make_cache(std::size_t memory);
/// cache: none stands for a new one.
std::vector<rocksdb::ColumnFamilyDescriptor> column_descriptors(
    std::size_t memory = kDefaultMemory, std::shared_ptr<rocksdb::Cache> cache = nullptr);
/// For tables that are built whole: as compaction would leave them at the bottom.
rocksdb::ColumnFamilyOptions table_options(Column column);

}  // namespace onrecord
