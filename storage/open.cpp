#include "storage/open.h"

#include <sys/stat.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <thread>

#include "storage/bulk_files.h"
#include "storage/inspect.h"
#include "storage/rows.h"
#include "storage/stopped.h"
#include "storage/store_files.h"
#include "storage/synced.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 5;

rocksdb::Options options_of(const StoreState& state) {
  rocksdb::DBOptions options = database_options(state.access, state.options.memory_bytes);
  if (state.options.env != nullptr) options.env = state.options.env;
  if (state.synced) options.env = state.synced->env();
  if (state.failures) listen(options, state.failures);
  return rocksdb::Options(options, rocksdb::ColumnFamilyOptions());
}

/// Runs what reads files that a writer may delete between our learning their names and opening
/// them, up to five times.
template <typename Open>
auto with_patience(Open open) {
  for (int attempt = 1;; ++attempt) {
    auto result = open();
    if (result || attempt == kAttempts) return result;
    const ErrorCode code = result.error().code;
    if (code != ErrorCode::Io && code != ErrorCode::Corrupt) return result;
    std::this_thread::sleep_for(std::chrono::milliseconds(50 * attempt));
  }
}

bool is_lock_error(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("lock hold by current process") != std::string::npos ||
                                text.find("While lock file") != std::string::npos);
}

Error busy(const StoreState& state) {
  std::string who = "another process";
  std::ifstream file(state.path / kPidFile);
  std::string line;
  if (std::getline(file, line) && line.starts_with("pid ")) who += " (" + line + ")";
  return {ErrorCode::Busy, state.name + " is open for writing by " + who +
                               "; wait for it to end, or open the store for reading"};
}

/// For the message of whoever finds the store taken. When it cannot be written, that message lacks
/// the pid and all else works.
void write_pid_file(const fs::path& path) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char since[32];
  std::strftime(since, sizeof since, "%Y-%m-%dT%H:%M:%SZ", &utc);
  std::ofstream(path, std::ios::trunc) << "pid " << getpid() << " since " << since << "\n";
}

/// Opens the families that are there, and adds those that a new or half-created store lacks.
Status open_families(StoreState& state, const Inspection& inspection) {
  rocksdb::Options options = options_of(state);
  options.create_if_missing = inspection.found == Found::Nothing;
  std::vector<rocksdb::ColumnFamilyDescriptor> there, missing;
  for (const rocksdb::ColumnFamilyDescriptor& family :
       column_descriptors(state.options.memory_bytes)) {
    const bool exists = family.name == rocksdb::kDefaultColumnFamilyName ||
                        inspection.families.contains(family.name);
    (exists ? there : missing).push_back(family);
  }
  rocksdb::DB* opened = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles, added;
  const rocksdb::Status status =
      rocksdb::DB::Open(options, state.path.string(), there, &handles, &opened);
  if (is_lock_error(status)) return busy(state);
  if (Status failed = to_status(status, state.name); !failed) return failed;
  std::unique_ptr<rocksdb::DB> db(opened);
  const rocksdb::Status completed =
      missing.empty() ? rocksdb::Status() : db->CreateColumnFamilies(missing, &added);
  handles.insert(handles.end(), added.begin(), added.end());
  state.database = std::make_unique<Database>(std::move(db), handles);
  return to_status(completed, state.name);
}

Status write_schema(const StoreState& state) {
  rocksdb::WriteOptions durable;
  durable.sync = true;
  return to_status(state.database->db().Put(durable, state.database->handle(Column::Meta),
                                            std::string(kSchemaKey), schema_value()),
                   state.name);
}

std::unique_ptr<StoreState> make_state(const fs::path& path, Access access) {
  auto state = std::make_unique<StoreState>();
  state->name = "store '" + path.string() + "'";
  state->path = path;
  state->access = access;
  return state;
}

/// Of a store that is there and cannot be written to. What another process opened is its own.
void note_unopened(const StoreState& state, const Error& error) {
  if (error.code == ErrorCode::Busy) return;
  std::optional<StoreLock> alone;
  if (!state.database) {
    Result<StoreLock> taken = StoreLock::take(state.path);
    if (!taken) return;
    alone = std::move(*taken);
  }
  if (read_stopped(state.path).empty()) write_pid_file(state.path / kPidFile);
  note_stopped(state.path, error);
}

/// What a writer does first once its files are open.
Status begin_writing(StoreState& state, const Inspection& inspection) {
  if (inspection.found != Found::Store || inspection.outdated) {
    if (Status written = write_schema(state); !written) return written;
  }
  if (Status begun = state.synced->begin(); !begun) return begun;
  if (Status taken_up = take_up_decisions(state); !taken_up) return taken_up;
  if (Status taken_up = take_up_unindexed(state); !taken_up) return taken_up;
  bulk::remove_left_files(state.path);
  return bulk::remove_mark(state);
}

/// Of the list of files, when no other writer is just appending to it.
Result<bool> cut_torn_end(const fs::path& path) {
  const Result<StoreLock> alone = StoreLock::take(path);
  if (!alone) return alone.error();
  return cut_torn_manifest(path);
}

}  // namespace

