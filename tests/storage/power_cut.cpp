#include "tests/storage/power_cut.h"

#include <rocksdb/file_system.h>

#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <sstream>

namespace onrecord::sample {

namespace fs = std::filesystem;
using rocksdb::FileOptions;
using rocksdb::FSDirectory;
using rocksdb::FSRandomRWFile;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

namespace {

struct Written {
  std::uint64_t bytes = 0, synced = 0;
};

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_whole(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// What the disk holds and what it has promised.
class Disk {
 public:
  explicit Disk(fs::path scratch) : scratch_(std::move(scratch)) {
    fs::create_directories(scratch_);
  }

  /// Called before each operation; false when the power is gone.
  bool on() {
    if (number_++ < cut_at_) return true;
    off_ = true;
    return false;
  }
  bool is_last() const { return number_ == cut_at_ + 1; }
  static IOStatus gone() { return IOStatus::IOError("the power is gone"); }

  std::mutex mutex;  // held during every operation
  std::int64_t cut_at_ = INT64_MAX, number_ = 0;
  bool off_ = false;
  std::map<std::string, std::shared_ptr<Written>> appended;
  std::map<std::string, std::string> rewritten;       // as they were last synced
  std::vector<std::function<void()>> unsynced_names;  // what takes each change of a folder back

  /// A place for what is deleted or replaced, until that is certain.
  fs::path keep(const fs::path& path) {
    const fs::path kept = scratch_ / std::to_string(kept_++);
    std::error_code absent;
    fs::create_hard_link(path, kept, absent);
    return absent ? fs::path() : kept;
  }

  void lose(unsigned seed) {
    std::mt19937 random(seed);
    // Half of the time all names that were not synced are forgotten, else a part of them.
    std::size_t kept = random() % 2 == 0 ? 0 : random() % (unsynced_names.size() + 1);
    while (unsynced_names.size() > kept) {
      unsynced_names.back()();
      unsynced_names.pop_back();
    }
    for (const auto& [path, file] : appended) {
      if (fs::exists(path) && file->bytes > file->synced) tear(path, *file, random);
    }
    for (const auto& [path, synced] : rewritten) {
      if (fs::exists(path)) write_whole(path, mixed(synced, read_whole(path), random));
    }
  }

 private:
  static void tear(const fs::path& path, const Written& file, std::mt19937& random) {
    std::string bytes = read_whole(path);
    bytes.resize(file.synced + random() % (bytes.size() - file.synced + 1));
    if (random() % 2 == 0) {  // a page that was not written before one that was
      const std::size_t begin = file.synced + random() % (bytes.size() - file.synced + 1);
      for (std::size_t i = begin; i < bytes.size() && i < begin + 4096; ++i) bytes[i] = '\0';
    }
    write_whole(path, bytes);
  }

  static std::string mixed(const std::string& before, std::string after, std::mt19937& random) {
    constexpr std::size_t kSector = 512;
    for (std::size_t i = 0; i < after.size() && i < before.size(); i += kSector) {
      if (random() % 2 == 0) after.replace(i, kSector, before, i, kSector);
    }
    return after;
  }

  const fs::path scratch_;
  int kept_ = 0;
};

class AppendedFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  AppendedFile(std::unique_ptr<FSWritableFile>&& file, std::shared_ptr<Disk> disk,
               std::shared_ptr<Written> written)
      : FSWritableFileOwnerWrapper(std::move(file)),
        disk_(std::move(disk)),
        written_(std::move(written)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    const std::lock_guard lock(disk_->mutex);
    const bool on = disk_->on();
    if (!on && !disk_->is_last()) return Disk::gone();
    const rocksdb::Slice part(data.data(), on ? data.size() : data.size() / 2);
    IOStatus done = FSWritableFileOwnerWrapper::Append(part, options, debug);
    if (done.ok()) written_->bytes += part.size();
    return on ? done : Disk::gone();
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&, IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    const std::lock_guard lock(disk_->mutex);
    if (!disk_->on()) return Disk::gone();
    IOStatus done = FSWritableFileOwnerWrapper::Flush(options, debug);
    if (done.ok()) written_->synced = written_->bytes;
    return done;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  std::shared_ptr<Disk> disk_;
  std::shared_ptr<Written> written_;
};

class RewrittenFile : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  RewrittenFile(std::unique_ptr<FSRandomRWFile>&& file, std::shared_ptr<Disk> disk,
                std::string path)
      : FSRandomRWFileOwnerWrapper(std::move(file)),
        disk_(std::move(disk)),
        path_(std::move(path)) {}

  IOStatus Write(std::uint64_t offset, const rocksdb::Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    const std::lock_guard lock(disk_->mutex);
    if (!disk_->on()) return Disk::gone();
    return FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug);
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    const std::lock_guard lock(disk_->mutex);
    if (!disk_->on()) return Disk::gone();
    disk_->rewritten[path_] = read_whole(path_);
    return IOStatus::OK();
  }

