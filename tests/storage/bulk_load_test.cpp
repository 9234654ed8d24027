#include "storage/bulk_load.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <thread>

#include "bench/realistic_articles.h"
#include "storage/log_archive.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/sample.h"

using namespace onrecord;
using namespace onrecord::sample;

namespace {

constexpr std::size_t kLittle = 1;  // bytes: the least that sorting works with

Store put_one_by_one(const std::filesystem::path& path, const std::vector<Contribution>& all) {
  Store store = must(Store::open(path));
  must(store.put_all(all));
  return store;
}

BulkReport load(Store& store, const std::vector<Contribution>& all, const BulkOptions& options) {
  BulkLoad bulk = must(BulkLoad::begin(store, options));
  std::vector<Status> results(options.threads);
  std::vector<std::thread> lanes;
  for (unsigned lane = 0; lane < options.threads; ++lane) {
    lanes.emplace_back([&, lane] {
      for (std::size_t i = lane; i < all.size() && results[lane]; i += options.threads) {
        results[lane] = bulk.add(lane, all[i]);
      }
    });
  }
  for (std::thread& lane : lanes) lane.join();
  for (const Status& result : results) must(result);
  return must(bulk.finish());
}

BulkOptions bulk_options(unsigned threads, std::size_t memory) {
  BulkOptions options;
  options.threads = threads;
  options.memory_bytes = memory;
  return options;
}

std::vector<Contribution> articles(std::uint64_t statements) {
  const realistic::Archive archive{statements, 3};
  std::vector<Contribution> all;
  for (std::uint64_t i = 0; i < archive.articles(); ++i) {
    all.push_back(realistic_article(archive, i));
  }
  return all;
}

bool is_clean(const Store& store) { return must(store.verify()).problems.empty(); }

std::size_t left_in(const std::filesystem::path& store) {
  std::size_t folders = 0;
  for (const auto& file : std::filesystem::directory_iterator(store)) {
    folders += file.is_directory() && file.path().filename() != kLogArchive ? 1 : 0;
  }
  return folders;
}

}  // namespace

TEST_CASE("a bulk load leaves the rows that putting one by one leaves", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(120);
  const Rows expected = rows_of(put_one_by_one(folder / "one", all));
  for (const unsigned threads : {1u, 3u}) {
    for (const std::size_t memory : {kLittle, std::size_t{64} << 20}) {
      const std::string name = "bulk-" + std::to_string(threads) + "-" + std::to_string(memory);
      Store store = must(Store::open(folder / name));
      const BulkReport report = load(store, all, bulk_options(threads, memory));
      CHECK(difference(expected, rows_of(store)) == "");
      CHECK(report.documents == 120);
      CHECK(report.repeated == 0);
      CHECK(is_clean(store));
      CHECK(left_in(folder / name) == 0);
    }
  }
}

