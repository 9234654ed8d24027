// `onrecord operations` and `onrecord conflicts`, asked of examples/.

#include <algorithm>

#include "app/operation_text.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

ProgramRun ask(const std::vector<std::string>& arguments) {
  static const TemporaryFolder folder;
  static const std::string store = [] {
    const std::string path = folder / "store";
    REQUIRE(run_program({"ingest", "--store", path, source_folder() + "/examples"}).exit_code == 0);
    return path;
  }();
  RunOptions options;
  options.environment = {"ONRECORD_STORE=" + store};
  return run_program(arguments, options);
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("operations are listed with dates, places, agencies and figures of all documents",
          "[app]") {
  const ProgramRun run = ask({"operations", "--place", "Portsmouth"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("2025-05-04 to") != std::string::npos);
  CHECK(run.out.find(" or more than 200 arrests") != std::string::npos);
  CHECK(run.out.find("northline-2025-05-11-quiet-harbor") != std::string::npos);
  CHECK(run.out.ends_with("\n1 operation\n"));
}

TEST_CASE("operations are filtered by place, agency and date", "[app]") {
  const std::size_t all = lines_of(ask({"operations", "--json"}).out);
  CHECK(all > 3);
  const ProgramRun maine = ask({"operations", "--json", "--place", "Maine"});
  CHECK(maine.out.find("\"name\":\"Quiet Harbor\"") != std::string::npos);
  CHECK(maine.out.find("\"name\":\"Long Haul\"") == std::string::npos);
  const ProgramRun marshals = ask({"operations", "--json", "--agency", "U.S. Marshals Service"});
  CHECK(marshals.out.find("\"name\":\"Open Door\"") != std::string::npos);
  CHECK(marshals.out.find("\"name\":\"Ember Watch\"") == std::string::npos);
  CHECK(lines_of(ask({"operations", "--json", "--since", "2025-10"}).out) == 2);
  CHECK(lines_of(ask({"operations", "--json", "--limit", "2"}).out) == 2);
  CHECK(ask({"operations", "--limit", "2"})
            .out.ends_with("2 operations; there are more: --limit 0 shows all\n"));
  CHECK(ask({"operations", "--until", "2020"}).out == "No operations fit.\n");
  CHECK(ask({"operations", "--json", "--min-confidence", "1"}).out.find("\"figures\":[{") ==
        std::string::npos);
}

TEST_CASE("conflicts show each figure with its sentence and document", "[app]") {
  const ProgramRun run = ask({"conflicts", "--operation", "Quiet Harbor"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("Quiet Harbor, arrests: 198 or 212") != std::string::npos);
  CHECK(run.out.find("A total of 212 persons were taken into custody.") != std::string::npos);
  CHECK(run.out.find("[releases/harrow-sheriff-quiet-harbor.txt, 2025-05-10]") !=
        std::string::npos);
  const std::size_t some = lines_of(ask({"conflicts", "--json"}).out);
  CHECK(lines_of(ask({"conflicts", "--json", "--operation", "Quiet Harbor"}).out) < some);
  CHECK(ask({"conflicts", "--json"}).out.starts_with("{\"operation\":{\"id\":\""));
}

TEST_CASE("a date on a day of the operation is no contradiction", "[app]") {
  CHECK(ask({"conflicts", "--operation", "Open Door"}).out.find("beginning") == std::string::npos);
}

TEST_CASE("what operations and conflicts cannot answer is refused", "[app]") {
  CHECK(ask({"operations", "--place", "Xyzzy Plugh"}).exit_code == 3);
  CHECK(ask({"operations", "--place", ""}).exit_code == 2);
  CHECK(ask({"operations", "--since", "2025-06", "--until", "2025-05"}).exit_code == 2);
  CHECK(ask({"operations", "--since", "someday"}).exit_code == 2);
  CHECK(ask({"conflicts", "--operation", "Xyzzy Plugh"}).exit_code == 3);
  CHECK(ask({"conflicts", "--min-confidence", "2"}).exit_code == 2);
  CHECK(ask({"conflicts", "--min-confidence", "1"}).out == "Nothing contradicts.\n");
}

TEST_CASE("dates read as people write them", "[app]") {
  const auto text = [](const char* range) { return dates_text(parse_date_range(range).value()); };
  CHECK(text("2025-05-04/2025-05-09") == "2025-05-04 to 2025-05-09");
  CHECK(text("2025-05-04/2025-05-04") == "2025-05-04");
  CHECK(text("2025-05-04/..") == "from 2025-05-04");
  CHECK(text("../2025-05") == "until 2025-05");
  CHECK(dates_text({}).empty());
}

}  // namespace onrecord
