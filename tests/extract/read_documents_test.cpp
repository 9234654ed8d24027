#include "extract/read_documents.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extract/walk.h"
#include "tests/catch.h"
#include "tests/extract/read_support.h"

namespace onrecord {
namespace {

const std::string kText = "Ferry fees rise\n\nIt was late, she said.\n";
const std::string kPage = "<title>Dam opens</title><p>The dam opened, the county said.</p>";
const std::string kRows =
    "{\"id\":\"r1\",\"text\":\"Row one spoke.\"}\n\n"
    "{\"id\":\"r2\",\"text\":\"Row two spoke.\"}\r\n"
    "{\"id\":\"r3\",\"text\":\"Row three spoke.\"}";

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Reads one bad file beside a good one: exactly one error, which names it, and the good one.
Error only_failure(const TemporaryFolder& folder, const std::string& bad,
                   const ReadOptions& options = {}) {
  folder.write("zz-good.txt", kText);
  const ReadResult result = read_all({folder.path()}, options);
  CHECK(result.status);
  CHECK(ids_of(result) == std::vector<std::string>{"zz-good.txt"});
  REQUIRE(result.failures.size() == 1);
  CHECK(has(result.failures[0].item, bad));
  CHECK(has(result.failures[0].error.message, bad));
  return result.failures[0].error;
}

TEST_CASE("each kind of file is read, plain and packed", "[extract]") {
  for (const std::string ending : {"", ".gz", ".zst"}) {
    INFO(ending);
    const auto pack = [&](const std::string& bytes) {
      return ending == ".gz" ? gzip(bytes) : ending == ".zst" ? zstd(bytes) : bytes;
    };
    const TemporaryFolder folder;
    folder.write("a.txt" + ending, pack(kText));
    folder.write("b.html" + ending, pack(kPage));
    folder.write("c.HTM" + ending, pack(kPage));
    folder.write("d.ndjson" + ending, pack(kRows));
    folder.write("e.jsonl" + ending, pack("{\"text\":\"No id here.\"}\n"));
    folder.write("f.csv" + ending, pack("a,b"));
    const ReadResult result = read_all({folder.path()});
    CHECK(result.failures.empty());
    CHECK(ids_of(result) == std::vector<std::string>{"a.txt" + ending, "b.html" + ending,
                                                     "c.HTM" + ending, "r1", "r2", "r3",
                                                     to_hex(hash_bytes("No id here."))});
    REQUIRE(result.documents.size() == 7);
    CHECK(result.documents[0].text == kText);
    CHECK(result.documents[1].title == "Dam opens");
    CHECK(result.items[5] == folder.path("d.ndjson" + ending) + " line 4");
  }
}

TEST_CASE("folders are walked in byte order of the relative paths", "[extract]") {
  const TemporaryFolder folder;
  for (const char* name : {"a/b.txt", "a.txt", "a-b.txt", "a0.txt", "B/x/y.txt", "a/a/z.txt",
                           ".hidden/x.txt", ".h.txt", "a/.git/x.txt", "notes.md"}) {
    folder.write(name, kText);
  }
  const std::vector<std::string> expected = {"B/x/y.txt", "a-b.txt", "a.txt",
                                             "a/a/z.txt", "a/b.txt", "a0.txt"};
  CHECK(ids_of(read_all({folder.path()})) == expected);
  CHECK(ids_of(read_all({folder.path() + "//"})) == expected);
  CHECK(ids_of(read_all({folder.path("a/b.txt")})) == std::vector<std::string>{"b.txt"});
}

TEST_CASE("links to files are read, links to folders are not followed", "[extract]") {
  const TemporaryFolder folder;
  folder.write("real/a.txt", kText);
  std::filesystem::create_directory_symlink(folder.path(), folder.path("real/loop"));
  std::filesystem::create_directory_symlink(folder.path("real"), folder.path("again"));
  std::filesystem::create_symlink("real/a.txt", folder.path("b.txt"));
  CHECK(ids_of(read_all({folder.path()})) == std::vector<std::string>{"b.txt", "real/a.txt"});
  CHECK(ids_of(read_all({folder.path("again")})) == std::vector<std::string>{"a.txt"});
}

TEST_CASE("\"-\" reads rows from the given descriptor, packed or not", "[extract]") {
  const TemporaryFolder folder;
  for (const std::string& bytes : {kRows, gzip(kRows), zstd(kRows), "\xef\xbb\xbf" + kRows}) {
    const int descriptor = ::open(folder.write("rows", bytes).c_str(), O_RDONLY);
    REQUIRE(descriptor >= 0);
    ReadOptions options;
    options.standard_input = descriptor;
    const ReadResult result = read_all({"-", "-"}, options);
    CHECK(ids_of(result) == std::vector<std::string>{"r1", "r2", "r3"});
    REQUIRE(result.failures.size() == 1);  // the second "-"
    CHECK(has(result.failures[0].error.message, "twice"));
    CHECK(::close(descriptor) == 0);
  }
}

TEST_CASE("a slow pipe that gives a byte at a time is read; an empty one is no error",
          "[extract]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const std::string packed = gzip(kRows.substr(0, 40));
  for (const char c : packed) REQUIRE(::write(ends[1], &c, 1) == 1);
  ::close(ends[1]);
  ReadOptions options;
  options.standard_input = ends[0];
  CHECK(ids_of(read_all({"-"}, options)) == std::vector<std::string>{"r1"});
  const ReadResult second = read_all({"-"}, options);  // at its end now
  CHECK(second.documents.empty());
  CHECK(second.failures.empty());
  ::close(ends[0]);
}

TEST_CASE("several gzip members and zstd frames are one stream", "[extract]") {
  const TemporaryFolder folder;
  const std::string half = kText.substr(0, 10), rest = kText.substr(10);
  folder.write("a.txt.gz", gzip(half) + gzip("") + gzip(rest) + std::string(512, '\0'));
  folder.write("b.txt.zst", zstd(half) + zstd("") + zstd(rest));
  const ReadResult result = read_all({folder.path()});
  CHECK(result.failures.empty());
  REQUIRE(result.documents.size() == 2);
  CHECK(result.documents[0].text == kText);
  CHECK(result.documents[1].text == kText);
}

TEST_CASE("the visitor can stop", "[extract]") {
  const TemporaryFolder folder;
  folder.write("a.ndjson", kRows);
  folder.write("b.txt", kText);
  int visits = 0;
  const Status status =
      read_documents({folder.path(), folder.path()}, {},
                     [&](const DocumentOrigin&, Result<Document>) { return ++visits < 2; });
  CHECK(status);
  CHECK(visits == 2);
}

TEST_CASE("an id given twice is an error unless the document is the same", "[extract]") {
  const TemporaryFolder folder;
  folder.write("north/a.txt", kText);
  folder.write("south/a.txt", "Something else was said.\n");
  CHECK(read_all({folder.path("north"), folder.path("north")}).failures.empty());
  CHECK(read_all({folder.path()}).failures.empty());
  const ReadResult result = read_all({folder.path("north"), folder.path("south")});
  CHECK(result.documents.size() == 1);
  REQUIRE(result.failures.size() == 1);
  const Error& error = result.failures[0].error;
  CHECK(error.code == ErrorCode::InvalidInput);
  CHECK(has(error.message, "id 'a.txt' was already given by '" + folder.path("north/a.txt")));
  CHECK(has(error.message, folder.path("south/a.txt")));
}

TEST_CASE("no inputs and an unknown encoding stop the run", "[extract]") {
  CHECK(read_all({}).status.error().code == ErrorCode::InvalidInput);
  ReadOptions options;
  options.encoding = "klingon";
  CHECK(has(read_all({"."}, options).status.error().message, "klingon"));
}

TEST_CASE("missing, foreign and empty inputs are one error each", "[extract]") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path("nothing"));
  const ReadResult result =
      read_all({folder.path("gone.txt"), folder.write("a.pdf", "%PDF"), folder.path("nothing"),
                folder.path("gone"), folder.write("e.ndjson", "")});
  REQUIRE(result.failures.size() == 5);
  CHECK(result.failures[0].error.code == ErrorCode::NotFound);
  CHECK(result.failures[1].error.code == ErrorCode::Unsupported);
  CHECK(result.failures[2].error.code == ErrorCode::InvalidInput);
  CHECK(result.failures[3].error.code == ErrorCode::NotFound);
  CHECK(has(result.failures[4].error.message, "empty"));
}

