// The same question gives the same bytes by `onrecord export` and by /api/v1/export, of examples/.

#include <httplib.h>

#include <charconv>
#include <chrono>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

struct Question {
  std::vector<std::string> command;
  std::string query;
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all = {
      {{"--format", "json"}, "format=json"},
      {{"--format", "ndjson"}, "format=ndjson"},
      {{"--format", "nt"}, "format=nt"},
      {{"--format", "nt", "--no-evidence"}, "format=nt&evidence=0"},
      {{"--format", "ttl", "--base", "https://a.org/"}, "format=ttl&base=https://a.org/"},
      {{"--format", "jsonld"}, "format=jsonld"},
      {{"--format", "nt", "--rdf12"}, "format=nt&rdf12=true"},
      {{"--format", "ftm"}, "format=ftm"},
      {{"--format", "gexf"}, "format=gexf&evidence=1"},
      {{"--format", "gexf", "--no-evidence", "--statements-only"},
       "format=gexf&co_mentioned=false"},
      {{"--format", "gexf", "--times", "intervals"}, "format=gexf&evidence=1&times=intervals"},
      {{"--format", "gexf", "--times", "timestamps"}, "format=gexf&evidence=1&times=timestamps"},
      {{"--format", "gexf", "--times", "timestamps", "--entity", "Quiet Harbor"},
       "format=gexf&evidence=1&times=timestamps&entity=Quiet+Harbor"},
      {{"--format", "gexf12"}, "format=gexf12&evidence=1"},
      {{"--format", "graphml"}, "format=graphml&evidence=1"},
      {{"--format", "mermaid"}, "format=mermaid"},
      {{"--format", "jgf", "--types", "person,agency"},
       "format=jgf&evidence=1&types=person,agency"},
      {{"--format", "cyjs", "--entity", "Gideon Falk", "--evidence", "3"},
       "format=cyjs&entity=Gideon+Falk&evidence=3"},
      {{"--format", "cyjs", "--entity", "Gideon Falk", "--depth", "2", "--max-nodes", "30"},
       "format=cyjs&entity=Gideon+Falk&depth=2&nodes=30&evidence=1"},
      {{"--format", "csv-edges", "--entity", "Quiet Harbor", "--predicates", "conducted"},
       "format=csv-edges&entity=Quiet+Harbor&predicates=conducted&evidence=1"},
      {{"--format", "csv-edges", "--entity", "Quiet Harbor", "--collapse-quotes"},
       "format=csv-edges&entity=Quiet+Harbor&collapse_quotes=true&evidence=1"},
      {{"--format", "csv-nodes", "--entity", "Quiet Harbor", "--quotes"},
       "format=csv-nodes&entity=Quiet+Harbor&quotes=true"},
      {{"--format", "csv-edges", "--min-support", "2", "--min-confidence", "0.6"},
       "format=csv-edges&evidence=1&min_support=2&min_confidence=0.6"},
      {{"--format", "csv-edges", "--since", "2025-03", "--until", "2025-05"},
       "format=csv-edges&evidence=1&since=2025-03&until=2025-05"},
      {{"--format", "nodelink", "--path", "Gideon Falk", "Zo\u00eb Lindqvist"},
       "format=nodelink&from=Gideon+Falk&to=Zo%C3%AB+Lindqvist&evidence=1"},
      {{"--format", "dot", "--path", "Gideon Falk", "Zo\u00eb Lindqvist", "--no-evidence"},
       "format=dot&from=Gideon+Falk&to=Zo%C3%AB+Lindqvist"},
      {{"--format", "nodelink", "--among", "Gideon Falk", "--among", "Quiet Harbor"},
       "format=nodelink&entities=Gideon+Falk;Quiet+Harbor&evidence=1"},
      {{"--format", "nodelink", "--quotes"}, "format=nodelink&quotes=true&evidence=1"},
      {{"--format", "dot", "--about", "Quiet Harbor"}, "format=dot&about=Quiet+Harbor&evidence=1"},
      {{"--format", "graphml", "--speaker", "Gideon Falk", "--predicates", "said"},
       "format=graphml&speaker=Gideon+Falk&predicates=said&evidence=1"},
      {{"--format", "csv-edges", "--place", "Maine", "--collapse-quotes"},
       "format=csv-edges&place=Maine&collapse_quotes=true&evidence=1"},
      {{"--format", "csv-edges", "--collapse-quotes", "--min-support", "2", "--types",
        "person,operation", "--since", "2025"},
       "format=csv-edges&collapse_quotes=true&min_support=2&types=person,operation&since=2025&"
       "evidence=1"},
      {{"--format", "csv-edges", "--about", "Quiet Harbor", "--min-confidence", "0.7", "--until",
        "2025-06"},
       "format=csv-edges&about=Quiet+Harbor&min_confidence=0.7&until=2025-06&evidence=1"},
      {{"--format", "gexf", "--outlet", "Northline Wire", "--times", "timestamps"},
       "format=gexf&evidence=1&outlets=Northline+Wire&times=timestamps"},
      {{"--format", "csv-nodes", "--outlet", "Northline Wire"},
       "format=csv-nodes&outlets=northline+wire"},
      {{"--format", "csv-edges", "--outlet", "Northline Wire", "--outlet", "Lakeshore Digest",
        "--types", "person,agency", "--no-evidence"},
       "format=csv-edges&outlets=Lakeshore+Digest;Northline+Wire&types=person,agency"},
      {{"--format", "dot", "--outlet", "Northline Wire", "--statements-only"},
       "format=dot&evidence=1&outlets=Northline+Wire&co_mentioned=false"},
      {{"--format", "graphml", "--outlet", "Northline Wire", "--entity", "Quiet Harbor"},
       "format=graphml&evidence=1&outlets=Northline+Wire&entity=Quiet+Harbor"},
      {{"--format", "gexf", "--outlet", "Northline Wire", "--entity", "Quiet Harbor", "--quotes"},
       "format=gexf&evidence=1&outlets=Northline+Wire&entity=Quiet+Harbor&quotes=true"},
      {{"--format", "nodelink", "--outlet", "Northline Wire", "--path", "Teodora Nu\u00f1ez",
        "Quiet Harbor"},
       "format=nodelink&evidence=1&outlets=Northline+Wire&from=Teodora+Nu%C3%B1ez&to=Quiet+Harbor"},
      {{"--format", "nodelink", "--outlet", "Northline Wire", "--among", "Teodora Nu\u00f1ez",
        "--among", "Quiet Harbor"},
       "format=nodelink&evidence=1&outlets=Northline+Wire&entities=Teodora+Nu%C3%B1ez;Quiet+"
       "Harbor"},
      {{"--format", "cyjs", "--outlet", "Northline Wire", "--quotes"},
       "format=cyjs&evidence=1&outlets=Northline+Wire&quotes=true"},
      {{"--format", "csv-edges", "--outlet", "Northline Wire", "--about", "Quiet Harbor",
        "--collapse-quotes"},
       "format=csv-edges&evidence=1&outlets=Northline+Wire&about=Quiet+Harbor&collapse_quotes="
       "true"},
  };
  return all;
}

