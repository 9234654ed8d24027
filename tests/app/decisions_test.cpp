// Decisions about the articles of examples/, through the built program.

#include <filesystem>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;

/// A store of examples/ that a case may change.
class ExampleStore {
 public:
  ExampleStore() { fs::copy(original(), folder_ / "store", fs::copy_options::recursive); }

  ProgramRun run(std::vector<std::string> arguments) const {
    RunOptions options;
    options.environment = {"ONRECORD_STORE=" + (folder_ / "store"), "USER=ed"};
    return run_program(arguments, options);
  }
  /// Its output; a failed test when it fails.
  std::string answer(std::vector<std::string> arguments) const {
    const ProgramRun done = run(std::move(arguments));
    CAPTURE(done.err);
    CHECK(done.exit_code == 0);
    return done.out;
  }
  bool has(std::vector<std::string> arguments, const std::string& words) const {
    return answer(std::move(arguments)).find(words) != std::string::npos;
  }

 private:
  static const std::string& original() {
    static const TemporaryFolder folder;
    static const std::string store = [] {
      const std::string path = folder / "store";
      REQUIRE(run_program({"ingest", "--store", path, source_folder() + "/examples"}).exit_code ==
              0);
      return path;
    }();
    return store;
  }

  TemporaryFolder folder_;
};

/// The value of the first member of that name.
std::string member(const std::string& json, const std::string& name) {
  const std::string key = "\"" + name + "\":\"";
  const std::size_t at = json.find(key);
  if (at == std::string::npos) return "";
  return json.substr(at + key.size(), json.find('"', at + key.size()) - at - key.size());
}

}  // namespace

TEST_CASE("an undo without numbers says where they are", "[app]") {
  const ProgramRun run = run_program({"undo"});
  CHECK(run.exit_code == 2);
  CHECK(run.err.find("`onrecord log` lists them") != std::string::npos);
}

TEST_CASE("a merge is made by names, logged, and taken back", "[app]") {
  const ExampleStore store;
  const std::string before = store.answer({"export"});
  const std::string made =
      store.answer({"merge", "Dale Whitcombe", "Zoë Lindqvist", "--why", "for the test"});
  CHECK(made.find("Decision 1: Dale Whitcombe is Zoë Lindqvist") != std::string::npos);
  CHECK(made.find("`onrecord undo 1`") != std::string::npos);
  CHECK(store.has({"entity", "Dale Whitcombe"}, "Zoë Lindqvist (person"));
  CHECK(store.has({"verify"}, "0 problems"));
  const std::string log = store.answer({"log"});
  for (const char* words : {"Dale Whitcombe is", "ed", "for the test", "in force"}) {
    CHECK(log.find(words) != std::string::npos);
  }
  CHECK(store.has({"undo", "1", "--who", "zoe"}, "decision 1 is undone"));
  CHECK(store.has({"log"}, "undone by 2"));
  CHECK((store.answer({"export"}) == before));
  CHECK(store.has({"undo", "2"}, "decision 2 is undone"));
  CHECK(store.has({"entity", "Dale Whitcombe"}, "Zoë Lindqvist (person"));
}

TEST_CASE("decisions hold for articles that are removed and read again", "[app]") {
  const ExampleStore store;
  store.answer({"rename", "Zoë Lindqvist", "Mayor Lindqvist"});
  store.answer({"merge", "Gideon Falk", "Dale Whitcombe"});
  const std::string positions = store.answer({"entity", "Mayor Lindqvist", "--json"});
  const std::string statement = member(positions, "statement");
  REQUIRE(statement.size() == 16);
  store.answer({"reject", statement});
  CHECK_FALSE(store.has({"entity", "Mayor Lindqvist", "--json"}, statement));
  const std::string decided = store.answer({"export"});
  std::vector<std::string> remove = {"remove"};
  const std::string documents = store.answer({"log", "--json"});
  CHECK(member(documents, "who") == "ed");
  for (const auto& entry : fs::recursive_directory_iterator(source_folder() + "/examples")) {
    if (entry.path().extension() != ".txt" && entry.path().extension() != ".html") continue;
    remove.push_back(fs::relative(entry.path(), source_folder() + "/examples").string());
  }
  store.run(remove);
  CHECK((store.answer({"export"}) != decided));
  store.answer({"ingest", source_folder() + "/examples"});
  CHECK((store.answer({"export"}) == decided));
  CHECK(store.has({"verify"}, "0 problems"));
}

TEST_CASE("a split and a retype say the new id", "[app]") {
  const ExampleStore store;
  const std::string document = "harbor-courier/quiet-harbor-sweep.txt";
  const std::string split = store.answer({"split", "Dale Whitcombe", "--documents", document,
                                          "--name", "Dale Whitcombe (Harrow)", "--json"});
  CHECK(split.find("\"kind\":\"split\"") != std::string::npos);
  CHECK(split.find(document) != std::string::npos);
  CHECK(store.has({"quotes", "--speaker", "Dale Whitcombe (Harrow)"}, document));
  CHECK(store.has({"retype", "Quiet Harbor", "organization"}, "Its id is "));
  CHECK(store.has({"entity", "Quiet Harbor"}, "(organization"));
  CHECK(store.has({"undo", "1", "2"}, "decision 2 is undone"));
  CHECK(store.has({"verify"}, "0 problems"));
}

TEST_CASE("decisions that cannot be made end in the codes of other commands", "[app]") {
  const ExampleStore store;
  const auto fails = [&](const std::vector<std::string>& arguments, int code,
                         const std::string& words) {
    const ProgramRun run = store.run(arguments);
    CAPTURE(arguments.front(), run.err);
    CHECK(run.exit_code == code);
    CHECK(run.err.find(words) != std::string::npos);
    CHECK(run.out.empty());
  };
  fails({"merge", "Dale Whitcombe"}, 2, "onrecord merge --help");
  fails({"merge", "Dale Whitcombe", "Nobody Atall"}, 3, "Nobody Atall");
  fails({"merge", "Dale Whitcombe", "Quiet Harbor"}, 2, "retype the first");
  fails({"rename", "Dale Whitcombe", ""}, 2, "1 to 512 bytes");
  fails({"retype", "Dale Whitcombe", "ship"}, 2, "known are person");
  fails({"split", "Dale Whitcombe", "--documents", "no-such"}, 3, "no document 'no-such'");
  fails({"reject", "zzz"}, 2, "16 hex digits");
  fails({"confirm", "0000000000000001"}, 3, "statement 0000000000000001");
  fails({"undo", "1"}, 3, "decision 1");
  fails({"undo", "one"}, 2, "onrecord undo --help");
  fails({"rename", "Dale Whitcombe", "X", "--when", "today"}, 2, "2026-11-22T09:30:00Z");
  fails({"rename", "--store", "no/such", "A", "B"}, 4, "no/such");
  CHECK(store.answer({"log"}) == "No decisions.\n");
}

TEST_CASE("what a decision says reaches no terminal unmade", "[app]") {
  const ExampleStore store;
  store.answer({"rename", "Dale Whitcombe", "\u202Eevil", "--why", "a\x1b[31m\nb"});
  const std::string log = store.answer({"log"});
  CHECK(log.find('\x1b') == std::string::npos);
  CHECK(log.find("\u202E") == std::string::npos);
}

}  // namespace onrecord
