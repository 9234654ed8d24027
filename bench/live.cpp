// What live ingest costs, against plain RocksDB with the same batches: put_all of extraction
// records, synced, and then the very batches that this wrote, read from the store's log, written
// into a fresh RocksDB with the same options and families, and synced as often.
//
//   cmake --preset release && cmake --build --preset release --target bench_live
//   build/release/bench/bench_live --statements 60000 --documents 32 --repeats 5
//
// --documents: in one call of put_all, as ingest does. The log keeps some 64 MiB, so the archive
// must be small. In turns; the medians' ratio is printed as rows of a Markdown table.

#include <rocksdb/transaction_log.h>

#include <algorithm>
#include <memory>

#include "bench/measure.h"
#include "bench/plain.h"
#include "bench/realistic_articles.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

/// What one call of put_all wrote.
using Call = std::vector<std::unique_ptr<rocksdb::WriteBatch>>;

/// Does once what the timed runs do, and reads what each call wrote from the log. The same families
/// have the same numbers in the store and in the plain RocksDB: they were created in one order.
std::vector<Call> record(const std::filesystem::path& path,
                         const std::vector<std::vector<Contribution>>& groups) {
  std::uint64_t begin = 0;
  std::vector<std::uint64_t> ends;
  {
    Store store = must(Store::open(path));
    begin = store.version();
    for (const auto& group : groups) {
      must(store.put_all(group));
      ends.push_back(store.version());
    }
  }
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  must(to_status(rocksdb::DB::OpenForReadOnly(database_options(Access::Frozen), path.string(),
                                              column_descriptors(), &handles, &db),
                 "log"));
  const Database database(std::unique_ptr<rocksdb::DB>(db), handles);
  std::unique_ptr<rocksdb::TransactionLogIterator> log;
  must(to_status(db->GetUpdatesSince(begin + 1, &log), "log"));
  std::vector<Call> calls(groups.size());
  for (std::size_t call = 0; log->Valid(); log->Next()) {
    rocksdb::BatchResult batch = log->GetBatch();
    while (batch.sequence > ends[call]) ++call;
    calls[call].push_back(std::move(batch.writeBatchPtr));
  }
  return calls;
}

}  // namespace

int main(int argc, char** argv) {
  const realistic::Archive archive{option(argc, argv, "--statements", 60'000), 1};
  const std::uint64_t size = std::max<std::uint64_t>(1, option(argc, argv, "--documents", 32));
  const std::uint64_t repeats = option(argc, argv, "--repeats", 5);
  std::vector<std::vector<Contribution>> groups;
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    if (i % size == 0) groups.emplace_back();
    groups.back().push_back(realistic_article(archive, i));
  }
  const Folder folder;
  const std::vector<Call> calls = record(folder / "recorded", groups);
  std::vector<double> ours, theirs, ours_cpu, theirs_cpu;
  std::uint64_t statements = 0, bytes = 0;
  for (const Call& call : calls) {
    for (const auto& batch : call) bytes += batch->GetDataSize();
  }
  for (std::uint64_t i = 0; i < repeats; ++i) {
    const std::filesystem::path path = folder / ("ours-" + std::to_string(i));
    {
      Store store = must(Store::open(path));
      const Seconds taken = time([&] {
        for (const auto& group : groups) must(store.put_all(group));
      });
      ours.push_back(taken.wall);
      ours_cpu.push_back(taken.cpu);
      statements = must(store.stats()).statements;
    }
    const std::unique_ptr<Database> plain = open_plain(folder / ("plain-" + std::to_string(i)));
    const Seconds taken = time([&] {
      for (const Call& call : calls) {
        for (const auto& batch : call) {
          must(to_status(plain->db().Write(rocksdb::WriteOptions(), batch.get()), "plain"));
        }
        must(to_status(plain->db().SyncWAL(), "plain"));
      }
    });
    theirs.push_back(taken.wall);
    theirs_cpu.push_back(taken.cpu);
    std::fprintf(stderr, "ours %.2f s (CPU %.2f), plain %.2f s (CPU %.2f)\n", ours.back(),
                 ours_cpu.back(), theirs.back(), theirs_cpu.back());
  }
  const double ratio = median(theirs) / median(ours);
  std::printf("| live ingest, synced, %llu documents a call: statements a second | %.0f |\n",
              static_cast<unsigned long long>(size),
              static_cast<double>(statements) / median(ours));
  std::printf("| the same batches (%.1f MiB) in plain RocksDB | %.0f |\n",
              static_cast<double>(bytes) / (1 << 20),
              static_cast<double>(statements) / median(theirs));
  std::printf("| live ingest against plain RocksDB, by the clock | %.0f%% |\n", 100 * ratio);
  std::printf("| the same by processor time | %.0f%% |\n",
              100 * median(theirs_cpu) / median(ours_cpu));
  return 0;
}
