// Documents that are stored first and indexed later, all at once.

#include <rocksdb/db.h>

#include "storage/backup.h"
#include "storage/bulk_load.h"
#include "storage/open.h"
#include "storage/repair.h"
#include "tests/catch.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/sample.h"
#include "tests/storage/trust_work.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::contributions;
using sample::difference;
using sample::Folder;
using sample::must;
using sample::Rows;
using sample::rows_of;

namespace {

BulkOptions little(unsigned threads) {
  BulkOptions options;
  options.memory_bytes = 300'000;
  options.threads = threads;
  return options;
}

Rows one_by_one(const fs::path& path, const std::vector<Contribution>& all) {
  Store store = must(Store::open(path));
  must(store.put_all(all));
  return rows_of(store);
}

/// Some documents that wait to be indexed.
void store_waiting(const fs::path& path, const std::vector<Contribution>& all) {
  Store store = must(Store::open(path));
  must(store.index_later());
  must(store.put_all(all));
}

bool is_clean(const Store& store) {
  const VerifyReport report = must(store.verify());
  for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
  return report.problems.empty();
}

/// Opens a store's files behind its back.
void change_row(const fs::path& path, Column column, const std::string& key,
                const std::optional<std::string>& value) {
  const std::unique_ptr<StoreState> state = must(open_writer(path, {}));
  rocksdb::ColumnFamilyHandle* family = state->database->handle(column);
  rocksdb::DB& db = state->database->db();
  REQUIRE((value ? db.Put({}, family, key, *value) : db.Delete({}, family, key)).ok());
}

}  // namespace

TEST_CASE("documents indexed later leave the rows that putting one by one leaves", "[storage]") {
  const Folder folder;
  std::vector<Contribution> all = contributions(90);
  Contribution changed = sample::contribution(all[7].document.id.value, 700);
  std::vector<Contribution> given = all;
  given.push_back(changed);
  all[7] = changed;
  const Rows expected = one_by_one(folder / "one", all);
  for (const unsigned threads : {1u, 3u}) {
    const fs::path path = folder / std::to_string(threads);
    for (std::size_t i = 0; i < given.size(); i += 13) {  // opened anew each time
      Store store = must(Store::open(path));
      must(store.index_later());
      must(store.put_all({&given[i], std::min<std::size_t>(13, given.size() - i)}));
    }
    Store store = must(Store::open(path));
    CHECK(must(store.unindexed()) == 90);
    const BulkReport report = must(index_documents(store, little(threads)));
    CHECK(report.documents == 90);
    CHECK(report.repeated == 0);
    CHECK(difference(expected, rows_of(store)) == "");
    CHECK(!must(store.unindexed()));
    CHECK(is_clean(store));
    must(store.put(sample::contribution("one-more", 5)));
    must(store.remove({"one-more"}));
    CHECK(difference(expected, rows_of(store)) == "");
  }
}

TEST_CASE("documents that wait to be indexed are there, and nothing else may be written",
          "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(8);
  store_waiting(folder / "s", all);
  Store store = must(Store::open(folder / "s"));
  CHECK(must(store.document(all[3].document.id)) == all[3].document);
  CHECK(must(store.extraction(all[3].document.id)) == all[3].extraction);
  const StoreStats stats = must(store.stats());
  CHECK(stats.documents == 8);
  CHECK(stats.unindexed == 8);
  CHECK(stats.quotes == 0);
  const VerifyReport report = must(store.verify());
  CHECK(report.problems.empty());
  CHECK(report.documents == 8);
  CHECK(report.unindexed == 8);
  const Signature by{"ed", "2026-11-22T09:30:00Z", ""};
  const std::vector<Status> refused = {
      store.remove(all[0].document.id) ? Status() : store.remove(all[0].document.id).error(),
      store.put_greatest(all).ended,
      store.set_resolution({}, {}) ? Status() : store.set_resolution({}, {}).error(),
      BulkLoad::begin(store) ? Status() : BulkLoad::begin(store).error()};
  for (const Status& status : refused) {
    REQUIRE(!status);
    CHECK(status.error().code == ErrorCode::InvalidInput);
    CHECK(status.error().message.find("8 documents wait to be indexed") != std::string::npos);
  }
  // Another program, which knows nothing of this, takes it for a newer format.
  CHECK(rows_of(store).at({Column::Meta, "schema"}) == std::string("\x80\0\0\2", 4));
  CHECK(stats.schema_version == 2);
}

TEST_CASE("only an empty store puts indexing off, and only one that did is indexed", "[storage]") {
  const Folder folder;
  Store store = must(Store::open(folder / "s"));
  CHECK(index_documents(store).error().code == ErrorCode::InvalidInput);
  must(store.index_later());
  CHECK(must(index_documents(store)).documents == 0);
  CHECK(!must(store.unindexed()));
  must(store.put(sample::contribution("a", 1)));
  CHECK(store.index_later().error().code == ErrorCode::InvalidInput);
  Store reader = must(Store::open_read_only(folder / "s"));
  CHECK(!reader.index_later());
  CHECK(!index_documents(reader));
  const Store empty = must(Store::open(folder / "empty"));
  must(store.remove({"a"}));
  CHECK(difference(rows_of(empty), rows_of(store)) == "");
}