/// The port in "http://127.0.0.1:8080/"; 0 before it is printed.
int port_in(const std::string& out) {
  const std::string mark = "http://127.0.0.1:";
  const std::size_t at = out.find(mark);
  if (at == std::string::npos || out.find("(Ctrl-C ends it)") == std::string::npos) return 0;
  int port = 0;
  std::from_chars(out.data() + at + mark.size(), out.data() + out.size(), port);
  return port;
}

}  // namespace

TEST_CASE("a question gives the same bytes by command and by HTTP", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  REQUIRE(run_program({"ingest", "--store", store, source_folder() + "/examples"}).exit_code == 0);
  const std::string view = R"({"format": "onrecord view 1", "name": "Quotes", "view": )"
                           R"({"tab": "quotes", "filters": {"since": "2025-03"}}})";
  write_file(folder / "view.json", view);
  std::vector<std::string> replies;
  std::string of_view;
  const std::vector<Question> zips = {
      {{"--format", "neo4j"}, "format=neo4j"},
      {{"--format", "csv"}, "format=csv&evidence=1"},
      {{"--format", "csv", "--entity", "Quiet Harbor", "--quotes"},
       "format=csv&entity=Quiet+Harbor&quotes=true&evidence=1"},
  };
  std::vector<std::string> zip_replies;
  RunOptions options;
  options.signal_when = [&](const std::string& out) {
    const int port = port_in(out);
    if (port == 0) return 0;
    httplib::Client client("127.0.0.1", port);
    client.set_read_timeout(60);
    client.set_url_encode(false);
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (const Question& question : questions()) {
      auto reply = client.Get("/api/v1/export?" + question.query);
      // The list of outlets may still be being read, or their graph being made.
      while (reply && reply->status == 503 && std::chrono::steady_clock::now() < latest) {
        reply = client.Get("/api/v1/export?" + question.query);
      }
      replies.push_back(reply && reply->status == 200 ? reply->body
                        : reply                       ? "refused: " + reply->body
                                                      : "no reply");
    }
    for (const Question& question : zips) {
      const auto reply = client.Get("/api/v1/export?" + question.query);
      zip_replies.push_back(reply ? reply->body : "no reply");
    }
    const auto reply =
        client.Post("/api/v1/export?format=gexf&evidence=1", view, "application/json");
    of_view = reply ? reply->body : "no reply";
    return 15;
  };
  const ProgramRun served = run_program({"serve", "--port", "0", "--store", store}, options);
  INFO(served.err);
  REQUIRE(served.exit_code == 0);
  REQUIRE(replies.size() == questions().size());
  for (std::size_t i = 0; i < replies.size(); ++i) {
    std::vector<std::string> command = questions()[i].command;
    command.insert(command.begin(), {"export", "--store", store});
    const ProgramRun run = run_program(command);
    INFO(questions()[i].query << ": " << replies[i].substr(0, 400) << "\ncommand: " << run.err
                              << run.out.substr(0, 400));
    CHECK(run.exit_code == 0);
    CHECK(run.out.size() > 200);
    CHECK((run.out == replies[i]));
  }
  REQUIRE(zip_replies.size() == zips.size());
  for (std::size_t i = 0; i < zips.size(); ++i) {
    std::vector<std::string> command = zips[i].command;
    command.insert(command.begin(), {"export", "--store", store});
    command.insert(command.end(), {"-o", folder / "one.zip"});
    INFO(zips[i].query << ": " << zip_replies[i].substr(0, 400));
    REQUIRE(run_program(command).exit_code == 0);
    CHECK(zip_replies[i].substr(0, 2) == "PK");
    CHECK((read_file(folder / "one.zip") == zip_replies[i]));
  }
  const ProgramRun shown =
      run_program({"export", "--store", store, "--format", "gexf", "--view", folder / "view.json"});
  CHECK(shown.exit_code == 0);
  CHECK((shown.out == of_view));
  CHECK(shown.out.find("<node ") != std::string::npos);
}

TEST_CASE("a view that is none is refused, and takes no other filters", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "none.json", "{}");
  write_file(folder / "one.txt", "The harbor is closed, said Ana Lindqvist.\n");
  REQUIRE(run_program({"ingest", "--store", folder / "store", folder / "one.txt"}).exit_code == 0);
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"export", "--store", folder / "store", "--format", "gexf"});
    return run_program(more);
  };
  CHECK(with({"--view", folder / "none.json"}).err.find("onrecord view 1") != std::string::npos);
  CHECK(with({"--view", folder / "missing.json"}).exit_code != 0);
  CHECK(with({"--view", folder / "."}).exit_code == 5);
  CHECK(with({"--view", "/dev/zero"}).err.find("more than 4 MiB") != std::string::npos);
  CHECK(with({"--view", folder / "none.json", "--since", "2025"}).exit_code == 2);
  CHECK(with({"--view", folder / "none.json", "--entity", "Ana Lindqvist"}).exit_code == 2);
}

}  // namespace onrecord
