// `onrecord path` with its conditions, `connect`, `common` and `rank`, asked of examples/.

#include <algorithm>
#include <csignal>
#include <filesystem>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

const TemporaryFolder& folder() {
  static const TemporaryFolder made;
  return made;
}

ProgramRun ask(const std::vector<std::string>& arguments) {
  static const std::string store = [] {
    const std::string path = folder() / "store";
    REQUIRE(run_program({"ingest", "--store", path, source_folder() + "/examples"}).exit_code == 0);
    return path;
  }();
  RunOptions options;
  options.environment = {"ONRECORD_STORE=" + store, "XDG_CACHE_HOME=" + (folder() / "cache")};
  return run_program(arguments, options);
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool says(const ProgramRun& run, const std::string& words) {
  return run.out.find(words) != std::string::npos;
}

const std::string kZoe = "Zoë Lindqvist", kFalk = "Gideon Falk";

}  // namespace

TEST_CASE("paths are found by hops, reliability or telling", "[app]") {
  CHECK(says(ask({"path", kZoe, kFalk}), "4 hops\n"));
  const ProgramRun reliable = ask({"path", kZoe, kFalk, "--by", "reliable"});
  CHECK(reliable.exit_code == 0);
  CHECK(says(reliable, "reliability 0."));
  const ProgramRun telling = ask({"path", kZoe, kFalk, "--by", "telling", "--json"});
  CHECK(telling.out.find("\"hub_penalty\":") != std::string::npos);
  CHECK_FALSE(says(telling, "\"name\":\"Maine\""));  // the entity with most neighbours
}

TEST_CASE("paths go through and around what they are told to", "[app]") {
  const ProgramRun through = ask({"path", kZoe, kFalk, "--through", "Dale Whitcombe", "--json"});
  CHECK(says(through, "\"name\":\"Dale Whitcombe\""));
  const std::string usual = ask({"path", kZoe, kFalk, "--json"}).out;
  CHECK(usual.find("\"type\":\"place\"") != std::string::npos);
  const ProgramRun around = ask({"path", kZoe, kFalk, "--avoid-type", "place", "--json"});
  CHECK(around.out != usual);
  CHECK_FALSE(says(around, "\"type\":\"place\""));
  const ProgramRun agency = ask({"path", kZoe, kFalk, "--through-type", "agency", "--json"});
  CHECK(says(agency, "\"type\":\"agency\""));
  CHECK(ask({"path", kZoe, kFalk, "--in-order", "--json"}).exit_code == 0);
  CHECK(ask({"path", kZoe, kFalk, "--in-order", "--until", "2025-05"}).exit_code == 3);
}

TEST_CASE("every path comes out one a line, the best first", "[app]") {
  const ProgramRun all = ask({"path", kZoe, kFalk, "--all", "--max-hops", "5", "--json"});
  CHECK(all.exit_code == 0);
  CHECK(lines_of(all.out) > 3);
  CHECK(all.out.starts_with("{\"length\":4,"));
  CHECK(all.out.find("\n{\"length\":5,") != std::string::npos);
  CHECK(all.out.rfind("{\"length\":4,") < all.out.find("{\"length\":5,"));
  CHECK(ask({"path", kZoe, kFalk, "--all", "-k", "3"}).exit_code == 2);  // all, or three
  const ProgramRun none = ask({"path", kZoe, kFalk, "--all", "--max-hops", "2", "--json"});
  CHECK(none.exit_code == 3);
  CHECK(none.out.empty());
}

