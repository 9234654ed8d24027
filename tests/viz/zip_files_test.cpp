#include "viz/zip_files.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "tests/read_zip.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "onrecord-zip-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
};

const std::string kMuch(1 << 20, 'x');

}  // namespace

TEST_CASE("files that are written side by side become one archive", "[viz]") {
  const Folder folder;
  ZipFiles files(folder.path);
  const Status filled = files.fill([&](FileSet& set) {
    std::ostream& first = set.add("first.csv");
    std::ostream& second = set.add("second.csv");
    for (int i = 0; i < 3; ++i) {
      first << "a" << kMuch;
      second << i;
    }
    set.add("empty.csv");
    CHECK(fs::is_empty(folder.path));  // nobody sees them
    return Status();
  });
  REQUIRE(filled);
  std::ostringstream out;
  REQUIRE(files.write(out));
  const std::string line = "a" + kMuch;
  const auto found = read_zip(out.str());
  REQUIRE(found.size() == 3);
  CHECK((found[0] == std::pair<std::string, std::string>("first.csv", line + line + line)));
  CHECK((found[1] == std::pair<std::string, std::string>("second.csv", "012")));
  CHECK((found[2] == std::pair<std::string, std::string>("empty.csv", "")));
}

TEST_CASE("what a writer says of the files is handed on", "[viz]") {
  const Folder folder;
  ZipFiles files(folder.path);
  const Status filled = files.fill([](FileSet&) {
    return Status(Error{ErrorCode::Corrupt, "a row is bad"});
  });
  REQUIRE_FALSE(filled);
  CHECK(filled.error().message == "a row is bad");
}

TEST_CASE("a folder that takes no files is named", "[viz]") {
  ZipFiles files("/no/such/folder");
  const Status filled = files.fill([](FileSet& set) {
    CHECK_FALSE(set.add("a.csv") << kMuch);
    return Status();
  });
  REQUIRE_FALSE(filled);
  CHECK(filled.error().code == ErrorCode::Io);
  CHECK(filled.error().message.find("'/no/such/folder'") != std::string::npos);
}

TEST_CASE("nothing more is written for somebody who has gone", "[viz]") {
  const Folder folder;
  bool here = true;
  ZipFiles files(folder.path, [&] { return here; });
  const Status filled = files.fill([&](FileSet& set) {
    std::ostream& out = set.add("a.csv");
    CHECK(out << kMuch);
    here = false;
    CHECK_FALSE(out << kMuch);
    return Status(Error{ErrorCode::Io, "is the disk full?"});
  });
  REQUIRE_FALSE(filled);
  CHECK(filled.error().code == ErrorCode::Busy);
}

TEST_CASE("a process that is killed half way leaves nothing behind", "[viz]") {
  const Folder folder;
  const pid_t child = fork();
  if (child == 0) {
    ZipFiles files(folder.path);
    static_cast<void>(files.fill([](FileSet& set) {
      set.add("a.csv") << kMuch << std::flush;
      raise(SIGKILL);
      return Status();
    }));
    _exit(0);
  }
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  CHECK(fs::is_empty(folder.path));
}

}  // namespace onrecord
