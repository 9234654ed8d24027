// The built program, end to end, on examples/.

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

void check_verified(const std::string& store) {
  const ProgramRun run = run_program({"verify", "--store", store});
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 0);
  CHECK(run.out.find(", 0 problems") != std::string::npos);
}

/// Invented articles with ids "a0", "a1", ...
std::string article_rows(std::size_t rows) {
  std::string ndjson;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string number = std::to_string(i);
    ndjson += R"({"id":"a)" + number + R"(","title":"Council meets","published":"2025-04-02",)" +
              R"("text":"PORTLAND, Maine — The council met again. \"We will fix road )" + number +
              R"( by summer,\" said Mayor Ada Quill. Councilman Ben Oster said the money )" +
              R"(was there. \"It is late,\" he added."})" + "\n";
  }
  return ndjson;
}

}  // namespace

TEST_CASE("any order and any number of threads give the same store", "[app]") {
  const TemporaryFolder folder;
  std::vector<std::string> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(examples())) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_directory() || extension == ".ndjson") inputs.push_back(entry.path().string());
  }
  std::sort(inputs.begin(), inputs.end());
  REQUIRE(inputs.size() >= 6);
  std::string first;
  for (const std::string threads : {"1", "2"}) {
    for (const bool reversed : {false, true}) {
      const std::string store = folder / ("store" + threads + (reversed ? "r" : ""));
      std::vector<std::string> arguments = {"ingest", "--store", store, "--threads", threads};
      if (reversed) {
        arguments.insert(arguments.end(), inputs.rbegin(), inputs.rend());
      } else {
        arguments.insert(arguments.end(), inputs.begin(), inputs.end());
      }
      const ProgramRun run = run_program(arguments);
      CAPTURE(run.err);
      CHECK(run.exit_code == 0);
      CHECK(run.out == "60 stored, 0 replaced, 0 unchanged, 0 failed\n");
      const std::string json = exported(store);
      if (first.empty()) first = json;
      CHECK((json == first));  // in brackets: not printed when it fails
    }
  }
}

TEST_CASE("ingesting again changes nothing; removing and adding again neither", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  REQUIRE(run_program({"ingest", "--store", store, examples()}).exit_code == 0);
  const std::string before = exported(store);

  const ProgramRun again = run_program({"ingest", "--store", store, examples()});
  CHECK(again.out == "0 stored, 0 replaced, 60 unchanged, 0 failed\n");
  CHECK((exported(store) == before));

  const std::string id = "harbor-courier/quiet-harbor-sweep.txt";
  const ProgramRun removed = run_program({"remove", id, "--store", store});
  CHECK(removed.exit_code == 0);
  CHECK(removed.out == "1 removed, 0 unknown\n");
  CHECK((exported(store) != before));
  check_verified(store);
  CHECK(run_program({"ingest", "--store", store, examples()}).out ==
        "1 stored, 0 replaced, 59 unchanged, 0 failed\n");
  CHECK((exported(store) == before));
  check_verified(store);
}

TEST_CASE("extract writes the same records in input order for any number of threads", "[app]") {
  const ProgramRun one = run_program({"extract", "--threads", "1", examples()});
  const ProgramRun four = run_program({"extract", "--threads", "4", examples()});
  CHECK(one.exit_code == 0);
  CHECK(std::count(one.out.begin(), one.out.end(), '\n') == 60);
  CHECK((one.out == four.out));
}

TEST_CASE("an id given twice with other content is refused by name, the same again passes",
          "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  write_file(folder / "in/a.ndjson",
             "{\"id\":\"x\",\"text\":\"The first.\"}\n"
             "{\"id\":\"x\",\"text\":\"The first.\"}\n"
             "{\"id\":\"x\",\"text\":\"The second.\"}\n");
  const ProgramRun run = run_program({"ingest", "--store", store, folder / "in"});
  CHECK(run.exit_code == 1);
  CHECK(run.out == "1 stored, 0 replaced, 1 unchanged, 1 failed\n");
  CHECK(run.err.find("line 3") != std::string::npos);
  const auto opened = Store::open_read_only(store);
  REQUIRE(opened);
  const auto document = opened->document(DocumentId{"x"});
  REQUIRE((document && *document));
  CHECK((*document)->text.find("The first.") != std::string::npos);
}

