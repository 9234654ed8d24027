// Why a writer stopped writing is told to other processes.

#include "storage/stopped.h"

#include <algorithm>
#include <fstream>
#include <functional>

#include "storage/bulk_load.h"
#include "storage/engine.h"
#include "storage/inspect.h"
#include "storage/keys.h"
#include "storage/open.h"
#include "tests/catch.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

TEST_CASE("a failed write is told to readers until the store is opened for writing again",
          "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(3);
  sample::FaultyDisk disk;
  {
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    must(store.put(all[0]));
    CHECK(must(store.stats()).stopped == "");
    disk.fail_next_write_here();
    const Status failed = store.put(all[1]);
    REQUIRE(!failed);
    const Store reader = must(Store::open_read_only(folder / "s"));
    CHECK(must(reader.stats()).stopped == failed.error().message);
    CHECK(must(store.stats()).stopped == failed.error().message);
    CHECK(must(reader.document(all[0].document.id)));
    CHECK(!store.put(all[2]));
    CHECK(must(reader.stats()).stopped == failed.error().message);  // the first reason stays
  }
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).stopped.find("injected") !=
        std::string::npos);
  {
    Store store = must(Store::open(folder / "s"));
    CHECK(must(store.stats()).stopped == "");
    must(store.put(all[1]));
  }
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).stopped == "");
  CHECK(!std::filesystem::exists(folder / "s" / kPidFile));
}

TEST_CASE("a background error is told to readers at once, whether anybody writes or not",
          "[storage]") {
  const sample::Folder folder;
  sample::FaultyDisk disk;
  {
    const std::unique_ptr<StoreState> state =
        must(open_writer(folder / "s", {true, true, disk.env()}));
    REQUIRE(state->database->db().Put({}, state->database->handle(Column::Names), "k", "").ok());
    disk.fail_operation(disk.operations() + 2);
    CHECK_FALSE(state->database->flush().ok());
    CHECK(must(must(Store::open_read_only(folder / "s")).stats()).stopped.find("injected") !=
          std::string::npos);
  }
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).stopped.find("injected") !=
        std::string::npos);
}

namespace {

std::string told(const sample::Folder& folder) {
  return must(must(Store::open_read_only(folder / "s")).stats()).stopped;
}

void store_waiting(const sample::Folder& folder, const std::vector<Contribution>& all) {
  Store store = must(Store::open(folder / "s"));
  must(store.index_later());
  must(store.put_all(all));
}

/// How many operations on the disk indexing takes when nothing fails.
std::int64_t operations_of_indexing(const std::vector<Contribution>& all) {
  const sample::Folder folder;
  store_waiting(folder, all);
  sample::FaultyDisk disk;
  Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
  const std::int64_t before = disk.operations();
  must(index_documents(store));
  return disk.operations() - before;
}

}  // namespace

TEST_CASE("a failure to index what waits is told to readers, until it is indexed", "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(20);
  store_waiting(folder, all);
  sample::FaultyDisk disk;
  {
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    BulkOptions cancelled;
    cancelled.cancelled = [] { return true; };
    CHECK(index_documents(store, cancelled).error().code == ErrorCode::Busy);
    CHECK(told(folder) == "");  // that was a wish
    disk.fail_next_write_here(sample::FaultyDisk::Failure::NoSpace);
    const auto failed = index_documents(store);
    REQUIRE(!failed);
    CHECK(failed.error().message.find("injected") != std::string::npos);
    CHECK(told(folder) == failed.error().message);
    CHECK(must(store.stats()).stopped == failed.error().message);
  }
  CHECK(told(folder).find("injected") != std::string::npos);  // its process is gone
  {
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    CHECK(told(folder) == "");
    disk.fail_next_write_here();
    REQUIRE(!index_documents(store));
    CHECK(told(folder) != "");
    must(index_documents(store));
    CHECK(told(folder) == "");
    CHECK(!index_documents(store));  // nothing waits any more: the caller's mistake
    CHECK(told(folder) == "");
  }
  CHECK(!std::filesystem::exists(folder / "s" / kPidFile));
}

TEST_CASE("wherever indexing fails, readers are told why, and only then", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(20);
  const std::int64_t operations = operations_of_indexing(all);
  std::size_t failures = 0;
  // Each of the last ones: there the list of files is written that may name tables which are gone.
  const std::int64_t last = operations - 32;
  for (std::int64_t point = 0; point < operations;
       point = point < last ? std::min(point + operations / 16, last) : point + 1) {
    INFO("operation " << point << " of " << operations);
    const sample::Folder folder;
    store_waiting(folder, all);
    sample::FaultyDisk disk;
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    disk.fail_operation(disk.operations() + point);
    const auto indexed = index_documents(store);
    failures += indexed ? 0 : 1;
    // A failed write that RocksDB could do without may be told too.
    if (!indexed) CHECK(told(folder).find("injected") != std::string::npos);
    if (indexed && told(folder) != "") CHECK(!store.put(sample::contribution("x", 1)));
  }
  CHECK(failures > 5);
}

