#include "storage/open.h"

#include <rocksdb/db.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "storage/backup.h"
#include "storage/engine.h"
#include "storage/repair.h"
#include "storage/store.h"
#include "storage/writing.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

bool says(const Error& error, std::string_view words) {
  return error.message.find(words) != std::string::npos;
}

/// Opens a store's files behind its back.
std::unique_ptr<Database> open_raw(const fs::path& path) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      rocksdb::DB::Open(rocksdb::Options(database_options(Access::Write), {}), path.string(),
                        column_descriptors(), &handles, &db);
  INFO(opened.ToString());
  REQUIRE(opened.ok());
  return std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

/// A store as a program of the first version left it, with so many of the later families.
void write_first_version(const fs::path& path, const sample::Rows& rows, unsigned later) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families = column_descriptors();
  std::erase_if(families, [&, seen = 0u](const rocksdb::ColumnFamilyDescriptor& family) mutable {
    const bool is_later =
        family.name == "decisions" || family.name == "projections" || family.name == "touched";
    return is_later && seen++ >= later;
  });
  rocksdb::Options options(database_options(Access::Write), {});
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  REQUIRE(rocksdb::DB::Open(options, path.string(), families, &handles, &db).ok());
  const Database raw(std::unique_ptr<rocksdb::DB>(db), handles);
  for (const auto& [row, value] : rows) {
    const bool is_schema = row.second == "schema";
    REQUIRE(db->Put({}, raw.handle(row.first), row.second,
                    is_schema ? std::string("\0\0\0\1", 4) : value)
                .ok());
  }
}

}  // namespace

TEST_CASE("child: holds a store open for writing", "[.child]") {
  Store store = must(Store::open(sample::told("CHILD_STORE")));
  must(store.put(sample::contribution("by-child", 1)));
  sample::say("ready");
  pause();
}

TEST_CASE("a reader follows a writer", "[storage]") {
  const sample::Folder folder;
  Store writer = must(Store::open(folder / "s"));
  must(writer.put(sample::contribution("a", 1)));
  Store reader = must(Store::open_read_only(folder / "s"));
  CHECK(sample::difference(sample::rows_of(reader), sample::rows_of(writer)) == "");
  CHECK(reader.version() == writer.version());

  must(writer.put(sample::contribution("b", 2)));
  must(writer.remove({"a"}));
  CHECK(must(reader.document({"a"})));
  CHECK_FALSE(must(reader.document({"b"})));
  must(reader.catch_up());
  CHECK(sample::difference(sample::rows_of(reader), sample::rows_of(writer)) == "");
  CHECK(reader.version() == writer.version());
  CHECK(must(reader.verify()).problems.empty());
}

TEST_CASE("a reader follows writers that come and go", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("first", 9)));
  Store reader = must(Store::open_read_only(folder / "s"));
  const std::vector<Contribution> all = sample::contributions(12);
  for (const Contribution& made : all) {
    Store writer = must(Store::open(folder / "s"));  // opening flushes what the last one wrote
    must(writer.put(made));
    if (made.document.id.value == "doc-5") continue;  // now and then it misses one
    must(reader.catch_up());
    CHECK(sample::difference(sample::rows_of(reader), sample::rows_of(writer)) == "");
  }
  must(reader.catch_up());
  CHECK(must(reader.stats()).documents == 13);
}

namespace {

void compact(StoreState& writer) {
  REQUIRE(writer.database->flush().ok());
  for (const Column column : all_columns()) {
    rocksdb::ColumnFamilyHandle* handle = writer.database->handle(column);
    REQUIRE(writer.database->db().CompactRange({}, handle, nullptr, nullptr).ok());
  }
}

}  // namespace

TEST_CASE("a reader sees what one writer stored and the next one compacted", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(4)));
  Store reader = must(Store::open_read_only(folder / "s"));
  const std::vector<Contribution> all = sample::contributions(8, 2);
  for (std::size_t turn = 0; turn < all.size(); ++turn) {
    must(must(Store::open(folder / "s")).put(all[turn]));
    compact(*must(open_writer(folder / "s", {})));
    must(reader.catch_up());
    CHECK(must(reader.document(all[turn].document.id)) == all[turn].document);
  }
}

