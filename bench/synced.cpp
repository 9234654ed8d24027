// What does it cost to keep the file SYNCED (storage/synced.h)?
//
//   cmake --preset release && cmake --build --preset release --target bench_synced
//   build/release/bench/bench_synced [--folder DIR]
//
// Two RocksDBs, one with the file and one without, take synced writes of 4 KiB in turns of 200.
// Prints the median microseconds of a write of each turn, and the ratio. --folder: on the disk to
// be measured.

#include "storage/synced.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::unique_ptr<rocksdb::DB> open(const fs::path& path, rocksdb::Env* env) {
  rocksdb::Options options;
  options.create_if_missing = true;
  if (env != nullptr) options.env = env;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::Open(options, path.string(), &db);
  if (!opened.ok()) std::fprintf(stderr, "bench_synced: %s\n", opened.ToString().c_str());
  if (!opened.ok()) std::exit(1);
  return std::unique_ptr<rocksdb::DB>(db);
}

/// Microseconds a write.
double turn(rocksdb::DB& db, int& next) {
  constexpr int kWrites = 200;
  const std::string value(4096, 'x');
  const Clock::time_point begin = Clock::now();
  for (int i = 0; i < kWrites; ++i) {
    const bool done =
        db.Put(rocksdb::WriteOptions(), std::to_string(next++), value).ok() && db.SyncWAL().ok();
    if (!done) std::exit(1);
  }
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count() / kWrites;
}

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  fs::path folder = fs::temp_directory_path() / "onrecord-bench-synced";
  if (argc == 3 && std::strcmp(argv[1], "--folder") == 0) folder = argv[2];
  fs::remove_all(folder);
  fs::create_directories(folder / "with");
  {
    onrecord::SyncedFiles synced(folder / "with", nullptr);
    const std::unique_ptr<rocksdb::DB> with = open(folder / "with", synced.env());
    if (!synced.begin()) return 1;
    const std::unique_ptr<rocksdb::DB> without = open(folder / "without", nullptr);
    std::vector<double> kept, bare, ratios;
    int next = 0;
    for (int i = 0; i < 15; ++i) {
      kept.push_back(turn(*with, next));
      bare.push_back(turn(*without, next));
      ratios.push_back(kept.back() / bare.back());
    }
    std::printf("a synced write of 4 KiB: %.1f us with SYNCED, %.1f us without, ratio %.3f\n",
                median(kept), median(bare), median(ratios));
  }
  fs::remove_all(folder);
  return 0;
}
