// Why a writer stopped writing is told to other processes.

#include "storage/stopped.h"

#include <fstream>

#include "storage/engine.h"
#include "storage/inspect.h"
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
    disk.fail_operation(disk.operations());
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
}

}  // namespace onrecord
