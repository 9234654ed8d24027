// The four seed articles and their scorer are not in this repository: they are looked for in
// $ONRECORD_SHARED, else beside the repository, and the cases say so when they are not there.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "model/json.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"

using namespace onrecord;

namespace {

std::string shared_folder() {
  const char* named = std::getenv("ONRECORD_SHARED");
  const std::string folder = named ? named : source_folder() + "/../shared";
  return std::filesystem::exists(folder + "/seeds/gold.json") ? folder : "";
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  std::array<char, 4096> bytes{};
  while (const std::size_t n = fread(bytes.data(), 1, bytes.size(), pipe))
    out.append(bytes.data(), n);
  pclose(pipe);
  return out;
}

/// The scorer's rows for what the program extracts from the seeds.
rapidjson::Document score_seeds(const std::string& shared) {
  const TemporaryFolder folder;
  const ProgramRun run = run_program({"extract", shared + "/seeds"});
  REQUIRE(run.exit_code == 0);
  write_file(folder / "seeds.jsonl", run.out);
  const std::string report =
      output_of("python3 '" + shared + "/eval/score_knowledge.py' '" + shared +
                "/seeds/gold.json' '" + (folder / "seeds.jsonl") + "' --json");
  Result<rapidjson::Document> json = parse_json(report, "the scorer's report");
  REQUIRE(json);
  return std::move(*json);
}

}  // namespace

TEST_CASE("the seed articles keep their quotes, offices and operations", "[app]") {
  const std::string shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no seed articles in $ONRECORD_SHARED or ../shared");
    return;
  }
  const rapidjson::Document report = score_seeds(shared);
  const rapidjson::Value& rows = report["all"]["rows"];
  const auto right = [&](const char* row) { return rows[row]["right"].GetInt(); };
  CHECK(right("quotes found, right speaker") == 23);  // 10 direct, 13 mixed and indirect
  CHECK(right("relations holds_position") == 7);
  CHECK(right("operations found") == 4);
  CHECK(right("operations places") == 10);
  CHECK(right("operations outcomes") == 13);
  CHECK(rows["relations all"]["f1"].GetDouble() >= 0.85);
}

TEST_CASE("the seed that gives two totals is reported as a conflict", "[app]") {
  const std::string shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no seed articles in $ONRECORD_SHARED or ../shared");
    return;
  }
  const TemporaryFolder folder;
  const std::string store = folder / "seeds.db";
  REQUIRE(run_program({"ingest", "--store", store, shared + "/seeds"}).exit_code == 0);
  const ProgramRun card = run_program({"entity", "--store", store, "Safe City"});
  CHECK_THAT(card.out, Catch::Contains("arrests: 500 or 498"));
  for (const auto& [from, to] :
       {std::pair("Michelle Wu", "Patricia H. Hyde"), std::pair("Tom Homan", "Dave Marin")}) {
    const ProgramRun path = run_program({"path", "--store", store, from, to});
    CHECK(path.exit_code == 0);
    CHECK_THAT(path.out, Catch::Contains(std::string(from) + " to " + to));
    CHECK_THAT(path.out, Catch::Contains(".txt"));
  }
}