TEST_CASE("a first load that fails is told to readers", "[storage]") {
  const sample::Folder folder;
  sample::FaultyDisk disk;
  {
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    BulkLoad bulk = must(BulkLoad::begin(store));
    Contribution bad = sample::contribution("bad", 1);
    bad.extraction.sentences = {{0, 1'000'000}};
    CHECK(!bulk.add(0, bad));
    CHECK(told(folder) == "");
    must(bulk.add(0, sample::contribution("good", 2)));
    disk.fail_next_write_here();
    const auto failed = bulk.finish();
    REQUIRE(!failed);
    CHECK(told(folder) == failed.error().message);
  }
  CHECK(told(folder).find("injected") != std::string::npos);
  const Store store = must(Store::open(folder / "s"));
  CHECK(told(folder) == "");
}

namespace {

/// Opens a store of three documents for writing, on a disk that `prepare` makes fail. What readers
/// are told must be why it was refused.
struct Opening {
  bool refused = false;
  std::int64_t operations = 0;
};
Opening try_opening(const std::function<void(sample::FaultyDisk&)>& prepare) {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(3);
  must(must(Store::open(folder / "s")).put_all(all));
  sample::FaultyDisk disk;
  prepare(disk);
  const auto opened = Store::open(folder / "s", {true, true, disk.env()});
  const std::int64_t operations = disk.operations();
  if (opened) {
    CHECK(must(opened->stats()).stopped == told(folder));
    return {false, operations};
  }
  INFO(opened.error().message);
  CHECK(told(folder) == opened.error().message);
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 3);
  Store again = must(Store::open(folder / "s"));
  CHECK(told(folder) == "");
  must(again.put(all[0]));
  return {true, operations};
}

}  // namespace

TEST_CASE("a store that cannot be opened for writing says why to those who read", "[storage]") {
  std::size_t refused = 0;
  for (const std::int64_t bytes : {0, 100, 1'000, 10'000}) {
    INFO("full after " << bytes << " bytes");
    const auto fill = [&](sample::FaultyDisk& disk) { disk.full_after_bytes(bytes); };
    refused += try_opening(fill).refused ? 1 : 0;
  }
  const std::int64_t operations = try_opening([](sample::FaultyDisk&) {}).operations;
  for (std::int64_t point = 0; point < operations; point += 1 + operations / 8) {
    INFO("operation " << point << " of " << operations);
    const auto fail = [&](sample::FaultyDisk& disk) { disk.fail_operation(point); };
    refused += try_opening(fail).refused ? 1 : 0;
  }
  CHECK(refused >= 2);  // most failures of one operation are tried again, or come too late
}

TEST_CASE("who finds a store taken says nothing in it, nor where there is none", "[storage]") {
  const sample::Folder folder;
  std::filesystem::create_directory(folder / "strange");
  std::ofstream(folder / "strange" / "file") << "x";
  CHECK(!Store::open(folder / "strange"));
  CHECK(!std::filesystem::exists(folder / "strange" / kPidFile));
  const Store store = must(Store::open(folder / "s"));
  CHECK(Store::open(folder / "s").error().code == ErrorCode::Busy);
  CHECK(told(folder) == "");
}

TEST_CASE("decisions that cannot be read stop writing, and that is told", "[storage]") {
  const sample::Folder folder;
  { must(must(Store::open(folder / "s")).put(sample::contribution("a", 1))); }
  {
    const std::unique_ptr<StoreState> state = must(open_writer(folder / "s", {}));
    const Database& database = *state->database;
    REQUIRE(database.db().Put({}, database.handle(Column::Decisions), be64(1), "no decision").ok());
  }
  {
    Store store = must(Store::open(folder / "s"));
    const Status refused = store.put(sample::contribution("b", 2));
    REQUIRE(!refused);
    CHECK(told(folder) == refused.error().message);
  }
  CHECK(told(folder).find("decisions") != std::string::npos);
}

TEST_CASE("the reason is one line, beside what the file says already", "[storage]") {
  const sample::Folder folder;
  CHECK(read_stopped(folder / "") == "");
  std::ofstream(folder / std::string(kPidFile)) << "pid 7 since 2026-11-22T09:30:00Z\n";
  CHECK(read_stopped(folder / "") == "");
  note_stopped(folder / "", {ErrorCode::Io, "a\nb"});
  note_stopped(folder / "", {ErrorCode::Io, "later"});
  CHECK(read_stopped(folder / "") == "a b");
  std::ifstream file(folder / std::string(kPidFile));
  std::string line;
  std::getline(file, line);
  CHECK(line == "pid 7 since 2026-11-22T09:30:00Z");
  file.close();
  forget_stopped(folder / "");
  CHECK(read_stopped(folder / "") == "");
  std::ifstream rest(folder / std::string(kPidFile));
  std::getline(rest, line);
  CHECK(line == "pid 7 since 2026-11-22T09:30:00Z");
  CHECK(!std::getline(rest, line));
}

}  // namespace onrecord
