#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <memory>

namespace onrecord::sample {

/// The default file system until it has written so many bytes, or done so many operations (open,
/// create, append, sync, rename, delete, ...); then it fails. Thread-safe.
class FaultyDisk {
 public:
  static constexpr std::int64_t kNever = INT64_MAX;
  enum class Failure { InputOutput, NoSpace };

  FaultyDisk();
  ~FaultyDisk();

  /// From then on every append says that the disk is full.
  void full_after_bytes(std::int64_t bytes);
  /// The operation of that number (from 0) fails once.
  void fail_operation(std::int64_t number, Failure failure = Failure::InputOutput);
  /// What the calling thread writes next fails once: a file made, appended to or synced. RocksDB
  /// compacts on threads of its own whenever it likes, and tidies up after that on any, so which
  /// operation has which number is not known while it does.
  void fail_next_write_here(Failure failure = Failure::InputOutput);
  /// How many operations there were.
  std::int64_t operations() const;

  rocksdb::Env* env() const { return env_.get(); }

 private:
  class Files;
  std::shared_ptr<Files> files_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace onrecord::sample
