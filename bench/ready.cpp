// How soon does a large store answer after kill -9, and what do verify, backup and repair of it
// take?
//
//   cmake --preset release && cmake --build --preset release --target bench_ready
//   build/release/bench/bench_ready [--statements 1000000] [--kills 10] [--folder DIR]
//
// Loads a made-up archive, then kills a process that stores more articles, --kills times, each in
// its own moment, and opens the store: seconds until the first answer (the most mentioned name of a
// prefix, and statements about it), for a reader and for a writer, which replays the log. Prints
// rows of a table. Exits with 1 when an acknowledged article is lost, or verify finds something.

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>

#include "bench/realistic_articles.h"
#include "storage/backup.h"
#include "storage/bulk_load.h"
#include "storage/repair.h"

namespace {

using namespace onrecord;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

const char* option(int argc, char** argv, const char* name, const char* otherwise) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], name) == 0) return argv[i + 1];
  }
  return otherwise;
}

void must(const Status& status) {
  if (status) return;
  std::fprintf(stderr, "bench_ready: %s\n", status.error().message.c_str());
  std::exit(1);
}

template <typename T>
T must(Result<T> result) {
  if (!result) must(Status(result.error()));
  return std::move(*result);
}

template <typename Work>
double seconds(Work work) {
  const Clock::time_point begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::uint64_t load(const fs::path& store, const realistic::Archive& archive) {
  Store opened = must(Store::open(store));
  BulkLoad bulk = must(BulkLoad::begin(opened));
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    must(bulk.add(0, realistic::realistic_article(archive, i)));
  }
  return must(bulk.finish()).statements;
}

/// Stores articles of another archive in groups, and says how many after each; never returns.
[[noreturn]] void store_more(const fs::path& store, std::uint64_t begin, int lines) {
  const realistic::Archive more{1'000'000, 7};
  Store opened = must(Store::open(store));
  for (std::uint64_t next = begin;;) {
    std::vector<Contribution> group;
    for (int i = 0; i < 32; ++i) group.push_back(realistic::realistic_article(more, next++));
    for (Contribution& one : group) {
      one.document.id.value = "more-" + one.document.id.value;
      one.extraction.document = one.document.id;
      for (SupportedStatement& item : one.extraction.statements) {
        for (Evidence& evidence : item.evidence) evidence.document = one.document.id;
      }
    }
    must(opened.put_all(group));
    if (write(lines, &next, sizeof next) != sizeof next) std::exit(1);
  }
}

void answer(const Store& store) {
  const std::vector<NameMatch> names = must(store.find_names("a", 5));
  if (names.empty() || must(store.statements_of(Subject(names.front().entity))).empty()) {
    std::fprintf(stderr, "bench_ready: no answer\n");
    std::exit(1);
  }
}

/// Of this process, all its threads together.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

/// How long something took, each time, by the clock and of the processor.
struct Spread {
  std::vector<double> clock, processor;
  template <typename Work>
  void add(Work work) {
    const double before = processor_seconds();
    clock.push_back(seconds(work));
    processor.push_back(processor_seconds() - before);
  }
  void print(const char* what) {
    for (std::vector<double>* all : {&clock, &processor}) std::sort(all->begin(), all->end());
    const std::size_t middle = clock.size() / 2;
    std::printf(
        "| %s: seconds, median and longest (of the processor) | %.2f, %.2f (%.2f, %.2f) |\n", what,
        clock[middle], clock.back(), processor[middle], processor.back());
  }
};

long peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (const char* store = option(argc, argv, "--child", nullptr)) {
    store_more(store, std::strtoull(option(argc, argv, "--begin", "0"), nullptr, 10), 3);
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const realistic::Archive archive{
      std::strtoull(option(argc, argv, "--statements", "1000000"), nullptr, 10), 1};
  const int kills = std::atoi(option(argc, argv, "--kills", "10"));
  const fs::path folder =
      option(argc, argv, "--folder",
             (fs::temp_directory_path() / ("onrecord-ready-" + std::to_string(getpid()))).c_str());
  fs::create_directories(folder);
  const fs::path store = folder / "s";
  const std::uint64_t statements = load(store, archive);
  std::printf("| the store before: articles, statements | %llu, %llu |\n",
              static_cast<unsigned long long>(archive.articles()),
              static_cast<unsigned long long>(statements));
  std::mt19937 random(11);
  std::uint64_t acknowledged = 0;
  Spread reading, writing;
  for (int i = 0; i < kills; ++i) {
    int ends[2];
    if (pipe(ends) != 0) return 1;
    const pid_t child = fork();
    if (child == 0) {
      dup2(ends[1], 3);
      execl("/proc/self/exe", "bench_ready", "--child", store.c_str(), "--begin",
            std::to_string(acknowledged).c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    std::uint64_t line = 0;
    if (read(ends[0], &line, sizeof line) == sizeof line) acknowledged = line;
    usleep(static_cast<useconds_t>(500'000 + random() % 3'000'000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(ends[0], &line, sizeof line) == sizeof line) acknowledged = line;
    close(ends[0]);
    reading.add([&] { answer(must(Store::open_read_only(store))); });
    writing.add([&] { answer(must(Store::open(store))); });
    if (must(must(Store::open_read_only(store)).stats()).documents <
        archive.articles() + acknowledged) {
      std::fprintf(stderr, "bench_ready: an acknowledged article is lost\n");
      return 1;
    }
  }
  std::printf(
      "| kills while storing, articles acknowledged till then, lost of these | %d, %llu, 0 |\n",
      kills, static_cast<unsigned long long>(acknowledged));
  if (kills > 0) reading.print("a reader, from opening to its first answer after a kill");
  if (kills > 0) writing.print("a writer, which replays the log, likewise");
  VerifyReport report;
  const long before = peak_mib();
  const double verifying =
      seconds([&] { report = must(must(Store::open_read_only(store)).verify()); });
  std::printf(
      "| `verify` of it: seconds, keys, peak memory in MiB (and before) | %.1f, %llu, %ld (%ld) "
      "|\n",
      verifying, static_cast<unsigned long long>(report.keys_checked), peak_mib(), before);
  for (const std::string& problem : report.problems) {
    std::fprintf(stderr, "bench_ready: %s\n", problem.c_str());
  }
  std::printf("| `backup` by links, with its verification: seconds | %.1f |\n",
              seconds([&] { must(back_up(store, folder / "b")); }));
  std::printf("| `repair`, with its verification: seconds | %.1f |\n", seconds([&] {
                const RepairReport repaired = must(repair(store, {true, {}}));
                if (!repaired.lost.empty()) must(Error{ErrorCode::Internal, repaired.lost.front()});
              }));
  fs::remove_all(folder);
  return report.problems.empty() ? 0 : 1;
}
