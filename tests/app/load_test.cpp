// `onrecord load` against `onrecord ingest` of the same articles.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// The records of examples/, one a line.
const std::vector<std::string>& records() {
  static const std::vector<std::string> lines = [] {
    const ProgramRun run = run_program({"extract", "--with-text", source_folder() + "/examples"});
    REQUIRE(run.exit_code == 0);
    return lines_of(run.out);
  }();
  return lines;
}

std::string exported(const std::string& store) {
  const ProgramRun run = run_program({"export", "--store", store, "--format", "json"});
  REQUIRE(run.exit_code == 0);
  return run.out;
}

const std::string& expected() {
  static const std::string text = [] {
    const TemporaryFolder folder;
    const std::string store = folder / "store";
    REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code ==
            0);
    return exported(store);
  }();
  return text;
}

}  // namespace

TEST_CASE("records of any shards, a fifth twice, give the store that ingest gives", "[app]") {
  const TemporaryFolder folder;
  for (const std::size_t shards : {1u, 4u}) {
    std::vector<std::string> arguments = {"load", "--json", "--store",
                                          folder / ("store-" + std::to_string(shards))};
    for (std::size_t shard = 0; shard < shards; ++shard) {
      std::vector<std::string> mine;
      for (std::size_t i = 0; i < records().size(); ++i) {
        if (i % shards == shard || i % 5 == 0) mine.push_back(records()[i]);
      }
      std::reverse(mine.begin(), mine.end());
      const std::string path =
          folder / (std::to_string(shards) + "-" + std::to_string(shard) + ".ndjson");
      write_file(path, joined(mine));
      arguments.push_back(path);
    }
    const ProgramRun run = run_program(arguments);
    CHECK(run.err == "");
    CHECK(run.exit_code == 0);
    CHECK(run.out.find("\"filled_at_once\":true") != std::string::npos);
    CHECK(exported(arguments[3]) == expected());
    CHECK(run_program({"verify", "--store", arguments[3]}).exit_code == 0);
  }
}

TEST_CASE("a second load goes on in the store that is there, and leaves the same", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  const std::size_t half = records().size() / 2;
  const std::vector<std::string> first(records().begin(), records().begin() + half);
  RunOptions input;
  input.input = joined(first);
  REQUIRE(run_program({"load", "--store", store, "-"}, input).exit_code == 0);
  input.input = joined(records());
  const ProgramRun run = run_program({"load", "--json", "--store", store, "-"}, input);
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("\"filled_at_once\":false") != std::string::npos);
  CHECK(run.out.find("\"repeated\":" + std::to_string(half)) != std::string::npos);
  CHECK(exported(store) == expected());
}

TEST_CASE("a bad record is named and left out", "[app]") {
  const TemporaryFolder folder;
  const std::string path = folder / "shard.ndjson";
  write_file(path, records()[0] + "\n{\"id\": 1}\n\nnot json\n" + records()[1] + "\n");
  const ProgramRun run = run_program({"load", "--store", folder / "store", path});
  CHECK(run.exit_code == 1);
  CHECK(run.out == "2 stored, 0 repeated, 2 failed\n");
  CHECK(run.err.find("shard.ndjson line 2") != std::string::npos);
  CHECK(run.err.find("shard.ndjson line 4") != std::string::npos);
}

TEST_CASE("records without text are refused with the remedy", "[app]") {
  const TemporaryFolder folder;
  const ProgramRun bare =
      run_program({"extract", source_folder() + "/examples/northline-wire.ndjson"});
  RunOptions input;
  input.input = bare.out;
  const ProgramRun run = run_program({"load", "--store", folder / "store", "-"}, input);
  CHECK(run.exit_code == 1);
  CHECK(run.out.starts_with("0 stored"));
  CHECK(run.err.find("--with-text") != std::string::npos);
}

