// A made-up archive of so many statements, from nothing to its graph: how fast it is loaded, how
// large it is, how long a newcomer waits for the first answer, what the graph costs, how long it is
// refreshed after a small ingest, and how long paths take with their sentences: what is asked for
// the first time reads them from the disk, what is asked again finds them in the caches.
//
//   build/release/bench/bench_archive [STATEMENTS=1000000] [FOLDER=a temporary one] [QUERIES=500]
//   [MEMORY=4096]
//
// An archive that FOLDER holds already is used as it is. MEMORY: MiB for the store that is asked,
// as `onrecord serve --memory` has it. Prints a table in Markdown.

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "bench/realistic_articles.h"
#include "graph/paths.h"
#include "graph/refresh_snapshot.h"
#include "graph/snapshot.h"
#include "storage/bulk_load.h"

namespace {

using namespace onrecord;
namespace fs = std::filesystem;

constexpr unsigned kThreads = 2;
constexpr std::uint64_t kSmallIngest = 20;  // articles

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

[[noreturn]] void stop(const Error& error) {
  std::cerr << error.message << '\n';
  std::exit(1);
}

template <typename T>
T must(Result<T> result) {
  if (!result) stop(result.error());
  return std::move(*result);
}
void must(const Status& status) {
  if (!status) stop(status.error());
}

void row(const std::string& what, double value, const std::string& unit, int digits = 2) {
  std::printf("| %s | %.*f %s |\n", what.c_str(), digits, value, unit.c_str());
  std::fflush(stdout);
}

double processor_seconds(clockid_t of) {
  timespec time{};
  clock_gettime(of, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Without the time of making the articles, which a loader of records does not pay.
void load(const realistic::Archive& archive, const fs::path& folder) {
  Store store = must(Store::open(folder));
  BulkOptions options;
  options.threads = kThreads;
  BulkLoad bulk = must(BulkLoad::begin(store, options));
  std::atomic<std::uint64_t> next = 0;
  std::atomic<double> making = 0;  // processor time
  const Clock clock;
  const double began = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
  std::vector<std::thread> threads;
  for (unsigned lane = 0; lane < kThreads; ++lane) {
    threads.emplace_back([&, lane] {
      for (std::uint64_t i = next++; i < archive.articles(); i = next++) {
        const double before = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
        const Contribution made = realistic_article(archive, i);
        making += processor_seconds(CLOCK_THREAD_CPUTIME_ID) - before;
        must(bulk.add(lane, made));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const BulkReport report = must(bulk.finish());
  const double seconds = clock.seconds() - making / kThreads;
  const double own = processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - began - making;
  const auto statements = static_cast<double>(report.statements);
  row("loaded, without making the articles", seconds, "s", 1);
  row("load time a statement", seconds * 1e6 / statements, "microseconds");
  row("processor time of it", own * 1e6 / statements, "microseconds");
}

std::uint64_t bytes_in(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) bytes += file.file_size();
  }
  return bytes;
}

/// So that files are read from the disk again; where it may.
void forget_cached() {
  ::sync();
  std::ofstream("/proc/sys/vm/drop_caches") << "1";
}

double percentile(std::vector<double>& sorted, double share) {
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

void ask_paths(const Snapshot& snapshot, const Store& store, std::size_t queries, Measure measure,
               std::size_t k, const std::string& what) {
  std::mt19937 random(7);
  const auto anyone = [&] { return static_cast<NodeIndex>(random() % snapshot.node_count()); };
  std::vector<double> times;
  std::size_t joined = 0, sentences = 0;
  for (std::size_t i = 0; i < queries + 20; ++i) {
    const NodeIndex from = anyone(), to = anyone();
    if (from == to) continue;
    PathOptions options;
    options.measure = measure;
    options.k = k;
    options.evidence_per_hop = 1;
    const Clock clock;
    const auto paths =
        must(find_paths(snapshot, store, snapshot.id(from), snapshot.id(to), options));
    if (i < 20) continue;  // to warm the caches
    times.push_back(clock.seconds() * 1e3);
    joined += paths.empty() ? 0 : 1;
    for (const Path& path : paths) {
      for (const Hop& hop : path.hops) sentences += hop.edge.evidence.size();
    }
  }
  std::sort(times.begin(), times.end());
  std::printf("| %s, p50 / p95 / p99 | %.3f / %.3f / %.3f ms |\n", what.c_str(),
              percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.99));
  std::fflush(stdout);
  std::cerr << what << ": " << joined << " of " << times.size() << " pairs joined, " << sentences
            << " sentences shown\n";
}

void measure(const realistic::Archive& archive, const fs::path& folder, std::size_t queries,
             std::size_t memory_bytes) {
  {
    const Store store = must(Store::open_read_only(folder));
    const StoreStats stats = must(store.stats());
    row("statements", static_cast<double>(stats.statements), "", 0);
    row("evidences", static_cast<double>(stats.evidence), "", 0);
    row("articles", static_cast<double>(stats.documents), "", 0);
    row("bytes on disk a statement, texts, quotes and all indexes included",
        static_cast<double>(bytes_in(folder)) / static_cast<double>(stats.statements), "bytes", 1);
  }
  forget_cached();
  const Clock cold;
  Store reader = must(Store::open_read_only(folder, memory_bytes));
  const Contribution some = realistic_article(archive, archive.articles() / 2);
  must(reader.entity(some.extraction.entities.front().entity.id));
  row("open to first answer about an entity, cold", cold.seconds(), "s", 3);

  SnapshotOptions statements_only;
  statements_only.co_mentioned = false;
  const Clock loading;
  Snapshot snapshot = must(Snapshot::load(reader, statements_only));
  row("graph of statements, loaded", loading.seconds(), "s");
  row("the same, edges a second", snapshot.edge_count() / loading.seconds(), "", 0);
  row("the same, stored statements a second",
      static_cast<double>(must(reader.stats()).statements) / loading.seconds(), "", 0);
  row("open to first path, cold start included", cold.seconds(), "s");
  const SnapshotMemory memory = snapshot.memory();
  row("nodes", snapshot.node_count(), "", 0);
  row("edges", snapshot.edge_count(), "", 0);
  row("memory an edge, all attributes", static_cast<double>(memory.edges) / snapshot.edge_count(),
      "bytes", 1);
  row("memory a node, name included", static_cast<double>(memory.nodes) / snapshot.node_count(),
      "bytes", 1);

  for (const std::string when : {"for the first time", "again"}) {
    ask_paths(snapshot, reader, queries, Measure::Hops, 1, "fewest hops, " + when);
    ask_paths(snapshot, reader, queries, Measure::Reliable, 1, "most reliable, " + when);
    ask_paths(snapshot, reader, queries, Measure::Telling, 1, "most telling, " + when);
    ask_paths(snapshot, reader, queries / 5, Measure::Hops, 10, "ten shortest, " + when);
  }

  const Clock loading_all;
  const Snapshot all = must(Snapshot::load(reader));
  const double all_seconds = loading_all.seconds();
  row("graph with co_mentioned, loaded", all_seconds, "s");
  row("the same, edges", all.edge_count(), "", 0);
  const SnapshotMemory all_memory = all.memory();
  row("the same, memory an edge", static_cast<double>(all_memory.edges) / all.edge_count(), "bytes",
      1);
  {
    Store writer = must(Store::open(folder));
    realistic::Archive other = archive;
    other.seed = archive.seed + 1;
    std::vector<Contribution> fresh;
    for (std::uint64_t i = 0; i < kSmallIngest; ++i) {
      fresh.push_back(realistic_article(other, i));
      fresh.back().document.id.value = "fresh-" + std::to_string(i);
      for (SupportedStatement& item : fresh.back().extraction.statements) {
        for (Evidence& evidence : item.evidence) evidence.document = fresh.back().document.id;
      }
      fresh.back().extraction.document = fresh.back().document.id;
    }
    must(writer.put_all(fresh));
    const Clock refreshing;
    const auto refreshed = must(refresh_snapshot(all, writer));
    if (!refreshed) std::cerr << "the graph was not refreshed but must be loaded\n";
    const double seconds = refreshing.seconds();
    row("refreshed after " + std::to_string(kSmallIngest) + " articles more", seconds, "s");
    row("the same against loading", all_seconds / seconds, "times faster", 1);
    for (const Contribution& one : fresh) must(writer.remove(one.document.id));
  }
}

}  // namespace

int main(int argc, char** argv) {
  realistic::Archive archive;
  if (argc > 1) archive.statements = std::strtoull(argv[1], nullptr, 10);
  const bool temporary = argc <= 2;
  const fs::path folder =
      temporary ? fs::temp_directory_path() / ("onrecord-archive-" + std::to_string(::getpid()))
                : fs::path(argv[2]);
  const std::size_t queries = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 500;
  std::printf("| %llu statements wanted | |\n|---|---|\n",
              static_cast<unsigned long long>(archive.statements));
  const std::size_t memory = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 4096;
  if (!fs::exists(folder)) load(archive, folder);
  measure(archive, folder, queries, memory << 20);
  std::error_code ignored;
  if (temporary) fs::remove_all(folder, ignored);
  return 0;
}
