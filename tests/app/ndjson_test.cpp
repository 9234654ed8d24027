// `onrecord export --format ndjson` and `onrecord load` of it.

#include <algorithm>
#include <sstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

ProgramRun run(const std::vector<std::string>& arguments) {
  const ProgramRun done = run_program(arguments);
  INFO(done.err);
  REQUIRE(done.exit_code == 0);
  return done;
}

std::string exported(const std::string& store) {
  return run({"export", "--store", store, "--format", "ndjson"}).out;
}

/// examples/ with a decision of each kind over it, as lines.
const std::string& decided() {
  static const std::string text = [] {
    const TemporaryFolder folder;
    const std::string store = folder / "store";
    run({"ingest", "--store", store, source_folder() + "/examples"});
    const auto decide = [&](std::vector<std::string> words) {
      words.insert(words.end(), {"--store", store, "--why", "“seen” it"});
      run(words);
    };
    decide({"merge", "Gideon Falk", "Zoë Lindqvist"});
    decide({"rename", "Dale Whitcombe", "Dale X. Whitcombe"});
    decide({"split", "Dale X. Whitcombe", "--documents", "harbor-courier/quiet-harbor-sweep.txt"});
    decide({"retype", "Quiet Harbor", "organization"});
    decide({"undo", "1"});
    decide({"keep-apart", "Gideon Falk", "Zoë Lindqvist"});
    return exported(store);
  }();
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
  return lines;
}

}  // namespace

TEST_CASE("a store, its decisions and who is who come back from NDJSON byte by byte", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "store.ndjson", decided());
  const ProgramRun loaded =
      run({"load", "--json", "--store", folder / "copy", folder / "store.ndjson"});
  CHECK(loaded.out.find("\"decisions\":6") != std::string::npos);
  CHECK(exported(folder / "copy") == decided());
  run({"verify", "--store", folder / "copy"});
  const ProgramRun again = run({"load", "--store", folder / "copy", folder / "store.ndjson"});
  CHECK(again.out == "0 stored, 60 repeated, 0 failed, 0 decisions\n");
  CHECK(exported(folder / "copy") == decided());
}

TEST_CASE("NDJSON in pieces and in another order is the same store", "[app]") {
  const TemporaryFolder folder;
  std::vector<std::string> lines = lines_of(decided());
  std::reverse(lines.begin(), lines.end());
  std::string pieces[2];
  for (std::size_t i = 0; i < lines.size(); ++i) pieces[i % 2] += lines[i];
  write_file(folder / "a.ndjson", pieces[0]);
  write_file(folder / "b.ndjson", pieces[1]);
  run({"load", "--store", folder / "copy", folder / "a.ndjson", folder / "b.ndjson"});
  CHECK(exported(folder / "copy") == decided());
}

TEST_CASE("NDJSON that lost lines is refused, and nothing of it stored", "[app]") {
  const TemporaryFolder folder;
  std::vector<std::string> lines = lines_of(decided());
  const auto lost = [&](const char* kind) {
    std::string text;
    bool first = true;
    for (const std::string& line : lines) {
      const bool this_one = first && line.starts_with("{\"kind\":\"" + std::string(kind) + "\"");
      if (this_one) first = false;
      if (!this_one) text += line;
    }
    REQUIRE_FALSE(first);
    return text;
  };
  for (const char* kind : {"document", "resolution", "candidate", "decision", "end", "store"}) {
    INFO(kind);
    const std::string path = folder / (std::string(kind) + ".ndjson");
    write_file(path, lost(kind));
    const ProgramRun refused = run_program({"load", "--store", folder / kind, path});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("not whole") != std::string::npos);
    CHECK(run({"stats", "--json", "--store", folder / kind}).out.find("\"documents\":0") !=
          std::string::npos);
  }
}

TEST_CASE("a piece of an exported store, and one of another version, are refused whole", "[app]") {
  const TemporaryFolder folder;
  std::string piece, newer;
  for (const std::string& line : lines_of(decided())) {
    const bool frame =
        line.starts_with("{\"kind\":\"store\"") || line.starts_with("{\"kind\":\"end\"");
    if (!frame) piece += line;
    newer += line;
  }
  const std::string version = "\"version\":1";
  REQUIRE(newer.find(version) < newer.find('\n'));
  newer.replace(newer.find(version), version.size(), "\"version\":2");
  write_file(folder / "piece.ndjson", piece);
  write_file(folder / "newer.ndjson", newer);
  for (const std::string name : {"piece", "newer"}) {
    INFO(name);
    const ProgramRun refused =
        run_program({"load", "--store", folder / name, folder / (name + ".ndjson")});
    CHECK(refused.exit_code != 0);
    CHECK(run({"stats", "--json", "--store", folder / name}).out.find("\"documents\":0") !=
          std::string::npos);
  }
}

TEST_CASE("NDJSON joins a store that has other documents, and decides there too", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  write_file(folder / "other.txt", "“It is late,” said Dale Whitcombe, the sheriff.\n");
  write_file(folder / "store.ndjson", decided());
  run({"ingest", "--store", store, folder / "other.txt"});
  const ProgramRun loaded = run({"load", "--store", store, folder / "store.ndjson"});
  CHECK(loaded.out == "60 stored, 0 repeated, 0 failed, 6 decisions\n");
  run({"verify", "--store", store});
  const ProgramRun log = run({"log", "--json", "--store", store});
  CHECK(log.out.find("keep_apart") != std::string::npos);
}

TEST_CASE("a store that decided otherwise takes no other journal", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  write_file(folder / "store.ndjson", decided());
  run({"ingest", "--store", store, source_folder() + "/examples"});
  run({"rename", "Gideon Falk", "G. Falk", "--store", store});
  const ProgramRun refused = run_program({"load", "--store", store, folder / "store.ndjson"});
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("load into a new store") != std::string::npos);
  CHECK(refused.err.find("would be refused again: name a new folder with --store\n") !=
        std::string::npos);
  CHECK(refused.err.find("to go on") == std::string::npos);
  CHECK(refused.err.find("no document of this load kept") != std::string::npos);
  CHECK(run({"load", "--store", folder / "new", folder / "store.ndjson"}).err.empty());
  write_file(folder / "other.txt", "“It is late,” said Dale Whitcombe, the sheriff.\n");
  run({"ingest", "--store", folder / "other", folder / "other.txt"});
  run({"rename", "Dale Whitcombe", "D. Whitcombe", "--store", folder / "other"});
  const ProgramRun some =
      run_program({"load", "--store", folder / "other", folder / "store.ndjson"});
  CHECK(some.exit_code == 2);
  CHECK(some.err.find("60 documents of this load kept, without the decisions") !=
        std::string::npos);
  CHECK(some.err.find("run `onrecord resolve`\n") != std::string::npos);
  CHECK(run({"log", "--store", store}).out.find("G. Falk") != std::string::npos);
}

TEST_CASE("an empty store is NDJSON, and loads", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "nothing.ndjson", "");
  run({"load", "--store", folder / "store", folder / "nothing.ndjson"});
  const std::string text = exported(folder / "store");
  CHECK(lines_of(text).size() == 2);
  write_file(folder / "empty.ndjson", text);
  run({"load", "--store", folder / "copy", folder / "empty.ndjson"});
  CHECK(exported(folder / "copy") == text);
}

}  // namespace onrecord
