// A first large ingest stores documents as they come and indexes all of them at its end.

#include "app/first_load.h"

#include <algorithm>
#include <csignal>
#include <set>

#include "storage/store.h"
#include "tests/app/ingest_runs.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::string examples() { return source_folder() + "/examples"; }

/// Invented articles with ids "a0", "a1", ...
std::string article_rows(std::size_t begin, std::size_t end) {
  std::string ndjson;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string number = std::to_string(i);
    ndjson += R"({"id":"a)" + number + R"(","title":"Council meets","published":"2025-04-02",)" +
              R"("text":"PORTLAND, Maine — The council met again. \"We will fix road )" + number +
              R"( by summer,\" said Mayor Ada Quill."})" + "\n";
  }
  return ndjson;
}

/// "120 stored, 0 replaced, 30 unchanged, 0 failed": the number before a word.
std::size_t count_of(const std::string& out, const std::string& word) {
  const std::size_t end = out.rfind(" " + word);
  if (end == std::string::npos) return 0;
  const std::size_t begin = out.find_last_of(" \n", end - 1);
  return std::stoul(out.substr(begin == std::string::npos ? 0 : begin + 1));
}

RunOptions signal_after(std::size_t documents, int signal) {
  RunOptions options;
  options.signal_when = [=](const std::string& out) {
    return acknowledged_in(out).size() >= documents ? signal : 0;
  };
  return options;
}

bool is_verified(const std::string& store) {
  return run_program({"verify", "--store", store}).out.find(", 0 problems") != std::string::npos;
}

}  // namespace

TEST_CASE("what is indexed at the end is what is indexed as it comes", "[app]") {
  const TemporaryFolder folder;
  for (const std::string when : {"each", "end"}) {
    const ProgramRun run = run_program(
        {"ingest", "--index", when, "--memory", "64", "--store", folder / when, examples()});
    CHECK(run.exit_code == 0);
    CHECK(run.err.empty());
    CHECK(run.out == "60 stored, 0 replaced, 0 unchanged, 0 failed\n");
    CHECK(is_verified(folder / when));
  }
  CHECK((exported(folder / "each") == exported(folder / "end")));
  const ProgramRun again =
      run_program({"ingest", "--index", "end", "--store", folder / "end", examples()});
  CHECK(again.out == "0 stored, 0 replaced, 60 unchanged, 0 failed\n");
}

TEST_CASE("failed documents are named and the others are indexed at the end", "[app]") {
  const TemporaryFolder folder;
  RunOptions options;
  options.input = article_rows(0, 2) + "not json\n" + article_rows(0, 1) + article_rows(2, 3);
  const ProgramRun run = run_program(
      {"ingest", "--index", "end", "--progress=json", "--store", folder / "store", "-"}, options);
  CHECK(run.exit_code == 1);
  for (const char* part : {R"("event":"failed")", "line 3", R"("event":"indexing","documents":3)",
                           R"("event":"end","stored":3,"replaced":0,"unchanged":1,"failed":1)"}) {
    CAPTURE(part, run.out);
    CHECK(run.out.find(part) != std::string::npos);
  }
  CHECK(is_verified(folder / "store"));
}

TEST_CASE("inputs that are not there end it, and what was read before is indexed", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 3));
  const ProgramRun run = run_program(
      {"ingest", "--index", "end", "--store", folder / "store", folder / "in", folder / "no-such"});
  CHECK((run.exit_code == 1 || run.exit_code == 5));
  CHECK(run.err.find("no-such") != std::string::npos);
  const ProgramRun stats = run_program({"stats", "--json", "--store", folder / "store"});
  CHECK(stats.out.find("\"unindexed\":0") != std::string::npos);
}

TEST_CASE(
    "kill -9 in the middle of a first large ingest loses nothing acknowledged, and nothing "
    "is extracted again",
    "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 400));
  const std::string store = folder / "store";
  std::set<std::string> acknowledged;
  std::size_t killed = 0, first = 0;
  for (std::size_t round = 0; round < 8; ++round) {
    const ProgramRun run =
        run_program({"ingest", "--verbose", "--index", round == 0 ? "end" : "auto", "--store",
                     store, "--threads", "2", folder / "in"},
                    signal_after(1 + round % 3, SIGKILL));
    killed += run.signal == SIGKILL ? 1 : 0;
    for (const std::string& id : acknowledged_in(run.out)) {
      CHECK(acknowledged.insert(id).second);  // not stored a second time
    }
    CHECK(is_verified(store));
    const auto opened = Store::open_read_only(store);
    REQUIRE(opened);
    for (const std::string& id : acknowledged) {
      const auto document = opened->document(DocumentId{id});
      CHECK((document && document->has_value()));
    }
    const auto unindexed = opened->unindexed();
    if (run.signal == SIGKILL) CHECK((unindexed && *unindexed >= acknowledged.size()));
    if (round == 0) first = acknowledged.size();
  }
  CHECK(first > 0);
  CHECK(killed >= 4);
  const ProgramRun last = run_program({"ingest", "--store", store, folder / "in"});
  CHECK(last.exit_code == 0);
  CHECK(count_of(last.out, "unchanged") >= acknowledged.size());
  const std::string calm = folder / "calm";
  REQUIRE(run_program({"ingest", "--store", calm, folder / "in"}).exit_code == 0);
  CHECK((exported(store) == exported(calm)));
}

