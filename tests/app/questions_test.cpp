// The questions of the README, asked of examples/ through the built program.

#include <algorithm>
#include <cstdlib>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

/// One store of examples/ for all cases of this file.
const std::string& example_store() {
  static const TemporaryFolder folder;
  static const std::string store = [] {
    const std::string path = folder / "store";
    const ProgramRun run = run_program({"ingest", "--store", path, source_folder() + "/examples"});
    REQUIRE(run.exit_code == 0);
    return path;
  }();
  return store;
}

ProgramRun ask(std::vector<std::string> arguments) {
  RunOptions options;
  options.environment = {"ONRECORD_STORE=" + example_store()};
  return run_program(arguments, options);
}

/// Compares with tests/data/app/NAME; `./dev golden` writes the files anew.
void check_golden(const std::string& name, const std::string& got) {
  const std::string path = source_folder() + "/tests/data/app/" + name;
  if (std::getenv("ONRECORD_UPDATE_GOLDEN") != nullptr) write_file(path, got);
  CHECK(got == read_file(path));
}

}  // namespace

TEST_CASE("who said what in the examples is as it was", "[app][golden]") {
  const ProgramRun run = ask({"quotes", "--limit", "0", "--full"});
  CHECK(run.exit_code == 0);
  check_golden("who_said_what.txt", run.out);
}

TEST_CASE("the path of the README is as it was", "[app][golden]") {
  const ProgramRun run = ask({"path", "Zoë Lindqvist", "Gideon Falk"});
  CHECK(run.exit_code == 0);
  check_golden("path.txt", run.out);
}