TEST_CASE("a bad text file is one named error and the batch goes on", "[extract]") {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"", "empty"},
      {std::string("\x7f"
                   "ELF\0\0",
                   6),
       "binary"},
      {"Andr\xe9", "byte 4"},
  };
  for (const auto& [bytes, why] : bad) {
    const TemporaryFolder folder;
    folder.write("bad.txt", bytes);
    CHECK(has(only_failure(folder, "bad.txt").message, why));
  }
}

TEST_CASE("cut and damaged packed files are one named error", "[extract]") {
  const std::string long_rows = [] {
    std::string rows;
    for (int i = 0; i < 3; ++i) rows += "{\"id\":\"x\",\"text\":\"It was late.\"}\n";
    return rows;
  }();
  for (const std::string& packed : {gzip(kText), zstd(kText)}) {
    const std::string name = packed[0] == '\x1f' ? "bad.txt.gz" : "bad.txt.zst";
    for (std::size_t size = 0; size < packed.size(); size += 5) {
      const TemporaryFolder folder;
      folder.write(name, packed.substr(0, size));
      const Error error = only_failure(folder, name);
      CHECK(error.code == ErrorCode::InvalidInput);
      CHECK((has(error.message, "cut short") || has(error.message, "empty")));
    }
    const TemporaryFolder folder;
    folder.write(name, "plain text, not packed at all");
    CHECK(has(only_failure(folder, name).message, "damaged"));
  }
  const TemporaryFolder folder;
  std::string flipped = gzip(kText);
  flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);  // checksum
  folder.write("bad.txt.gz", flipped);
  CHECK(has(only_failure(folder, "bad.txt.gz").message, "damaged"));
  folder.write("bad.txt.gz", gzip(kText) + "rest");
  CHECK(has(only_failure(folder, "bad.txt.gz").message, "follow"));
}

