// `onrecord export` of the graph: which part, which format, into what.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <set>
#include <sstream>

#include "app/output_folder.h"
#include "app/partial_output.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

struct Examples {
  TemporaryFolder folder;
  std::string store = folder / "store";
  Examples() {
    REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code ==
            0);
  }
};

ProgramRun export_with(std::vector<std::string> arguments) {
  static const Examples examples;
  arguments.insert(arguments.begin(), {"export", "--store", examples.store});
  return run_program(arguments);
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("a table of edges is the same from the store and from the graph in memory", "[app]") {
  const ProgramRun from_store =
      export_with({"--format", "csv-edges", "--statements-only", "--no-evidence"});
  const ProgramRun with_pairs = export_with({"--format", "csv-edges", "--no-evidence"});
  REQUIRE(from_store.exit_code == 0);
  REQUIRE(with_pairs.exit_code == 0);
  // Whatever the store has is in both; the pairs come on top.
  std::size_t pairs = 0, at = 0;
  std::istringstream lines(with_pairs.out);
  for (std::string line; std::getline(lines, line); ++at) {
    const bool pair = line.find(",co_mentioned,") != std::string::npos;
    pairs += pair ? 1 : 0;
    if (!pair) CHECK((from_store.out.find(line) != std::string::npos));
  }
  CHECK(pairs > 0);
  CHECK(lines_of(from_store.out) + pairs == lines_of(with_pairs.out));
  // Every entity without a filter, fewer with one.
  const std::size_t all = lines_of(export_with({"--format", "csv-nodes", "--statements-only"}).out);
  CHECK(all == lines_of(export_with({"--format", "csv-nodes"}).out));
  CHECK(all > lines_of(export_with({"--format", "csv-nodes", "--predicates", "conducted"}).out));
  CHECK(lines_of(export_with({"--format", "csv-nodes", "--predicates", "conducted"}).out) ==
        lines_of(
            export_with({"--format", "csv-nodes", "--predicates", "conducted", "--statements-only"})
                .out));
}

TEST_CASE("a part of the graph is exported in every format", "[app]") {
  for (const char* format : {"graphml", "gexf", "gexf12", "cyjs", "jgf", "mermaid", "nodelink"}) {
    INFO(format);
    CHECK(export_with({"--format", format, "--entity", "Gideon Falk"}).out.find("Gideon Falk") !=
          std::string::npos);
    CHECK(export_with({"--format", format, "--path", "Gideon Falk", "Zo\u00eb Lindqvist"})
              .out.find("Gideon Falk") != std::string::npos);
  }
  const ProgramRun two = export_with(
      {"--format", "csv-nodes", "--among", "Gideon Falk", "--among", "Zo\u00eb Lindqvist"});
  CHECK(lines_of(two.out) == 3);
  CHECK(export_with({"--format", "csv-nodes", "--path", "Gideon Falk", "Nobody Known"}).exit_code ==
        3);
}

TEST_CASE("a part asked for by an id has the name in its title", "[app]") {
  const std::string named = export_with({"--format", "gexf", "--entity", "Gideon Falk"}).out;
  const std::size_t node = named.find("label=\"Gideon Falk\"");
  REQUIRE(node != std::string::npos);
  const std::string id = named.substr(node - 18, 16);
  CHECK((export_with({"--format", "gexf", "--entity", id}).out == named));
}

TEST_CASE("quotes are nodes, or are counted", "[app]") {
  const ProgramRun nodes = export_with({"--format", "csv-nodes", "--about", "Quiet Harbor"});
  CHECK(nodes.out.find(",quote,") != std::string::npos);
  const ProgramRun edges =
      export_with({"--format", "csv-edges", "--about", "Quiet Harbor", "--no-evidence"});
  CHECK(edges.out.find(",said,") != std::string::npos);
  CHECK(edges.out.find("sentence") == std::string::npos);
  const ProgramRun counted = export_with(
      {"--format", "csv-edges", "--about", "Quiet Harbor", "--collapse-quotes", "--evidence", "2"});
  CHECK(counted.out.find(",3 quotes,3,quoted_about,") != std::string::npos);
  CHECK(counted.out.find("sentence") != std::string::npos);
  CHECK(lines_of(export_with({"--format", "csv-nodes", "--quotes"}).out) > lines_of(nodes.out));
}

TEST_CASE("filters that leave nothing are named beside a file that is valid", "[app]") {
  const ProgramRun whole = export_with(
      {"--format", "csv-nodes", "--since", "2030", "--types", "person,place", "--statements-only"});
  CHECK(whole.exit_code == 0);
  CHECK(lines_of(whole.out) == 1);
  CHECK(whole.err ==
        "onrecord: nothing passed the filters: --types person,place, --since 2030, "
        "--statements-only\n");
  const ProgramRun edges =
      export_with({"--format", "gexf", "--predicates", "targeted", "--min-confidence", "0.9999"});
  CHECK(edges.exit_code == 0);
  CHECK(edges.out.find("</gexf>") != std::string::npos);
  CHECK(edges.err ==
        "onrecord: nothing passed the filters: --predicates targeted, --min-confidence 0.9999\n");
  const ProgramRun around =
      export_with({"--format", "nodelink", "--entity", "Gideon Falk", "--until", "1999"});
  CHECK(around.exit_code == 0);
  CHECK(around.out.find("Gideon Falk") != std::string::npos);
  CHECK(around.err == "onrecord: no link passed the filters: --until 1999\n");
  // A place speaks in no quote.
  const ProgramRun quotes =
      export_with({"--format", "dot", "--speaker", "Maine", "--since", "2025"});
  CHECK(quotes.exit_code == 0);
  CHECK(quotes.err == "onrecord: nothing passed the filters: --speaker 'Maine', --since 2025\n");
  const ProgramRun outlet =
      export_with({"--format", "csv-nodes", "--outlet", "Northline Wire", "--since", "2030"});
  CHECK(outlet.err ==
        "onrecord: nothing passed the filters: --outlet 'Northline Wire', --since 2030\n");
  const ProgramRun unknown = export_with({"--format", "csv-nodes", "--outlet", "Nobody's Paper"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("there are Northline Wire") != std::string::npos);
  CHECK(export_with({"--format", "gexf", "--predicates", "conducted"}).err.empty());
  CHECK(export_with(
            {"--format", "gexf", "--entity", "Gideon Falk", "--depth", "0", "--since", "2025"})
            .err.empty());
}

TEST_CASE("an export goes into a folder or a compressed file", "[app]") {
  const TemporaryFolder folder;
  const std::string plain = export_with({"--format", "gexf"}).out;
  for (const char* name : {"a.gexf.gz", "a.gexf.zst"}) {
    REQUIRE(export_with({"--format", "gexf", "-o", folder / name}).exit_code == 0);
    CHECK(std::filesystem::file_size(folder / name) < plain.size() / 4);
  }
  REQUIRE(
      export_with({"--format", "gexf", "--compress", "none", "-o", folder / "b.gz"}).exit_code ==
      0);
  CHECK((read_file(folder / "b.gz") == plain));
  REQUIRE(export_with({"--format", "csv", "-o", folder / "new/tables"}).exit_code == 0);
  CHECK((read_file(folder / "new/tables/nodes.csv") == export_with({"--format", "csv-nodes"}).out));
  CHECK((read_file(folder / "new/tables/edges.csv") == export_with({"--format", "csv-edges"}).out));
  REQUIRE(export_with({"--format", "csv", "--compress", "gz", "-o", folder / "packed"}).exit_code ==
          0);
  CHECK(std::filesystem::exists(folder / "packed/edges.csv.gz"));
  write_file(folder / "packed/notes.csv", "mine");
  REQUIRE(export_with({"--format", "csv", "-o", folder / "packed"}).exit_code == 0);
  CHECK(names_in(folder / "packed") ==
        std::set<std::string>{"edges.csv", "nodes.csv", "notes.csv"});
}

TEST_CASE("a folder may be named as shells complete it, and be there", "[app]") {
  const TemporaryFolder folder;
  for (const char* format : {"neo4j", "csv"}) {
    REQUIRE(export_with({"--format", format, "-o", folder / "plain"}).exit_code == 0);
    const std::set<std::string> names = names_in(folder / "plain");
    CHECK(names.size() >= 2);
    for (const char* name : {"new/", "new2/.", "there/", "there2", "there3/."}) {
      const std::string asked = folder / name;
      if (std::string(name).starts_with("there"))
        std::filesystem::create_directories(folder / std::string(name, 0, 6));
      const ProgramRun run = export_with({"--format", format, "-o", asked});
      INFO(asked << ": " << run.err);
      CHECK(run.exit_code == 0);
      CHECK(names_in(asked) == names);
    }
    for (const auto& made : std::filesystem::directory_iterator(folder / "")) {
      CHECK(made.path().string().find(".part") == std::string::npos);
      std::filesystem::remove_all(made);
    }
  }
}

TEST_CASE("a folder that cannot be filled is not made", "[app]") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "kept");
  for (const char* name : {"new", "kept"}) {
    const Status filled = fill_folder(folder / name, [](const std::filesystem::path& partial) {
      write_file(partial / "nodes.csv", "half");
      return Status(Error{ErrorCode::Io, "the disk is full"});
    });
    REQUIRE_FALSE(filled);
    CHECK(filled.error().message == "the disk is full");
  }
  CHECK(names_in(folder / "") == std::set<std::string>{"kept"});
  CHECK(names_in(folder / "kept").empty());
}

