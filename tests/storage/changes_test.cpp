#include <algorithm>
#include <fstream>

#include "storage/log_archive.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

using namespace onrecord;
namespace fs = std::filesystem;

TEST_CASE("what changed since a version is what was written after it", "[storage]") {
  const sample::Folder folder;
  Store store = sample::must(Store::open(folder / "s"));
  const std::vector<Contribution> all = sample::contributions(6);
  for (std::size_t i = 0; i < 4; ++i) sample::must(store.put(all[i]));
  const std::uint64_t before = store.version();
  sample::must(store.put(all[4]));
  REQUIRE(sample::must(store.remove(all[0].document.id)));
  const auto changes = sample::must(store.changes_since(before));
  REQUIRE(changes);
  CHECK(changes->version == store.version());
  std::vector<DocumentId> expected = {all[0].document.id, all[4].document.id};
  std::sort(expected.begin(), expected.end());
  CHECK(changes->documents == expected);
  CHECK_FALSE(changes->mentions_gone.empty());
  for (const auto& [document, entity] : changes->mentions_gone) {
    CHECK(document == all[0].document.id);
  }
  for (const SupportedStatement& item : all[4].extraction.statements) {
    const auto* subject = std::get_if<EntityId>(&item.statement.subject);
    if (subject == nullptr) continue;
    CHECK(std::binary_search(changes->subjects.begin(), changes->subjects.end(), *subject));
  }
  CHECK(sample::must(store.changes_since(store.version()))->documents.empty());
}

TEST_CASE("a reader knows what changed also after the writer has flushed and gone", "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(200);
  std::optional<Store> writer(sample::must(Store::open(folder / "s")));
  sample::must(writer->put(all[0]));
  Store reader = sample::must(Store::open_read_only(folder / "s"));
  const std::uint64_t before = reader.version();
  sample::must(writer->put_all(all));
  writer.reset();
  sample::must(reader.catch_up());
  const auto changes = sample::must(reader.changes_since(before));
  REQUIRE(changes);
  CHECK(changes->documents.size() == 199);  // the first was there, and is the same
}

TEST_CASE("of a time from which no log is left nothing is said", "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(40);
  std::uint64_t before = 0;
  {
    Store writer = sample::must(Store::open(folder / "s"));
    sample::must(writer.put(all[0]));
    before = writer.version();
    sample::must(writer.put_all(all));
  }
  { Store again = sample::must(Store::open(folder / "s")); }
  trim_log_archive(folder / "s", 0);
  Store reader = sample::must(Store::open_read_only(folder / "s"));
  CHECK_FALSE(sample::must(reader.changes_since(before)));
}

TEST_CASE("the oldest archived logs go, as many as must", "[storage]") {
  const sample::Folder folder;
  const fs::path store = folder / "s";
  const fs::path archive = store / "archive";
  fs::create_directories(archive);
  for (const char* name : {"000009.log", "000010.log", "1000000.log", "notes.txt"}) {
    std::ofstream(archive / name) << std::string(1000, 'x');
  }
  trim_log_archive(store, 2500);
  CHECK_FALSE(fs::exists(archive / "000009.log"));
  CHECK(fs::exists(archive / "000010.log"));
  CHECK(fs::exists(archive / "1000000.log"));
  CHECK(fs::exists(archive / "notes.txt"));
  trim_log_archive(store, 0);
  CHECK_FALSE(fs::exists(archive / "1000000.log"));
  trim_log_archive(folder / "nowhere", 0);
}