TEST_CASE("a reader follows a writer that compacts", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(4)));
  const std::unique_ptr<StoreState> writer = must(open_writer(folder / "s", {}));
  Store reader = must(Store::open_read_only(folder / "s"));
  for (const Contribution& made : sample::contributions(12, 2)) {
    {
      Writing writing(*writer);
      must(writing.put(made));
      must(writing.finish());
    }
    compact(*writer);
    must(reader.catch_up());
    CHECK(must(reader.document(made.document.id)) == made.document);
  }
}

TEST_CASE("a reader notices that another store stands in the place of its own", "[storage]") {
  const sample::Folder folder;
  const auto fill = [&](const std::string& name, unsigned seed, std::size_t documents) {
    must(must(Store::open(folder / name)).put_all(sample::contributions(documents, seed)));
  };
  fill("s", 1, 12);
  must(back_up(folder / "s", folder / "backup"));
  fill("other", 2, 3);
  Store reader = must(Store::open_read_only(folder / "s"));
  const auto follows = [&](std::size_t documents) {
    const std::uint64_t before = reader.version();
    must(reader.catch_up());
    CHECK(reader.version() > before);
    CHECK_FALSE(must(reader.changes_since(before)).has_value());
    CHECK(must(reader.stats()).documents == documents);
    CHECK(must(reader.changes_since(reader.version()))->documents.empty());
  };
  fs::rename(folder / "s", folder / "gone");
  fs::rename(folder / "other", folder / "s");
  follows(3);
  fs::remove_all(folder / "s");
  fill("s", 3, 5);
  follows(5);
  must(restore(folder / "backup", folder / "s", {true, false, {}}));
  follows(12);
  // Away and back again is no other store.
  const std::uint64_t version = reader.version();
  fs::rename(folder / "s", folder / "away");
  CHECK_FALSE(reader.catch_up());
  fs::rename(folder / "away", folder / "s");
  must(reader.catch_up());
  CHECK(reader.version() == version);
}

TEST_CASE("a reader makes no files that an interrupt could leave behind", "[storage]") {
  const sample::Folder folder;
  fs::create_directory(folder / "tmp");
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  std::set<std::string> before, with_reader;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "s")) {
    before.insert(entry.path());
  }
  setenv("TMPDIR", (folder / "tmp").c_str(), 1);
  const Store reader = must(Store::open_read_only(folder / "s"));
  unsetenv("TMPDIR");
  CHECK(fs::is_empty(folder / "tmp"));
  for (const auto& entry : fs::recursive_directory_iterator(folder / "s")) {
    with_reader.insert(entry.path());
  }
  CHECK(with_reader == before);
}

TEST_CASE("a reader needs no room for files of its own", "[storage]") {
  const sample::Folder folder;
  Store writer = must(Store::open(folder / "s"));
  setenv("TMPDIR", (folder / "nowhere").c_str(), 1);
  Store reader = must(Store::open_read_only(folder / "s"));
  unsetenv("TMPDIR");
  must(writer.put(sample::contribution("a", 1)));
  CHECK_FALSE(must(reader.document({"a"})));
  must(reader.catch_up());
  CHECK(sample::difference(sample::rows_of(reader), sample::rows_of(writer)) == "");
}

TEST_CASE("a walk may read on from inside", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(3)));
  const Store reader = must(Store::open_read_only(folder / "s"));
  std::size_t documents = 0;
  must(reader.for_each_document([&](const Document& document, const Extraction& extraction) {
    CHECK(must(reader.extraction(document.id)) == extraction);
    return ++documents < 2;
  }));
  CHECK(documents == 2);
}

TEST_CASE("a second writer is told who holds the store; readers are not stopped", "[storage]") {
  const sample::Folder folder;
  sample::Child child("child: holds a store open for writing",
                      {{"CHILD_STORE", (folder / "s").string()}});
  REQUIRE(child.next_line() == "ready");
  const Result<Store> second = Store::open(folder / "s");
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::Busy);
  CHECK(says(second.error(), (folder / "s").string()));
  CHECK(says(second.error(), "pid " + std::to_string(child.pid())));
  CHECK(must(must(Store::open_read_only(folder / "s")).document({"by-child"})));
  child.kill();
  CHECK(must(must(Store::open(folder / "s")).document({"by-child"})));
}

