#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include "storage/engine.h"
#include "storage/log_archive.h"

namespace onrecord {

namespace {

// Memory of a writer: at most kMemtables in write buffers over all column families (and as much
// again while they are flushed), kBlockCache for blocks, indexes and filters. A reader's secondary
// instance holds what the writer has not flushed yet, so at most the same.
constexpr std::size_t kMemtables = 48u << 20;
constexpr std::size_t kMemtable = 16u << 20;
constexpr std::size_t kBlockCache = 64u << 20;

/// Drops RocksDB's own log lines. A reader must not write into the store's folder; and a writer's
/// log file, once a full disk failed it, ends the program by an assertion in RocksDB 7.8. What goes
/// wrong comes back as a status anyway.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

bool holds_long_text(Column column) {
  return column == Column::Documents || column == Column::Contributions;
}

}  // namespace

rocksdb::DBOptions database_options(Access access) {
  rocksdb::DBOptions options;
  options.create_if_missing = false;
  options.create_missing_column_families = false;
  options.paranoid_checks = true;
  options.db_write_buffer_size = kMemtables;
  options.max_total_wal_size = 32u << 20;  // bounds what opening after a crash has to replay
  options.WAL_size_limit_MB = 2 * (kArchivedLogBytes >> 20);  // a writer trims them to half of it
  options.max_background_jobs = 2;
  options.max_bgerror_resume_count =
      0;  // a background error ends writing; nobody resumes behind us
  options.info_log = std::make_shared<NoLog>();
  if (access == Access::Write) {
    options.max_open_files = 512;
  } else {
    options.max_open_files = -1;  // a secondary keeps files open that the writer may delete
  }
  return options;
}

rocksdb::ColumnFamilyOptions column_options(Column column) {
  static const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(kBlockCache);
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.format_version = 5;
  table.block_size = holds_long_text(column) ? 16u << 10 : 4u << 10;

  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kMemtable;
  options.max_write_buffer_number = 2;  // more misorders updates after a failed flush (7.9 notes)
  options.compression = holds_long_text(column) ? rocksdb::kZSTD : rocksdb::kLZ4Compression;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> column_descriptors() {
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const Column column : all_columns()) {
    descriptors.emplace_back(std::string(to_string(column)), column_options(column));
  }
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, column_options(Column::Meta));
  return descriptors;
}

}  // namespace onrecord
