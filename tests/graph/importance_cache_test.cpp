#include "graph/importance_cache.h"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "tests/catch.h"

using namespace onrecord;

namespace {

/// A folder that goes with it.
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "onrecord_kept_XXXXXX").string();
    if (!::mkdtemp(name.data())) FAIL("no temporary folder");
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

ImportanceTable sample() {
  ImportanceTable table;
  table.rows = {{EntityId{7}, EntityId{9}, 0, 3.5}, {EntityId{8}, EntityId{}, 2, 0.25}};
  table.modularity = 0.5;
  table.sampled = 64;
  return table;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("an answer is found again under its key and no other", "[graph]") {
  const Folder folder;
  const ImportanceCache cache(folder.path / "deep" / "er");
  CHECK_FALSE(cache.find("a"));
  REQUIRE(cache.keep("a", sample()));
  CHECK(cache.find("a") == sample());
  CHECK_FALSE(cache.find("b"));
  std::filesystem::copy(cache.file_of("a"), cache.file_of("b"));
  CHECK_FALSE(cache.find("b"));  // as if two keys had one hash
}

TEST_CASE("an answer that is cut short or altered is none", "[graph]") {
  const Folder folder;
  const ImportanceCache cache(folder.path);
  REQUIRE(cache.keep("a", sample()));
  const std::string whole = bytes_of(cache.file_of("a"));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x20);
    std::ofstream(cache.file_of("a"), std::ios::binary) << bytes;
    CHECK_FALSE(cache.find("a"));
    std::ofstream(cache.file_of("a"), std::ios::binary) << whole.substr(0, i);
    CHECK_FALSE(cache.find("a"));
  }
}

TEST_CASE("where an answer cannot be kept, that is said", "[graph]") {
  const Folder folder;
  std::ofstream(folder.path / "file") << "x";
  const Status kept = ImportanceCache(folder.path / "file").keep("a", sample());
  REQUIRE_FALSE(kept);
  CHECK(kept.error().code == ErrorCode::Io);
}

TEST_CASE("the oldest answers make room", "[graph]") {
  const Folder folder;
  const ImportanceCache cache(folder.path);
  for (int i = 0; i < 70; ++i) REQUIRE(cache.keep("key " + std::to_string(i), sample()));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path)) {
    files += entry.is_regular_file();
  }
  CHECK(files == 64);
}
