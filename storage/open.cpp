#include "storage/open.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>
#include <thread>

#include "storage/codec.h"
#include "storage/keys.h"
#include "storage/rows.h"

// A store is a folder that RocksDB wrote and whose meta family has a schema row, which is the last
// thing that creating it writes. What a creation that was cut short left behind (RocksDB's files,
// some of our column families, no rows) is created over; anything else is refused untouched.

namespace onrecord {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPidFile = "WRITER";

enum class Found { Nothing, Unfinished, Database };

bool is_rocksdb_leftover(const std::string& name) {
  for (const std::string_view known : {"LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-"}) {
    if (name.starts_with(known)) return true;
  }
  return name == kPidFile || name.ends_with(".dbtmp") || name.ends_with(".log");
}

Error file_error(const std::string& store, const std::error_code& why) {
  const ErrorCode code =
      why == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io;
  return {code, store + ": " + why.message()};
}

Result<Found> look_at(const fs::path& path, const std::string& store) {
  if (path.empty()) {
    return Error{ErrorCode::InvalidInput, "store '': the path is empty; name a folder"};
  }
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return Found::Nothing;
  if (failed) return file_error(store, failed);
  if (status.type() != fs::file_type::directory) {
    return Error{ErrorCode::InvalidInput, store + ": is a file; a store is a folder"};
  }
  if (fs::exists(path / "CURRENT", failed)) return Found::Database;
  if (failed) return file_error(store, failed);
  Found found = Found::Nothing;
  for (fs::directory_iterator entry(path, failed); !failed && entry != fs::directory_iterator();
       entry.increment(failed)) {
    if (!is_rocksdb_leftover(entry->path().filename().string())) {
      return Error{ErrorCode::InvalidInput,
                   store + ": holds other files and no store; name an empty or a new folder"};
    }
    found = Found::Unfinished;
  }
  if (failed) return file_error(store, failed);
  return found;
}

Status check_schema(const std::string& store, const std::optional<std::string>& value) {
  if (!value || value->size() != 4) {
    return Error{ErrorCode::Corrupt, store + ": has no readable schema version"};
  }
  std::uint32_t version = 0;
  for (const char byte : *value) version = (version << 8) | static_cast<std::uint8_t>(byte);
  if (version == kSchemaVersion) return {};
  if (version > kSchemaVersion) {
    return Error{ErrorCode::Unsupported,
                 store + ": written in format " + std::to_string(version) + ", this build reads " +
                     std::to_string(kSchemaVersion) +
                     "; use a newer onrecord, or store the documents again in a new folder"};
  }
  return Error{ErrorCode::Corrupt,
               store + ": written in format " + std::to_string(version) + ", which never was"};
}

std::string schema_value() {
  std::string value;
  for (int shift = 24; shift >= 0; shift -= 8) {
    value.push_back(static_cast<char>(kSchemaVersion >> shift));
  }
  return value;
}

rocksdb::Options options_of(const StoreState& state) {
  rocksdb::DBOptions options = database_options(state.access);
  if (state.options.env != nullptr) options.env = state.options.env;
  if (state.failures) listen(options, state.failures);
  return rocksdb::Options(options, rocksdb::ColumnFamilyOptions());
}

std::unique_ptr<Database> adopt(rocksdb::DB* db,
                                const std::vector<rocksdb::ColumnFamilyHandle*>& handles) {
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

Result<std::optional<std::string>> read_schema(const Database& database, const std::string& store) {
  std::string value;
  const rocksdb::Status read = database.db().Get(
      rocksdb::ReadOptions(), database.handle(Column::Meta), std::string(kSchemaKey), &value);
  if (read.IsNotFound()) return std::optional<std::string>();
  if (const Status status = to_status(read, store); !status) return status.error();
  return std::optional<std::string>(value);
}

/// A database whose families are not ours: written by a later version, by another program, or an
/// unfinished creation, which is the only one that may be opened.
Status judge_families(const StoreState& state, const std::set<std::string>& families) {
  rocksdb::Options options = options_of(state);
  options.info_log.reset();
  options.listeners.clear();
  options.max_open_files = -1;
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  const std::string meta(to_string(Column::Meta));
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, column_options(Column::Meta));
  const bool has_meta = families.contains(meta);
  if (has_meta) descriptors.emplace_back(meta, column_options(Column::Meta));
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      rocksdb::DB::OpenForReadOnly(options, state.path.string(), descriptors, &handles, &db);
  if (const Status status = to_status(opened, state.name); !status) return status;
  std::string value;
  const rocksdb::Status read =
      has_meta ? db->Get(rocksdb::ReadOptions(), handles[1], std::string(kSchemaKey), &value)
               : rocksdb::Status::NotFound();
  std::unique_ptr<rocksdb::Iterator> row(db->NewIterator(rocksdb::ReadOptions(), handles[0]));
  row->SeekToFirst();
  const bool foreign_rows = row->Valid();  // we leave the default family empty
  row.reset();
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  delete db;
  if (read.ok()) {
    if (const Status status = check_schema(state.name, value); !status) return status;
    return Error{ErrorCode::Corrupt, state.name + ": a column family is missing or not ours; " +
                                         "store the documents again in a new folder"};
  }
  if (!read.IsNotFound()) return to_status(read, state.name);
  for (const std::string& family : families) {
    const bool ours = !foreign_rows && (family == rocksdb::kDefaultColumnFamilyName ||
                                        std::find(kColumnNames.begin(), kColumnNames.end(),
                                                  family) != kColumnNames.end());
    if (!ours) {
      return Error{ErrorCode::InvalidInput,
                   state.name + ": is a database of another program; name another folder"};
    }
  }
  return {};
}

Result<std::set<std::string>> list_families(const StoreState& state) {
  std::vector<std::string> names;
  const rocksdb::Status listed =
      rocksdb::DB::ListColumnFamilies(options_of(state), state.path.string(), &names);
  if (const Status status = to_status(listed, state.name); !status) return status.error();
  return std::set<std::string>(names.begin(), names.end());
}

bool are_ours(const std::set<std::string>& families) {
  if (families.size() != kColumnCount + 1) return false;
  for (const std::string_view name : kColumnNames) {
    if (!families.contains(std::string(name))) return false;
  }
  return true;
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
Status open_families(StoreState& state, const std::set<std::string>& families, bool create) {
  rocksdb::Options options = options_of(state);
  options.create_if_missing = create;
  std::vector<rocksdb::ColumnFamilyDescriptor> there, missing;
  for (const rocksdb::ColumnFamilyDescriptor& family : column_descriptors()) {
    const bool exists =
        family.name == rocksdb::kDefaultColumnFamilyName || families.contains(family.name);
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

Status open_or_create(StoreState& state, const std::set<std::string>& families, bool create) {
  if (Status opened = open_families(state, families, create); !opened) return opened;
  const Result<std::optional<std::string>> schema = read_schema(*state.database, state.name);
  if (!schema) return schema.error();
  if (*schema) return check_schema(state.name, *schema);
  // Empty, or it would have a schema row.
  rocksdb::WriteOptions durable;
  durable.sync = true;
  return to_status(state.database->db().Put(durable, state.database->handle(Column::Meta),
                                            std::string(kSchemaKey), schema_value()),
                   state.name);
}

Result<std::unique_ptr<PathGuard>> make_temporary_folder() {
  std::error_code failed;
  const fs::path base = fs::temp_directory_path(failed);
  std::string name = (base / "onrecord-reader-XXXXXX").string();
  if (failed || mkdtemp(name.data()) == nullptr) {
    return Error{ErrorCode::Io, "no temporary folder"};
  }
  return std::make_unique<PathGuard>(name);
}

}  // namespace

Result<std::unique_ptr<StoreState>> open_writer(const fs::path& path, const StoreOptions& options) {
  auto state = std::make_unique<StoreState>();
  state->name = "store '" + path.string() + "'";
  state->path = path;
  state->options = options;
  state->access = Access::Write;
  const Result<Found> found = look_at(path, state->name);
  if (!found) return found.error();
  if (*found != Found::Database && !options.create) {
    return Error{ErrorCode::NotFound, state->name + " does not exist; ingest creates it"};
  }
  std::set<std::string> families;
  if (*found == Found::Database) {
    Result<std::set<std::string>> listed = list_families(*state);
    if (!listed) return listed.error();
    families = std::move(*listed);
    if (!are_ours(families)) {
      if (const Status judged = judge_families(*state, families); !judged) return judged.error();
    }
  } else {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (failed) return Error{ErrorCode::Io, state->name + ": " + failed.message()};
  }
  state->failures = make_failure_listener(state->name);
  if (const Status opened = open_or_create(*state, families, *found != Found::Database); !opened) {
    return opened.error();
  }
  state->owned_path = std::make_unique<PathGuard>(path / kPidFile);
  write_pid_file(state->owned_path->path());
  return state;
}

Result<std::unique_ptr<Database>> open_reader_database(const StoreState& state) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Options options = options_of(state);
  const rocksdb::Status opened =
      state.access == Access::Secondary
          ? rocksdb::DB::OpenAsSecondary(options, state.path.string(),
                                         state.owned_path->path().string(), column_descriptors(),
                                         &handles, &db)
          : rocksdb::DB::OpenForReadOnly(options, state.path.string(), column_descriptors(),
                                         &handles, &db);
  if (const Status status = to_status(opened, state.name); !status) return status.error();
  std::unique_ptr<Database> database = adopt(db, handles);
  const Result<std::optional<std::string>> schema = read_schema(*database, state.name);
  if (!schema) return schema.error();
  if (!*schema) {
    return Error{ErrorCode::NotFound, state.name + " is not finished; wait until it is created"};
  }
  if (const Status checked = check_schema(state.name, *schema); !checked) return checked.error();
  return database;
}

Result<std::unique_ptr<StoreState>> open_reader(const fs::path& path) {
  auto state = std::make_unique<StoreState>();
  state->name = "store '" + path.string() + "'";
  state->path = path;
  state->access = Access::Secondary;
  const Result<Found> found = look_at(path, state->name);
  if (!found) return found.error();
  if (*found != Found::Database) {
    return Error{ErrorCode::NotFound, state->name + " does not exist; ingest creates it"};
  }
  const Result<std::set<std::string>> families = list_families(*state);
  if (!families) return families.error();
  if (!are_ours(*families)) {
    if (const Status judged = judge_families(*state, *families); !judged) return judged.error();
    return Error{ErrorCode::NotFound, state->name + " is not finished; wait until it is created"};
  }
  Result<std::unique_ptr<PathGuard>> folder = make_temporary_folder();
  if (folder) {
    state->owned_path = std::move(*folder);
  } else {
    state->access = Access::Frozen;
  }
  // The writer may delete a file between our reading its name and opening it.
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    Result<std::unique_ptr<Database>> database = open_reader_database(*state);
    if (database) {
      state->database = std::move(*database);
      return state;
    }
    const bool may_pass =
        database.error().code == ErrorCode::Io || database.error().code == ErrorCode::Corrupt;
    if (!may_pass || attempt == kAttempts) return database.error();
    std::this_thread::sleep_for(std::chrono::milliseconds(50 * attempt));
  }
}

}  // namespace onrecord