TEST_CASE("the output's ending is the format, unless another one is asked for", "[app]") {
  const TemporaryFolder folder;
  const std::string gexf = export_with({"--format", "gexf"}).out;
  for (const char* name : {"a.gexf", "A.GEXF"}) {
    REQUIRE(export_with({"-o", folder / name}).exit_code == 0);
    CHECK((read_file(folder / name) == gexf));
  }
  for (const char* name : {"a.gexf.gz", "A.GEXF.GZ", "b.gexf.Zst"}) {
    REQUIRE(export_with({"-o", folder / name}).exit_code == 0);
    const std::string packed = read_file(folder / name);
    CHECK(packed.size() < gexf.size() / 4);
    CHECK(packed.substr(0, 2) == (std::string(name).ends_with("t") ? "\x28\xb5" : "\x1f\x8b"));
  }
  for (const char* name : {"a.gml", "a.xlsx.gz", "a.neo4j"}) {
    const ProgramRun run = export_with({"-o", folder / name});
    CHECK(run.exit_code == 2);
    CHECK(run.err.find("--format") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / name));
  }
  REQUIRE(export_with({"-o", folder / "a.ndjson"}).exit_code == 0);
  CHECK((read_file(folder / "a.ndjson") == export_with({"--format", "ndjson"}).out));
  REQUIRE(export_with({"-o", folder / "plain"}).exit_code == 0);
  CHECK((read_file(folder / "plain") == export_with({}).out));
  REQUIRE(export_with({"--format", "gexf", "-o", folder / "b.json"}).exit_code == 0);
  CHECK((read_file(folder / "b.json") == gexf));
}