TEST_CASE("bad input is named and the rest goes on", "[app]") {
  const TemporaryFolder folder;
  const auto in = [&](const std::string& name) { return folder / ("in/" + name); };
  write_file(in("a-good.txt"), "A headline\n\n\"It is late,\" said Ann Alder.\n");
  write_file(in("b-empty.txt"), "");
  write_file(in("c-binary.txt"), std::string("\x7f"
                                             "ELF\0\0\x01\xff",
                                             8));
  write_file(in("d-latin1.txt"), "Jos\xe9 said so.");
  write_file(in("e-types.ndjson"),
             "{\"id\":[1],\"text\":\"x\"}\n{\"id\":\"e2\",\"text\":7}\n"
             "{\"id\":\"e3\",\"text\":\"Fine.\"}\nnot json\n");
  write_file(in("f-deep.ndjson"),
             "{\"id\":\"f1\",\"text\":\"Ok.\"}\n{\"id\":" + std::string(1'000'000, '[') +
                 "\n{\"id\":\"f2\",\"text\":\"Ok.\"}\n");
  std::string nested = "<html><body>";
  for (int i = 0; i < 200'000; ++i) nested += "<div>";
  write_file(in("g-nested.html"), nested + "<p>Deep down here.</p>");
  std::filesystem::create_symlink("/nowhere/at/all.txt", in("h-gone.txt"));
  write_file(in("i-cut.txt.gz"), "\x1f\x8b\x08 this is no gzip");
  const std::string store = folder / "store";
  const ProgramRun run = run_program({"ingest", "--store", store, folder / "in"});
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 1);
  for (const char* item : {"b-empty.txt", "c-binary.txt", "d-latin1.txt", "e-types.ndjson",
                           "f-deep.ndjson line 2", "g-nested.html", "h-gone.txt", "i-cut.txt.gz"}) {
    CAPTURE(item);
    CHECK(run.err.find(item) != std::string::npos);
  }
  CHECK(run.err.find("byte 3") != std::string::npos);  // where d-latin1.txt is not UTF-8
  const auto opened = Store::open_read_only(store);
  REQUIRE(opened);
  for (const char* id : {"a-good.txt", "e3", "f1", "f2"}) {
    CAPTURE(id);
    const auto document = opened->document(DocumentId{id});
    CHECK((document && document->has_value()));
  }
  check_verified(store);
}

TEST_CASE("a line of 100 MB is refused by name without taking its memory", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", "{\"id\":\"big\",\"text\":\"" + std::string(100'000'000, 'a') +
                                         "\"}\n{\"id\":\"small\",\"text\":\"Fine.\"}\n");
  const ProgramRun run = run_program({"ingest", "--store", folder / "store", folder / "in"});
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("a.ndjson") != std::string::npos);
  CHECK(run.out == "1 stored, 0 replaced, 0 unchanged, 1 failed\n");
}

TEST_CASE("inputs that are not there end in a named error", "[app]") {
  const TemporaryFolder folder;
  const ProgramRun run = run_program({"ingest", "--store", folder / "store", folder / "no-such"});
  CHECK((run.exit_code == 1 || run.exit_code == 5));
  CHECK(run.err.find("no-such") != std::string::npos);
}