TEST_CASE("a question that is interrupted says so and ends", "[app]") {
  REQUIRE(ask({"stats"}).exit_code == 0);
  RunOptions options;
  options.signal_when = [](const std::string& out) { return out.size() > 10'000 ? SIGTERM : 0; };
  const ProgramRun run =
      run_program({"path", kZoe, kFalk, "--all", "--json", "--store", folder() / "store"}, options);
  CHECK(run.exit_code == 130);
  CHECK(run.err.find("onrecord: interrupted") != std::string::npos);
}

TEST_CASE("several entities are joined by a tree", "[app]") {
  const ProgramRun run = ask({"connect", kZoe, kFalk, "Dale Whitcombe"});
  CHECK(run.exit_code == 0);
  CHECK(says(run, "entities joined by"));
  CHECK(says(run, "Gideon Falk (person)"));
  CHECK(says(ask({"connect", kZoe, kFalk, "--format", "dot"}), "digraph"));
  CHECK(ask({"connect", kZoe, kFalk, "--json"}).out.starts_with("{\"joined\":["));
  const ProgramRun apart = ask({"connect", kZoe, "Imogen Achterberg"});
  CHECK(apart.exit_code == 3);
  CHECK(apart.err.find("nothing joins 'Imogen Achterberg' with 'Zoë Lindqvist'") !=
        std::string::npos);
}

TEST_CASE("common neighbours are shown with a sentence for each link", "[app]") {
  const ProgramRun run = ask({"common", kZoe, "Dale Whitcombe"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.starts_with("Maine (place)\n"));
  CHECK(run.out.ends_with("1 common neighbour\n"));
  CHECK(ask({"common", kZoe, "Dale Whitcombe", "--json"}).out.starts_with("{\"total\":1,"));
  CHECK(ask({"common", kZoe, kFalk}).exit_code == 3);
}

TEST_CASE("entities are ranked, groups and weak places are found", "[app]") {
  const ProgramRun degree = ask({"rank", "--by", "degree", "--limit", "3"});
  CHECK(degree.exit_code == 0);
  CHECK(says(degree, "1  Maine"));
  CHECK(says(degree, "3 of "));
  CHECK(lines_of(ask({"rank", "--json", "--limit", "7"}).out) == 7);
  CHECK(says(ask({"rank", "--by", "betweenness", "--limit", "1"}), "BETWEENNESS"));
  CHECK(says(ask({"rank", "--communities"}), "modularity 0."));
  CHECK(says(ask({"rank", "--components"}), "Nevada; Orchard Street; Reno"));
  CHECK(says(ask({"rank", "--bridges"}), "SMALLER SIDE"));
  CHECK(says(ask({"rank", "--cut-points"}), "PARTS"));
  CHECK(ask({"rank", "--min-support", "1000"}).out == "Nothing fits.\n");
}

TEST_CASE("what is known is not computed again, and a damaged answer is", "[app]") {
  const std::vector<std::string> question = {"rank", "--by", "degree", "--types", "person"};
  const std::string answer = ask(question).out;
  std::filesystem::path newest;
  for (const auto& entry : std::filesystem::directory_iterator(folder() / "cache/onrecord")) {
    if (newest.empty() || entry.last_write_time() > std::filesystem::last_write_time(newest)) {
      newest = entry.path();
    }
  }
  REQUIRE_FALSE(newest.empty());
  const auto written = std::filesystem::last_write_time(newest);
  CHECK(ask(question).out == answer);
  CHECK(std::filesystem::last_write_time(newest) == written);
  std::string bytes = read_file(newest.string());
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(newest.string(), bytes);
  CHECK(ask(question).out == answer);
  CHECK(read_file(newest.string()) != bytes);
}

TEST_CASE("questions about the graph that make no sense are refused", "[app]") {
  CHECK(ask({"path", kZoe, kFalk, "--by", "luck"}).exit_code == 2);
  CHECK(ask({"path", kZoe, kFalk, "--through", kZoe}).exit_code == 2);
  CHECK(ask({"path", kZoe, kFalk, "--through", "Xyzzy Plugh"}).exit_code == 3);
  CHECK(ask({"path", kZoe, kFalk, "--through-type", "ship"}).exit_code == 2);
  CHECK(ask({"path", kZoe, kFalk, "--avoid", "Maine", "--through", "Maine"}).exit_code == 2);
  CHECK(ask({"connect", kZoe}).exit_code == 2);
  CHECK(ask({"connect", kZoe, "Xyzzy Plugh"}).exit_code == 3);
  CHECK(ask({"common", kZoe, kZoe}).exit_code == 2);
  CHECK(ask({"rank", "--by", "degree", "--bridges"}).exit_code == 2);
  CHECK(ask({"rank", "--types", "ship"}).exit_code == 2);
}

}  // namespace onrecord