 private:
  std::shared_ptr<Disk> disk_;
  const std::string path_;
};

class Folder : public rocksdb::FSDirectoryWrapper {
 public:
  Folder(std::unique_ptr<FSDirectory>&& folder, std::shared_ptr<Disk> disk)
      : FSDirectoryWrapper(std::move(folder)), disk_(std::move(disk)) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    const std::lock_guard lock(disk_->mutex);
    if (!disk_->on()) return Disk::gone();
    disk_->unsynced_names.clear();
    return IOStatus::OK();
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  std::shared_ptr<Disk> disk_;
};

}  // namespace

class PowerCut::Files : public rocksdb::FileSystemWrapper {
 public:
  explicit Files(const fs::path& scratch)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), disk(std::make_shared<Disk>(scratch)) {}
  const char* Name() const override { return "PowerCut"; }

  IOStatus NewWritableFile(const std::string& path, const FileOptions& options,
                           std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) override {
    const std::lock_guard lock(disk->mutex);
    if (!disk->on()) return Disk::gone();
    const bool existed = fs::exists(path);
    IOStatus opened = FileSystemWrapper::NewWritableFile(path, options, file, debug);
    if (!opened.ok()) return opened;
    if (!existed) disk->unsynced_names.push_back([path] { fs::remove(path); });
    const auto written = std::make_shared<Written>();
    disk->appended[path] = written;
    *file = std::make_unique<AppendedFile>(std::move(*file), disk, written);
    return opened;
  }

  IOStatus NewRandomRWFile(const std::string& path, const FileOptions& options,
                           std::unique_ptr<FSRandomRWFile>* file, IODebugContext* debug) override {
    const std::lock_guard lock(disk->mutex);
    if (!disk->on()) return Disk::gone();
    IOStatus opened = FileSystemWrapper::NewRandomRWFile(path, options, file, debug);
    if (!opened.ok()) return opened;
    disk->rewritten.emplace(path, read_whole(path));
    *file = std::make_unique<RewrittenFile>(std::move(*file), disk, path);
    return opened;
  }

  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    const std::lock_guard lock(disk->mutex);
    if (!disk->on()) return Disk::gone();
    const fs::path replaced = disk->keep(to);
    IOStatus done = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (!done.ok()) return done;
    const std::shared_ptr<Written> written = disk->appended[from];
    disk->appended.erase(from);
    if (written) disk->appended[to] = written;
    disk->unsynced_names.push_back([from, to, replaced] {
      fs::rename(to, from);
      if (!replaced.empty()) fs::rename(replaced, to);
    });
    return done;
  }

  IOStatus DeleteFile(const std::string& path, const IOOptions& options,
                      IODebugContext* debug) override {
    const std::lock_guard lock(disk->mutex);
    if (!disk->on()) return Disk::gone();
    const fs::path kept = disk->keep(path);
    IOStatus done = FileSystemWrapper::DeleteFile(path, options, debug);
    if (done.ok() && !kept.empty()) {
      disk->unsynced_names.push_back([path, kept] { fs::rename(kept, path); });
    }
    return done;
  }

  IOStatus NewDirectory(const std::string& path, const IOOptions& options,
                        std::unique_ptr<FSDirectory>* folder, IODebugContext* debug) override {
    const std::lock_guard lock(disk->mutex);
    if (!disk->on()) return Disk::gone();
    IOStatus opened = FileSystemWrapper::NewDirectory(path, options, folder, debug);
    if (opened.ok()) *folder = std::make_unique<Folder>(std::move(*folder), disk);
    return opened;
  }

  std::shared_ptr<Disk> disk;
};

PowerCut::PowerCut(const fs::path& scratch)
    : files_(std::make_shared<Files>(scratch)), env_(rocksdb::NewCompositeEnv(files_)) {}
PowerCut::~PowerCut() = default;

void PowerCut::cut_at(std::int64_t number) { files_->disk->cut_at_ = number; }
std::int64_t PowerCut::operations() const { return files_->disk->number_; }
void PowerCut::lose(unsigned seed) { files_->disk->lose(seed); }

}  // namespace onrecord::sample
