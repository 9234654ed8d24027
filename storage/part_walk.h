#pragma once

#include <memory>
#include <string>

#include "storage/reading.h"
#include "storage/view.h"

namespace onrecord {

/// The rows of a family between two keys, for a walk that passes over all of them once: read ahead,
/// and kept out of the block cache.
class PartWalk {
 public:
  /// From `begin` to before `end`; an empty `end` is none.
  PartWalk(const View& view, Column column, const std::string& begin, std::string end);

  bool valid() const { return iterator_->Valid(); }
  void next() { iterator_->Next(); }
  std::string_view key() const { return {iterator_->key().data(), iterator_->key().size()}; }
  std::string_view value() const { return {iterator_->value().data(), iterator_->value().size()}; }
  Status status() const { return to_status(iterator_->status(), name_); }

 private:
  std::string name_, end_;
  rocksdb::Slice end_slice_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

struct KeyRange {
  std::string begin, end;  ///< empty: from the first, to the last
};

/// The keys of one part of a family whose keys begin with ids, which hashing spreads evenly.
KeyRange id_range(Part part);

/// The keys of one part of a family whose keys are documents, by what RocksDB knows of the sizes of
/// its files. The parts are as unequal as its guesses are wrong, but always the whole.
KeyRange document_range(const View& view, Part part);

}  // namespace onrecord