TEST_CASE("a second writer in the same process is refused too", "[storage]") {
  const sample::Folder folder;
  Store first = must(Store::open(folder / "s"));
  CHECK(Store::open(folder / "s").error().code == ErrorCode::Busy);
  must(first.put(sample::contribution("a", 1)));
}

TEST_CASE("a reader does not write", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  Store reader = must(Store::open_read_only(folder / "s"));
  const Status put = reader.put(sample::contribution("b", 1));
  REQUIRE_FALSE(put);
  CHECK(says(put.error(), "open for reading only"));
  CHECK_FALSE(reader.remove({"a"}));
}

TEST_CASE("what is no store is refused untouched", "[storage]") {
  const sample::Folder folder;
  std::ofstream(folder / "file") << "text";
  fs::create_directory(folder / "full");
  std::ofstream(folder / "full" / "notes.txt") << "mine";
  fs::create_directory(folder / "empty");
  for (const auto open : {+[](const fs::path& path) { return Store::open(path); },
                          +[](const fs::path& path) { return Store::open_read_only(path); }}) {
    CHECK(open("").error().code == ErrorCode::InvalidInput);
    CHECK(open(folder / "file").error().code == ErrorCode::InvalidInput);
    CHECK(open(folder / "full").error().code == ErrorCode::InvalidInput);
    CHECK(says(open(folder / "full").error(), (folder / "full").string()));
  }
  CHECK(std::distance(fs::directory_iterator(folder / "full"), fs::directory_iterator()) == 1);
  CHECK(Store::open(folder / "none", {false}).error().code == ErrorCode::NotFound);
  CHECK(Store::open_read_only(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(Store::open_read_only(folder / "empty").error().code == ErrorCode::NotFound);
  CHECK_FALSE(fs::exists(folder / "none"));
  CHECK(Store::open(folder / "file" / "below").error().code != ErrorCode::Internal);
  must(must(Store::open(folder / "empty")).put(sample::contribution("a", 1)));
}

TEST_CASE("a folder that may not be read is an error of the system", "[storage]") {
  if (geteuid() == 0) {
    WARN("skipped: the super-user may read everything");
    return;
  }
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  fs::permissions(folder / "s", fs::perms::none);
  CHECK(Store::open(folder / "s").error().code == ErrorCode::Io);
  CHECK(Store::open_read_only(folder / "s").error().code == ErrorCode::Io);
  fs::permissions(folder / "s", fs::perms::owner_read | fs::perms::owner_exec);
  CHECK(must(must(Store::open_read_only(folder / "s")).document({"a"})));
  fs::permissions(folder / "s", fs::perms::owner_all);
}

TEST_CASE("a store of a later version is refused with a remedy", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  const bool other_families = GENERATE(false, true);
  {
    const std::unique_ptr<Database> raw = open_raw(folder / "s");
    REQUIRE(raw->db()
                .Put(rocksdb::WriteOptions(), raw->handle(Column::Meta), "schema",
                     std::string("\0\0\0\3", 4))
                .ok());
    rocksdb::ColumnFamilyHandle* future = nullptr;
    if (other_families) {
      REQUIRE(raw->db().CreateColumnFamily({}, "rumours", &future).ok());
      REQUIRE(raw->db().DestroyColumnFamilyHandle(future).ok());
    }
  }
  for (const Result<Store>& opened :
       {Store::open(folder / "s"), Store::open_read_only(folder / "s")}) {
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Unsupported);
    CHECK(says(opened.error(), "format 3, this build reads 2"));
    CHECK(says(opened.error(), "use a newer onrecord"));
  }
}

TEST_CASE("a store of the first version is read as it is, and upgraded by a writer", "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(4);
  must(must(Store::open(folder / "s")).put_all(all));
  const sample::Rows rows = sample::rows_of(must(Store::open(folder / "s")));
  // An upgrade may be cut short when some of the later families are there.
  write_first_version(folder / "old", rows, GENERATE(0u, 1u, 3u));
  Store reader = must(Store::open_read_only(folder / "old"));
  CHECK(must(reader.stats()).schema_version == 1);
  CHECK(must(reader.verify()).problems.empty());
  CHECK(must(reader.decisions()).empty());
  CHECK(must(reader.extraction(all[0].document.id)) == all[0].extraction);
  {
    Store writer = must(Store::open(folder / "old"));
    CHECK(sample::difference(sample::rows_of(writer), rows) == "");
    const EntityId ada = sample::id_of(EntityType::Person, "Ada B. Stone");
    must(writer.rename(ada, "Ada Byron Stone", {"ed", "2026-11-22T09:30:00Z", ""}));
    must(reader.catch_up());
    CHECK(must(reader.entity(ada))->entity.name == "Ada Byron Stone");
    CHECK(must(reader.extraction(all[0].document.id)) ==
          must(writer.extraction(all[0].document.id)));
  }
  CHECK(must(must(Store::open(folder / "old")).verify()).problems.empty());
  CHECK(must(must(Store::open_read_only(folder / "old")).stats()).schema_version == 2);
}

TEST_CASE("a store of the first version is repaired and backed up as one of today", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(4)));
  const sample::Rows rows = sample::rows_of(must(Store::open(folder / "s")));
  write_first_version(folder / "old", rows, 0);
  must(back_up(folder / "old", folder / "b"));
  CHECK(must(must(Store::open_read_only(folder / "old")).stats()).schema_version == 1);
  CHECK(must(repair(folder / "old")).lost.empty());
  for (const char* name : {"b", "old"}) {
    CHECK(sample::difference(sample::rows_of(must(Store::open_read_only(folder / name))), rows) ==
          "");
  }
}

