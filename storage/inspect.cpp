#include "storage/inspect.h"

#include <algorithm>

#include "storage/bulk_files.h"
#include "storage/log_archive.h"
#include "storage/rows.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

bool is_rocksdb_leftover(const std::string& name) {
  for (const std::string_view known : {"LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-"}) {
    if (name.starts_with(known)) return true;
  }
  return name == kPidFile || name == kSyncedFile || name == kLogArchive ||
         name.starts_with(bulk::kLoadingPrefix) || name.ends_with(".dbtmp") ||
         name.ends_with(".log");
}

/// What the files' names say, before RocksDB is asked.
struct Names {
  bool folder = false;
  bool database = false;  ///< RocksDB finished creating it
  bool tables = false;    ///< rows were flushed
};

Result<Names> look_at_names(const fs::path& path, const std::string& store) {
  if (path.empty()) {
    return Error{ErrorCode::InvalidInput, "store '': the path is empty; name a folder"};
  }
  std::error_code failed;
  Names names;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return names;
  if (failed) return Error{ErrorCode::Io, store + ": " + failed.message()};
  if (status.type() != fs::file_type::directory) {
    return Error{ErrorCode::InvalidInput, store + ": is a file; a store is a folder"};
  }
  names.folder = true;
  std::string stranger;
  for (fs::directory_iterator file(path, failed), end; !failed && file != end;
       file.increment(failed)) {
    const std::string name = file->path().filename().string();
    if (name == "CURRENT") {
      names.database = true;
    } else if (file->path().extension() == ".sst") {
      names.tables = true;
    } else if (!is_rocksdb_leftover(name)) {
      stranger = name;
    }
  }
  if (failed) return Error{ErrorCode::Io, store + ": " + failed.message()};
  if (!names.database && names.tables) {
    return Error{ErrorCode::Corrupt,
                 store + ": its file CURRENT is gone; " + std::string(kRepairRemedy)};
  }
  if (!names.database && !stranger.empty()) {
    return Error{ErrorCode::InvalidInput, store + ": holds other files ('" + stranger +
                                              "') and no store; name an empty or a new folder"};
  }
  return names;
}

Result<std::uint32_t> check_schema(const std::string& store, const std::string& value) {
  const std::optional<std::uint32_t> version = parse_schema(value);
  if (version && *version >= kOldestSchemaVersion && *version <= kSchemaVersion) return *version;
  if (version && *version > kSchemaVersion) {
    return Error{ErrorCode::Unsupported,
                 store + ": written in format " + std::to_string(*version) + ", this build reads " +
                     std::to_string(kSchemaVersion) +
                     "; use a newer onrecord, or store the documents again in a new folder"};
  }
  return Error{ErrorCode::Corrupt,
               store + ": its schema version is unreadable; " + std::string(kRepairRemedy)};
}

bool is_foreign(const std::string& family) {
  return family != rocksdb::kDefaultColumnFamilyName &&
         std::find(kColumnNames.begin(), kColumnNames.end(), family) == kColumnNames.end();
}

/// Whether all families of a version are there, and none but ours. A store whose upgrade was cut
/// short has some of the later ones too.
bool are_ours(const std::set<std::string>& families, std::uint32_t version) {
  for (const Column column : all_columns()) {
    if (since(column) <= version && !families.contains(std::string(to_string(column)))) {
      return false;
    }
  }
  return families.contains(rocksdb::kDefaultColumnFamilyName) &&
         std::none_of(families.begin(), families.end(), is_foreign);
}

/// Opens the families that are ours and on disk, strictly: every table must be there and whole in
/// size. A secondary instance would quietly show an older state instead.
Result<std::unique_ptr<Database>> open_strictly(const StoreState& state,
                                                const std::set<std::string>& families) {
  rocksdb::DBOptions options = database_options(Access::Frozen);
  if (state.options.env != nullptr) options.env = state.options.env;
  std::vector<rocksdb::ColumnFamilyDescriptor> there;
  for (const rocksdb::ColumnFamilyDescriptor& family : column_descriptors()) {
    if (families.contains(family.name)) there.push_back(family);
  }
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      rocksdb::DB::OpenForReadOnly(rocksdb::Options(options, rocksdb::ColumnFamilyOptions()),
                                   state.path.string(), there, &handles, &db);
  if (const Status status = to_status(opened, state.name); !status) return status.error();
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

bool has_default_rows(const Database& database) {
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db().NewIterator(rocksdb::ReadOptions(), database.db().DefaultColumnFamily()));
  row->SeekToFirst();
  return row->Valid();
}

/// Sets what was found, and whether it is outdated.
Status look_into(const StoreState& state, const Names& names, Inspection& inspection) {
  const std::set<std::string>& families = inspection.families;
  const Result<std::unique_ptr<Database>> database = open_strictly(state, families);
  if (!database) return database.error();
  if ((*database)->handle(Column::Meta) != nullptr) {
    const Result<std::optional<std::string>> schema = read_schema(**database, state.name);
    if (!schema) return schema.error();
    if (*schema) {
      const Result<std::uint32_t> version = check_schema(state.name, **schema);
      if (!version) return version.error();
      inspection.found = Found::Store;
      inspection.outdated = *version < kSchemaVersion;
      if (are_ours(families, *version)) return {};
      return Error{ErrorCode::Corrupt, state.name + ": a column family is missing or not ours; " +
                                           std::string(kRepairRemedy)};
    }
  }
  if (std::any_of(families.begin(), families.end(), is_foreign) || has_default_rows(**database)) {
    return Error{ErrorCode::InvalidInput,
                 state.name + ": is a database of another program; name another folder"};
  }
  if (names.tables) {
    return Error{ErrorCode::Corrupt,
                 state.name + ": its list of files is damaged; " + std::string(kRepairRemedy)};
  }
  inspection.found = Found::Unfinished;
  return {};
}

}  // namespace

Result<std::optional<std::string>> read_schema(const Database& database, const std::string& store) {
  std::string value;
  const rocksdb::Status read = database.db().Get(
      rocksdb::ReadOptions(), database.handle(Column::Meta), std::string(kSchemaKey), &value);
  if (read.IsNotFound()) return std::optional<std::string>();
  if (const Status status = to_status(read, store); !status) return status.error();
  return std::optional<std::string>(value);
}

std::optional<std::uint32_t> parse_schema(const std::string& value) {
  if (value.size() != 4) return std::nullopt;
  std::uint32_t version = 0;
  for (const char byte : value) version = (version << 8) | static_cast<std::uint8_t>(byte);
  return version & ~kUnindexedBit;
}

std::string schema_value(bool unindexed) {
  const std::uint32_t version = kSchemaVersion | (unindexed ? kUnindexedBit : 0);
  std::string value;
  for (int shift = 24; shift >= 0; shift -= 8) value.push_back(static_cast<char>(version >> shift));
  return value;
}

Result<Inspection> inspect(const StoreState& state) {
  const Result<Names> names = look_at_names(state.path, state.name);
  if (!names) return names.error();
  Inspection inspection;
  if (!names->database) return inspection;
  if (const Status whole = check_synced(state.path, state.name); !whole) return whole.error();
  std::vector<std::string> families;
  rocksdb::DBOptions options;
  if (state.options.env != nullptr) options.env = state.options.env;
  const rocksdb::Status listed =
      rocksdb::DB::ListColumnFamilies(options, state.path.string(), &families);
  if (const Status status = to_status(listed, state.name); !status) return status.error();
  inspection.families.insert(families.begin(), families.end());
  if (const Status looked = look_into(state, *names, inspection); !looked) return looked.error();
  return inspection;
}

}  // namespace onrecord
