#include "app/command_line.h"

#include <sstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

struct Spoken {
  ExitCode code = ExitCode::Ok;
  std::string out, err;
};

Spoken say(std::vector<const char*> arguments) {
  std::ostringstream out, err;
  Console console{out, err};
  arguments.insert(arguments.begin(), "onrecord");
  const ExitCode code =
      run_command_line(static_cast<int>(arguments.size()), arguments.data(), console);
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("help shows the whole product", "[app]") {
  const Spoken spoken = say({"--help"});
  CHECK(spoken.code == ExitCode::Ok);
  CHECK(spoken.err.empty());
  for (const char* word :
       {"ingest",     "extract", "quotes",  "path",    "entity",         "search",   "export",
        "serve",      "remove",  "verify",  "stats",   "completion",     "merge",    "split",
        "rename",     "retype",  "reject",  "confirm", "undo",           "log",      "--version",
        "keep-apart", "backup",  "restore", "repair",  "ONRECORD_STORE", "NO_COLOR", "Exit status",
        "130"}) {
    CAPTURE(word);
    CHECK(spoken.out.find(word) != std::string::npos);
  }
}

TEST_CASE("every command explains itself", "[app]") {
  for (const char* command :
       {"ingest",     "extract", "quotes",  "path",       "entity", "search",  "export", "serve",
        "remove",     "verify",  "stats",   "completion", "merge",  "split",   "rename", "retype",
        "keep-apart", "reject",  "confirm", "undo",       "log",    "connect", "common", "rank"}) {
    CAPTURE(command);
    const Spoken spoken = say({command, "--help"});
    CHECK(spoken.code == ExitCode::Ok);
    CHECK(spoken.out.find("--help") != std::string::npos);
  }
}

TEST_CASE("help is a command too", "[app]") {
  CHECK(say({"help"}).out == say({"--help"}).out);
  CHECK(say({"help"}).code == ExitCode::Ok);
  for (const char* command : {"ingest", "path", "merge", "backup", "help"}) {
    CAPTURE(command);
    const Spoken spoken = say({"help", command});
    CHECK(spoken.code == ExitCode::Ok);
    CHECK(spoken.out == say({command, "--help"}).out);
    CHECK(spoken.err.empty());
  }
  const Spoken unknown = say({"help", "frobnicate"});
  CHECK(unknown.code == ExitCode::Usage);
  CHECK(unknown.out.empty());
  CHECK(unknown.err.find("unknown command 'frobnicate'") != std::string::npos);
}

TEST_CASE("options that contradict each other are refused by name", "[app]") {
  const std::vector<std::pair<std::vector<const char*>, std::vector<const char*>>> refused = {
      {{"rank", "--communities", "--components"}, {"--communities", "--components"}},
      {{"rank", "--bridges", "--cut-points"}, {"--bridges", "--cut-points"}},
      {{"rank", "--cut-points", "--by", "degree"}, {"--cut-points", "--by"}},
      {{"path", "a", "b", "--all", "-k", "2"}, {"--all", "--k"}},
      {{"path", "a", "b", "--json", "--format", "svg"}, {"--json", "--format svg"}},
      {{"path", "a", "b", "--format", "table", "--json"}, {"--json", "--format table"}},
      {{"connect", "a", "b", "--json", "--format", "dot"}, {"--json", "--format dot"}},
  };
  for (const auto& [arguments, named] : refused) {
    const Spoken spoken = say(arguments);
    CAPTURE(spoken.err);
    CHECK(spoken.code == ExitCode::Usage);
    CHECK(spoken.out.empty());
    for (const char* option : named) CHECK(spoken.err.find(option) != std::string::npos);
  }
  // The same said twice is none: the store is looked for.
  const TemporaryFolder folder;
  const std::string store = folder / "none.db";
  CHECK(say({"path", "a", "b", "--json", "--format", "json", "--store", store.c_str()}).code ==
        ExitCode::Store);
}

TEST_CASE("memory is one option with bounds wherever a store is worked with for long", "[app]") {
  const std::vector<std::vector<const char*>> commands = {
      {"ingest", "x"},
      {"load", "x"},
      {"serve"},
      {"resolve"},
      {"verify"},
      {"repair"},
      {"export"},
      {"rank"},
      {"path", "a", "b"},
      {"connect", "a", "b"},
      {"common", "a", "b"},
      {"backup", "x"},
      {"restore", "x"},
  };
  for (const std::vector<const char*>& command : commands) {
    CAPTURE(command.front());
    CHECK(say({command.front(), "--help"}).out.find("--memory MIB") != std::string::npos);
    for (const char* wrong : {"0", "15", "-1", "1.5", "64MB", "1048577", "99999999999999999999"}) {
      CAPTURE(wrong);
      std::vector<const char*> arguments = command;
      arguments.insert(arguments.end(), {"--memory", wrong});
      const Spoken spoken = say(arguments);
      CHECK(spoken.code == ExitCode::Usage);
      CHECK(spoken.err.find("--memory: must be a whole number of MiB from ") != std::string::npos);
    }
  }
}

TEST_CASE("wrong arguments end in 2 with where to read more", "[app]") {
  const std::vector<std::vector<const char*>> wrong = {
      {"frobnicate"},
      {"quotes", "--speeker", "Ann"},
      {"path", "only-one-name"},
      {"path", "a", "b", "--k", "0"},
      {"path", "a", "b", "--format", "gif"},
      {"path", "a", "b", "--predicates", "likes"},
      {"path", "a", "b", "--types", "ship"},
      {"path", "a", "b", "--since", "yesterday"},
      {"ingest"},
      {"ingest", "x", "--threads", "many"},
      {"export", "--format", "json", "--entity", "Ann"},
      {"entity", "Ann", "--type", "ship"},
      {"serve", "--port", "70000"},
      {"completion", "tcsh"},
      {"quotes", "path"},
  };
  for (const auto& arguments : wrong) {
    CAPTURE(arguments.front(), arguments.back());
    const Spoken spoken = say(arguments);
    CHECK(spoken.code == ExitCode::Usage);
    CHECK(spoken.out.empty());
    CHECK(spoken.err.starts_with("onrecord: "));
  }
  CHECK(say({"frobnicate"}).err.find("--help") != std::string::npos);
}

TEST_CASE("without a command the help is shown and nothing is done", "[app]") {
  const Spoken spoken = say({});
  CHECK(spoken.code == ExitCode::Usage);
  CHECK(spoken.out.find("ingest") != std::string::npos);
}

TEST_CASE("a store that is not there is named with a remedy", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "none.db";
  for (const std::vector<const char*>& arguments :
       std::vector<std::vector<const char*>>{{"quotes", "--store", store.c_str()},
                                             {"stats", "--store", store.c_str()},
                                             {"verify", "--store", store.c_str()},
                                             {"export", "--store", store.c_str()},
                                             {"remove", "x", "--store", store.c_str()},
                                             {"path", "a", "b", "--store", store.c_str()},
                                             {"serve", "--port", "0", "--store", store.c_str()}}) {
    CAPTURE(arguments.front());
    const Spoken spoken = say(arguments);
    CHECK(spoken.code == ExitCode::Store);
    CHECK(spoken.err.find("none.db") != std::string::npos);
    CHECK(spoken.err.find("onrecord ingest") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(store));
  }
}

TEST_CASE("errors become exit codes in one place", "[app]") {
  CHECK(exit_code_of(ErrorCode::InvalidInput) == ExitCode::Usage);
  CHECK(exit_code_of(ErrorCode::NotFound) == ExitCode::NotFound);
  CHECK(exit_code_of(ErrorCode::Ambiguous) == ExitCode::NotFound);
  CHECK(exit_code_of(ErrorCode::NotFound, true) == ExitCode::Store);
  CHECK(exit_code_of(ErrorCode::Busy) == ExitCode::Store);
  CHECK(exit_code_of(ErrorCode::Corrupt) == ExitCode::Store);
  CHECK(exit_code_of(ErrorCode::Unsupported) == ExitCode::Store);
  CHECK(exit_code_of(ErrorCode::Io) == ExitCode::Io);
}

}  // namespace onrecord