TEST_CASE("a second writer is turned away, readers are not", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  REQUIRE(run_program({"ingest", "--store", store, examples()}).exit_code == 0);
  auto writer = Store::open(store);
  REQUIRE(writer);
  const ProgramRun second = run_program({"ingest", "--store", store, examples()});
  CHECK(second.exit_code == 4);
  CHECK(second.err.find(store) != std::string::npos);
  CHECK(run_program({"remove", "x", "--store", store}).exit_code == 4);
  CHECK(run_program({"stats", "--store", store}).exit_code == 0);
  CHECK(run_program({"quotes", "--store", store, "--limit", "1"}).exit_code == 0);
}

TEST_CASE("kill -9 in the middle of ingest loses nothing that was acknowledged", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(600));
  const std::string store = folder / "store";
  std::set<std::string> acknowledged;
  std::size_t killed = 0;
  for (int round = 0; round < 20; ++round) {
    RunOptions options;
    const std::size_t wanted = 1 + static_cast<std::size_t>(round) % 4;
    options.signal_when = [wanted](const std::string& out) {
      return acknowledged_in(out).size() >= wanted ? SIGKILL : 0;
    };
    const ProgramRun run = run_program(
        {"ingest", "--verbose", "--store", store, "--threads", "2", folder / "in"}, options);
    killed += run.signal == SIGKILL ? 1 : 0;
    const std::set<std::string> now = acknowledged_in(run.out);
    acknowledged.insert(now.begin(), now.end());
    check_verified(store);
    const auto opened = Store::open_read_only(store);
    REQUIRE(opened);
    std::size_t lost = 0;
    for (const std::string& id : acknowledged) {
      const auto document = opened->document(DocumentId{id});
      lost += document && document->has_value() ? 0 : 1;
    }
    CHECK(lost == 0);
  }
  CHECK(killed >= 4);  // on a busy machine the kill comes late, and the last rounds find all done
  CHECK(run_program({"ingest", "--store", store, folder / "in"}).exit_code == 0);

  const std::string calm = folder / "calm";
  REQUIRE(run_program({"ingest", "--store", calm, folder / "in"}).exit_code == 0);
  CHECK((exported(store) == exported(calm)));
}

TEST_CASE("a full disk is told, and with space again the same command goes on", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(400));
  const std::string store = folder / "store";
  RunOptions full;
  full.max_file_bytes = 200'000;
  const ProgramRun run =
      run_program({"ingest", "--verbose", "--store", store, folder / "in"}, full);
  CAPTURE(run.err);
  CHECK(run.exit_code == 5);
  CHECK(run.err.find("run the same command again") != std::string::npos);
  const std::set<std::string> acknowledged = acknowledged_in(run.out);
  check_verified(store);
  const auto opened = Store::open_read_only(store);
  REQUIRE(opened);
  for (const std::string& id : acknowledged) {
    const auto document = opened->document(DocumentId{id});
    CHECK((document && document->has_value()));
  }
  const auto stopped = run_program({"stats", "--json", "--store", store});
  CHECK(stopped.exit_code == 0);
  CHECK(stopped.out.find("\"stopped\":\"store '") != std::string::npos);
  CHECK(run_program({"stats", "--store", store}).out.find("writing stopped") != std::string::npos);
  CHECK(run_program({"ingest", "--store", store, folder / "in"}).exit_code == 0);
  const auto stats = run_program({"stats", "--json", "--store", store});
  CHECK(stats.out.find("\"documents\":400") != std::string::npos);
  CHECK(stats.out.find("\"stopped\":\"\"") != std::string::npos);
}

TEST_CASE("an interrupt ends ingest in order, and the same command goes on", "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(600));
  const std::string store = folder / "store";
  for (const int signal : {SIGINT, SIGTERM}) {
    RunOptions options;
    options.signal_when = [signal](const std::string& out) {
      return out.find("stored a") != std::string::npos ? signal : 0;
    };
    const ProgramRun run =
        run_program({"ingest", "--verbose", "--store", store, folder / "in"}, options);
    CAPTURE(run.err);
    CHECK(run.exit_code == 130);
    CHECK(run.err.find("interrupted after") != std::string::npos);
    check_verified(store);
  }
  CHECK(run_program({"ingest", "--store", store, folder / "in"}).exit_code == 0);
}

