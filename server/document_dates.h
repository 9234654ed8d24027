#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/date.h"
#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// When each document of a store was published, in memory: 16 bytes a document. Immutable.
class DocumentDates {
 public:
  /// Reads all documents, with several threads.
  static Result<DocumentDates> load(const Store& store);
  /// What `old` becomes by the store's changes since.
  static Result<DocumentDates> refresh(const DocumentDates& old, const Store& store);

  std::uint64_t version() const { return version_; }
  std::size_t size() const { return dates_.size(); }
  std::size_t memory() const { return dates_.capacity() * sizeof(dates_[0]); }
  /// The date of the `index`th document, in no order that means anything.
  PartialDate operator[](std::size_t index) const;

 private:
  /// Hash of the id, date code (graph/packed_edge.h); by hash.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> dates_;
  std::uint64_t version_ = 0;
};

}  // namespace onrecord
