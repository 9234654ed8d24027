#include "storage/bulk_files.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "storage/synced.h"

namespace onrecord::bulk {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTables = "loading-tables";
constexpr const char* kRuns = "loading-runs";
constexpr const char* kMark = "loading-mark";

rocksdb::Env& env_of(const StoreState& state) {
  return state.options.env != nullptr ? *state.options.env : *rocksdb::Env::Default();
}

rocksdb::Status sync_folder(const StoreState& state) {
  std::unique_ptr<rocksdb::Directory> folder;
  const rocksdb::Status opened = env_of(state).NewDirectory(state.path.string(), &folder);
  return opened.ok() ? folder->Fsync() : opened;
}

/// The list of files as it was when the mark was set.
struct MarkedManifest {
  std::string name;
  std::uint64_t bytes = 0;
};

/// Nothing for the mark of a store without documents.
std::optional<MarkedManifest> read_mark(const fs::path& mark) {
  std::ifstream in(mark);
  MarkedManifest manifest;
  if (in >> manifest.name >> manifest.bytes) return manifest;
  return std::nullopt;
}

/// The list of files as it was when the mark was set, and what has been confirmed since: RocksDB
/// reserves numbers for the tables first.
void cut_back(const StoreState& state, const MarkedManifest& manifest, std::error_code& failed) {
  const std::uint64_t confirmed = confirmed_bytes(state.path, manifest.name);
  fs::resize_file(state.path / manifest.name, std::max(manifest.bytes, confirmed), failed);
}

/// But for the mark and the lock.
void empty_folder(const fs::path& path, std::error_code& failed) {
  for (fs::directory_iterator file(path, failed), end; !failed && file != end;
       file.increment(failed)) {
    const fs::path name = file->path().filename();
    if (name != kMark && name != "LOCK") fs::remove_all(file->path(), failed);
  }
}

}  // namespace

TemporaryFiles::TemporaryFiles(fs::path runs, fs::path tables, rocksdb::Env& env)
    : runs_(std::move(runs)), tables_(std::move(tables)), env_(env) {}

std::string TemporaryFiles::next_run() { return (runs_.path() / std::to_string(next_++)).string(); }

std::string TemporaryFiles::table_prefix() {
  return (tables_.path() / std::to_string(next_++)).string() + "-";
}

Result<std::unique_ptr<TemporaryFiles>> make_temporary_files(const StoreState& state,
                                                             const fs::path& temporary) {
  remove_left_files(state.path);
  std::error_code failed;
  fs::path runs = state.path / kRuns;
  if (temporary.empty()) {
    fs::create_directory(runs, failed);
  } else {
    std::string name = (temporary / "onrecord-load-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) failed = {errno, std::generic_category()};
    runs = name;
  }
  if (failed) {
    return Error{ErrorCode::Io, "temporary folder '" + runs.string() + "': " + failed.message() +
                                    "; name another one"};
  }
  const fs::path tables = state.path / kTables;
  auto files = std::make_unique<TemporaryFiles>(runs, tables, env_of(state));
  fs::create_directory(tables, failed);
  if (failed) return Error{ErrorCode::Io, state.name + ": " + failed.message()};
  return files;
}

void remove_left_files(const fs::path& store) {
  std::error_code ignored;  // what cannot be removed takes room and harms nothing
  fs::remove_all(store / kTables, ignored);
  fs::remove_all(store / kRuns, ignored);
}

Status set_mark(const StoreState& state, bool has_documents) {
  std::string manifest;
  if (has_documents) {
    const std::string name = current_manifest(state.path);
    std::error_code failed;
    const std::uintmax_t bytes = fs::file_size(state.path / name, failed);
    if (failed) return Error{ErrorCode::Io, state.name + ": " + failed.message()};
    manifest = name + " " + std::to_string(bytes) + "\n";
  }
  std::unique_ptr<rocksdb::WritableFile> file;
  rocksdb::Status done =
      env_of(state).NewWritableFile((state.path / kMark).string(), &file, rocksdb::EnvOptions());
  if (done.ok()) done = file->Append(manifest);
  if (done.ok()) done = file->Sync();
  if (done.ok()) done = file->Close();
  if (done.ok()) done = sync_folder(state);
  return to_status(done, state.name);
}

Status remove_mark(const StoreState& state) {
  std::error_code ignored;
  if (!fs::exists(state.path / kMark, ignored)) return {};
  rocksdb::Status done = env_of(state).DeleteFile((state.path / kMark).string());
  if (done.ok()) done = sync_folder(state);
  return to_status(done, state.name);
}

void take_back_list(const StoreState& state) {
  const std::optional<MarkedManifest> manifest = read_mark(state.path / kMark);
  if (!manifest || manifest->name != current_manifest(state.path)) return;
  std::error_code ignored;  // the mark stays, and the next opening for writing tries again
  cut_back(state, *manifest, ignored);
}

Result<bool> undo_marked_load(const StoreState& state) {
  std::error_code failed;
  if (!fs::exists(state.path / kMark, failed)) return false;
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = env_of(state).LockFile((state.path / "LOCK").string(), &lock);
  if (!locked.ok()) return Error{ErrorCode::Busy, state.name + ": " + locked.ToString()};
  const std::optional<MarkedManifest> manifest = read_mark(state.path / kMark);
  const bool earlier = manifest && manifest->name != current_manifest(state.path);
  if (manifest && !earlier) {
    cut_back(state, *manifest, failed);
  } else if (!manifest) {
    empty_folder(state.path, failed);
  }
  env_of(state).UnlockFile(lock).PermitUncheckedError();
  if (failed) return Error{ErrorCode::Io, state.name + ": " + failed.message()};
  if (earlier) return false;
  if (const Status removed = remove_mark(state); !removed) return removed.error();
  return true;
}

}  // namespace onrecord::bulk
