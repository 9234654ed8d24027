// Statements a second and memory of each data format, from an archive that is made up.
//
//   cmake --preset release && cmake --build --preset release --target bench_export_data
//   build/release/bench/bench_export_data --statements 1000000
//
// --store FOLDER reads that store instead; only then is the memory that of the export alone.
// "edges" is csv-edges without sentences and "told" with one each; a line is an edge. "nt bare" is
// without evidence. A line of N-Triples is a triple. What is written goes nowhere but through a
// counter, but for the tables of Neo4j.

#include <algorithm>
#include <streambuf>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "storage/bulk_load.h"
#include "viz/data/write_data.h"
#include "viz/formats.h"
#include "viz/stream_graph.h"

namespace {

using namespace onrecord;

/// Counts bytes and lines and keeps nothing.
class Counter final : public std::streambuf {
 public:
  std::uint64_t bytes = 0, lines = 0;

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    bytes += static_cast<std::uint64_t>(size);
    lines += lines_in(text, size);
    return size;
  }
  int_type overflow(int_type c) override {
    const char one = traits_type::to_char_type(c);
    xsputn(&one, 1);
    return traits_type::not_eof(c);
  }

 private:
  /// In pieces whose count fits into a byte: many bytes at a time, so that counting costs next to
  /// nothing beside what it measures.
  static std::uint64_t lines_in(const char* text, std::streamsize size) {
    std::uint64_t count = 0;
    for (std::streamsize at = 0; at < size;) {
      unsigned char here = 0;
      for (const std::streamsize end = std::min<std::streamsize>(size, at + 255); at < end; ++at) {
        here = static_cast<unsigned char>(here + (text[at] == '\n' ? 1 : 0));
      }
      count += here;
    }
    return count;
  }
};

Store make_store(const std::filesystem::path& path, std::uint64_t statements) {
  Store store = bench::must(Store::open(path));
  const realistic::Archive archive{statements, 1};
  BulkLoad bulk = bench::must(BulkLoad::begin(store));
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    bench::must(bulk.add(0, realistic_article(archive, i)));
  }
  bench::must(bulk.finish());
  return store;
}

void print(const char* format, double seconds, std::uint64_t statements, const Counter& counter) {
  std::printf("%-7s %8.2f s  %9.0f statements/s  %9.0f lines/s  %6.1f MB  %5ld MiB at most\n",
              format, seconds, static_cast<double>(statements) / seconds,
              static_cast<double>(counter.lines) / seconds,
              static_cast<double>(counter.bytes) / 1e6, [] {
                rusage used{};
                getrusage(RUSAGE_SELF, &used);
                return used.ru_maxrss / 1024;
              }());
  std::fflush(stdout);
}

const char* word_after(int argc, char** argv, const char* name) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], name) == 0) return argv[i + 1];
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Folder folder;
  std::filesystem::path path = folder / "store";
  if (const char* named = word_after(argc, argv, "--store")) {
    path = named;
  } else {
    make_store(path, bench::option(argc, argv, "--statements", 1'000'000));
  }
  const Store store = bench::must(Store::open_read_only(path, kLeastMemory));
  const std::uint64_t statements = bench::must(store.stats()).statements;
  std::printf("%llu statements; seconds of processor time\n",
              static_cast<unsigned long long>(statements));
  const auto measure = [&](const char* name, const char* format, const DataOptions& options) {
    Counter counter;
    std::ostream out(&counter);
    const auto spent = bench::time([&] { bench::must(write_data(store, format, out, options)); });
    print(name, spent.cpu, statements, counter);
  };
  for (const std::size_t sentences : {0u, 1u}) {  // the graph with its co_mentioned
    Counter counter;
    std::ostream out(&counter);
    const auto writer = find_format("csv-edges")->make(out);
    StreamOptions asked;
    asked.evidence_per_edge = sentences;
    const auto spent = bench::time([&] { bench::must(stream_store(store, asked, *writer)); });
    print(sentences == 0 ? "edges" : "told", spent.cpu, statements, counter);
  }
  DataOptions bare;
  bare.evidence = false;
  measure("nt bare", "nt", bare);
  for (const char* format : {"nt", "ttl", "jsonld", "ndjson", "ftm"}) measure(format, format, {});
  Counter none;
  const auto spent =
      bench::time([&] { bench::must(write_data_folder(store, "neo4j", folder / "neo4j")); });
  print("neo4j", spent.cpu, statements, none);
  return 0;
}
