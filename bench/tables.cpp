// Which compression, block size and dictionary each column family should have: bytes and CPU time a
// statement for each way of writing its rows into one table.
//
//   cmake --preset release && cmake --build --preset release --target bench_tables
//   build/release/bench/bench_tables --statements 500000
//
// Prints a Markdown table; a cell is "bytes / microseconds of CPU". storage/TUNING.md tells what
// was chosen. All tables have Bloom filters of 10 bits here, so that the columns differ in nothing
// else.

#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>

#include <map>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "storage/bulk_load.h"
#include "storage/dump.h"
#include "storage/engine.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

using Rows = std::vector<std::pair<std::string, std::string>>;

struct Way {
  const char* name = "";
  int zstd = 0;  ///< its level; 0: LZ4
  std::size_t block_kib = 4;
  std::uint32_t dictionary_kib = 0;
};

constexpr Way kWays[] = {{"LZ4 4 KiB", 0, 4, 0},
                         {"LZ4 16 KiB", 0, 16, 0},
                         {"ZSTD 1, 4 KiB", 1, 4, 0},
                         {"ZSTD 1, 8 KiB", 1, 8, 0},
                         {"ZSTD 1, 16 KiB", 1, 16, 0},
                         {"ZSTD 3, 16 KiB", 3, 16, 0},
                         {"ZSTD 3, 32 KiB", 3, 32, 0},
                         {"ZSTD 1, 16 KiB, dictionary", 1, 16, 16},
                         {"ZSTD 3, 8 KiB, dictionary", 3, 8, 16},
                         {"ZSTD 3, 16 KiB, dictionary", 3, 16, 16}};

std::map<Column, Rows> rows_of(const realistic::Archive& archive, double& statements) {
  const Folder folder;
  Store store = must(Store::open(folder / "store"));
  BulkLoad bulk = must(BulkLoad::begin(store));
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    must(bulk.add(0, realistic_article(archive, i)));
  }
  must(bulk.finish());
  statements = static_cast<double>(must(store.stats()).statements);
  std::map<Column, Rows> rows;
  must(for_each_row(store, [&](Column column, std::string_view key, std::string_view value) {
    if (column != Column::Meta) rows[column].emplace_back(key, value);
    return true;
  }));
  return rows;
}

rocksdb::Options options_of(const Way& way) {
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;
  table.block_size = way.block_kib << 10;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::Options options;
  options.compression = way.zstd > 0 ? rocksdb::kZSTD : rocksdb::kLZ4Compression;
  if (way.zstd > 0) options.compression_opts.level = way.zstd;
  options.compression_opts.max_dict_bytes = way.dictionary_kib << 10;
  options.compression_opts.zstd_max_train_bytes = way.dictionary_kib << 14;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

std::uint64_t write_table(const Rows& rows, const Way& way, const std::string& path) {
  rocksdb::SstFileWriter table(rocksdb::EnvOptions(), options_of(way));
  must(to_status(table.Open(path), path));
  for (const auto& [key, value] : rows) must(to_status(table.Put(key, value), path));
  rocksdb::ExternalSstFileInfo info;
  must(to_status(table.Finish(&info), path));
  return info.file_size;
}

}  // namespace

int main(int argc, char** argv) {
  const realistic::Archive archive{option(argc, argv, "--statements", 500'000), 1};
  double statements = 0.0;
  const std::map<Column, Rows> all = rows_of(archive, statements);
  const Folder folder;
  std::printf("| family | rows |");
  for (const Way& way : kWays) std::printf(" %s |", way.name);
  std::printf("\n|---|---|");
  for (std::size_t i = 0; i < std::size(kWays); ++i) std::printf("---|");
  for (const auto& [column, rows] : all) {
    std::printf("\n| %s | %.2f |", std::string(to_string(column)).c_str(),
                static_cast<double>(rows.size()) / statements);
    for (const Way& way : kWays) {
      std::uint64_t bytes = 0;
      const Seconds taken = time([&] { bytes = write_table(rows, way, folder / "table"); });
      std::printf(" %.1f / %.2f |", static_cast<double>(bytes) / statements,
                  taken.cpu * 1e6 / statements);
    }
  }
  std::printf("\n");
}