TEST_CASE("a bulk load is the same in any order, on any number of threads, with a fifth twice",
          "[storage]") {
  const Folder folder;
  std::vector<Contribution> all = articles(9'000);
  const Rows expected = rows_of(put_one_by_one(folder / "one", all));
  const std::size_t once = all.size();
  for (std::size_t i = 0; i < once; i += 5) all.push_back(all[i]);
  std::mt19937 random(5);
  for (const unsigned threads : {1u, 2u, 16u}) {
    std::shuffle(all.begin(), all.end(), random);
    Store store = must(Store::open(folder / std::to_string(threads)));
    const BulkReport report = load(store, all, bulk_options(threads, kLittle));
    CHECK(difference(expected, rows_of(store)) == "");
    CHECK(report.repeated == all.size() - once);
  }
}

TEST_CASE("of two records of one document the later extractor's stays, whatever came first",
          "[storage]") {
  const Folder folder;
  const std::vector<Contribution> old = contributions(40, 1);
  std::vector<Contribution> fresh;
  for (std::size_t i = 0; i < 40; i += 2) {
    Contribution changed = contribution(old[i].document.id.value, 900 + static_cast<unsigned>(i));
    changed.extraction.extractor.version = "0.10.0";  // after 0.9.0 and 0.1.0
    fresh.push_back(changed);
  }
  std::vector<Contribution> in_order = old;
  in_order.insert(in_order.end(), fresh.begin(), fresh.end());
  const Rows expected = rows_of(put_one_by_one(folder / "one", in_order));
  std::mt19937 random(5);
  for (int turn = 0; turn < 4; ++turn) {
    std::vector<Contribution> all = in_order;
    all.insert(all.end(), old.begin(), old.begin() + 9);
    all.insert(all.end(), fresh.begin(), fresh.begin() + 5);
    std::shuffle(all.begin(), all.end(), random);
    Store store = must(Store::open(folder / std::to_string(turn)));
    const BulkReport report =
        load(store, all, bulk_options(2, turn % 2 == 0 ? kLittle : std::size_t{8} << 20));
    CHECK(difference(expected, rows_of(store)) == "");
    CHECK(report.documents == 40);
    CHECK(report.repeated == all.size() - 40);
    CHECK(is_clean(store));
  }
}

TEST_CASE("put_greatest leaves the same, whatever came first, and counts what changed",
          "[storage]") {
  const Folder folder;
  std::vector<Contribution> all = contributions(20, 1);
  for (std::size_t i = 0; i < 20; i += 2) {
    all.push_back(contribution(all[i].document.id.value, 300 + static_cast<unsigned>(i)));
  }
  Store loaded = must(Store::open(folder / "bulk"));
  load(loaded, all, bulk_options(2, kLittle));
  std::mt19937 random(3);
  for (int turn = 0; turn < 3; ++turn) {
    Store store = must(Store::open(folder / std::to_string(turn)));
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < all.size(); i += 7) {
      const std::size_t size = std::min<std::size_t>(7, all.size() - i);
      const PutCount count = store.put_greatest({&all[i], size});
      must(count.ended);
      CHECK(count.changed + count.unchanged == size);
      changed += count.changed;
    }
    CHECK(changed >= 20);
    const PutCount again = store.put_greatest(all);
    must(again.ended);
    CHECK(again.changed == 0);
    CHECK(again.unchanged == all.size());
    CHECK(difference(rows_of(loaded), rows_of(store)) == "");
    std::shuffle(all.begin(), all.end(), random);
  }
}

TEST_CASE("what was loaded can be replaced, removed and opened again", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(60);
  {
    Store store = must(Store::open(folder / "store"));
    load(store, all, bulk_options(2, kLittle));
    must(store.put(contribution(all[0].document.id.value, 77)));
    for (std::size_t i = 1; i < all.size(); ++i) must(store.remove(all[i].document.id));
    CHECK(is_clean(store));
  }
  Store again = must(Store::open(folder / "store"));
  CHECK(must(again.stats()).documents == 1);
  must(again.remove(all[0].document.id));
  const Store empty = must(Store::open(folder / "empty"));
  CHECK(difference(rows_of(empty), rows_of(again)) == "");
}

TEST_CASE("a load makes the version grow, and a reader sees it", "[storage]") {
  const Folder folder;
  Store store = must(Store::open(folder / "store"));
  Store reader = must(Store::open_read_only(folder / "store"));
  const std::uint64_t before = store.version();
  load(store, contributions(20), bulk_options(2, kLittle));
  CHECK(store.version() > before);
  const std::uint64_t seen = reader.version();
  must(reader.catch_up());
  CHECK(reader.version() > seen);
  CHECK(must(reader.stats()).documents == 20);
  CHECK(difference(rows_of(store), rows_of(reader)) == "");
}

