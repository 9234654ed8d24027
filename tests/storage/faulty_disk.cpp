#include "tests/storage/faulty_disk.h"

#include <rocksdb/file_system.h>

#include <atomic>
#include <string>
#include <thread>

namespace onrecord::sample {

using rocksdb::FileOptions;
using rocksdb::FSDirectory;
using rocksdb::FSRandomRWFile;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

namespace {

struct Faults {
  std::atomic<std::int64_t> bytes_left = FaultyDisk::kNever;
  std::atomic<std::int64_t> operations = 0;
  std::atomic<std::int64_t> failing = -1;
  std::atomic<std::thread::id> failing_thread = std::thread::id();
  std::atomic<bool> no_space = false;

  IOStatus operate() {
    if (operations++ != failing) return IOStatus::OK();
    return fault();
  }
  IOStatus write() {
    std::thread::id here = std::this_thread::get_id();
    const bool next_here = failing_thread.compare_exchange_strong(here, std::thread::id());
    if (operations++ != failing && !next_here) return IOStatus::OK();
    return fault();
  }
  IOStatus fault() const {
    return no_space ? IOStatus::NoSpace("injected: No space left on device")
                    : IOStatus::IOError("injected input/output error");
  }
  IOStatus append(std::size_t size) {
    const auto bytes = static_cast<std::int64_t>(size);
    if (bytes_left != FaultyDisk::kNever && (bytes_left -= bytes) < 0) {
      return IOStatus::NoSpace("injected: No space left on device");
    }
    return write();
  }
};

class File : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(std::unique_ptr<FSWritableFile>&& file, std::shared_ptr<Faults> faults)
      : FSWritableFileOwnerWrapper(std::move(file)), faults_(std::move(faults)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    IOStatus fault = faults_->append(data.size());
    return fault.ok() ? FSWritableFileOwnerWrapper::Append(data, options, debug) : fault;
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info, IODebugContext* debug) override {
    IOStatus fault = faults_->append(data.size());
    return fault.ok() ? FSWritableFileOwnerWrapper::Append(data, options, info, debug) : fault;
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSWritableFileOwnerWrapper::Sync(options, debug) : fault;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSWritableFileOwnerWrapper::Fsync(options, debug) : fault;
  }
  IOStatus Flush(const IOOptions& options, IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSWritableFileOwnerWrapper::Flush(options, debug) : fault;
  }

 private:
  std::shared_ptr<Faults> faults_;
};

class RewrittenFile : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  RewrittenFile(std::unique_ptr<FSRandomRWFile>&& file, std::shared_ptr<Faults> faults)
      : FSRandomRWFileOwnerWrapper(std::move(file)), faults_(std::move(faults)) {}

  IOStatus Write(std::uint64_t offset, const rocksdb::Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug) : fault;
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSRandomRWFileOwnerWrapper::Sync(options, debug) : fault;
  }

 private:
  std::shared_ptr<Faults> faults_;
};

class Folder : public rocksdb::FSDirectoryWrapper {
 public:
  Folder(std::unique_ptr<FSDirectory>&& folder, std::shared_ptr<Faults> faults)
      : FSDirectoryWrapper(std::move(folder)), faults_(std::move(faults)) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSDirectoryWrapper::Fsync(options, debug) : fault;
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& which) override {
    IOStatus fault = faults_->write();
    return fault.ok() ? FSDirectoryWrapper::FsyncWithDirOptions(options, debug, which) : fault;
  }

 private:
  std::shared_ptr<Faults> faults_;
};

}  // namespace

class FaultyDisk::Files : public rocksdb::FileSystemWrapper {
 public:
  Files() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FaultyDisk"; }

  IOStatus NewWritableFile(const std::string& name, const FileOptions& options,
                           std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) override {
    IOStatus status = faults->write();
    if (status.ok()) status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (status.ok()) *file = std::make_unique<File>(std::move(*file), faults);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    IOStatus fault = faults->operate();
    return fault.ok() ? FileSystemWrapper::RenameFile(from, to, options, debug) : fault;
  }
  IOStatus NewDirectory(const std::string& name, const IOOptions& options,
                        std::unique_ptr<FSDirectory>* directory, IODebugContext* debug) override {
    IOStatus status = faults->operate();
    if (status.ok()) status = FileSystemWrapper::NewDirectory(name, options, directory, debug);
    if (status.ok()) *directory = std::make_unique<Folder>(std::move(*directory), faults);
    return status;
  }
  IOStatus NewRandomRWFile(const std::string& name, const FileOptions& options,
                           std::unique_ptr<FSRandomRWFile>* file, IODebugContext* debug) override {
    IOStatus status = faults->operate();
    if (status.ok()) status = FileSystemWrapper::NewRandomRWFile(name, options, file, debug);
    if (status.ok()) *file = std::make_unique<RewrittenFile>(std::move(*file), faults);
    return status;
  }
  IOStatus NewRandomAccessFile(const std::string& name, const FileOptions& options,
                               std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                               IODebugContext* debug) override {
    IOStatus fault = faults->operate();
    return fault.ok() ? FileSystemWrapper::NewRandomAccessFile(name, options, file, debug) : fault;
  }
  IOStatus NewSequentialFile(const std::string& name, const FileOptions& options,
                             std::unique_ptr<rocksdb::FSSequentialFile>* file,
                             IODebugContext* debug) override {
    IOStatus fault = faults->operate();
    return fault.ok() ? FileSystemWrapper::NewSequentialFile(name, options, file, debug) : fault;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options,
                      IODebugContext* debug) override {
    IOStatus fault = faults->operate();
    return fault.ok() ? FileSystemWrapper::DeleteFile(name, options, debug) : fault;
  }

  std::shared_ptr<Faults> faults = std::make_shared<Faults>();
};

FaultyDisk::FaultyDisk()
    : files_(std::make_shared<Files>()), env_(rocksdb::NewCompositeEnv(files_)) {}
FaultyDisk::~FaultyDisk() = default;

void FaultyDisk::full_after_bytes(std::int64_t bytes) { files_->faults->bytes_left = bytes; }
void FaultyDisk::fail_operation(std::int64_t number, Failure failure) {
  files_->faults->no_space = failure == Failure::NoSpace;
  files_->faults->failing = number;
}
void FaultyDisk::fail_next_write_here(Failure failure) {
  files_->faults->no_space = failure == Failure::NoSpace;
  files_->faults->failing_thread = std::this_thread::get_id();
}
std::int64_t FaultyDisk::operations() const { return files_->faults->operations; }

}  // namespace onrecord::sample