TEST_CASE("an ending that contradicts --format or --compress is written to, with a word", "[app]") {
  const TemporaryFolder folder;
  const auto told = [&](const std::string& format, const std::string& file,
                        std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--format", format, "-o", folder / file, "--entity", "Gideon Falk"});
    const ProgramRun run = export_with(more);
    CHECK(run.exit_code == 0);
    const std::string begin = "onrecord: '" + folder / file + "' will hold ";
    const std::string end = "; programs that go by its ending will not read it\n";
    if (run.err.empty()) return std::string();
    REQUIRE(run.err.starts_with(begin));
    REQUIRE(run.err.ends_with(end));
    return run.err.substr(begin.size(), run.err.size() - begin.size() - end.size());
  };
  CHECK(told("gexf", "a.graphml") == "gexf, as --format says");
  CHECK(read_file(folder / "a.graphml").find("<gexf") != std::string::npos);
  CHECK(told("csv-edges", "a.gexf.gz") == "csv-edges, as --format says");
  CHECK(told("gexf", "b.json") == "gexf, as --format says");
  CHECK(told("gexf", "b.gexf", {"--compress", "gz"}) == "gz compression, as --compress says");
  CHECK(told("gexf", "c.dot.zst", {"--compress", "none"}) ==
        "gexf, as --format says, and no compression, as --compress says");
  for (const char* file : {"d.gexf", "D.GEXF.gz", "d.xml", "d", "d.txt"}) {
    CHECK(told("gexf", file).empty());
  }
  CHECK(told("gexf12", "e.gexf").empty());
  CHECK(told("csv-nodes", "e.csv").empty());
  for (const char* format : {"cyjs", "jgf", "nodelink"}) CHECK(told(format, "e.json").empty());
}

TEST_CASE("a folder with the name of a file gets a word", "[app]") {
  const TemporaryFolder folder;
  for (const char* name : {"a.csv", "a.csv.gz", "a.gexf", "b.zst"}) {
    const ProgramRun run = export_with({"--format", "csv", "-o", folder / name});
    CHECK(run.exit_code == 0);
    CHECK(run.err.find("will be a folder") != std::string::npos);
    CHECK(names_in(folder / name) == std::set<std::string>{"edges.csv", "nodes.csv"});
  }
  for (const char* name : {"a", "a.zip", "tables.2025"}) {
    CHECK(export_with({"--format", "csv", "-o", folder / name}).err.empty());
  }
}

