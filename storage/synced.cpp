#include "storage/synced.h"

#include <rocksdb/file_system.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <sstream>

#include "storage/engine.h"
#include "storage/log_scan.h"
#include "storage/synced_slots.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;
using rocksdb::FileOptions;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

bool is_log(const std::string& name) { return name.ends_with(".log"); }
bool is_manifest(const std::string& name) { return name.starts_with("MANIFEST-"); }

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

/// Counts what is written to one log, and tells when the disk has confirmed it.
class CountedFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  using Confirmed = std::function<IOStatus(std::uint64_t bytes)>;
  CountedFile(std::unique_ptr<FSWritableFile>&& file, Confirmed confirmed)
      : FSWritableFileOwnerWrapper(std::move(file)), confirmed_(std::move(confirmed)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    return counted(FSWritableFileOwnerWrapper::Append(data, options, debug), data.size());
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info, IODebugContext* debug) override {
    return counted(FSWritableFileOwnerWrapper::Append(data, options, info, debug), data.size());
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    const std::uint64_t written = written_;  // what comes meanwhile may miss this sync
    IOStatus done = FSWritableFileOwnerWrapper::Sync(options, debug);
    return done.ok() ? confirmed_(written) : done;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    const std::uint64_t written = written_;
    IOStatus done = FSWritableFileOwnerWrapper::Fsync(options, debug);
    return done.ok() ? confirmed_(written) : done;
  }

 private:
  IOStatus counted(IOStatus done, std::size_t bytes) {
    if (done.ok()) written_ += bytes;
    return done;
  }

  Confirmed confirmed_;
  std::atomic<std::uint64_t> written_ = 0;
};

std::string read_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

Error damaged_file(const std::string& store, const std::string& file, const std::string& why) {
  return {ErrorCode::Corrupt,
          store + ": its file " + file + " " + why + "; " + std::string(kRepairRemedy)};
}

}  // namespace

class SyncedFiles::Files : public rocksdb::FileSystemWrapper {
 public:
  Files(fs::path store, const std::shared_ptr<rocksdb::FileSystem>& below)
      : FileSystemWrapper(below), store_(std::move(store)) {}

  const char* Name() const override { return "SyncedFiles"; }

  IOStatus NewWritableFile(const std::string& path, const FileOptions& options,
                           std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) override {
    IOStatus opened = FileSystemWrapper::NewWritableFile(path, options, file, debug);
    const std::string name = file_name(path);
    if (!opened.ok() || !(is_log(name) || is_manifest(name))) return opened;
    *file = std::make_unique<CountedFile>(
        std::move(*file), [this, name](std::uint64_t bytes) { return confirm(name, bytes); });
    return opened;
  }

  IOStatus DeleteFile(const std::string& path, const IOOptions& options,
                      IODebugContext* debug) override {
    IOStatus forgotten = forget(file_name(path));
    return forgotten.ok() ? FileSystemWrapper::DeleteFile(path, options, debug) : forgotten;
  }

  /// A log whose rows are all in tables goes to the archive.
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    const std::string name = file_name(from);
    IOStatus forgotten = is_log(name) ? forget(name) : IOStatus::OK();
    return forgotten.ok() ? FileSystemWrapper::RenameFile(from, to, options, debug) : forgotten;
  }

  Status begin(const std::string& store_name) {
    const std::lock_guard lock(mutex_);
    std::error_code absent;
    const fs::path path = store_ / kSyncedFile;
    IOStatus done;
    if (fs::file_size(path, absent) != 2 * kSyncedSlot || absent) done = create(path.string());
    if (done.ok()) done = NewRandomRWFile(path.string(), FileOptions(), &file_, nullptr);
    // An older opening's promise may stand in either slot; ours must be the newer.
    const std::optional<SyncedState> before = decode_synced(read_whole(path));
    state_.round = before ? before->round : 0;
    manifest_ = current_manifest(store_);
    begun_ = true;
    if (done.ok()) done = write();
    if (done.ok()) done = write();
    if (done.ok()) done = file_->Sync(IOOptions(), nullptr);
    return to_status(done, store_name);
  }

 private:
  IOStatus create(const std::string& path) {
    std::unique_ptr<FSWritableFile> file;
    IOStatus done = FileSystemWrapper::NewWritableFile(path, FileOptions(), &file, nullptr);
    if (done.ok()) done = file->Append(std::string(2 * kSyncedSlot, '\0'), IOOptions(), nullptr);
    if (done.ok()) done = file->Sync(IOOptions(), nullptr);
    if (done.ok()) done = file->Close(IOOptions(), nullptr);
    std::unique_ptr<rocksdb::FSDirectory> folder;
    if (done.ok()) done = NewDirectory(store_.string(), IOOptions(), &folder, nullptr);
    return done.ok() ? folder->Fsync(IOOptions(), nullptr) : done;
  }

  IOStatus confirm(const std::string& name, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    std::uint64_t& confirmed = confirmed_[name];
    if (bytes <= confirmed) return IOStatus::OK();
    confirmed = bytes;
    return begun_ ? write() : IOStatus::OK();
  }

  /// Before a log goes away, no slot may name it any more, whatever happens.
  IOStatus forget(const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (confirmed_.erase(name) == 0 || !begun_ || !is_log(name)) return IOStatus::OK();
    IOStatus done = write();
    if (done.ok()) done = write();
    return done.ok() ? file_->Sync(IOOptions(), nullptr) : done;
  }

  IOStatus write() {
    ++state_.round;
    state_.bytes.clear();
    for (const auto& [name, bytes] : confirmed_) {
      if (is_log(name) || name == manifest_) state_.bytes[name] = bytes;
    }
    return file_->Write((state_.round % 2) * kSyncedSlot, encode_synced(state_), IOOptions(),
                        nullptr);
  }

  const fs::path store_;
  std::mutex mutex_;  // guards what follows
  std::map<std::string, std::uint64_t> confirmed_;
  std::string manifest_;
  bool begun_ = false;
  std::unique_ptr<rocksdb::FSRandomRWFile> file_;
  SyncedState state_;

  friend class SyncedFiles;
};