namespace {

/// In a store that holds the first four of twelve, on a disk that `prepare` makes fail.
struct CutCall {
  PutCount count;
  std::uint64_t documents = 0;  ///< that the store holds when it is opened next
  std::int64_t operations = 0, log_bytes = 0;
};
CutCall cut_call(const std::function<void(FaultyDisk&)>& prepare) {
  const Folder folder;
  const std::vector<Contribution> all = contributions(12);
  must(must(Store::open(folder / "s")).put_all({all.data(), 4}));
  CutCall cut;
  {
    FaultyDisk disk;
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    const std::int64_t before = disk.operations();
    prepare(disk);
    cut.count = store.put_greatest(all);
    cut.operations = disk.operations() - before;
    for (const auto& file : std::filesystem::directory_iterator(folder / "s")) {
      const bool log = file.path().extension() == ".log";
      if (log) cut.log_bytes += static_cast<std::int64_t>(file.file_size());
    }
  }
  const Store again = must(Store::open(folder / "s"));
  cut.documents = must(again.stats()).documents;
  CHECK(is_clean(again));
  return cut;
}

/// The four that the store held come first. RocksDB's own threads may meet the failure sooner, and
/// then the call ends before all four were looked at.
bool counts_what_was_looked_at(const PutCount& count) {
  return count.unchanged == 4 || (count.unchanged < 4 && count.changed == 0);
}

}  // namespace

TEST_CASE("a call that a disk cuts short counts what the store holds", "[storage]") {
  const CutCall whole = cut_call([](FaultyDisk&) {});
  must(whole.count.ended);
  CHECK(whole.count.changed == 8);
  CHECK(whole.count.unchanged == 4);
  std::set<std::uint64_t> full, failed;
  constexpr std::int64_t kPoints = 12;
  for (std::int64_t point = 0; point < kPoints; ++point) {
    INFO("point " << point << " of " << kPoints);
    const CutCall cut = cut_call(
        [&](FaultyDisk& disk) { disk.full_after_bytes(whole.log_bytes * point / kPoints); });
    REQUIRE(!cut.count.ended);
    CHECK(counts_what_was_looked_at(cut.count));
    CHECK(cut.documents == 4 + cut.count.changed);
    full.insert(cut.count.changed);
    const CutCall fails = cut_call([&](FaultyDisk& disk) {
      disk.fail_operation(disk.operations() + whole.operations * point / kPoints);
    });
    if (fails.count.ended) continue;  // RocksDB could do without
    CHECK(counts_what_was_looked_at(fails.count));
    // What the log had of the one that failed may be all of it.
    CHECK(fails.documents >= 4 + fails.count.changed);
    CHECK(fails.documents <= 4 + fails.count.changed + 1);
    failed.insert(fails.count.changed);
  }
  CHECK(full.size() > 3);  // it was cut in the middle too
  CHECK(failed.size() > 1);
}

TEST_CASE("a long name that repeats itself is loaded", "[storage]") {
  Contribution one = contribution("a", 1);
  REQUIRE_FALSE(one.extraction.entities.empty());
  std::string name;
  while (name.size() < 1000) name += "over and over ";
  one.extraction.entities[0].entity.name = name;
  const Folder folder;
  Store store = must(Store::open(folder / "bulk"));
  load(store, {one}, bulk_options(1, kLittle));
  CHECK(is_clean(store));
  CHECK(difference(rows_of(store), rows_of(put_one_by_one(folder / "put", {one}))) == "");
}

TEST_CASE("nothing loaded is an empty store", "[storage]") {
  const Folder folder;
  Store store = must(Store::open(folder / "store"));
  CHECK(load(store, {}, bulk_options(2, kLittle)).documents == 0);
  CHECK(must(store.stats()).documents == 0);
  CHECK(is_clean(store));
}

TEST_CASE("only an empty store is filled at once", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(3);
  Store store = must(Store::open(folder / "store"));
  BulkLoad early = must(BulkLoad::begin(store));
  must(early.add(0, all[1]));
  must(store.put(all[0]));
  const auto refused = BulkLoad::begin(store);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  // Nor one that was empty when the load began.
  const auto late = early.finish();
  REQUIRE(!late);
  CHECK(late.error().code == ErrorCode::InvalidInput);
  CHECK(must(store.stats()).documents == 1);
  Store reader = must(Store::open_read_only(folder / "store"));
  CHECK(!BulkLoad::begin(reader));
}

