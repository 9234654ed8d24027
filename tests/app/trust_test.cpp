// Copying and mending stores with the built program, on examples/.

#include <filesystem>
#include <fstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;

std::string exported(const std::string& store) {
  const ProgramRun run = run_program({"export", "--store", store});
  CHECK(run.exit_code == 0);
  return run.out;
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a backup that cannot be written names what it writes", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store", backup = folder / "backup";
  REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code == 0);
  RunOptions options;
  options.max_file_bytes = 30'000;
  const ProgramRun run = run_program({"backup", backup, "--copy", "--store", store}, options);
  CAPTURE(run.err);
  CHECK(run.exit_code == 5);
  CHECK(has(run.err, "write '" + store));  // its staging folder
  CHECK_FALSE(has(run.err, "it is cut"));
  CHECK_FALSE(fs::exists(backup));
  CHECK(run_program({"backup", backup, "--copy", "--store", store}).exit_code == 0);
}

TEST_CASE("backup, restore and repair from the command line", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store", backup = folder / "backup";
  REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code == 0);
  const std::string json = exported(store);

  const ProgramRun made = run_program({"backup", backup, "--store", store});
  CAPTURE(made.out, made.err);
  CHECK(made.exit_code == 0);
  CHECK(has(made.out, "60 documents"));
  CHECK((exported(backup) == json));
  CHECK(run_program({"backup", backup, "--store", store}).exit_code == 2);
  const ProgramRun again = run_program({"backup", backup, "--store", store, "--replace", "--json"});
  CHECK(again.exit_code == 0);
  CHECK(has(again.out, "\"documents\":60"));

  CHECK(run_program({"restore", backup, "--store", store}).exit_code == 2);
  const ProgramRun restored = run_program({"restore", backup, "--store", store, "--replace"});
  CHECK(restored.exit_code == 0);
  CHECK(has(restored.out, store + ".before-restore"));
  CHECK((exported(store) == json));

  fs::resize_file(fs::path(store) / "CURRENT", 0);
  const ProgramRun broken = run_program({"stats", "--store", store});
  CHECK(broken.exit_code == 4);
  CHECK(has(broken.err, "onrecord repair"));
  const ProgramRun repaired = run_program({"repair", "--store", store});
  CAPTURE(repaired.out, repaired.err);
  CHECK(repaired.exit_code == 0);
  CHECK(has(repaired.out, store + ".damaged"));
  CHECK((exported(store) == json));
  const ProgramRun verified = run_program({"verify", "--store", store});
  CHECK(verified.exit_code == 0);
  CHECK(has(verified.out, ", 0 problems"));
  CHECK(has(run_program({"repair", "--store", store, "--json", "--drop-old"}).out, "\"lost\":[]"));
}

TEST_CASE("backup, restore and repair say what is wrong", "[app]") {
  const TemporaryFolder folder;
  CHECK(run_program({"backup", folder / "b", "--store", folder / "none"}).exit_code == 4);
  CHECK(run_program({"restore", folder / "none", "--store", folder / "s"}).exit_code == 4);
  CHECK(run_program({"repair", "--store", folder / "none"}).exit_code == 4);
  CHECK(run_program({"backup"}).exit_code == 2);
  CHECK(run_program({"restore"}).exit_code == 2);
}

TEST_CASE("the version tells which stores can be read", "[app]") {
  CHECK(has(run_program({"--version"}).out, "store format 2, reads 1 to 2"));
}

}  // namespace onrecord
