// Exports by HTTP of formats that are several files, as one zip file.

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <future>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "model/json.h"
#include "tests/read_zip.h"
#include "tests/server/running_server.h"
#include "tests/server/writing_server.h"
#include "viz/data/write_data.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;
const std::string kExport = "/api/v1/export?format=";

Files zip_of(const RawReply& reply, const std::string& name) {
  INFO(reply.body.substr(0, 300));
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "application/zip");
  CHECK(reply.headers.at("content-disposition") == "attachment; filename=\"" + name + "\"");
  const auto found = read_zip(reply.body);
  return Files(found.begin(), found.end());
}

std::string error_of(const RawReply& reply, int status) {
  CHECK(reply.status == status);
  const auto json = parse_json(reply.body, "an error");
  REQUIRE(json);
  return (*json)["message"].GetString();
}

/// TMPDIR for as long as this lives.
class SpoolIn {
 public:
  explicit SpoolIn(const fs::path& folder) { setenv("TMPDIR", folder.c_str(), 1); }
  ~SpoolIn() {
    if (before_.empty()) unsetenv("TMPDIR");
    if (!before_.empty()) setenv("TMPDIR", before_.c_str(), 1);
  }

 private:
  const std::string before_ = std::getenv("TMPDIR") == nullptr ? "" : std::getenv("TMPDIR");
};

}  // namespace

