// Who is who across the articles of examples/, through the built program.

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

class ResolvedStore {
 public:
  explicit ResolvedStore(const std::vector<std::string>& flags = {}) : store_(folder_ / "store") {
    std::vector<std::string> arguments = {"ingest", source_folder() + "/examples"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    CHECK(run(arguments).exit_code == 0);
  }
  ProgramRun run(const std::vector<std::string>& arguments) const {
    RunOptions options;
    options.environment = {"ONRECORD_STORE=" + store_, "USER=ed"};
    return run_program(arguments, options);
  }
  std::string out(const std::vector<std::string>& arguments) const { return run(arguments).out; }
  bool has(const std::vector<std::string>& arguments, const std::string& words) const {
    return out(arguments).find(words) != std::string::npos;
  }

 private:
  TemporaryFolder folder_;
  std::string store_;
};

std::string id_after(const std::string& json, const std::string& key) {
  const std::size_t at = json.find(key);
  REQUIRE(at != std::string::npos);
  return json.substr(at + key.size(), 16);
}

}  // namespace

TEST_CASE("ingest joins the forms of one person and parts two of one name", "[app]") {
  const ResolvedStore store;
  CHECK(store.has({"entity", "R. J. Halvorsen"}, "Bob Halvorsen"));
  CHECK(store.has({"candidates", "--verdict", "joined", "--limit", "0"}, "Bob Halvorsen"));
  CHECK(store.has({"candidates", "--verdict", "parted"}, "Marcus Bell"));
  const ProgramRun several = store.run({"entity", "Marcus Bell"});
  CHECK(several.exit_code == 3);
  CHECK(several.err.find("fits several") != std::string::npos);
  CHECK(store.has({"verify"}, "0 problems"));
}

TEST_CASE("resolution can be left out and made up for, with the same store", "[app]") {
  const ResolvedStore plain({"--no-resolve"}), whole;
  CHECK(plain.out({"candidates"}) == "No doubtful pairs.\n");
  CHECK(plain.out({"export"}) != whole.out({"export"}));
  CHECK(plain.has({"resolve"}, "doubtful pair"));
  CHECK(plain.out({"export"}) == whole.out({"export"}));
  const std::string before = plain.out({"export"});
  CHECK(plain.run({"resolve", "--json"}).exit_code == 0);
  CHECK(plain.out({"export"}) == before);
}

TEST_CASE("a doubtful pair names the merge that settles it", "[app]") {
  const ResolvedStore store;
  const std::string first = store.out({"candidates", "--json", "--limit", "1"});
  CHECK(first.find("\"reasons\":[\"for: ") != std::string::npos);
  const std::string a = id_after(first, "\"a\":{\"id\":\""),
                    b = id_after(first, "\"b\":{\"id\":\"");
  CHECK(store.has({"candidates", "--limit", "1"}, "onrecord merge " + b + " " + a));
  CHECK(store.run({"merge", b, a}).exit_code == 0);
  CHECK(store.out({"candidates", "--json", "--limit", "1"}) != first);
  // A decision outlives resolving anew, and articles that are read again.
  CHECK(store.run({"resolve"}).exit_code == 0);
  CHECK(store.run({"entity", b}).exit_code == 3);
  CHECK(store.run({"undo", "1"}).exit_code == 0);
  CHECK(store.out({"candidates", "--json", "--limit", "1"}) == first);
}

TEST_CASE("a doubtful pair that is kept apart is not asked about again, nor joined", "[app]") {
  const ResolvedStore store;
  const std::string first = store.out({"candidates", "--json", "--limit", "1"});
  const std::string a = id_after(first, "\"a\":{\"id\":\""),
                    b = id_after(first, "\"b\":{\"id\":\"");
  CHECK(store.has({"candidates", "--limit", "1"}, "onrecord keep-apart " + a + " " + b));
  CHECK(store.has({"keep-apart", a, b}, "nobody is asked about them"));
  CHECK(store.has({"log"}, "are different"));
  CHECK(store.out({"candidates", "--json", "--limit", "1"}) != first);
  CHECK(store.run({"resolve"}).exit_code == 0);
  CHECK(store.out({"candidates", "--json", "--limit", "1"}) != first);
  CHECK(store.run({"entity", a}).exit_code == 0);
  CHECK(store.run({"entity", b}).exit_code == 0);
  CHECK(store.has({"verify"}, "0 problems"));
  CHECK(store.run({"undo", "1"}).exit_code == 0);
  CHECK(store.run({"resolve"}).exit_code == 0);
  CHECK(store.out({"candidates", "--json", "--limit", "1"}) == first);
}

TEST_CASE("what cannot be asked of candidates is refused with what can", "[app]") {
  const ResolvedStore store;
  const ProgramRun verdict = store.run({"candidates", "--verdict", "maybe"});
  CHECK(verdict.exit_code == 2);
  CHECK(verdict.err.find("doubtful, joined, parted") != std::string::npos);
  CHECK(store.run({"candidates", "--type", "ship"}).exit_code == 2);
  CHECK(store.run({"candidates", "--min-probability", "2"}).exit_code == 2);
  CHECK(store.out({"candidates", "--min-probability", "1"}) == "No doubtful pairs.\n");
}

}  // namespace onrecord