TEST_CASE("an interrupt keeps what was read, says so, and other inputs may go on", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 400));
  const std::string store = folder / "store";
  const ProgramRun run =
      run_program({"ingest", "--verbose", "--index", "end", "--store", store, folder / "in"},
                  signal_after(1, SIGINT));
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 130);
  CHECK(run.err.find("wait to be indexed") != std::string::npos);
  const std::size_t read = count_of(run.out, "stored");
  CHECK(read > 0);

  const std::string waits = std::to_string(read) + " documents wait to be indexed";
  for (const std::string command : {"quotes", "stats", "verify", "rank", "export"}) {
    CAPTURE(command);
    const ProgramRun asked = run_program({command, "--store", store});
    CHECK(asked.exit_code == 0);
    CHECK(asked.err.find(waits) != std::string::npos);
    CHECK(asked.err.find("onrecord resolve") != std::string::npos);
  }
  const ProgramRun stats = run_program({"stats", "--json", "--store", store});
  CHECK(stats.out.find("\"unindexed\":" + std::to_string(read)) != std::string::npos);

  write_file(folder / "in/a.ndjson", article_rows(0, 60));
  write_file(folder / "in/b.ndjson", article_rows(1000, 1010));
  const ProgramRun next = run_program({"ingest", "--store", store, folder / "in"});
  CHECK(next.exit_code == 0);
  CHECK(next.err == "onrecord: store '" + store + "': indexing " + std::to_string(read) +
                        " documents that an ingest left, at the end, with what is read now\n");
  CHECK(count_of(next.out, "unchanged") == std::min<std::size_t>(read, 60));
  CHECK(is_verified(store));

  write_file(folder / "all/a.ndjson", article_rows(0, std::max<std::size_t>(read, 60)));
  write_file(folder / "all/b.ndjson", article_rows(1000, 1010));
  REQUIRE(run_program({"ingest", "--store", folder / "calm", folder / "all"}).exit_code == 0);
  CHECK((exported(store) == exported(folder / "calm")));
}

TEST_CASE("what waits is indexed by whatever changes the store next", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 300));
  for (const std::vector<std::string>& command : {std::vector<std::string>{"resolve"},
                                                  {"rename", "Ada Quill", "Ada B. Quill"},
                                                  {"ingest", "--index", "each", folder / "in"}}) {
    const std::string store = folder / command[0];
    REQUIRE(run_program({"ingest", "--verbose", "--index", "end", "--store", store, folder / "in"},
                        signal_after(1, SIGINT))
                .exit_code == 130);
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--store", store});
    const ProgramRun run = run_program(arguments);
    CAPTURE(command[0], run.err);
    CHECK(run.exit_code == 0);
    CHECK(run.err.find("first indexing") != std::string::npos);
    const ProgramRun verified = run_program({"verify", "--store", store});
    CHECK(verified.err.empty());
    CHECK(verified.out.find(", 0 problems") != std::string::npos);
  }
}

TEST_CASE("a full disk at the end is told, and the same command goes on with indexing", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 300));
  const std::string store = folder / "store";
  RunOptions full;
  full.max_file_bytes = 150'000;
  const ProgramRun run =
      run_program({"ingest", "--index", "end", "--store", store, folder / "in"}, full);
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 5);
  CHECK(is_verified(store));
  CHECK(run_program({"ingest", "--store", store, folder / "in"}).exit_code == 0);
  const ProgramRun stats = run_program({"stats", "--json", "--store", store});
  CHECK(stats.out.find("\"documents\":300") != std::string::npos);
  CHECK(stats.out.find("\"unindexed\":0") != std::string::npos);
}

TEST_CASE("a first ingest of much input indexes at the end by itself, a later one does not",
          "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(0, 3));
  write_file(folder / "in/b.ndjson", std::string(kLargeInput, 'x') + "\n");  // refused as no JSON
  const std::string store = folder / "store";
  const ProgramRun run =
      run_program({"ingest", "--progress=json", "--store", store, folder / "in"});
  CHECK(run.exit_code == 1);
  CHECK(run.out.find(R"("event":"indexing","documents":3)") != std::string::npos);
  write_file(folder / "in/c.ndjson", article_rows(3, 4));
  const ProgramRun later =
      run_program({"ingest", "--progress=json", "--store", store, folder / "in"});
  CHECK(later.out.find("indexing") == std::string::npos);
  CHECK(later.out.find(R"("stored":1)") != std::string::npos);
}

TEST_CASE("input is large by its bytes, packed files by what they unpack to", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "half/deep/a.txt", std::string(kLargeInput / 2, 'a'));
  write_file(folder / "other/b.txt", std::string(kLargeInput / 2, 'a'));
  write_file(folder / "packed/c.ndjson.zst", std::string(kLargeInput / 4, 'a'));
  CHECK(!is_large({folder / "half"}));
  CHECK(is_large({folder / "half", folder / "other/b.txt"}));
  CHECK(is_large({folder / "packed"}));
  CHECK(!is_large({"-", folder / "missing"}));
}

}  // namespace onrecord
