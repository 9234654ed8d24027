#include "storage/engine.h"

#include <rocksdb/listener.h>

#include <algorithm>

#include "storage/keys.h"
#include "storage/stopped.h"

namespace onrecord {

PathGuard::~PathGuard() {
  if (path_.empty()) return;
  std::error_code ignored;  // a leftover in the temporary folder harms nobody
  std::filesystem::remove_all(path_, ignored);
}

Database::Database(std::unique_ptr<rocksdb::DB> db,
                   const std::vector<rocksdb::ColumnFamilyHandle*>& handles)
    : db_(std::move(db)), handles_(kColumnCount + 1, nullptr) {
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    const auto name = std::find(kColumnNames.begin(), kColumnNames.end(), handle->GetName());
    handles_[static_cast<std::size_t>(name - kColumnNames.begin())] = handle;
  }
}

Database::~Database() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
}

bool Database::complete() const {
  return std::find(handles_.begin(), handles_.end(), nullptr) == handles_.end();
}

rocksdb::Status Database::flush() { return db_->Flush(rocksdb::FlushOptions(), handles_); }

StoreState::~StoreState() {
  constexpr std::uint64_t kMuch = 4u << 20;
  if (access != Access::Write || !database) return;
  if (!write_failure && failures) write_failure = failure_of(*failures);
  if (owned_path && !read_stopped(path).empty()) owned_path->keep();
  if (write_failure) return;
  // What cannot be flushed is safe in the log.
  if (written_bytes >= kMuch) database->flush().PermitUncheckedError();
  if (unsynced) database->db().SyncWAL().PermitUncheckedError();
}

void ReadGate::enter() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !alone_; });
  ++readers_;
}

void ReadGate::leave() {
  const std::lock_guard lock(mutex_);
  if (--readers_ == 0) changed_.notify_all();
}

void ReadGate::enter_alone() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !alone_ && readers_ == 0; });
  alone_ = true;
}

void ReadGate::leave_alone() {
  const std::lock_guard lock(mutex_);
  alone_ = false;
  changed_.notify_all();
}

Status to_status(const rocksdb::Status& status, const std::string& what) {
  if (status.ok()) return {};
  const std::string detail = status.ToString();
  if (status.IsNoSpace() || detail.find("No space left") != std::string::npos) {
    return Error{ErrorCode::Io, what +
                                    ": the disk is full; free some space and run again, nothing "
                                    "that was stored is lost (" +
                                    detail + ")"};
  }
  if (status.IsCorruption()) {
    return Error{ErrorCode::Corrupt,
                 what + ": damaged on disk (" + detail + "); " + std::string(kRepairRemedy)};
  }
  if (status.IsIOError()) return Error{ErrorCode::Io, what + ": " + detail};
  if (status.IsBusy() || status.IsTimedOut()) return Error{ErrorCode::Busy, what + ": " + detail};
  if (status.IsNotSupported()) return Error{ErrorCode::Unsupported, what + ": " + detail};
  return Error{ErrorCode::Internal, what + ": " + detail};
}

Error damaged_row(const std::string& store, Column column, std::string_view key,
                  std::string_view why, bool newer) {
  return {newer ? ErrorCode::Unsupported : ErrorCode::Corrupt,
          store + ": column family '" + std::string(to_string(column)) + "', key " + hex_of(key) +
              ": the row " + std::string(why) +
              (newer ? "; use a newer onrecord" : "; " + std::string(kRepairRemedy))};
}

class FailureListener : public rocksdb::EventListener {
 public:
  FailureListener(std::string store, std::filesystem::path path)
      : store_(std::move(store)), path_(std::move(path)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) override {
    const Status failed = to_status(*status, store_);
    const std::lock_guard lock(mutex_);
    if (failed || first_) return;
    first_ = failed.error();
    note_stopped(path_, *first_);
  }

  std::optional<Error> first() const {
    const std::lock_guard lock(mutex_);
    return first_;
  }

 private:
  const std::string store_;
  const std::filesystem::path path_;
  mutable std::mutex mutex_;
  std::optional<Error> first_;
};

std::shared_ptr<FailureListener> make_failure_listener(std::string store,
                                                       std::filesystem::path path) {
  return std::make_shared<FailureListener>(std::move(store), std::move(path));
}

void listen(rocksdb::DBOptions& options, std::shared_ptr<FailureListener> listener) {
  options.listeners.push_back(std::move(listener));
}

std::optional<Error> failure_of(const FailureListener& listener) { return listener.first(); }

std::uint64_t version_of(const StoreState& state) {
  return (state.successions << kSequenceBits) + state.database->db().GetLatestSequenceNumber();
}

}  // namespace onrecord
