// How `serve` starts, and what it says about it.

#include <algorithm>
#include <cctype>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

/// Runs until it serves, then asks it to end.
ProgramRun serve(const std::string& store, const std::vector<std::string>& more) {
  RunOptions options;
  options.environment = {"ONRECORD_STORE=" + store};
  options.signal_when = [](const std::string& out) {
    return out.find("(Ctrl-C ends it)") != std::string::npos ? 15 : 0;
  };
  std::vector<std::string> arguments = {"serve", "--port", "0"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments, options);
}

std::string small_store(const TemporaryFolder& folder) {
  write_file(folder / "one.txt", "The harbor is closed, said Ana Lindqvist.\n");
  const ProgramRun run =
      run_program({"ingest", "--progress=none", "--store", folder / "store", folder / "one.txt"});
  REQUIRE(run.exit_code == 0);
  return folder / "store";
}

/// How often "#token=" stands before 43 characters of base64url and a blank.
std::size_t tokens_in(const std::string& text) {
  const std::string mark = "#token=";
  const auto of_token = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
  std::size_t tokens = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at + mark.size());
    const auto end = std::find_if_not(begin, text.end(), of_token);
    tokens += end - begin == 43 && end != text.end() && std::isspace(*end);
  }
  return tokens;
}

}  // namespace

TEST_CASE("serve prints a token once, unless nobody may need it", "[app]") {
  const TemporaryFolder folder;
  const std::string store = small_store(folder);
  struct Start {
    std::vector<std::string> options;
    std::string url;
    std::size_t tokens;
  };
  for (const Start& start :
       std::vector<Start>{{{}, "http://127.0.0.1:", 1},
                          {{"--read-only"}, "http://127.0.0.1:", 0},
                          {{"--listen", "127.0.0.1"}, "http://127.0.0.1:", 1},
                          {{"--listen", "0.0.0.0"}, "http://127.0.0.1:", 1},
                          {{"--listen", "0.0.0.0", "--read-only"}, "http://127.0.0.1:", 1},
                          {{"--listen", "127.0.0.2", "--read-only"}, "http://127.0.0.2:", 1}}) {
    const ProgramRun run = serve(store, start.options);
    INFO(run.out << run.err);
    CHECK(run.exit_code == 0);
    CHECK(run.out.find(start.url) != std::string::npos);
    CHECK(tokens_in(run.out) == start.tokens);
    CHECK(tokens_in(run.err) == 0);
    CHECK(run.out.find("Ended.") != std::string::npos);
  }
  CHECK(serve(store, {}).out != serve(store, {}).out);  // another token each time
}

TEST_CASE("serve keeps as many answers as it is told to", "[app]") {
  const TemporaryFolder folder;
  const std::string store = small_store(folder);
  CHECK(serve(store, {"--keep-answers", "0"}).exit_code == 0);
  CHECK(serve(store, {"--keep-answers", "1"}).exit_code == 0);
  for (const char* size : {"-1", "4097", "much"}) {
    const ProgramRun run = serve(store, {"--keep-answers", size});
    INFO(size << ": " << run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.err.find("--keep-answers") != std::string::npos);
  }
}

TEST_CASE("serve says what it cannot listen on or log to", "[app]") {
  const TemporaryFolder folder;
  const std::string store = small_store(folder);
  for (const char* address : {"localhost", "127.1", "example.org", "", "[::1]"}) {
    const ProgramRun run = serve(store, {"--listen", address});
    INFO(address << ": " << run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.err.find("listen") != std::string::npos);
  }
  const ProgramRun foreign = serve(store, {"--listen", "203.0.113.7"});
  CHECK(foreign.exit_code == 5);
  CHECK(foreign.err.find("203.0.113.7") != std::string::npos);
  const ProgramRun unlogged = serve(store, {"--access-log", folder / "no/such/folder.log"});
  CHECK(unlogged.exit_code == 5);
  CHECK(unlogged.err.find("no/such/folder.log") != std::string::npos);
}

TEST_CASE("serve warns where others can reach it", "[app]") {
  const TemporaryFolder folder;
  const std::string store = small_store(folder);
  CHECK(serve(store, {"--listen", "0.0.0.0"}).err.find("not encrypted") != std::string::npos);
  CHECK(serve(store, {}).err.empty());
}

}  // namespace onrecord