TEST_CASE("rows before a cut are kept, and the cut is one error", "[extract]") {
  const TemporaryFolder folder;
  std::string rows;
  for (int i = 0; i < 20'000; ++i) {
    rows += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"" +
            to_hex(hash_bytes(std::to_string(i))) + "\"}\n";
  }
  const std::string packed = gzip(rows);
  folder.write("a.ndjson.gz", packed.substr(0, packed.size() / 2));
  const ReadResult result = read_all({folder.path()});
  CHECK(result.documents.size() > 5'000);
  REQUIRE(result.failures.size() == 1);
  CHECK(has(result.failures[0].error.message, "cut short"));
}

TEST_CASE("bombs are refused early", "[extract]") {
  const std::string zeros = gzip(std::string(64u << 20, 'a'));
  {
    const TemporaryFolder folder;
    folder.write("bad.txt.gz", zeros);
    CHECK(only_failure(folder, "bad.txt.gz").code == ErrorCode::TooLarge);
  }
  {
    const TemporaryFolder folder;
    folder.write("bad.ndjson.zst", zstd(std::string(64u << 20, 'a')));
    CHECK(has(only_failure(folder, "bad.ndjson.zst").message, "bomb"));
  }
  ReadOptions options;
  options.max_document_bytes = 100;
  options.max_file_bytes = 1000;
  const TemporaryFolder folder;
  folder.write("bad.txt", std::string(101, 'a'));
  CHECK(has(only_failure(folder, "bad.txt", options).message, "100 bytes"));
  const ReadResult rows = read_all({folder.write("b.jsonl", std::string(2000, '\n'))}, options);
  REQUIRE(rows.failures.size() == 1);
  CHECK(has(rows.failures[0].error.message, "one file"));
}

TEST_CASE("a 100 MB line is one error with its number, and the next line is read", "[extract]") {
  const TemporaryFolder folder;
  {
    std::ofstream file(folder.path("a.ndjson"), std::ios::binary);
    file << "{\"id\":\"before\",\"text\":\"It was late.\"}\n{\"id\":\"long\",\"text\":\"";
    const std::string megabyte(1'000'000, 'x');
    for (int i = 0; i < 100; ++i) file << megabyte;
    file << "\"}\n{\"id\":\"after\",\"text\":\"Nobody spoke.\"}\n";
  }
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  const ReadResult result = read_all({folder.path()});
  ::getrusage(RUSAGE_SELF, &after);
  CHECK(ids_of(result) == std::vector<std::string>{"before", "after"});
  REQUIRE(result.failures.size() == 1);
  CHECK(result.failures[0].error.code == ErrorCode::TooLarge);
  CHECK(has(result.failures[0].error.message, "a.ndjson line 2'"));
  // ru_maxrss is in KiB; 32 MiB of the line are held, in a buffer that doubles.
  CHECK(after.ru_maxrss - before.ru_maxrss < 200 * 1024);
}

TEST_CASE("bad rows are one error each with their line", "[extract]") {
  const TemporaryFolder folder;
  folder.write("a.ndjson",
               "{\"id\":\"r1\",\"text\":\"x\"}\n{broken\n{\"id\":7,\"text\":\"x\"}\n"
               "{\"id\":\"a\\u0007b\",\"text\":\"x\"}\n{\"id\":\"r5\",\"text\":\"x\"}\n" +
                   std::string(1'000'000, '[') + "\n{\"id\":\"r7\",\"text\":\"x\"}\n");
  const ReadResult result = read_all({folder.path()});
  CHECK(ids_of(result) == std::vector<std::string>{"r1", "r5", "r7"});
  REQUIRE(result.failures.size() == 4);
  for (const auto& [index, line] : {std::pair{0, 2}, {1, 3}, {2, 4}, {3, 6}}) {
    CHECK(result.failures[index].item == folder.path("a.ndjson line " + std::to_string(line)));
    CHECK(has(result.failures[index].error.message, result.failures[index].item));
  }
}

TEST_CASE("a file of rows that is no such thing is one error, not one a line", "[extract]") {
  for (const std::string& bytes : std::vector<std::string>{
           "[\n{\"text\":\"x\"},\n{\"text\":\"y\"}\n]\n", "{\n\"text\":\n\"x\"\n}\n",
           std::string("\x89PNG\0\n\0\n\0\n", 10)}) {
    const TemporaryFolder folder;
    folder.write("bad.ndjson", bytes);
    CHECK(only_failure(folder, "bad.ndjson").code == ErrorCode::InvalidInput);
  }
}

TEST_CASE("pipes, dangling links and odd names do not stop a walk", "[extract]") {
  {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("bad.txt").c_str(), 0600) == 0);
    CHECK(has(only_failure(folder, "bad.txt").message, "named pipe"));
  }
  {
    const TemporaryFolder folder;
    std::filesystem::create_symlink("gone", folder.path("bad.txt"));
    CHECK(only_failure(folder, "bad.txt").code == ErrorCode::NotFound);
  }
  {
    const TemporaryFolder folder;
    std::filesystem::create_symlink("bad.txt", folder.path("bad.txt"));
    CHECK(only_failure(folder, "bad.txt").code == ErrorCode::Io);
  }
  {
    const TemporaryFolder folder;
    folder.write("bad\x1b[2J.txt", kText);
    folder.write("zz-good.txt", kText);
    const ReadResult result = read_all({folder.path()});
    REQUIRE(result.failures.size() == 1);
    CHECK(has(result.failures[0].error.message, "bad\\x1b[2J.txt"));
  }
  const TemporaryFolder folder;
  folder.write("dir.txt/inner.txt", kText);
  CHECK(ids_of(read_all({folder.path()})) == std::vector<std::string>{"dir.txt/inner.txt"});
}

TEST_CASE("files and folders that may not be read are one error each", "[extract]") {
  // The super-user may read everything, so the case runs as nobody, where it may become that.
  const bool super = ::geteuid() == 0;
  if (super && ::seteuid(65534) != 0) {
    WARN("skipped: the super-user may read everything");
    return;
  }
  const TemporaryFolder folder;
  ::chmod(folder.write("bad.txt", kText).c_str(), 0);
  CHECK(only_failure(folder, "bad.txt").code == ErrorCode::Io);
  std::filesystem::remove(folder.path("bad.txt"));
  folder.write("bad/a.txt", kText);
  ::chmod(folder.path("bad").c_str(), 0);
  CHECK(has(read_all({folder.path()}).failures.at(0).error.message, "bad"));
  ::chmod(folder.path("bad").c_str(), 0700);
  if (super) CHECK(::seteuid(0) == 0);
}

}  // namespace
}  // namespace onrecord
