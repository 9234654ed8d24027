// How many bytes a statement takes on disk, by column family: of a store that was filled at once,
// and of one into which the same documents went one by one and that was compacted.
//
//   cmake --preset release && cmake --build --preset release --target bench_size
//   build/release/bench/bench_size --statements 10000000 --live 200000
//
// Prints rows of Markdown tables. --live 0 leaves the second one out.

#include <thread>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "storage/bulk_load.h"
#include "storage/engine.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

constexpr std::size_t kBatch = 32;

void load(Store& store, const realistic::Archive& archive, unsigned threads) {
  BulkOptions options;
  options.threads = threads;
  BulkLoad bulk = must(BulkLoad::begin(store, options));
  std::vector<std::thread> lanes;
  for (unsigned lane = 0; lane < threads; ++lane) {
    lanes.emplace_back([&, lane] {
      for (std::uint64_t i = lane; i < archive.articles(); i += threads) {
        must(bulk.add(lane, realistic_article(archive, i)));
      }
    });
  }
  for (std::thread& lane : lanes) lane.join();
  must(bulk.finish());
}

void ingest(Store& store, const realistic::Archive& archive) {
  std::vector<Contribution> batch;
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    batch.push_back(realistic_article(archive, i));
    if (batch.size() < kBatch && i + 1 < archive.articles()) continue;
    must(store.put_all(batch));
    batch.clear();
  }
}

std::unique_ptr<Database> open_plainly(const std::filesystem::path& path) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  must(to_status(rocksdb::DB::Open(database_options(Access::Write), path.string(),
                                   column_descriptors(), &handles, &db),
                 "open"));
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

void compact(const Database& database) {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  for (const Column column : all_columns()) {
    must(to_status(database.db().CompactRange(options, database.handle(column), nullptr, nullptr),
                   "compact"));
  }
}

/// What a statement is without the articles: itself, the ways to it, and why it is believed.
bool is_of_statements(Column column) {
  return column == Column::Statements || column == Column::BySubject ||
         column == Column::ByObject || column == Column::ByPredicate || column == Column::Evidence;
}

void print(const char* how, const Database& database, double statements) {
  double all = 0.0, of_statements = 0.0;
  for (const Column column : all_columns()) {
    rocksdb::ColumnFamilyMetaData family;
    database.db().GetColumnFamilyMetaData(database.handle(column), &family);
    const double bytes = static_cast<double>(family.size) / statements;
    all += bytes;
    if (is_of_statements(column)) of_statements += bytes;
    if (family.size > 0) {
      std::printf("| %s: %s | %.2f |\n", how, std::string(to_string(column)).c_str(), bytes);
    }
  }
  std::printf("| %s: bytes a statement, its look-up rows and evidence | %.1f |\n", how,
              of_statements);
  std::printf("| %s: bytes a statement, with articles, records, quotes and names | %.1f |\n", how,
              all);
}

}  // namespace

int main(int argc, char** argv) {
  const realistic::Archive large{option(argc, argv, "--statements", 10'000'000), 1};
  const realistic::Archive small{option(argc, argv, "--live", 200'000), 1};
  const auto threads = static_cast<unsigned>(option(argc, argv, "--threads", 2));
  const Folder folder;
  double statements = 0.0;
  {
    Store store = must(Store::open(folder / "bulk"));
    load(store, large, threads);
    statements = static_cast<double>(must(store.stats()).statements);
  }
  std::printf("| filled at once: million statements | %.2f |\n", statements / 1e6);
  print("filled at once", *open_plainly(folder / "bulk"), statements);
  if (small.statements == 0) return 0;
  {
    Store store = must(Store::open(folder / "live"));
    ingest(store, small);
    statements = static_cast<double>(must(store.stats()).statements);
  }
  const std::unique_ptr<Database> database = open_plainly(folder / "live");
  compact(*database);
  std::printf("| one by one, compacted: million statements | %.2f |\n", statements / 1e6);
  print("one by one, compacted", *database, statements);
}
