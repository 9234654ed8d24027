// `onrecord quotes --as timeline` on articles of three invented outlets.

#include "app/timeline.h"

#include <sstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

const char* const kArticles =
    R"({"id":"herald-1","publisher":"Tidewater Herald","published":"2025-03-04","text":"PORT ELLERY, Maine — “We will not close a single clinic, and nobody will lose a hospital bed this winter,” Mayor Ada Moreland of Port Ellery said on Tuesday. “The library is another matter,” Moreland said.\n"}
{"id":"courier-7","publisher":"Inland Courier","published":"2025-03-05","text":"PORT ELLERY, Maine — Port Ellery Mayor Ada Moreland said Tuesday that the city would not “close a single clinic” this winter.\n"}
{"id":"wire-3","publisher":"Northline Wire","published":"2025-03-04","text":"PORT ELLERY, Maine — \"We will not close a single clinic,\" Mayor Ada Moreland told reporters.\n"}
)";

ProgramRun ask(const std::vector<std::string>& filters) {
  static const TemporaryFolder folder;
  static const std::string store = [] {
    RunOptions options;
    options.input = kArticles;
    const std::string path = folder / "store";
    REQUIRE(run_program({"ingest", "-", "--store", path}, options).exit_code == 0);
    return path;
  }();
  std::vector<std::string> arguments = {"quotes", "--store", store, "--as", "timeline"};
  arguments.insert(arguments.end(), filters.begin(), filters.end());
  return run_program(arguments);
}

TimelineTelling telling(const std::string& outlet, const std::string& content,
                        const std::vector<QuoteDifference>& differences) {
  TimelineTelling out;
  out.view.quote.speaker_name = "Ada Moreland";
  out.view.quote.date = {2025, 3, 4};
  out.view.document.id.value = outlet + "-1";
  out.view.document.publisher = outlet;
  out.view.content.text = content;
  out.view.sentence.sentence.text = content;
  out.differences = differences;
  return out;
}

std::string printed(const Timeline& timeline, std::size_t width, bool full = false) {
  std::ostringstream out, err;
  Console console{out, err};
  console.width = width;
  print_timeline(console, timeline, full);
  return out.str();
}

}  // namespace

TEST_CASE("tellings stand side by side with what they leave out and change", "[app]") {
  const Timeline timeline{{{{2025, 3, 4},
                            {telling("Herald", "“We stay, all of us.”", {}),
                             telling("Wire", "they stay", {{"We", "they"}, {"all of us", ""}})}}},
                          1};
  CHECK(printed(timeline, 80) ==
        "2025-03-04\n"
        "├ Ada Moreland\n"
        "│   2 tellings\n"
        "│   Herald, direct                         Wire, direct\n"
        "│   “We stay, all of us.”                  they stay\n"
        "│   Herald-1: “We stay, all of us.”        - “they” for “We”\n"
        "│                                          - without “all of us”\n"
        "│                                          Wire-1: they stay\n");
  CHECK(printed(timeline, 40) ==
        "2025-03-04\n"
        "├ Ada Moreland\n"
        "│   2 tellings\n"
        "│   Herald, direct\n"
        "│   “We stay, all of us.”\n"
        "│   Herald-1: “We stay, all of us.”\n"
        "│\n"
        "│   Wire, direct\n"
        "│   they stay\n"
        "│   - “they” for “We”\n"
        "│   - without “all of us”\n"
        "│   Wire-1: they stay\n");
}

TEST_CASE("many and long differences are shortened unless all is asked for", "[app]") {
  const std::string longer(200, 'x');
  const std::vector<QuoteDifference> many(6, QuoteDifference{longer, ""});
  const Timeline timeline{{{{2025, 3, 4}, {telling("A", "a", {}), telling("B", "b", many)}}}, 1};
  const std::string some = printed(timeline, 300);
  CHECK(some.find("and 2 further differences") != std::string::npos);
  CHECK(some.find(longer) == std::string::npos);
  const std::string all = printed(timeline, 500, true);
  CHECK(all.find("further difference") == std::string::npos);
  CHECK(all.find(longer) != std::string::npos);
}

TEST_CASE("quotes --as timeline puts three outlets' tellings together", "[app]") {
  const ProgramRun run = ask({});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("3 tellings") != std::string::npos);
  CHECK(run.out.find("Inland Courier, mixed, 2025-03-05") != std::string::npos);
  CHECK(run.out.find("- without “and nobody will lose a") != std::string::npos);
  CHECK(run.out.ends_with("2 quotes, 4 tellings\n"));
}

TEST_CASE("the filters of quotes choose the entries of the timeline", "[app]") {
  CHECK(ask({"--kind", "mixed"}).out.ends_with("1 quote, 3 tellings\n"));
  CHECK(ask({"--text", "library"}).out.ends_with("1 quote, 1 telling\n"));
  CHECK(ask({"--speaker", "Ada Moreland", "--place", "Port Ellery", "--since", "2025-03-05",
             "--until", "2025-03"})
            .out.ends_with("1 quote, 3 tellings\n"));
  CHECK(ask({"--limit", "1"})
            .out.ends_with("1 quote, 3 tellings; there are more: --limit 0 shows all\n"));
  CHECK(ask({"--since", "2026"}).out == "No quotes fit.\n");
  CHECK(ask({"--min-confidence", "1"}).out == "No quotes fit.\n");
  const ProgramRun json = ask({"--json", "--kind", "mixed"});
  CHECK(json.out.starts_with("{\"date\":\"2025-03-04\",\"tellings\":[{\"quote\":{"));
  CHECK(json.out.find("\"differences\":[{\"full\":\"") != std::string::npos);
}

TEST_CASE("a form or probability that is none is refused", "[app]") {
  CHECK(ask({"--as", "poem"}).exit_code == 2);
  CHECK(ask({"--min-confidence", "1.5"}).exit_code == 2);
  CHECK(ask({"--min-confidence", "nan"}).exit_code == 2);
  const ProgramRun words = ask({"--min-confidence", "high"});
  CHECK(words.exit_code == 2);
  CHECK(words.err.find("must be a number from 0 to 1") != std::string::npos);
}

}  // namespace onrecord
