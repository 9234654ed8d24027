#pragma once

#include <functional>
#include <map>
#include <vector>

#include "storage/bulk_entries.h"
#include "storage/bulk_tables.h"

namespace onrecord::bulk {

/// What is merged: every run and every sorted buffer. What it points to outlives it.
struct Sorted {
  std::vector<const EntryBuffer*> buffers;
  std::vector<const Run*> runs;
  std::size_t read_bytes = 1u << 16;  ///< of memory for each run that is read
  rocksdb::Env* env = nullptr;

  std::size_t entries_of_buffers(Kind kind) const;
  std::uint64_t bytes_of_runs(Kind kind) const;
  Merger open(Kind kind, const KeyRange& range) const;
};

/// At most `parts` ranges of about equal size that together hold all keys of a kind. What makes one
/// row is never split.
std::vector<KeyRange> split(const Sorted& sorted, Kind kind, std::size_t parts);

/// What came of one range of one kind.
struct Built {
  std::vector<Tables> tables;
  Counts counts;                                    ///< this range's part
  std::map<std::string, std::uint64_t> extractors;  ///< documents by key in meta
};

struct BuildTarget {
  std::string prefix;  ///< of the tables' paths
  rocksdb::Env* env = nullptr;
  EntryTaker* second = nullptr;     ///< takes what must be sorted once more
  std::function<bool()> cancelled;  ///< asked now and then
};

/// Merges one range of a kind into tables. Of records of one document the one that outranks the
/// others stays, and what the others gave is taken back by entries for `second`.
Result<Built> build(const Sorted& sorted, Kind kind, const KeyRange& range,
                    const BuildTarget& target);

}  // namespace onrecord::bulk
