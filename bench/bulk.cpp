// What filling an empty store at once costs, against plain RocksDB with the same keys and values:
// SstFileWriter over rows that lie sorted in memory, then one IngestExternalFiles.
//
//   cmake --preset release && cmake --build --preset release --target bench_bulk
//   build/release/bench/bench_bulk --statements 1000000 --threads 2 --repeats 3
//
// Both use the same threads, options and table size, in turns. Our time begins with extraction
// records in memory (of a made-up archive), theirs with rows; the medians' ratio is printed as rows
// of a Markdown table.

#include <atomic>
#include <map>
#include <thread>

#include "bench/measure.h"
#include "bench/plain.h"
#include "bench/realistic_articles.h"
#include "storage/bulk_load.h"
#include "storage/bulk_tables.h"
#include "storage/dump.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

constexpr std::size_t kPieceBytes = 16u << 20;

/// Consecutive rows of one column family.
struct Piece {
  Column column = Column::Meta;
  std::string bytes;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes;  // of key and value
};

std::vector<Piece> pieces_of(const Store& store) {
  std::vector<Piece> pieces;
  must(for_each_row(store, [&](Column column, std::string_view key, std::string_view value) {
    if (key == "schema") return true;
    if (pieces.empty() || pieces.back().column != column ||
        pieces.back().bytes.size() > kPieceBytes) {
      pieces.push_back({column, {}, {}});
    }
    pieces.back().bytes.append(key).append(value);
    pieces.back().sizes.emplace_back(key.size(), value.size());
    return true;
  }));
  return pieces;
}

void on_threads(unsigned threads, const std::function<void(unsigned)>& work) {
  std::vector<std::thread> all;
  for (unsigned i = 0; i < threads; ++i) all.emplace_back(work, i);
  for (std::thread& one : all) one.join();
}

std::vector<Contribution> make_articles(const realistic::Archive& archive, unsigned threads) {
  std::vector<Contribution> articles(archive.articles());
  on_threads(threads, [&](unsigned thread) {
    for (std::size_t i = thread; i < articles.size(); i += threads) {
      articles[i] = realistic_article(archive, i);
    }
  });
  return articles;
}

void load(Store& store, const std::vector<Contribution>& articles, const BulkOptions& options) {
  BulkLoad bulk = must(BulkLoad::begin(store, options));
  on_threads(options.threads, [&](unsigned lane) {
    for (std::size_t i = lane; i < articles.size(); i += options.threads) {
      must(bulk.add(lane, articles[i]));
    }
  });
  must(bulk.finish());
}

std::vector<std::string> write_piece(const Piece& piece, const std::string& prefix) {
  bulk::TableWriter table(piece.column, prefix, *rocksdb::Env::Default());
  std::string_view rest = piece.bytes;
  for (const auto& [key, value] : piece.sizes) {
    table.put(rest.substr(0, key), rest.substr(key, value));
    rest.remove_prefix(key + value);
  }
  return must(table.finish()).paths;
}

void ingest_plainly(const std::filesystem::path& path, const std::vector<Piece>& pieces,
                    unsigned threads) {
  const std::unique_ptr<Database> database = open_plain(path);
  const std::filesystem::path folder = path.string() + "-tables";
  std::filesystem::create_directory(folder);
  std::vector<std::vector<std::string>> tables(pieces.size());
  std::atomic<std::size_t> next = 0;
  on_threads(threads, [&](unsigned) {
    for (std::size_t i = next++; i < pieces.size(); i = next++) {
      tables[i] = write_piece(pieces[i], (folder / std::to_string(i)).string() + "-");
    }
  });
  std::map<Column, rocksdb::IngestExternalFileArg> families;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    rocksdb::IngestExternalFileArg& family = families[pieces[i].column];
    family.column_family = database->handle(pieces[i].column);
    family.options.move_files = true;
    for (std::string& table : tables[i]) family.external_files.push_back(std::move(table));
  }
  std::vector<rocksdb::IngestExternalFileArg> all;
  for (auto& [column, family] : families) all.push_back(std::move(family));
  must(to_status(database->db().IngestExternalFiles(all), "plain"));
}

}  // namespace

int main(int argc, char** argv) {
  const realistic::Archive archive{option(argc, argv, "--statements", 1'000'000), 1};
  BulkOptions options;
  options.threads = static_cast<unsigned>(option(argc, argv, "--threads", 2));
  options.memory_bytes = option(argc, argv, "--memory", 256) << 20;
  const std::uint64_t repeats = option(argc, argv, "--repeats", 3);
  const std::vector<Contribution> articles = make_articles(archive, options.threads);
  const Folder folder;
  std::vector<Piece> pieces;
  std::uint64_t statements = 0;
  std::vector<double> ours, theirs, ours_cpu, theirs_cpu;
  for (std::uint64_t i = 0; i < repeats; ++i) {
    const std::filesystem::path path = folder / ("ours-" + std::to_string(i));
    {
      Store store = must(Store::open(path));
      const Seconds taken = time([&] { load(store, articles, options); });
      ours.push_back(taken.wall);
      ours_cpu.push_back(taken.cpu);
      if (i == 0) {
        pieces = pieces_of(store);
        statements = must(store.stats()).statements;
      }
    }
    std::filesystem::remove_all(path);
    const std::filesystem::path plain = folder / ("plain-" + std::to_string(i));
    const Seconds taken = time([&] { ingest_plainly(plain, pieces, options.threads); });
    theirs.push_back(taken.wall);
    theirs_cpu.push_back(taken.cpu);
    std::filesystem::remove_all(plain);
    std::fprintf(stderr, "ours %.2f s (CPU %.2f), plain %.2f s (CPU %.2f)\n", ours.back(),
                 ours_cpu.back(), theirs.back(), theirs_cpu.back());
  }
  const double count = static_cast<double>(statements);
  std::printf("| bulk load, statements/s, %u threads, %.1f million statements | %.0f |\n",
              options.threads, count / 1e6, count / median(ours));
  std::printf("| plain SST ingest of the same rows, statements/s | %.0f |\n",
              count / median(theirs));
  std::printf("| bulk load against plain SST ingest, by the clock | %.0f%% |\n",
              100.0 * median(theirs) / median(ours));
  std::printf("| bulk load against plain SST ingest, by CPU time | %.0f%% |\n",
              100.0 * median(theirs_cpu) / median(ours_cpu));
}
