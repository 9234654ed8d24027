#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {

using Catch::Matchers::Contains;

namespace {

const char* const kColumns =
    "-DOCSTART-\tO\n\nAda\tB-PER\nLindgren\tI-PER\nsaid\tO\nthe\tO\nharbor\tO\nis\tO\n"
    "closed\tO\n.\tO\n\nElmhaven x y\n";

}  // namespace

TEST_CASE("tag writes its tags on the same tokens", "[app]") {
  RunOptions options;
  options.input = kColumns;
  const ProgramRun run = run_program({"tag", "--task", "attribution", "--conll"}, options);
  CHECK(run.exit_code == 0);
  CHECK(run.out ==
        "-DOCSTART-\tO\n\nAda\tB-source\nLindgren\tI-source\nsaid\tB-cue\nthe\tB-content\n"
        "harbor\tI-content\nis\tI-content\nclosed\tI-content\n.\tO\n\nElmhaven\tO\n");
  const ProgramRun names = run_program({"tag", "--task", "entities"}, options);
  CHECK(names.exit_code == 0);
  CHECK_THAT(names.out, Contains("Ada\tB-PER\nLindgren\tI-PER\nsaid\tO\n"));
}

TEST_CASE("without the model nothing is extracted, and the error says so", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", "Ada Lindgren said the harbor is closed.\n");
  const std::string missing = folder / "none.orm";
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"extract", folder / "a.txt", "--model", missing},
        {"ingest", folder / "a.txt", "--store", folder / "s.db", "--model", missing},
        {"tag", "--task", "entities", folder / "a.txt", "--model", missing}}) {
    const ProgramRun run = run_program(arguments);
    CHECK(run.exit_code == 4);
    CHECK(run.out.empty());
    CHECK_THAT(run.err, Contains("none.orm"));
  }
  write_file(missing, "ONRECMDL, or so it says");
  const ProgramRun damaged = run_program({"extract", folder / "a.txt", "--model", missing});
  CHECK(damaged.exit_code == 4);
  CHECK_THAT(damaged.err, Contains("none.orm"));
  write_file(missing, "");
  for (const std::string& path : {missing, std::string(folder / "."), std::string("/dev/null")}) {
    const ProgramRun refused = run_program({"extract", folder / "a.txt", "--model", path});
    CHECK(refused.exit_code == 4);
    CHECK_THAT(refused.err, Contains("ONRECORD_MODEL"));
  }
}

TEST_CASE("tag refuses what is no column file", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "long.conll", std::string(3u << 20, 'x'));
  const ProgramRun run = run_program({"tag", "--task", "entities", folder / "long.conll"});
  CHECK(run.exit_code == 2);
  CHECK_THAT(run.err, Contains("long.conll: line 1"));
  CHECK(run_program({"tag", "--task", "verbs"}).exit_code == 2);
  CHECK(run_program({"tag", "--task", "entities", folder / "no.conll"}).exit_code == 5);
}

}  // namespace onrecord
