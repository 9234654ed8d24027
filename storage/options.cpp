#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <algorithm>

#include "storage/engine.h"
#include "storage/log_archive.h"

namespace onrecord {

namespace {

// Of the memory that a store may use, 3/8 go to write buffers over all column families (RocksDB
// holds as much again while they are flushed at worst) and half to blocks, indexes and filters. A
// reader's secondary instance holds what the writer has not flushed yet, so at most the same.
constexpr std::size_t kMostMemtable = std::size_t{64} << 20;
constexpr std::size_t kMostLog = std::size_t{64} << 20;

std::size_t memtables_of(std::size_t memory) { return std::max(memory, kLeastMemory) / 8 * 3; }
std::size_t cache_of(std::size_t memory) { return std::max(memory, kLeastMemory) / 2; }

/// Drops RocksDB's own log lines. A reader must not write into the store's folder; and a writer's
/// log file, once a full disk failed it, ends the program by an assertion in RocksDB 7.8. What goes
/// wrong comes back as a status anyway.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// What follows was chosen by measuring: storage/TUNING.md.

bool holds_long_text(Column column) {
  return column == Column::Documents || column == Column::Contributions;
}

/// Whether its rows are asked for by their whole keys. The others are only ever walked through from
/// a prefix on, and a filter would never be asked.
bool is_looked_up(Column column) {
  switch (column) {
    case Column::Documents:
    case Column::Contributions:
    case Column::Entities:
    case Column::EntityForms:
    case Column::Statements:
    case Column::Quotes:
    case Column::Projections:
    case Column::Resolutions:
    case Column::Meta:
      return true;
    default:
      return false;
  }
}

/// Whether its values are much alike from one to the next, beyond what one block shows.
bool has_alike_values(Column column) {
  switch (column) {
    case Column::Documents:
    case Column::Contributions:
    case Column::Statements:
    case Column::Evidence:
    case Column::Quotes:
    case Column::Projections:
      return true;
    default:
      return false;
  }
}

/// Texts, records and evidence are asked for one by one, to show a sentence: a small block is soon
/// unpacked. Their dictionaries make up for what smaller blocks compress worse.
std::size_t block_bytes(Column column) {
  switch (column) {
    case Column::Documents:
    case Column::Contributions:
      return 4u << 10;
    case Column::Evidence:
      return 8u << 10;
    default:
      return 16u << 10;
  }
}

/// Whether whoever stores a document asks for rows of it that mostly are not there yet.
bool is_asked_before_written(Column column) {
  return column == Column::Documents || column == Column::Entities ||
         column == Column::EntityForms || column == Column::Statements;
}

rocksdb::CompressionOptions bottommost_options(Column column) {
  rocksdb::CompressionOptions options;
  options.enabled = true;
  options.level = 3;
  if (!has_alike_values(column)) return options;
  options.max_dict_bytes = 16u << 10;
  options.zstd_max_train_bytes = 256u << 10;
  options.max_dict_buffer_bytes = 4u << 20;
  return options;
}

rocksdb::ColumnFamilyOptions column_options(Column column, std::size_t memory,
                                            std::shared_ptr<rocksdb::Cache> cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = std::move(cache);
  table.cache_index_and_filter_blocks = true;
  if (is_looked_up(column)) table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10));
  table.format_version = 5;
  table.block_size = block_bytes(column);

  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = std::min(memtables_of(memory) / 3, kMostMemtable);
  if (is_asked_before_written(column)) {
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = 0.01;  // some 20 bits a row
  }
  options.max_write_buffer_number = 2;  // more misorders updates after a failed flush (7.9 notes)
  options.compression = holds_long_text(column) ? rocksdb::kZSTD : rocksdb::kLZ4Compression;
  options.compression_opts.level = holds_long_text(column) ? 1 : options.compression_opts.level;
  options.bottommost_compression = rocksdb::kZSTD;
  options.bottommost_compression_opts = bottommost_options(column);
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

}  // namespace

rocksdb::DBOptions database_options(Access access, std::size_t memory) {
  rocksdb::DBOptions options;
  options.create_if_missing = false;
  options.create_missing_column_families = false;
  options.paranoid_checks = true;
  options.db_write_buffer_size = memtables_of(memory);
  // Bounds what opening after a crash has to replay.
  options.max_total_wal_size = std::min(memtables_of(memory) / 3 * 2, kMostLog);
  options.WAL_size_limit_MB = 2 * (kArchivedLogBytes >> 20);  // a writer trims them to half of it
  options.max_background_jobs = 2;
  options.max_bgerror_resume_count =
      0;  // a background error ends writing; nobody resumes behind us
  options.info_log = std::make_shared<NoLog>();
  if (access == Access::Write) {
    options.max_open_files = 512;
  } else {
    options.max_open_files = -1;  // a secondary keeps files open that the writer may delete
    options.max_file_opening_threads = 1;  // else it starts 16 a family each time it catches up
  }
  return options;
}

std::shared_ptr<rocksdb::Cache> make_cache(std::size_t memory) {
  return rocksdb::NewLRUCache(cache_of(memory));
}

std::vector<rocksdb::ColumnFamilyDescriptor> column_descriptors(
    std::size_t memory, std::shared_ptr<rocksdb::Cache> cache) {
  if (!cache) cache = make_cache(memory);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const Column column : all_columns()) {
    descriptors.emplace_back(std::string(to_string(column)), column_options(column, memory, cache));
  }
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName,
                           column_options(Column::Meta, memory, cache));
  return descriptors;
}

rocksdb::ColumnFamilyOptions table_options(Column column) {
  rocksdb::ColumnFamilyOptions options = column_options(column, kDefaultMemory, nullptr);
  options.compression = options.bottommost_compression;
  options.compression_opts = options.bottommost_compression_opts;
  return options;
}

}  // namespace onrecord