Result<std::unique_ptr<StoreState>> open_writer(const fs::path& path, const StoreOptions& options) {
  std::unique_ptr<StoreState> state = make_state(path, Access::Write);
  state->options = options;
  Result<Inspection> inspection = with_patience([&] { return inspect(*state); });
  if (!inspection && inspection.error().code == ErrorCode::Corrupt) {
    const Result<bool> cut = cut_torn_end(path);
    if (cut && *cut) inspection = inspect(*state);
  }
  if (!inspection && inspection.error().code == ErrorCode::Corrupt) {
    const Result<bool> undone = bulk::undo_marked_load(*state);
    if (!undone) return undone.error();
    if (*undone) inspection = inspect(*state);
  }
  if (!inspection) return inspection.error();
  if (inspection->found != Found::Store && !options.create) {
    return Error{ErrorCode::NotFound, state->name + " does not exist; ingest creates it"};
  }
  if (inspection->found == Found::Nothing) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (failed) return Error{ErrorCode::Io, state->name + ": " + failed.message()};
  }
  state->failures = make_failure_listener(state->name, path);
  state->synced = std::make_unique<SyncedFiles>(path, options.env);
  if (const Status opened = open_families(*state, *inspection); !opened) {
    if (inspection->found == Found::Store) note_unopened(*state, opened.error());
    return opened.error();
  }
  state->owned_path = std::make_unique<PathGuard>(path / kPidFile);
  write_pid_file(state->owned_path->path());
  const Status begun = begin_writing(*state, *inspection);
  if (!begun) state->write_failure = begun.error();
  std::optional<Error> failure = state->write_failure;
  if (!failure) failure = state->journal_failure;
  if (!failure) failure = failure_of(*state->failures);
  if (failure) note_stopped(path, *failure);
  if (!begun) return begun.error();
  return state;
}

namespace {

Result<std::unique_ptr<Database>> try_reader_database(const StoreState& state) {
  const Result<Inspection> inspection = inspect(state);
  if (!inspection) return inspection.error();
  if (inspection->found != Found::Store) {
    return Error{ErrorCode::NotFound, state.name + " does not exist; ingest creates it"};
  }
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Options options = options_of(state);
  std::vector<rocksdb::ColumnFamilyDescriptor> there =
      column_descriptors(state.options.memory_bytes, state.cache);
  std::erase_if(there, [&](const rocksdb::ColumnFamilyDescriptor& family) {
    return !inspection->families.contains(family.name);
  });
  rocksdb::Status opened = rocksdb::Status::Corruption();
  if (state.access == Access::Secondary) {
    // The folder of its own is for RocksDB's log alone, which NoLog takes.
    opened = rocksdb::DB::OpenAsSecondary(options, state.path.string(), "", there, &handles, &db);
  }
  // A secondary instance takes the torn end of a log, which a crash leaves, for damage.
  if (opened.IsCorruption()) {
    opened = rocksdb::DB::OpenForReadOnly(options, state.path.string(), there, &handles, &db);
  }
  if (const Status status = to_status(opened, state.name); !status) return status.error();
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

/// Device and number of a file or folder: not those of another while it is there or held open.
std::string inode_of(const fs::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return "gone";
  return std::to_string(found.st_dev) + ":" + std::to_string(found.st_ino);
}

/// RocksDB names each database it makes; a copy of one stands in a folder of its own.
std::string identity_now(const fs::path& store) {
  std::ifstream file(store / "IDENTITY");
  std::string name;
  std::getline(file, name);
  return name + " " + inode_of(store);
}

}  // namespace

std::string list_now(const fs::path& store) {
  const std::string name = current_manifest(store);
  return name + " " + inode_of(store / name);
}

Status open_reader_database(StoreState& state) {
  // Before the files are opened: when a writer comes in between, the next catch-up begins again.
  std::string list = list_now(state.path);
  std::string identity = identity_now(state.path);
  auto database = with_patience([&] { return try_reader_database(state); });
  if (!database) return database.error();
  state.database = std::move(*database);
  state.list = std::move(list);
  if (!state.identity.empty() && state.identity != identity) ++state.successions;
  state.identity = std::move(identity);
  return {};
}

namespace {

/// What a writer that failed left half done may not be readable until the next one mends it.
Error with_writers_reason(Error error, const fs::path& path) {
  const std::string stopped = read_stopped(path);
  if (error.code == ErrorCode::Corrupt && !stopped.empty()) {
    error.message += "; before, its writer had stopped: " + stopped;
  }
  return error;
}

}  // namespace

Result<std::unique_ptr<StoreState>> open_reader(const fs::path& path, std::size_t memory) {
  std::unique_ptr<StoreState> state = make_state(path, Access::Secondary);
  state->options.memory_bytes = memory;
  state->cache = make_cache(memory);
  const Status opened = open_reader_database(*state);
  if (!opened) return with_writers_reason(opened.error(), path);
  return state;
}

}  // namespace onrecord
