// Half a surrogate pair is no character: articles that have one are refused by name, whichever way
// they come, and whatever else is stored leaves in every format as UTF-8.

#include <httplib.h>

#include <charconv>

#include "model/code_points.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"
#include "viz/formats.h"

namespace onrecord {
namespace {

/// Articles that JSON can write and UTF-8 cannot.
const std::vector<std::string>& broken() {
  static const std::vector<std::string> all = {
      R"({"id": "t1", "title": "Late \ud800", "text": "The harbor is closed, said Ana Holm."})",
      R"({"id": "t2", "title": "\udfffLate", "text": "The harbor is closed, said Ana Holm."})",
      R"({"id": "x1", "text": "The harbor \ud83d is closed, said Ana Holm."})",
      R"({"id": "x2", "text": "The harbor is closed, said Ana \ude00 Holm."})",
      R"({"id": "x3", "text": "The harbor is closed \ude00\ud83d, said Ana Holm."})",
      R"({"id": "p1", "publisher": "The \ud800 Post", "text": "It is closed, said Ana Holm."})",
  };
  return all;
}

const std::string kGood =
    R"({"id": "good", "title": "Late \ud83d\ude00", "publisher": "The \ufffe Post", "text": )"
    R"("“The harbor \ud83d\ude00 is closed,” Mayor Ana Holm said of Operation Quiet Harbor. \ufffe"})";

}  // namespace

TEST_CASE("articles with half a surrogate pair are refused by line, others stored", "[app]") {
  const TemporaryFolder folder;
  std::string lines;
  for (const std::string& line : broken()) lines += line + "\n";
  write_file(folder / "articles.ndjson", lines + kGood + "\n");
  const std::string store = folder / "store";
  const ProgramRun run = run_program({"ingest", "--store", store, folder / "articles.ndjson"});
  INFO(run.out << run.err);
  CHECK(run.exit_code != 0);
  CHECK(run.out.find("1 stored") != std::string::npos);
  CHECK(run.out.find("6 failed") != std::string::npos);
  for (std::size_t i = 1; i <= broken().size(); ++i) {
    const std::size_t at = run.err.find("articles.ndjson line " + std::to_string(i) + "'");
    REQUIRE(at != std::string::npos);
    CHECK(run.err.substr(at, run.err.find('\n', at) - at).find("surrogate") != std::string::npos);
  }
  for (const Format& format : formats()) {
    if (format.folder || format.name == "png" || format.name == "pdf") continue;
    INFO(format.name);
    const ProgramRun made =
        run_program({"export", "--store", store, "--format", std::string(format.name)});
    if (format.name == "svg" && made.exit_code != 0) continue;  // there is no Graphviz
    CHECK(made.exit_code == 0);
    CHECK_FALSE(find_invalid_utf8(made.out).has_value());
    CHECK(made.out.size() > 20);
  }
}

TEST_CASE("a body with half a surrogate pair is refused, and nothing of it stored", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "one.ndjson", kGood + "\n");
  const std::string store = folder / "store";
  REQUIRE(run_program({"ingest", "--store", store, folder / "one.ndjson"}).exit_code == 0);
  std::vector<std::string> replies;
  RunOptions options;
  options.signal_when = [&](const std::string& out) {
    const std::string mark = "http://127.0.0.1:", token = "#token=";
    const std::size_t at = out.find(mark), key = out.find(token);
    if (out.find("(Ctrl-C ends it)") == std::string::npos || at == std::string::npos ||
        key == std::string::npos) {
      return 0;
    }
    int port = 0;
    std::from_chars(out.data() + at + mark.size(), out.data() + out.size(), port);
    httplib::Client client("127.0.0.1", port);
    const std::size_t begin = key + token.size();
    client.set_bearer_token_auth(
        out.substr(begin, out.find_first_of(" \n", begin) - begin).c_str());
    for (const std::string& article : broken()) {
      const auto reply =
          client.Post("/api/v1/documents", R"({"documents": [)" + kGood + "," + article + "]}",
                      "application/json");
      replies.push_back(reply ? std::to_string(reply->status) + " " + reply->body : "none");
    }
    return 15;
  };
  const std::string before = run_program({"export", "--store", store}).out;
  REQUIRE(run_program({"serve", "--port", "0", "--store", store}, options).exit_code == 0);
  REQUIRE(replies.size() == broken().size());
  for (const std::string& reply : replies) {
    INFO(reply);
    CHECK(reply.rfind("400 ", 0) == 0);
    CHECK(reply.find("surrogate") != std::string::npos);
  }
  CHECK((run_program({"export", "--store", store}).out == before));
}

}  // namespace onrecord