TEST_CASE("a table without rows has the columns of one with rows", "[app]") {
  for (const char* format : {"csv-edges", "csv-nodes"}) {
    const auto head = [&](std::vector<std::string> part) {
      part.insert(part.end(), {"--format", format});
      const std::string table = export_with(part).out;
      return table.substr(0, table.find('\n'));
    };
    const std::string whole = head({});
    CHECK(head({"--entity", "Gideon Falk"}) == whole);
    CHECK(head({"--entity", "Gideon Falk", "--since", "2090"}) == whole);
    CHECK(head({"--since", "2090"}) == whole);
  }
}

TEST_CASE("a file is replaced behind its link, with the permissions that it had", "[app]") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  write_file(folder / "real.gexf", "old");
  fs::permissions(folder / "real.gexf", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real.gexf", folder / "link.gexf");
  REQUIRE(export_with({"-o", folder / "link.gexf"}).exit_code == 0);
  CHECK(fs::is_symlink(folder / "link.gexf"));
  CHECK(read_file(folder / "real.gexf").find("<gexf") != std::string::npos);
  CHECK((fs::status(folder / "real.gexf").permissions() ==
         (fs::perms::owner_read | fs::perms::owner_write)));
}

TEST_CASE("an interrupt takes away what is half written", "[app]") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  for (const bool whole_folder : {false, true}) {
    const fs::path half = folder / (whole_folder ? "tables" : "half.gexf");
    if (whole_folder) {
      fs::create_directories(half);
      write_file(half.string() + "/documents.csv", "half");
    } else {
      write_file(half.string(), "half");
    }
    const pid_t child = ::fork();
    if (child == 0) {
      const PartialOutput partial(half);
      ::raise(SIGTERM);
      ::raise(SIGINT);
      ::sleep(60);  // the watcher ends the process long before
      ::_exit(1);
    }
    REQUIRE(child > 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 130));
    CHECK_FALSE(fs::exists(half));
  }
}

TEST_CASE("what does not go together is refused before the store is opened", "[app]") {
  const std::vector<std::vector<std::string>> wrong = {
      {"--format", "exe"},
      {"--format", "csv"},
      {"--format", "json", "--about", "Ann"},
      {"--format", "nt", "--outlet", "The Post"},
      {"--view", "view.json", "--format", "gexf", "--outlet", "The Post"},
      {"--format", "gexf", "--entity", "Ann", "--path", "Ann", "Bea"},
      {"--format", "gexf", "--entity", "Ann", "--about", "Bea"},
      {"--format", "gexf", "--with-text"},
      {"--format", "jsonld", "--rdf12"},
      {"--format", "gexf", "--quotes", "--predicates", "conducted"},
      {"--format", "graphml", "--times", "intervals"},
      {"--format", "gexf12", "--times", "timestamps"},
      {"--format", "gexf", "--evidence", "2", "--no-evidence"},
      {"--format", "gexf", "--path", "Ann"},
      {"--format", "gexf", "--entity", ""},
      {"--format", "gexf", "--depth", "2"},
      {"--format", "gexf", "--base", "https://a.org/"},
      {"--format", "nt", "--evidence", "2"},
      {"--format", "neo4j", "--compress", "gz", "-o", "/no/such/folder"},
      {"-o", "tables.csv"},
  };
  for (std::vector<std::string> arguments : wrong) {
    INFO(arguments[1]);
    arguments.insert(arguments.begin(), {"export", "--store", "/no/such/store"});
    CHECK(run_program(arguments).exit_code == 2);
  }
}

TEST_CASE("a GEXF file of times has one form of them", "[app]") {
  const std::string stamps = export_with({"--format", "gexf", "--times", "timestamps",
                                          "--statements-only", "--no-evidence"})
                                 .out;
  CHECK(stamps.find("<spell timestamp=\"2025-") != std::string::npos);
  CHECK(stamps.find(" start=\"") == std::string::npos);
  const std::string intervals = export_with({"--format", "gexf", "--times", "intervals"}).out;
  CHECK(intervals.find(" start=\"2025-") != std::string::npos);
  CHECK(intervals.find("timestamp=\"") == std::string::npos);
}

}  // namespace onrecord