TEST_CASE("an operation shows its figures and what contradicts", "[app][golden]") {
  const ProgramRun run = ask({"entity", "Quiet Harbor"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("212") != std::string::npos);
  CHECK(run.out.find("198") != std::string::npos);
  CHECK(run.out.find("What contradicts") != std::string::npos);
  check_golden("operation.txt", run.out);
}

TEST_CASE("reports as Markdown are as they were", "[app][golden]") {
  for (const auto& [name, file] : {std::pair("Quiet Harbor", "report_operation.md"),
                                   std::pair("Dale Whitcombe", "report_person.md")}) {
    const ProgramRun run = ask({"report", name});
    CHECK(run.exit_code == 0);
    CHECK(run.out == ask({"report", name, "--format", "md"}).out);
    check_golden(file, run.out);
  }
}

TEST_CASE("a report is HTML where its file is called so", "[app]") {
  const TemporaryFolder folder;
  for (const char* file : {"a.html", "a.htm", "a.md", "a"}) {
    CHECK(ask({"report", "Quiet Harbor", "-o", folder / file}).exit_code == 0);
    const bool html = read_file(folder / file).starts_with("<!DOCTYPE html>");
    CHECK(html == std::string(file).starts_with("a.htm"));
  }
  CHECK(ask({"report", "Quiet Harbor", "-o", folder / "a.html.gz"}).exit_code == 0);
  CHECK(ask({"report", "Quiet Harbor", "-o", folder / "b.HTML"}).exit_code == 0);
  CHECK(read_file(folder / "b.HTML") == read_file(folder / "a.html"));
  CHECK(read_file(folder / "a.html.gz").starts_with("\x1f\x8b"));
  CHECK(read_file(folder / "a.html") == ask({"report", "Quiet Harbor", "--format", "html"}).out);
}

TEST_CASE("a report refuses what it does not know, and says what there is", "[app]") {
  const ProgramRun typo = ask({"report", "Quiet Harbour"});
  CHECK(typo.exit_code == 3);
  CHECK(typo.err.find("Quiet Harbor") != std::string::npos);
  CHECK(typo.out.empty());
  const ProgramRun several = ask({"report", "Portland"});
  CHECK(several.exit_code == 3);
  CHECK(several.err.find("fits several") != std::string::npos);
  CHECK(several.err.find("; is located in Maine)") != std::string::npos);
  CHECK(several.err.find("; is located in Oregon)") != std::string::npos);
  CHECK(ask({"report", "Quiet Harbor", "--format", "pdf"}).exit_code == 2);
  CHECK(ask({"report", "Quiet Harbor", "--type", "ship"}).exit_code == 2);
  CHECK(ask({"report", "Quiet Harbor", "--since", "soon"}).exit_code == 2);
  CHECK(ask({"report", "Quiet Harbor", "--since", "2026", "--until", "2025"}).exit_code == 2);
  CHECK(ask({"report", "Quiet Harbor", "--outlet", "Nobody's Paper"}).exit_code == 2);
  CHECK(ask({"report", "Quiet Harbor", "--store", "/no/such/store"}).exit_code == 4);
}

TEST_CASE("a report hears the outlets that were asked for", "[app]") {
  const ProgramRun run = ask({"report", "Quiet Harbor", "--outlet", "Northline Wire"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("Teodora Nuñez** said") != std::string::npos);
  CHECK(run.out.find("Amos Pelkey** called") == std::string::npos);
}

TEST_CASE("an entity says who held which office when", "[app]") {
  const ProgramRun person = ask({"entity", "Loretta Pike"});
  CHECK(
      person.out.find("\nOffices\n  Sheriff, Maple County\n    current, 2025-09-20 to 2025-12-04, "
                      "6 documents\n") != std::string::npos);
  const ProgramRun place = ask({"entity", "Maple County", "--type", "place"});
  CHECK(place.out.find("\nWho held an office here\n  Sheriff, Loretta Pike\n") !=
        std::string::npos);
  CHECK(ask({"entity", "Loretta Pike", "--json"}).out.find("\"offices\":[{\"title\":\"Sheriff\"") !=
        std::string::npos);
  CHECK(ask({"entity", "Loretta Pike", "--min-confidence", "1"}).out.find("Offices") ==
        std::string::npos);
  CHECK(ask({"entity", "Loretta Pike", "--min-confidence", "-1"}).exit_code == 2);
}

TEST_CASE("quotes are filtered by speaker, kind and words", "[app]") {
  const ProgramRun all = ask({"quotes", "--json"});
  const ProgramRun some = ask({"quotes", "--json", "--speaker", "Dale Whitcombe"});
  CHECK(some.exit_code == 0);
  CHECK(some.out.size() < all.out.size());
  CHECK(some.out.find("Dale Whitcombe") != std::string::npos);
  CHECK(ask({"quotes", "--json", "--kind", "direct"}).out.find("\"kind\":\"indirect\"") ==
        std::string::npos);
  CHECK(ask({"quotes", "--text", "zebra unicorns"}).out == "No quotes fit.\n");
  CHECK(ask({"quotes", "--json", "--limit", "2"}).out.find('\n') != std::string::npos);
}

TEST_CASE("quotes are those of one outlet, or of several", "[app]") {
  const auto lines_of = [](const std::vector<std::string>& outlets) {
    std::vector<std::string> arguments = {"quotes", "--json"};
    for (const std::string& outlet : outlets) {
      arguments.insert(arguments.end(), {"--outlet", outlet});
    }
    const ProgramRun run = ask(arguments);
    CHECK(run.exit_code == 0);
    return std::count(run.out.begin(), run.out.end(), '\n');
  };
  const auto all = lines_of({}), one = lines_of({"Northline Wire"}),
             two = lines_of({"Northline Wire", "Lakeshore Digest"}),
             other = lines_of({"Lakeshore Digest"});
  CHECK(one > 0);
  CHECK(other > 0);
  CHECK(two == one + other);
  CHECK(two < all);
  const ProgramRun unknown = ask({"quotes", "--outlet", "Northline Wyre"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("'Northline Wyre'; there are ") != std::string::npos);
}

TEST_CASE("names resolve by alias and beginning, else near ones are suggested", "[app]") {
  CHECK(ask({"entity", "lindqvist"}).exit_code == 0);
  const ProgramRun typo = ask({"entity", "Dale Whitcomb3"});
  CHECK(typo.exit_code == 3);
  CHECK(typo.err.find("did you mean") != std::string::npos);
  CHECK(typo.err.find("Dale Whitcombe") != std::string::npos);
  const ProgramRun unknown = ask({"path", "Xyzzy Plugh", "Gideon Falk"});
  CHECK(unknown.exit_code == 3);
  CHECK(unknown.err.find("Xyzzy Plugh") != std::string::npos);
  CHECK(ask({"search", "whit"}).out.find("Dale Whitcombe") != std::string::npos);
  CHECK(ask({"search", "qqqqqq"}).exit_code == 3);
}

TEST_CASE("who is no place is said to be what he is, with the option that takes places", "[app]") {
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"export", "--format", "gexf", "--place", "Gideon Falk"},
        {"quotes", "--place", "Gideon Falk"},
        {"operations", "--place", "Gideon Falk"}}) {
    const ProgramRun run = ask(question);
    INFO(run.err);
    CHECK(run.exit_code == 3);
    CHECK(run.out.empty());
    CHECK(run.err.find("--place: 'Gideon Falk' is not a place but a person: Gideon Falk (") !=
          std::string::npos);
  }
  CHECK(ask({"entity", "Gideon Falk", "--type", "operation"}).err.find("not an operation but") !=
        std::string::npos);
  CHECK(ask({"conflicts", "--operation", "Gideon Falk"}).err.find("--operation: ") !=
        std::string::npos);
}