TEST_CASE("a contribution that may not be stored is left out of a bulk load", "[storage]") {
  const Folder folder;
  Store store = must(Store::open(folder / "store"));
  BulkLoad bulk = must(BulkLoad::begin(store));
  Contribution bad = contribution("bad", 1);
  bad.extraction.sentences = {{0, 1'000'000}};
  const Status refused = bulk.add(0, bad);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  must(bulk.add(0, contribution("good", 2)));
  CHECK(must(bulk.finish()).documents == 1);
}

TEST_CASE("a bulk load that is cancelled or dropped leaves the store as it was", "[storage]") {
  const Folder folder;
  const Rows before = rows_of(must(Store::open(folder / "other")));
  Store store = must(Store::open(folder / "store"));
  {
    BulkOptions options = bulk_options(2, kLittle);
    options.cancelled = [] { return true; };
    BulkLoad bulk = must(BulkLoad::begin(store, options));
    const std::vector<Contribution> all = articles(30'000);
    for (const Contribution& one : all) must(bulk.add(0, one));
    const auto finished = bulk.finish();
    REQUIRE(!finished);
    CHECK(finished.error().code == ErrorCode::Busy);
  }
  {
    BulkLoad dropped = must(BulkLoad::begin(store));
    must(dropped.add(0, contribution("a", 1)));
  }
  CHECK(difference(before, rows_of(store)) == "");
  CHECK(left_in(folder / "store") == 0);
}

TEST_CASE("runs may lie in another folder, and a missing one is named", "[storage]") {
  const Folder folder;
  std::filesystem::create_directory(folder / "elsewhere");
  Store store = must(Store::open(folder / "store"));
  BulkOptions options = bulk_options(1, kLittle);
  options.temporary = folder / "elsewhere";
  CHECK(load(store, contributions(50), options).documents == 50);
  CHECK(std::filesystem::is_empty(folder / "elsewhere"));
  Store other = must(Store::open(folder / "other"));
  options.temporary = folder / "missing";
  const auto refused = BulkLoad::begin(other, options);
  REQUIRE(!refused);
  CHECK(refused.error().message.find("missing") != std::string::npos);
}

TEST_CASE("what a load that was killed left goes when the store is opened", "[storage]") {
  const Folder folder;
  { const Store store = must(Store::open(folder / "store")); }
  std::filesystem::create_directories(folder / "store" / "loading-runs" / "deep");
  std::filesystem::create_directories(folder / "store" / "loading-tables");
  const Store store = must(Store::open(folder / "store"));
  CHECK(left_in(folder / "store") == 0);
}

TEST_CASE("a disk that fails or is full during a bulk load leaves the store empty or whole",
          "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(40);
  const Rows whole = rows_of(put_one_by_one(folder / "one", all));
  const Rows nothing = rows_of(must(Store::open(folder / "none")));
  std::size_t failures = 0;
  for (std::int64_t point = 0; point < 400; point += 7) {
    const std::filesystem::path path = folder / ("at-" + std::to_string(point));
    FaultyDisk disk;
    bool failed = false;
    {
      StoreOptions options;
      options.env = disk.env();
      Store store = must(Store::open(path, options));
      point % 2 == 0 ? disk.full_after_bytes(point * 700)
                     : disk.fail_operation(disk.operations() + point / 2);
      Result<BulkLoad> bulk = BulkLoad::begin(store, bulk_options(1, kLittle));
      Status status = bulk ? Status() : bulk.error();
      for (std::size_t i = 0; i < all.size() && status; ++i) status = (*bulk).add(0, all[i]);
      if (status) {
        const auto report = (*bulk).finish();
        if (!report) status = report.error();
      }
      failed = !status;
      if (failed) CHECK(!status.error().message.empty());
    }
    failures += failed ? 1 : 0;
    const Store again = must(Store::open(path));
    const Rows rows = rows_of(again);
    if (failed) {
      CHECK((rows == nothing || rows == whole));
    } else {
      CHECK(difference(whole, rows) == "");
    }
    CHECK(is_clean(again));
    CHECK(left_in(path) == 0);
  }
  CHECK(failures > 20);
}