TEST_CASE("the tables of Neo4j come as one zip file", "[server]") {
  const RunningServer running;
  const TemporaryFolder folder;
  const fs::path tables = folder.path() / "tables";
  REQUIRE(write_data_folder(running.store, "neo4j", tables));
  Files wanted;
  for (const auto& entry : fs::directory_iterator(tables)) {
    std::ifstream file(entry.path(), std::ios::binary);
    wanted[entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
  }
  const RawReply reply = get(running.port, kExport + "neo4j");
  CHECK((zip_of(reply, "onrecord-neo4j.zip") == wanted));
  CHECK(wanted.size() == 13);
  CHECK((get(running.port, kExport + "neo4j").body == reply.body));
  const RawReply head = get(running.port, kExport + "neo4j", "", "HEAD");
  CHECK(head.status == 200);
  CHECK(head.headers.at("content-type") == "application/zip");
}

TEST_CASE("the two tables of a graph come as one zip file, of whatever part", "[server]") {
  const RunningServer running;
  for (const char* part : {"", "&evidence=1", "&entity=Quiet+Tide", "&quotes=true",
                           "&predicates=conducted&co_mentioned=false"}) {
    INFO(part);
    const Files files = zip_of(get(running.port, kExport + "csv" + part), "onrecord-csv.zip");
    CHECK(files.size() == 2);
    CHECK((files.at("nodes.csv") == get(running.port, kExport + "csv-nodes" + part).body));
    CHECK((files.at("edges.csv") == get(running.port, kExport + "csv-edges" + part).body));
  }
  const std::string view = R"({"format": "onrecord view 1", "name": "Quotes", )"
                           R"("view": {"tab": "quotes"}})";
  const auto post = [&](const std::string& format) {
    return send(running.port, "POST", kExport + format, view, "application/json", "");
  };
  const Files files = zip_of(post("csv"), "onrecord-csv.zip");
  CHECK((files.at("edges.csv") == post("csv-edges").body));
  CHECK(files.at("nodes.csv").size() > 100);
}

TEST_CASE("a zip file that cannot be is refused before its first byte", "[server]") {
  const RunningServer running;
  const auto refused = [&](const std::string& query) {
    INFO(query);
    return error_of(get(running.port, kExport + query), 400);
  };
  CHECK(refused("neo4j&compress=gz").find("compressed") != std::string::npos);
  CHECK(refused("csv&compress=zst").find("compressed") != std::string::npos);
  CHECK(refused("neo4j&compress=tar").find("'compress'") != std::string::npos);
  CHECK(refused("neo4j&entity=Quiet+Tide").find("whole store") != std::string::npos);
  CHECK(refused("neo4j&base=urn:x:").find("nt, ttl and jsonld") != std::string::npos);
  CHECK(refused("neo4j&evidence=0").find("nt, ttl and jsonld") != std::string::npos);
  CHECK(refused("csv&times=intervals").find("'times'") != std::string::npos);
  CHECK(refused("csv&min_confidence=2").find("'min_confidence'") != std::string::npos);
  CHECK(get(running.port, kExport + "csv&compress=none").status == 200);
  const RawReply view = send(running.port, "POST", kExport + "neo4j", "{}", "application/json", "");
  CHECK(error_of(view, 400).find("csv") != std::string::npos);
}

TEST_CASE("without room for its files a zip file is an error, and not a broken reply", "[server]") {
  const RunningServer running;
  const SpoolIn nowhere("/no/such/folder");
  for (const char* format : {"neo4j", "csv"}) {
    CHECK(error_of(get(running.port, kExport + format), 500).find("log") != std::string::npos);
  }
  CHECK(get(running.port, kExport + "csv-nodes").status == 200);
}

namespace {

/// A document each of a new person in a new office.
std::vector<Contribution> late_stories(int count) {
  std::vector<Contribution> stories;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    Story story("late-" + number, "Late", "2025-01-01", "Ann runs the office.\n");
    const EntityId ann = story.entity(EntityType::Person, "Ann " + number, {"Ann"});
    const EntityId office = story.entity(EntityType::Agency, "Office " + number, {"office"});
    story.state(ann, Predicate::HoldsPosition, office, "Ann runs the office.");
    stories.push_back(story.made);
  }
  return stories;
}

/// Stores one after another until it is told to end. Returns how many it stored.
Result<std::size_t> store_until(const std::atomic<bool>& end, Store& store,
                                std::span<const Contribution> stories) {
  std::size_t stored = 0;
  for (; !end && stored < stories.size(); ++stored) {
    if (const Status put = store.put(stories[stored]); !put) return put.error();
  }
  return stored;
}

/// The cells of the first `columns` columns, which have ids, without the head.
std::set<std::string> ids_of(const std::string& table, int columns) {
  std::set<std::string> ids;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    for (int column = 0; column < columns; ++column) {
      const std::size_t quote = line[0] == '"' ? 1 : 0;
      ids.insert(line.substr(quote, 16));
      line.erase(0, 16 + 2 * quote + 1);
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("tables of two moments are not put together", "[server]") {
  RunningServer running;
  const std::vector<Contribution> late = late_stories(400);
  std::span<const Contribution> left = late;
  std::size_t whole = 0;
  for (int asked = 0; asked < 40; ++asked) {
    std::atomic<bool> answered{false};
    std::future<Result<std::size_t>> storing;  // every second time, so that some are whole
    if (asked % 2 == 1) {
      storing = std::async(std::launch::async,
                           [&] { return store_until(answered, running.store, left); });
    }
    const RawReply reply = get(running.port, kExport + "csv&co_mentioned=false");
    answered = true;
    if (storing.valid()) {
      const Result<std::size_t> stored = storing.get();
      if (!stored) FAIL(stored.error().message);
      left = left.subspan(*stored);
    }
    if (reply.status != 200) {
      CHECK(error_of(reply, 503).find("changed") != std::string::npos);
      continue;
    }
    ++whole;
    Files files = zip_of(reply, "onrecord-csv.zip");
    const std::set<std::string> nodes = ids_of(files.at("nodes.csv"), 1);
    const std::set<std::string> ends = ids_of(files.at("edges.csv"), 2);
    CHECK_FALSE(ends.empty());
    CHECK(std::includes(nodes.begin(), nodes.end(), ends.begin(), ends.end()));
  }
  CHECK(whole >= 5);
}

TEST_CASE("neither a whole zip file nor one that nobody waits for leaves a file behind",
          "[server]") {
  const TemporaryFolder spool;
  const RunningServer running;  // its store is elsewhere
  const SpoolIn here(spool.path());
  for (const bool whole : {true, false, false, false, true}) {
    httplib::Client client("127.0.0.1", running.port);
    const auto reply = client.Get(kExport + "neo4j", [&](const char*, std::size_t) {
      CHECK(fs::is_empty(spool.path()));
      return whole;
    });
    CHECK(static_cast<bool>(reply) == whole);
  }
  CHECK(fs::is_empty(spool.path()));
}

}  // namespace onrecord
