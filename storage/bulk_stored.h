#pragma once

#include <functional>
#include <map>
#include <string>

#include "storage/bulk_entries.h"
#include "storage/reading.h"
#include "storage/view.h"

namespace onrecord::bulk {

/// What one part of the documents that wait to be indexed comes to.
struct StoredPart {
  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> extractors;  ///< documents by key in meta
};

/// Hands what the documents of one part give to `taker`, but for their own rows. Ends early when
/// the taker cannot take more, which it can tell itself. Corrupt names a row that cannot be read;
/// Busy when it was cancelled.
Result<StoredPart> take_stored(const View& view, Part part, EntryTaker& taker,
                               const std::function<bool()>& cancelled);

/// As long as it lives RocksDB neither flushes nor compacts, so its manifest stands still but for
/// what is taken in. Only where documents wait to be indexed; else it does nothing.
class KeptStill {
 public:
  explicit KeptStill(const StoreState& state);
  ~KeptStill();
  KeptStill(const KeptStill&) = delete;
  KeptStill& operator=(const KeptStill&) = delete;
  const Status& status() const { return status_; }

 private:
  const StoreState& state_;
  Status status_;
  bool paused_ = false;
};

}  // namespace onrecord::bulk
