#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "storage/store.h"

namespace onrecord {

struct BulkOptions {
  /// For sorting, in all. Tables, caches and the records that callers hold come on top.
  std::size_t memory_bytes = std::size_t{512} << 20;
  unsigned threads = 1;             ///< that add, each in a lane of its own; and that merge
  std::filesystem::path temporary;  ///< a folder for the runs; empty: within the store's own
  /// Asked now and then while finish() works, on any thread; true ends it with Busy.
  std::function<bool()> cancelled;
};

struct BulkReport {
  std::uint64_t documents = 0, statements = 0, evidence = 0;
  std::uint64_t repeated = 0;  ///< records of a document that another record stands for
  std::uint64_t tables = 0;
};

/// Fills an empty store with many documents at once: what they give is sorted in bounded memory and
/// comes into the store as finished tables, all of them or none. The store then holds, row by row,
/// what put() of each document would have left; of records of one document the one that stays is
/// that of storage/record_order.h. Until finish() has returned well the store is as it was, also
/// when the process dies: temporary files in the store's folder go when it is opened next.
class BulkLoad {
 public:
  /// InvalidInput for a store that is open for reading, or holds documents or decisions already.
  static Result<BulkLoad> begin(Store& store, const BulkOptions& options = {});
  BulkLoad(BulkLoad&&) noexcept;
  BulkLoad& operator=(BulkLoad&&) noexcept;
  /// What was not finished is dropped.
  ~BulkLoad();

  /// lane: below the options' threads; one thread a lane at a time. A contribution that may not be
  /// stored is InvalidInput, as in put_all, and the load may go on without it; any other error ends
  /// it.
  Status add(unsigned lane, const Contribution& contribution);
  /// Once, when all is added. What it returns is durable.
  Result<BulkReport> finish();

 private:
  friend Result<BulkReport> index_documents(Store& store, const BulkOptions& options);
  friend Result<std::uint64_t> restore_decisions(Store& store, std::span<const Decision> decisions);
  static StoreState& state_of(Store& store) { return *store.state_; }
  class Work;
  explicit BulkLoad(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

/// Makes all that follows from the documents of a store that has put that off (Store::index_later),
/// as a bulk load makes it: all at once or nothing, and the store then holds what putting them one
/// by one would have left. What it returns is durable. Nobody else writes meanwhile. Fails or is
/// cancelled: the documents still wait. InvalidInput for a store where none do.
Result<BulkReport> index_documents(Store& store, const BulkOptions& options = {});

/// Puts a journal that another store has (Store::decisions) into this one, each decision reaching
/// what it is about here, as when it was made; a decision about nothing that is here waits for
/// documents. Sequences 1, 2, 3 …; those that this store has already must be the same. Returns how
/// many were new. What it returns is durable; cut short, those before stay, and doing it again
/// completes it. InvalidInput names a decision that no store makes, or that differs from this
/// store's.
Result<std::uint64_t> restore_decisions(Store& store, std::span<const Decision> decisions);

}  // namespace onrecord
