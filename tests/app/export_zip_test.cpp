// `onrecord export` of formats that are several files, into one zip file.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <sstream>

#include "app/answer.h"
#include "tests/app/run_program.h"
#include "tests/read_zip.h"
#include "viz/zip_files.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

struct Examples {
  TemporaryFolder folder;
  std::string store = folder / "store";
  Examples() {
    REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code ==
            0);
  }
};

ProgramRun export_with(std::vector<std::string> arguments, const RunOptions& options = {}) {
  static const Examples examples;
  arguments.insert(arguments.begin(), {"export", "--store", examples.store});
  return run_program(arguments, options);
}

Files files_of(const std::string& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    files[entry.path().filename().string()] = read_file(entry.path().string());
  }
  return files;
}

Files unzipped(const std::string& file) {
  const auto found = read_zip(read_file(file));
  return Files(found.begin(), found.end());
}

std::vector<std::string> with(std::vector<std::string> arguments, const std::string& output) {
  arguments.insert(arguments.end(), {"-o", output});
  return arguments;
}

}  // namespace

TEST_CASE("a zip file has what the folder would have", "[app]") {
  const std::vector<std::vector<std::string>> questions = {
      {"--format", "neo4j"},
      {"--format", "csv", "--no-evidence"},
      {"--format", "csv", "--entity", "Quiet Harbor", "--quotes"},
      {"--format", "csv", "--predicates", "conducted"}};
  for (const std::vector<std::string>& question : questions) {
    INFO(question[1] << " " << question.back());
    const TemporaryFolder folder;
    REQUIRE(export_with(with(question, folder / "tables")).exit_code == 0);
    const ProgramRun run = export_with(with(question, folder / "Tables.ZIP"));
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    const Files wanted = files_of(folder / "tables");
    CHECK(wanted.size() == (question[1] == "neo4j" ? 13 : 2));
    CHECK((unzipped(folder / "Tables.ZIP") == wanted));
    RunOptions elsewhere;
    elsewhere.environment = {"TZ=Asia/Tokyo"};
    REQUIRE(export_with(with(question, folder / "again.zip"), elsewhere).exit_code == 0);
    CHECK((read_file(folder / "again.zip") == read_file(folder / "Tables.ZIP")));
    CHECK(files_of(folder / "tables").size() == wanted.size());
  }
}

TEST_CASE("a zip file of what is none, or compressed twice, is refused with what would help",
          "[app]") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::vector<std::string>& arguments) {
    const ProgramRun run = export_with(arguments);
    CHECK(run.exit_code == 2);
    return run.err;
  };
  CHECK(refused({"-o", folder / "a.zip"}).find("--format neo4j") != std::string::npos);
  CHECK(refused({"--format", "neo4j"}).find("a folder or a .zip file") != std::string::npos);
  CHECK(refused({"--format", "gexf", "-o", folder / "a.zip"}).find(".gexf.gz") !=
        std::string::npos);
  for (const char* format : {"neo4j", "csv"}) {
    for (const char* how : {"gz", "zst"}) {
      CHECK(refused({"--format", format, "--compress", how, "-o", folder / "a.zip"})
                .find("compressed already") != std::string::npos);
    }
    CHECK(refused({"--format", format, "-o", folder / "a.zip.gz"}).find("compressed already") !=
          std::string::npos);
  }
  CHECK(refused({"--format", "neo4j", "--compress", "gz", "-o", folder / "tables"}).find(".zip") !=
        std::string::npos);
  CHECK(fs::is_empty(folder / "."));
}

TEST_CASE("a zip file that cannot be finished leaves nothing behind", "[app]") {
  const TemporaryFolder folder;
  RunOptions full;
  full.max_file_bytes = 20'000;  // less than a table, and then less than the archive
  const ProgramRun tables = export_with({"--format", "neo4j", "-o", folder / "a.zip"}, full);
  CHECK(tables.exit_code == 5);
  CHECK(fs::is_empty(folder / "."));
  REQUIRE(export_with(
              {"--format", "csv", "--statements-only", "--no-evidence", "-o", folder / "whole.zip"})
              .exit_code == 0);
  const std::size_t whole = fs::file_size(folder / "whole.zip");
  fs::remove(folder / "whole.zip");
  full.max_file_bytes = whole - 1;
  CHECK(export_with(
            {"--format", "csv", "--statements-only", "--no-evidence", "-o", folder / "a.zip"}, full)
            .exit_code == 5);
  CHECK(fs::is_empty(folder / "."));
  CHECK(export_with({"--format", "csv", "-o", folder / "no/a.zip"}).exit_code == 5);
}

TEST_CASE("an interrupted zip file leaves nothing behind", "[app]") {
  const TemporaryFolder folder;
  for (const int signal : {SIGINT, SIGTERM}) {
    const pid_t child = ::fork();
    if (child == 0) {
      std::ostringstream out, err;
      Console console{out, err};
      static_cast<void>(write_output(folder / "a.zip", console, [&](std::ostream& zip) {
        zip << "half";
        ZipFiles files(folder / ".");
        return files.fill([&](FileSet& set) {
          set.add("a.csv") << "half" << std::flush;
          ::raise(signal);
          ::sleep(60);  // the watcher ends the process long before
          return Status();
        });
      }));
      ::_exit(1);
    }
    REQUIRE(child > 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 130));
    CHECK(fs::is_empty(folder / "."));
  }
}

}  // namespace onrecord
