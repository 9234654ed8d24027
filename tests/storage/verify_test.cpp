#include <rocksdb/db.h>

#include <algorithm>
#include <fstream>

#include "storage/engine.h"
#include "storage/keys.h"
#include "storage/store.h"
#include "storage/values.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

/// Rewrites rows of a closed store behind its back.
class Tamper {
 public:
  explicit Tamper(const fs::path& path) {
    rocksdb::DB* db = nullptr;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    REQUIRE(rocksdb::DB::Open(rocksdb::Options(database_options(Access::Write), {}), path.string(),
                              column_descriptors(), &handles, &db)
                .ok());
    raw_ = std::make_unique<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
  }
  void put(Column column, const std::string& key, const std::string& value) {
    REQUIRE(raw_->db().Put({}, raw_->handle(column), key, value).ok());
  }
  void erase(Column column, const std::string& key) {
    REQUIRE(raw_->db().Delete({}, raw_->handle(column), key).ok());
  }

 private:
  std::unique_ptr<Database> raw_;
};

bool names(const VerifyReport& report, Column column, const std::string& key) {
  const std::string row =
      "column family '" + std::string(to_string(column)) + "', key " + hex_of(key) + ":";
  return std::any_of(report.problems.begin(), report.problems.end(),
                     [&row](const std::string& problem) { return problem.starts_with(row); });
}

std::vector<std::string> keys_in(const sample::Rows& rows, Column column) {
  std::vector<std::string> keys;
  for (const auto& [row, value] : rows) {
    if (row.first == column && row.second != "schema") keys.push_back(row.second);
  }
  return keys;
}

/// A store with rows in every family.
void make_store(const fs::path& path) {
  Store store = must(Store::open(path));
  must(store.put_all(sample::contributions(6)));
  const Signature by{"ed", "2026-11-22T09:30:00Z", "for the test"};
  const EntityId ada = sample::id_of(EntityType::Person, "Ada B. Stone");
  must(store.merge(std::vector{sample::id_of(EntityType::Person, "Mei Stonefield")}, ada, by));
  must(store.rename(ada, "Ada Byron Stone", by));
  // Two more that no decision concerns.
  std::vector<DocumentResolution> resolution;
  const EntityId coast{77};
  for (unsigned seed = 1; resolution.size() < 2; ++seed) {
    const Contribution more = sample::contribution("more-" + std::to_string(seed), seed);
    must(store.put(more));
    const std::vector<std::string> decided = keys_in(sample::rows_of(store), Column::Projections);
    const std::string& id = more.document.id.value;
    if (std::find(decided.begin(), decided.end(), id) != decided.end()) {
      must(store.remove(more.document.id));
      continue;
    }
    const Entity& first = more.extraction.entities.front().entity;
    resolution.push_back({more.document.id, {{first.id, coast, first.type}}});
  }
  Candidate doubt;
  doubt.a = ada;
  doubt.b = coast;
  doubt.probability = 0.5;
  const std::vector<Candidate> candidates(2, doubt);
  must(store.set_resolution(resolution, candidates));
  must(store.reject(must(store.statements_of(Subject(ada))).front().statement.id, by));
}

VerifyReport verify(const fs::path& path) { return must(must(Store::open(path)).verify()); }

}  // namespace

TEST_CASE("verify finds nothing in a store that was only written to", "[storage]") {
  const sample::Folder folder;
  make_store(folder / "s");
  Store store = must(Store::open(folder / "s"));
  const VerifyReport report = must(store.verify());
  CHECK(report.problems.empty());
  CHECK(report.documents == 8);
  CHECK(report.keys_checked + 1 == sample::rows_of(store).size());  // all but the schema version
}

TEST_CASE("verify names a lost, an altered and a stray row of every family", "[storage]") {
  const sample::Folder folder;
  make_store(folder / "s");
  const sample::Rows rows = sample::rows_of(must(Store::open(folder / "s")));
  for (const Column column : all_columns()) {
    INFO(to_string(column));
    const std::vector<std::string> keys = keys_in(rows, column);
    REQUIRE(keys.size() >= 2);
    const std::string& lost = keys.front();
    const std::string& altered = keys.back();
    const std::string stray = keys.back() + "\x01";
    {
      Tamper tamper(folder / "s");
      tamper.erase(column, lost);
      tamper.put(column, altered, rows.at({column, altered}) + "x");
      tamper.put(column, stray, "");
    }
    const VerifyReport report = verify(folder / "s");
    CHECK(names(report, column, lost));
    CHECK(names(report, column, altered));
    CHECK(names(report, column, stray));
    Tamper repair(folder / "s");
    repair.put(column, lost, rows.at({column, lost}));
    repair.put(column, altered, rows.at({column, altered}));
    repair.erase(column, stray);
  }
  CHECK(verify(folder / "s").problems.empty());
}

TEST_CASE("verify sees a well-formed value that its documents do not give", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(4)));
  const sample::Rows rows = sample::rows_of(must(Store::open(folder / "s")));
  const std::string mention = keys_in(rows, Column::Mentions).front();
  Tamper(folder / "s").put(Column::Mentions, mention, encode_number(77));
  const VerifyReport report = verify(folder / "s");
  for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems.front() ==
        "column family 'mentions', key " + hex_of(mention) + ": is not what its documents give");
}

TEST_CASE("reading a damaged row is an error that names it", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("d", 1)));
  Tamper(folder / "s").put(Column::Contributions, "d", "\x01garbage");
  Store store = must(Store::open(folder / "s"));
  const Result<std::optional<Extraction>> read = store.extraction({"d"});
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::Corrupt);
  CHECK(read.error().message.find("column family 'contributions', key 64:") != std::string::npos);
  CHECK(store.put(sample::contribution("d", 2)).error().code == ErrorCode::Corrupt);
  CHECK(must(store.document({"d"})));
}

TEST_CASE("verify lists at most a thousand problems", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put(sample::contribution("d", 1)));
  {
    Tamper tamper(folder / "s");
    for (int i = 0; i < 1500; ++i) tamper.put(Column::Names, std::to_string(i), "");
  }
  CHECK(verify(folder / "s").problems.size() == 1000);
}

TEST_CASE("a flipped byte in a table is never a silent wrong answer", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(10)));
  const sample::Rows rows = sample::rows_of(must(Store::open(folder / "s")));
  std::vector<fs::path> tables;
  for (const fs::directory_entry& file : fs::directory_iterator(folder / "s")) {
    if (file.path().extension() == ".sst") tables.push_back(file.path());
  }
  std::sort(tables.begin(), tables.end());
  REQUIRE_FALSE(tables.empty());
  std::mt19937 random(1);
  for (int i = 0; i < 40; ++i) {
    const fs::path& table = tables[random() % tables.size()];
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(random() % fs::file_size(table));
    char byte = 0;
    file.seekg(at).get(byte);
    file.seekp(at).put(static_cast<char>(byte ^ (1 << random() % 8))).flush();
    {
      const Result<Store> store = Store::open_read_only(folder / "s");
      if (store) {
        const VerifyReport report = must(store->verify());
        if (report.problems.empty()) CHECK(sample::difference(sample::rows_of(*store), rows) == "");
      }
    }
    file.seekp(at).put(byte).flush();
  }
  CHECK(verify(folder / "s").problems.empty());
}

}  // namespace onrecord
