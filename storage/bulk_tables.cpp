#include "storage/bulk_tables.h"

namespace onrecord::bulk {
namespace {

// RocksDB's own compaction makes tables of this size at the bottom.
constexpr std::uint64_t kTableBytes = 64u << 20;
constexpr std::uint64_t kRowsBetweenLooks = 1024;

rocksdb::Options writer_options(Column column, rocksdb::Env& env) {
  rocksdb::DBOptions options = database_options(Access::Write);
  options.env = &env;
  return {options, table_options(column)};
}

rocksdb::Slice slice_of(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

TableWriter::TableWriter(Column column, std::string prefix, rocksdb::Env& env)
    : prefix_(std::move(prefix)), options_(writer_options(column, env)) {
  tables_.column = column;
}

void TableWriter::put(std::string_view key, std::string_view value) {
  if (!status_.ok()) return;
  if (!table_) {
    std::string path = prefix_;
    path.append(std::to_string(tables_.paths.size())).append(".sst");
    table_ =
        std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options_, nullptr, false);
    status_ = table_->Open(path);
    tables_.paths.push_back(std::move(path));
  }
  if (status_.ok()) status_ = table_->Put(slice_of(key), slice_of(value));
  if (++rows_ % kRowsBetweenLooks == 0 && table_->FileSize() >= kTableBytes) close();
}

void TableWriter::close() {
  if (table_ && status_.ok()) status_ = table_->Finish();
  table_.reset();
}

Result<Tables> TableWriter::finish() {
  close();
  const Status status = to_status(status_, "temporary table '" + prefix_ + "'");
  if (!status) return status.error();
  return std::move(tables_);
}

}  // namespace onrecord::bulk
