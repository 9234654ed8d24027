#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// Writes to the store that a server shows. A server reads only, so that others may write; the
/// writer's lock is taken for each piece of work and given back after it. For any number of
/// threads: they take turns.
class StoreWriter {
 public:
  /// Of a store that this process holds open for writing, which must outlive this.
  explicit StoreWriter(Store& shared) : shared_(&shared) {}
  /// Opens it each time.
  StoreWriter(std::filesystem::path path, std::size_t memory_bytes)
      : path_(std::move(path)), memory_bytes_(memory_bytes) {}

  /// Runs work(store), and returns its error or, when all went well, the version that the store has
  /// then. Busy while another process writes, when somebody here has been writing for over five
  /// seconds, and while documents of a first large ingest wait to be indexed.
  Result<std::uint64_t> write(const std::function<Status(Store&)>& work);

 private:
  Store* shared_ = nullptr;
  std::filesystem::path path_;
  std::size_t memory_bytes_ = kDefaultMemory;
  std::timed_mutex writing_;
};

}  // namespace onrecord