TEST_CASE("a reader beside it sees the documents wait, and then all there is", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(20);
  Store store = must(Store::open(folder / "s"));
  Store reader = must(Store::open_read_only(folder / "s"));
  must(store.index_later());
  must(store.put_all(all));
  const std::uint64_t before = reader.version();
  must(reader.catch_up());
  CHECK(must(reader.unindexed()) == 20);
  CHECK(!must(reader.changes_since(before)));  // it reads all anew
  must(index_documents(store, little(2)));
  const std::uint64_t waiting = reader.version();
  must(reader.catch_up());
  CHECK(!must(reader.unindexed()));
  CHECK(!must(reader.changes_since(waiting)));
  CHECK(difference(rows_of(store), rows_of(reader)) == "");
}

TEST_CASE("indexing that is cancelled leaves the documents waiting", "[storage]") {
  const Folder folder;
  store_waiting(folder / "s", contributions(20));
  Store store = must(Store::open(folder / "s"));
  const Rows before = rows_of(store);
  BulkOptions options = little(2);
  options.cancelled = [] { return true; };
  CHECK(index_documents(store, options).error().code == ErrorCode::Busy);
  CHECK(difference(before, rows_of(store)) == "");
}

TEST_CASE("a row that cannot be read is named by verify and by indexing", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(5);
  const std::string id = all[2].document.id.value;
  for (const Column column : {Column::Documents, Column::Contributions}) {
    for (const std::optional<std::string>& value : {std::optional<std::string>(), {"no value"}}) {
      const fs::path path =
          folder / (std::string(to_string(column)) + (value ? "-altered" : "-gone"));
      store_waiting(path, all);
      change_row(path, column, id, value);
      Store store = must(Store::open(path));
      const auto indexed = index_documents(store);
      REQUIRE(!indexed);
      CHECK(indexed.error().code == ErrorCode::Corrupt);
      CHECK(indexed.error().message.find(to_string(column)) != std::string::npos);
      const VerifyReport report = must(store.verify());
      REQUIRE(!report.problems.empty());
      CHECK(report.problems.front().find(to_string(column)) != std::string::npos);
    }
  }
  store_waiting(folder / "stray", all);
  change_row(folder / "stray", Column::Names, "x", "");
  const Store stray = must(Store::open(folder / "stray"));
  CHECK(must(stray.verify()).problems.size() == 1);
}

TEST_CASE("a backup holds the documents that wait, and repair indexes them", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(12);
  const Rows expected = one_by_one(folder / "one", all);
  store_waiting(folder / "s", all);
  CHECK(must(back_up(folder / "s", folder / "b")).documents == 12);
  {
    Store backup = must(Store::open(folder / "b"));
    CHECK(must(backup.unindexed()) == 12);
    must(index_documents(backup));
    CHECK(difference(expected, rows_of(backup)) == "");
  }
  CHECK(must(repair(folder / "s")).documents == 12);
  const Store repaired = must(Store::open(folder / "s"));
  CHECK(!must(repaired.unindexed()));
  CHECK(difference(expected, rows_of(repaired)) == "");
}

TEST_CASE("a disk that fails while documents are indexed loses none of them", "[storage]") {
  const Folder folder;
  const std::vector<Contribution> all = contributions(30);
  const Rows expected = one_by_one(folder / "one", all);
  std::size_t failed = 0, waiting = 0;
  const auto try_at = [&](std::int64_t point, bool full) {
    INFO("point " << point << (full ? ", full" : ""));
    const fs::path path = folder / "s";
    fs::remove_all(path);
    store_waiting(path, all);
    sample::FaultyDisk disk;
    Status status;
    std::int64_t operations = 0;
    {
      StoreOptions options;
      options.env = disk.env();
      Store store = must(Store::open(path, options));
      operations = disk.operations();
      full ? disk.full_after_bytes(point * 900) : disk.fail_operation(operations + point);
      const auto indexed = index_documents(store, little(1));
      if (!indexed) status = indexed.error();
      operations = disk.operations() - operations;
    }
    failed += status ? 0 : 1;
    if (!status) CHECK(!status.error().message.empty());
    Store again = must(Store::open(path));
    CHECK(is_clean(again));
    CHECK(must(again.stats()).documents == 30);
    if (must(again.unindexed())) {
      CHECK(!status);
      ++waiting;
      must(index_documents(again, little(2)));
    }
    CHECK(difference(expected, rows_of(again)) == "");
    return operations;
  };
  const std::int64_t operations = try_at(sample::FaultyDisk::kNever / 2, false);
  const auto points = static_cast<std::int64_t>(sample::points(24, 60));
  for (std::int64_t point = 0; point < operations;
       point += std::max<std::int64_t>(1, operations / points)) {
    try_at(point, false);
  }
  for (std::int64_t point = 0; point < 100; point += 18) try_at(point, true);
  // The last operations are those of taking the tables in.
  for (std::int64_t last = 1; last <= points / 2; ++last) try_at(operations - last, false);
  CHECK(failed > 15);
  CHECK(waiting > 8);
}

}  // namespace onrecord
