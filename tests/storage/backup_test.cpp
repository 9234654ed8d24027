#include "storage/backup.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "storage/store_files.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/damage.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

TEST_CASE("a backup has every row, and restoring it gives the store", "[storage]") {
  const bool copy = GENERATE(false, true);
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  const sample::Rows rows = sample::rows_of(must(Store::open_read_only(folder / "s")));
  CopyOptions options;
  options.copy = copy;
  const CopiedStore backup = must(back_up(folder / "s", folder / "b", options));
  CHECK(backup.documents == 12);
  CHECK(backup.keys_checked + 1 == rows.size());
  CHECK((backup.linked > 0) == !copy);
  CHECK(sample::difference(sample::rows_of(must(Store::open_read_only(folder / "b"))), rows) == "");
  {
    Store store = must(Store::open(folder / "s"));  // goes on; the backup does not
    must(store.put_all(sample::contributions(30)));
  }
  must(restore(folder / "b", folder / "r"));
  CHECK(sample::difference(sample::rows_of(must(Store::open(folder / "r"))), rows) == "");
  for (const fs::directory_entry& left : fs::directory_iterator(folder / "")) {
    const std::string name = left.path().filename().string();
    CHECK((name == "s" || name == "b" || name == "r"));
  }
}

TEST_CASE("child: stores documents at leisure", "[.child]") {
  Store store = must(Store::open(sample::told("CHILD_STORE")));
  for (unsigned next = 0;; ++next) {
    must(store.put(sample::contribution("doc-" + std::to_string(next % 40), next)));
    sample::say(std::to_string(next + 1));
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST_CASE("a backup is made while another process writes", "[storage]") {
  const sample::Folder folder;
  sample::Child child("child: stores documents at leisure",
                      {{"CHILD_STORE", (folder / "s").string()}});
  unsigned acknowledged = 0;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 15; ++i) {
      acknowledged = static_cast<unsigned>(std::stoul(child.next_line().value()));
    }
    const CopiedStore backup = must(back_up(folder / "s", folder / std::to_string(round)));
    CHECK(backup.documents >= std::min(acknowledged, 40u));
    must(restore(folder / std::to_string(round), folder / "r", {true, false, {}}));
  }
  REQUIRE(child.next_line());  // it was not disturbed
}

TEST_CASE("nothing is overwritten unasked", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(3)));
  must(back_up(folder / "s", folder / "b"));
  must(must(Store::open(folder / "s")).put_all(sample::contributions(6)));
  CHECK(back_up(folder / "s", folder / "b").error().code == ErrorCode::InvalidInput);
  CHECK(restore(folder / "b", folder / "s").error().code == ErrorCode::InvalidInput);
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 6);
  fs::create_directory(folder / "mine");
  std::ofstream(folder / "mine" / "notes.txt") << "mine";
  CHECK(back_up(folder / "s", folder / "mine", {true, false, {}}).error().code ==
        ErrorCode::InvalidInput);
  CHECK(restore(folder / "b", folder / "mine", {true, false, {}}).error().code ==
        ErrorCode::InvalidInput);
  CHECK(fs::exists(folder / "mine" / "notes.txt"));
  CHECK(must(back_up(folder / "s", folder / "b", {true, false, {}})).documents == 6);

  must(must(Store::open(folder / "s")).put_all(sample::contributions(9)));
  const CopiedStore restored = must(restore(folder / "b", folder / "s", {true, false, {}}));
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 6);
  CHECK(must(must(Store::open_read_only(restored.kept)).stats()).documents == 9);
  CHECK(back_up(folder / "none", folder / "c").error().code == ErrorCode::NotFound);
  CHECK(restore(folder / "none", folder / "c").error().code == ErrorCode::NotFound);
  CHECK_FALSE(fs::exists(folder / "c"));
}

TEST_CASE("a store that is written to is not replaced", "[storage]") {
  const sample::Folder folder;
  Store store = must(Store::open(folder / "s"));
  must(store.put_all(sample::contributions(3)));
  must(back_up(folder / "s", folder / "b"));
  CHECK(restore(folder / "b", folder / "s", {true, false, {}}).error().code == ErrorCode::Busy);
  must(store.put_all(sample::contributions(4)));
}

TEST_CASE("a damaged store gives no backup, and a damaged backup no store", "[storage]") {
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  const CopyOptions copying{false, true, {}};
  must(back_up(folder / "s", folder / "b", copying));
  for (const std::string victim : {"s", "b"}) {
    const fs::path table = sample::files_of(folder / victim, "", ".sst").front();
    sample::flip(table, fs::file_size(table) / 3);
    const Result<CopiedStore> made = victim == "s" ? back_up(folder / "s", folder / "c", copying)
                                                   : restore(folder / "b", folder / "c", copying);
    REQUIRE_FALSE(made);
    INFO(made.error().message);
    CHECK(made.error().code == ErrorCode::Corrupt);
    CHECK_FALSE(fs::exists(folder / "c"));
    CHECK_FALSE(fs::exists(folder / "c.part"));
  }
}

}  // namespace onrecord