TEST_CASE("an interrupt waits neither for a long document nor for those that nobody has begun",
          "[app]") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.ndjson", article_rows(1));
  std::string text;
  for (int i = 0; text.size() < 600'000; ++i) {
    text += "The council of ward " + std::to_string(i) +
            " met again in the town hall. \"We will fix the road by summer,\" said Mayor Ada "
            "Quill.\n\n";
  }
  write_file(folder / "in/b.txt", text);
  write_file(folder / "in/c.txt", "The council met. \"It is late,\" said Mayor Ada Quill.\n");
  const std::string store = folder / "store";
  RunOptions options;
  options.signal_when = [](const std::string& out) {
    return out.find("stored a0") != std::string::npos ? SIGINT : 0;
  };
  const ProgramRun run = run_program(
      {"ingest", "--verbose", "--threads", "1", "--store", store, folder / "in"}, options);
  CAPTURE(run.err);
  CHECK(run.exit_code == 130);
  CHECK(run.out.find("1 stored, 0 replaced, 0 unchanged, 0 failed\n") != std::string::npos);
  check_verified(store);
}

TEST_CASE("an interrupt also ends an ingest whose standard input says nothing", "[app]") {
  const TemporaryFolder folder;
  RunOptions options;
  options.input = article_rows(1);
  options.keep_input_open = true;
  options.signal_when = [](const std::string& out) {
    return out.find("stored a0") != std::string::npos ? SIGINT : 0;
  };
  const ProgramRun run =
      run_program({"ingest", "--verbose", "--store", folder / "store", "-"}, options);
  CHECK(run.exit_code == 130);
  check_verified(folder / "store");
}

TEST_CASE("progress as JSON names every document and the end", "[app]") {
  const TemporaryFolder folder;
  RunOptions options;
  options.input = article_rows(3) + "not json\n";
  const ProgramRun run =
      run_program({"ingest", "--progress=json", "--store", folder / "store", "-"}, options);
  CHECK(run.exit_code == 1);
  for (const char* part : {R"("event":"stored")", R"("a0")", R"("a2")", R"("event":"failed")",
                           R"("event":"end","stored":3,"replaced":0,"unchanged":0,"failed":1)"}) {
    CAPTURE(part);
    CHECK(run.out.find(part) != std::string::npos);
  }
}

TEST_CASE("documents that name no outlet get the one that is given", "[app]") {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  write_file(
      folder / "plain.txt",
      "Council meets\n\nPORTLAND, Maine, April 2, 2025 — \u201cIt is late,\u201d said Mayor Ada "
      "Quill.\n");
  write_file(folder / "rows.ndjson",
             R"({"id":"a","publisher":"Coast Post","published":"2025-04-02","text":"PORTLAND, )"
             R"(Maine — \"We will fix it,\" said Mayor Ben Oster of the town council."})"
             "\n");
  for (const char* file : {"plain.txt", "rows.ndjson"}) {
    const ProgramRun run =
        run_program({"ingest", "--store", store, "--publisher", "Harbor Courier", folder / file});
    CAPTURE(run.err);
    REQUIRE(run.exit_code == 0);
  }
  const auto of = [&](const std::string& outlet) {
    return run_program({"quotes", "--store", store, "--outlet", outlet}).out;
  };
  CHECK(of("harbor courier").find("It is late") != std::string::npos);
  CHECK(of("harbor courier").find("We will fix it") == std::string::npos);
  CHECK(of("Coast Post").find("We will fix it") != std::string::npos);
}

TEST_CASE("a reader that has had enough ends extract without a word", "[app]") {
  RunOptions options;
  options.close_output_early = true;
  const ProgramRun run = run_program({"extract", examples()}, options);
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
}

}  // namespace onrecord
