#pragma once

#include <rocksdb/sst_file_writer.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/engine.h"

namespace onrecord::bulk {

/// Tables of one column family, finished, in key order.
struct Tables {
  Column column = Column::Meta;
  std::vector<std::string> paths;
};

/// Writes rows, in key order, into tables of a good size.
class TableWriter {
 public:
  /// prefix: of the tables' paths.
  TableWriter(Column column, std::string prefix, rocksdb::Env& env);

  /// key: greater than the one before. The first failure is kept, and told by finish().
  void put(std::string_view key, std::string_view value);
  Result<Tables> finish();

 private:
  void close();

  std::string prefix_;
  rocksdb::Options options_;
  std::unique_ptr<rocksdb::SstFileWriter> table_;
  Tables tables_;
  rocksdb::Status status_;
  std::uint64_t rows_ = 0;
};

}  // namespace onrecord::bulk
