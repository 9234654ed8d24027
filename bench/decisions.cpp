// How long a decision takes, what decisions cost the documents that come after them, and whether
// undoing them all gives back the export byte for byte.
//
//   cmake --preset release && cmake --build --preset release --target bench_decisions
//   build/release/bench/bench_decisions [DECISIONS=10000] [DOCUMENTS=2000] [PEOPLE=10000]
//
// Made-up documents of two people who speak about agencies; random merges and splits, durable one
// by one. Prints seconds; exits with 1 when the exports differ.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <random>
#include <sstream>

#include "tests/storage/random_decisions.h"
#include "viz/export_json.h"

namespace {

using namespace onrecord;
using Clock = std::chrono::steady_clock;

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(2);
}

void must(const Status& status) {
  if (status) return;
  std::fprintf(stderr, "%s\n", status.error().message.c_str());
  std::exit(2);
}

template <typename Work>
double seconds(Work work) {
  const Clock::time_point begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string exported(const Store& store) {
  std::ostringstream out;
  must(export_json(store, out, {true}));
  return out.str();
}

std::size_t argument(int argc, char** argv, int index, std::size_t otherwise) {
  return index < argc ? std::strtoull(argv[index], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t decisions = argument(argc, argv, 1, 10'000);
  const std::size_t documents = argument(argc, argv, 2, 2'000);
  const std::size_t people = argument(argc, argv, 3, 10'000);
  std::string folder = (std::filesystem::temp_directory_path() / "onrecord-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  const std::vector<Contribution> all = sample::wide_world(documents, people, 1);
  bool same = false;
  {
    Store store = must(Store::open(folder));
    const double plain = seconds([&] { must(store.put_all(all)); });
    std::printf("put %zu documents                       %8.3f s\n", documents, plain);
    const std::string before = exported(store);

    sample::RandomDecider decider(store, 2);
    std::vector<double> each;
    std::uint64_t reached = 0;
    const double deciding = seconds([&] {
      for (std::size_t i = 0; i < decisions; ++i) {
        each.push_back(seconds([&] { reached += must(decider.decide()).documents; }));
      }
    });
    std::sort(each.begin(), each.end());
    std::printf("make %zu decisions, %.1f documents each   %8.3f s; median %.3f ms, 99%% %.3f ms\n",
                decisions, static_cast<double>(reached) / static_cast<double>(decisions), deciding,
                1000 * each[each.size() / 2], 1000 * each[each.size() * 99 / 100]);
    std::size_t logged = 0;
    const double log = seconds([&] { logged = must(store.decisions()).size(); });
    std::printf("read the log of %zu                     %8.3f s\n", logged, log);

    const std::string decided = exported(store);
    for (const Contribution& one : all) must(store.remove(one.document.id));
    const double under = seconds([&] { must(store.put_all(all)); });
    std::printf("put the documents under the decisions    %8.3f s\n", under);
    const bool again = exported(store) == decided;

    std::vector<std::uint64_t> every(decisions);
    std::iota(every.begin(), every.end(), std::uint64_t{1});
    std::shuffle(every.begin(), every.end(), std::mt19937(3));
    const Signature by{"bench", "2026-11-22T09:30:00Z", ""};
    const std::span<const std::uint64_t> half(every.data(), every.size() / 2);
    const double one_by_one = seconds([&] {
      for (const std::uint64_t& sequence : half) must(store.undo(std::span(&sequence, 1), by));
    });
    std::printf("undo half of them one by one             %8.3f s\n", one_by_one);
    const double at_once =
        seconds([&] { must(store.undo(std::span(every).subspan(half.size()), by)); });
    std::printf("undo the others at once                  %8.3f s\n", at_once);
    const double verifying = seconds([&] {
      for (const std::string& problem : must(store.verify()).problems) {
        std::printf("%s\n", problem.c_str());
      }
    });
    std::printf("verify                                   %8.3f s\n", verifying);
    same = exported(store) == before;
    std::printf("export after removing and adding all     %s\n", again ? "identical" : "DIFFERS");
    std::printf("export after undoing all                 %s\n", same ? "identical" : "DIFFERS");
    same = same && again && before != decided;
  }
  std::filesystem::remove_all(folder);
  return same ? 0 : 1;
}