TEST_CASE("paths and neighbourhoods come as tables, JSON and Graphviz", "[app]") {
  CHECK(ask({"path", "Zoë Lindqvist", "Gideon Falk", "--json"}).out.front() == '[');
  CHECK(ask({"path", "Zoë Lindqvist", "Gideon Falk", "--format", "dot"}).out.find("digraph") !=
        std::string::npos);
  CHECK(ask({"export", "--entity", "Gideon Falk", "--format", "nodelink"}).out.find("\"links\"") !=
        std::string::npos);
  const ProgramRun svg = ask({"export", "--entity", "Gideon Falk", "--format", "svg"});
  CHECK(svg.exit_code == 0);
  CHECK(svg.out.find("<svg") != std::string::npos);
}

TEST_CASE("export writes a file whole or not at all", "[app]") {
  const TemporaryFolder folder;
  CHECK(ask({"export", "-o", folder / "all.json"}).exit_code == 0);
  CHECK(read_file(folder / "all.json") == ask({"export"}).out);
  const ProgramRun nowhere = ask({"export", "-o", folder / "no/such/folder.json"});
  CHECK(nowhere.exit_code == 5);
  CHECK(nowhere.err.find("no/such/folder.json") != std::string::npos);
  const ProgramRun full = ask({"export", "-o", "/dev/full"});
  CHECK(full.exit_code == 5);
  CHECK(full.err.find("No space left") != std::string::npos);
}

TEST_CASE("serve answers until it is told to end", "[app]") {
  RunOptions options;
  options.environment = {"ONRECORD_STORE=" + example_store()};
  options.signal_when = [](const std::string& out) {
    return out.find("http://127.0.0.1:") != std::string::npos ? 15 : 0;
  };
  const ProgramRun run = run_program({"serve", "--port", "0"}, options);
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("Ended.") != std::string::npos);
}

TEST_CASE("stats and version say what there is", "[app]") {
  CHECK(ask({"stats"}).out.find("documents") != std::string::npos);
  CHECK(ask({"stats", "--json"}).out.find("\"documents\":60") != std::string::npos);
  CHECK(ask({"--version"}).out.starts_with("onrecord "));
}

TEST_CASE("the export of the whole store takes no filter", "[app]") {
  for (const std::vector<std::string>& filter : {std::vector<std::string>{"--since", "2025-12"},
                                                 {"--min-confidence", "0.9"},
                                                 {"--types", "person"},
                                                 {"--statements-only"}}) {
    std::vector<std::string> arguments = {"export"};
    arguments.insert(arguments.end(), filter.begin(), filter.end());
    const ProgramRun run = run_program(arguments);
    CAPTURE(filter.front());
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(run.err.find("no filter") != std::string::npos);
  }
}

}  // namespace onrecord
