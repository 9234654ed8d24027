#include "storage/repair.h"

#include <fstream>

#include "storage/engine.h"
#include "storage/keys.h"
#include "storage/store_files.h"
#include "tests/catch.h"
#include "tests/storage/damage.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

void tamper(const fs::path& path, Column column, const std::string& key,
            const std::optional<std::string>& value) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  REQUIRE(rocksdb::DB::Open(rocksdb::Options(database_options(Access::Write), {}), path.string(),
                            column_descriptors(), &handles, &db)
              .ok());
  const Database raw(std::unique_ptr<rocksdb::DB>(db), handles);
  if (value) {
    REQUIRE(db->Put({}, raw.handle(column), key, *value).ok());
  } else {
    REQUIRE(db->Delete({}, raw.handle(column), key).ok());
  }
}

std::vector<std::string> bytes_of(const fs::path& store) {
  std::vector<std::string> all;
  for (const fs::path& file : sample::files_of(store, "", "")) {
    std::ifstream in(file, std::ios::binary);
    all.push_back(file.filename().string() + std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return all;
}

sample::Rows rows_at(const fs::path& store) {
  return sample::rows_of(must(Store::open_read_only(store)));
}

void check_whole(const fs::path& store) {
  const VerifyReport report = must(must(Store::open(store)).verify());
  for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
  CHECK(report.problems.empty());
}

bool any_has(const std::vector<std::string>& lines, const std::string& words) {
  return std::any_of(lines.begin(), lines.end(), [&words](const std::string& line) {
    return line.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("repairing a whole store gives the same rows and keeps the old one", "[storage]") {
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  const sample::Rows rows = rows_at(folder / "s");
  const std::vector<std::string> before = bytes_of(folder / "s");
  const RepairReport report = must(repair(folder / "s"));
  CHECK(report.lost.empty());
  CHECK(report.documents == 12);
  CHECK(report.decisions == 4);
  CHECK(report.candidates == 3);
  CHECK(report.kept == folder / "s.damaged");
  CHECK(sample::difference(rows_at(folder / "s"), rows) == "");
  CHECK((bytes_of(report.kept) == before));
  check_whole(folder / "s");
  CHECK(must(repair(folder / "s")).kept == folder / "s.damaged-2");
  CHECK(must(repair(folder / "s", {true, {}})).kept.empty());
  CHECK_FALSE(fs::exists(folder / "s.damaged-3"));
  CHECK_FALSE(fs::exists(folder / "s.repairing"));
}

TEST_CASE("indexes that are wrong are made anew", "[storage]") {
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  const sample::Rows rows = rows_at(folder / "s");
  for (const Column column : {Column::Names, Column::Statements, Column::BySubject,
                              Column::Entities, Column::QuotesByDate, Column::Projections}) {
    const auto first = rows.lower_bound({column, ""});
    tamper(folder / "s", column, first->first.second, std::nullopt);
    tamper(folder / "s", column, "stray", "nonsense");
  }
  tamper(folder / "s", Column::Meta, "counts", "nonsense");
  const RepairReport report = must(repair(folder / "s"));
  CHECK(report.lost.empty());
  CHECK(sample::difference(rows_at(folder / "s"), rows) == "");
}

TEST_CASE("a damaged document, resolution, decision is named and left out", "[storage]") {
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  tamper(folder / "s", Column::Documents, "doc-1", "nonsense");
  tamper(folder / "s", Column::Contributions, "doc-7", std::nullopt);
  tamper(folder / "s", Column::Resolutions, "doc-5", "nonsense");
  tamper(folder / "s", Column::Decisions, be64(3), "nonsense");
  tamper(folder / "s", Column::Candidates, be64(1), "nonsense");
  const RepairReport report = must(repair(folder / "s"));
  CHECK(report.documents == 10);
  CHECK(report.decisions == 2);
  CHECK(report.candidates == 2);
  for (const std::string lost :
       {"document 'doc-1': ", "document 'doc-7': ", "resolution of document 'doc-5'",
        "decision 3: cannot be read", "decision 4: undoes decision 3", "1 pairs"}) {
    INFO(lost);
    CHECK(any_has(report.lost, lost));
  }
  CHECK(report.lost.size() == 6);
  check_whole(folder / "s");
  Store store = must(Store::open(folder / "s"));
  must(store.put(sample::contribution("doc-1", 1)));
  CHECK(must(store.decisions()).size() == 2);
}

TEST_CASE("files that are cut, altered or gone cost what they held and no more", "[storage]") {
  const std::string victim = GENERATE("CURRENT", "MANIFEST-", ".sst", ".log");
  const int harm = GENERATE(0, 1, 2);
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 12);
  const bool name_ends = victim.front() == '.';
  const std::vector<fs::path> files =
      sample::files_of(folder / "s", name_ends ? "" : victim, name_ends ? victim : "");
  for (std::size_t i = 0; i < files.size(); i += victim == ".sst" ? 6 : 1) {
    const fs::path& file = files[i];
    INFO(file << " harm " << harm);
    const sample::Folder other;
    fs::copy(folder / "s", other / "s");
    const fs::path broken = other / "s" / file.filename().string();
    const std::uint64_t size = fs::file_size(broken);
    if (harm == 0) fs::remove(broken);
    if (harm == 1) fs::resize_file(broken, size / 2);
    if (harm == 2 && size > 0) sample::flip(broken, size / 2, 0x55);
    const std::vector<std::string> before = bytes_of(other / "s");
    const Result<RepairReport> report = repair(other / "s");
    if (!report) {
      INFO(report.error().message);
      CHECK(report.error().code == ErrorCode::Corrupt);
      CHECK((bytes_of(other / "s") == before));
      continue;
    }
    check_whole(other / "s");
    CHECK((bytes_of(report->kept) == before));
    CHECK(report->documents + report->lost.size() >= 12);
    if (victim != ".sst" && victim != ".log") CHECK(report->documents == 12);
  }
}

TEST_CASE("repair refuses what is no store and what is written to", "[storage]") {
  const sample::Folder folder;
  CHECK(repair(folder / "none").error().code == ErrorCode::NotFound);
  fs::create_directory(folder / "mine");
  std::ofstream(folder / "mine" / "notes.txt") << "mine";
  CHECK_FALSE(repair(folder / "mine"));
  CHECK(fs::exists(folder / "mine" / "notes.txt"));
  Store store = must(Store::open(folder / "s"));
  CHECK(repair(folder / "s").error().code == ErrorCode::Busy);
  must(store.put(sample::contribution("a", 1)));
  CHECK_FALSE(fs::exists(folder / "s.repairing"));
}

TEST_CASE("repair leaves a store of a newer version alone", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("a", 1)));
  tamper(folder / "s", Column::Meta, "schema", std::string("\0\0\0\3", 4));
  CHECK(repair(folder / "s").error().code == ErrorCode::Unsupported);
}

}  // namespace onrecord