TEST_CASE("a database of another program is refused untouched", "[storage]") {
  const sample::Folder folder;
  {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* db = nullptr;
    REQUIRE(rocksdb::DB::Open(options, (folder / "s").string(), &db).ok());
    REQUIRE(db->Put({}, "theirs", "x").ok());
    delete db;
  }
  CHECK(Store::open(folder / "s").error().code == ErrorCode::InvalidInput);
  CHECK(Store::open_read_only(folder / "s").error().code == ErrorCode::InvalidInput);
  std::vector<std::string> families;
  REQUIRE(rocksdb::DB::ListColumnFamilies({}, (folder / "s").string(), &families).ok());
  CHECK(families.size() == 1);
}

TEST_CASE("a store without one of its families is damaged", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  {
    const std::unique_ptr<Database> raw = open_raw(folder / "s");
    REQUIRE(raw->db().DropColumnFamily(raw->handle(Column::Names)).ok());
  }
  CHECK(Store::open(folder / "s").error().code == ErrorCode::Corrupt);
  CHECK(Store::open_read_only(folder / "s").error().code == ErrorCode::Corrupt);
}

TEST_CASE("a store whose files are cut or gone is an error, not a crash", "[storage]") {
  const std::string victim = GENERATE("CURRENT", "MANIFEST-", ".sst");
  const bool gone = GENERATE(false, true);
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(5)));
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));  // flushes the others
  std::vector<fs::path> victims;
  for (const fs::directory_entry& file : fs::directory_iterator(folder / "s")) {
    if (file.path().filename().string().find(victim) != std::string::npos) {
      victims.push_back(file.path());
    }
  }
  REQUIRE_FALSE(victims.empty());
  std::sort(victims.begin(), victims.end());
  if (gone) {
    fs::remove(victims.back());
  } else {
    fs::resize_file(victims.back(), fs::file_size(victims.back()) / 2);
  }
  INFO(victims.back());
  for (const Result<Store>& opened :
       {Store::open(folder / "s"), Store::open_read_only(folder / "s")}) {
    REQUIRE_FALSE(opened);
    INFO(opened.error().message);
    CHECK(says(opened.error(), "store '"));
    CHECK((opened.error().code == ErrorCode::Corrupt || opened.error().code == ErrorCode::Io));
  }
}

}  // namespace onrecord
