// Writes slow down before RocksDB stops them.

#include "storage/pacing.h"

#include <chrono>

#include "storage/open.h"
#include "storage/writing.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

}  // namespace

TEST_CASE("the wait rises smoothly from nothing and is bounded", "[storage]") {
  constexpr std::uint64_t kBytes = 256u << 10;
  CHECK(wait_of(0, kBytes) == 0);
  std::uint64_t before = 0;
  for (int i = 1; i <= 100; ++i) {
    const std::uint64_t wait = wait_of(i / 100.0, kBytes);
    CHECK(wait >= before);
    CHECK(wait - before < kLongestWait / 50);
    before = wait;
  }
  CHECK(before > 100'000);
  CHECK(wait_of(1, std::uint64_t{1} << 40) == kLongestWait);
}

TEST_CASE("writes wait while compaction is behind, say so, and go on at once when it is not",
          "[storage]") {
  const sample::Folder folder;
  std::size_t told = 0;
  StoreOptions options;
  options.sync = false;
  options.on_wait = [&told] { ++told; };
  const std::unique_ptr<StoreState> state = must(open_writer(folder / "s", options));
  rocksdb::DB& db = state->database->db();
  rocksdb::ColumnFamilyHandle* names = state->database->handle(Column::Names);
  REQUIRE(db.SetOptions(names, {{"disable_auto_compactions", "true"}}).ok());
  double before = 0;
  for (int table = 1; table <= 19; ++table) {
    REQUIRE(db.Put({}, names, std::to_string(table), "x").ok());
    REQUIRE(db.Flush({}, names).ok());
    const double now = arrears(*state);
    if (table <= 8) CHECK(now == 0);
    CHECK(now >= before);
    before = now;
  }
  CHECK(before == 1);
  constexpr std::uint64_t kBytes = 1u << 20;
  CHECK(milliseconds([&] { hold_back(*state, kBytes); }) > 200);
  CHECK(told >= 2);
  const std::size_t waited = told;
  // Small writes wait for what they add up to, not each.
  hold_back(*state, 1000);
  CHECK(told == waited);
  REQUIRE(db.CompactRange({}, names, nullptr, nullptr).ok());
  CHECK(arrears(*state) == 0);
  hold_back(*state, kBytes);
  CHECK(told == waited);
}

}  // namespace onrecord