TEST_CASE("an export of another form is one error with the remedy, and other shards are loaded",
          "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  write_file(folder / "shard.ndjson", joined(records()));
  REQUIRE(run_program({"load", "--store", store, folder / "shard.ndjson"}).exit_code == 0);
  const ProgramRun json = run_program({"export", "--store", store, "--with-text"});
  write_file(folder / "store.json", json.out);
  REQUIRE(run_program({"export", "--store", store, "-o", folder / "store.json.gz"}).exit_code == 0);
  std::string one_line = json.out;
  std::erase(one_line, '\n');
  write_file(folder / "line.json", one_line);
  for (const char* file : {"store.json", "store.json.gz", "line.json"}) {
    const ProgramRun run = run_program({"load", "--store", folder / (std::string("of ") + file),
                                        folder / file, folder / "shard.ndjson"});
    CHECK(run.exit_code == 1);
    CHECK(run.err == "onrecord: " + folder / file +
                         " is an export of --format json, which cannot be loaded: it lacks what "
                         "was decided and resolved; make one with: onrecord export --format "
                         "ndjson\n");
    CHECK(run.out == std::to_string(records().size()) + " stored, 0 repeated, 1 failed\n");
  }
}

TEST_CASE("compressed data of another name is one error", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store", file = folder / "all.ndjson";
  write_file(folder / "shard.ndjson", joined(records()));
  REQUIRE(run_program({"load", "--store", store, folder / "shard.ndjson"}).exit_code == 0);
  for (const char* how : {"gz", "zst"}) {
    const std::string packed = file + "." + how;
    REQUIRE(
        run_program({"export", "--store", store, "--format", "ndjson", "-o", packed}).exit_code ==
        0);
    std::filesystem::rename(packed, file);
    const ProgramRun run = run_program({"load", "--store", folder / how, file});
    CHECK(run.exit_code == 1);
    CHECK(run.err == "onrecord: " + file +
                         " is compressed: unpack it, or give it a name that ends in .gz or .zst\n");
  }
}

TEST_CASE("what cannot be read is named, and the other shards are loaded", "[app]") {
  const TemporaryFolder folder;
  const std::string path = folder / "shard.ndjson";
  write_file(path, records()[0] + "\n");
  const ProgramRun run =
      run_program({"load", "--store", folder / "store", folder / "missing.ndjson.gz", path});
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("missing.ndjson.gz") != std::string::npos);
  CHECK(run.out == "1 stored, 0 repeated, 1 failed\n");
  CHECK(run_program({"load", "--store", folder / "store"}).exit_code == 2);
  CHECK(
      run_program({"load", "--store", folder / "other", "--temp", folder / "no", path}).exit_code ==
      5);
}

TEST_CASE("a full disk cuts a load into a filled store, which says how many documents it kept",
          "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  RunOptions input;
  input.input = joined({records().begin(), records().begin() + 4});
  REQUIRE(run_program({"load", "--store", store, "-"}, input).exit_code == 0);
  input.input = joined(records());
  input.max_file_bytes = 150'000;
  const ProgramRun run =
      run_program({"load", "--threads", "1", "--no-resolve", "--store", store, "-"}, input);
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 5);
  const std::size_t kept = std::stoul(run.out);
  CHECK(kept > 0);
  CHECK(kept < records().size() - 4);
  CHECK(run.err.find(std::to_string(kept) + " documents of this load kept") != std::string::npos);
  const ProgramRun stats = run_program({"stats", "--json", "--store", store});
  CHECK(stats.out.find("\"documents\":" + std::to_string(kept + 4) + ",") != std::string::npos);
  CHECK(stats.out.find("\"stopped\":\"\"") == std::string::npos);
  input.max_file_bytes = 0;
  CHECK(run_program({"load", "--store", store, "-"}, input).exit_code == 0);
  CHECK(exported(store) == expected());
}

TEST_CASE("an interrupted load leaves an empty store as it was", "[app]") {
  const TemporaryFolder folder;
  RunOptions input;
  input.input = records()[0] + "\n";
  for (int i = 0; i < 200; ++i) input.input += records()[static_cast<std::size_t>(i) % 8] + "\n";
  input.keep_input_open = true;
  input.signal_when = [](const std::string&) { return SIGINT; };
  const ProgramRun run = run_program({"load", "--store", folder / "store", "-"}, input);
  CHECK((run.exit_code == 130 || run.signal == SIGINT));
  const ProgramRun stats = run_program({"stats", "--json", "--store", folder / "store"});
  if (stats.exit_code == 0) CHECK(stats.out.find("\"documents\":0") != std::string::npos);
}

}  // namespace onrecord