SyncedFiles::SyncedFiles(const fs::path& store, rocksdb::Env* below)
    : files_(std::make_shared<Files>(
          store, below != nullptr ? below->GetFileSystem() : rocksdb::FileSystem::Default())),
      env_(rocksdb::NewCompositeEnv(files_)) {}

SyncedFiles::~SyncedFiles() = default;

Status SyncedFiles::begin() { return files_->begin("store '" + files_->store_.string() + "'"); }

std::string current_manifest(const fs::path& store) {
  std::ifstream file(store / "CURRENT");
  std::string name;
  std::getline(file, name);
  return name;
}

Status check_synced(const fs::path& store, const std::string& name) {
  const std::optional<SyncedState> promised = decode_synced(read_whole(store / kSyncedFile));
  if (!promised) return {};
  const std::string manifest = current_manifest(store);
  if (!promised->bytes.contains(manifest)) return {};
  for (const auto& [file, bytes] : promised->bytes) {
    const Result<LogScan> scan = scan_log(store / file, bytes);
    if (!scan && scan.error().code == ErrorCode::NotFound) {
      return damaged_file(name, file, "is gone, and what it held was acknowledged");
    }
    if (!scan) return Error{scan.error().code, name + ": " + scan.error().message};
    if (scan->size < bytes) {
      return damaged_file(name, file,
                          "was cut: it has " + std::to_string(scan->size) + " of " +
                              std::to_string(bytes) + " bytes that were acknowledged");
    }
    if (scan->whole < bytes) {
      return damaged_file(name, file,
                          "is damaged at byte " + std::to_string(scan->whole) + " of " +
                              std::to_string(bytes) + " that were acknowledged");
    }
  }
  return {};
}

std::uint64_t confirmed_bytes(const fs::path& store, const std::string& file) {
  const std::optional<SyncedState> promised = decode_synced(read_whole(store / kSyncedFile));
  if (!promised) return 0;
  const auto confirmed = promised->bytes.find(file);
  return confirmed == promised->bytes.end() ? 0 : confirmed->second;
}

Result<bool> cut_torn_manifest(const fs::path& store) {
  const std::optional<SyncedState> promised = decode_synced(read_whole(store / kSyncedFile));
  const std::string manifest = current_manifest(store);
  if (!promised || !is_manifest(manifest)) return false;
  const Result<LogScan> scan = scan_log(store / manifest, UINT64_MAX);
  if (!scan) return scan.error();
  // When it tells of an earlier opening, this one was cut short and nothing was acknowledged in it;
  // a table that is missing then is still an error.
  const auto confirmed = promised->bytes.find(manifest);
  const bool promised_more = confirmed != promised->bytes.end() && confirmed->second > scan->whole;
  if (scan->whole == scan->size || scan->whole == 0 || promised_more) return false;
  std::error_code failed;
  fs::resize_file(store / manifest, scan->whole, failed);
  if (failed) return Error{ErrorCode::Io, "cut '" + manifest + "': " + failed.message()};
  return true;
}

}  // namespace onrecord
