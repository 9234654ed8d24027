#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace onrecord::sample {

/// The default file system until the power goes, at an operation of a given number; from then on
/// every operation fails. What a disk may then have kept is what POSIX promises: of a file what was
/// synced, and any beginning of the rest, torn; of a folder what was synced, and any beginning of
/// what was created, renamed and deleted after that. Thread-safe.
class PowerCut {
 public:
  /// scratch: a folder beside the store, on the same file system, for what is not yet lost.
  explicit PowerCut(const std::filesystem::path& scratch);
  ~PowerCut();

  /// The operation of that number (from 0) is the last, and may be done in part.
  void cut_at(std::int64_t number);
  std::int64_t operations() const;
  /// After the store was closed: takes away what the disk did not keep. The same seed, the same
  /// loss.
  void lose(unsigned seed);

  rocksdb::Env* env() const { return env_.get(); }

 private:
  class Files;
  std::shared_ptr<Files> files_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace onrecord::sample
