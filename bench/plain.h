#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "bench/measure.h"
#include "storage/engine.h"

namespace onrecord::bench {

/// A fresh RocksDB with the options and families of a store, and nothing of ours on top: what the
/// store is measured against.
inline std::unique_ptr<Database> open_plain(const std::filesystem::path& path) {
  rocksdb::DBOptions options = database_options(Access::Write);
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  must(to_status(rocksdb::DB::Open(options, path.string(), column_descriptors(), &handles, &db),
                 "plain"));
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

}  // namespace onrecord::bench
