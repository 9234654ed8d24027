#include "storage/spill_sort.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "tests/catch.h"

using namespace onrecord;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

SpillSort::Options little(std::size_t memory) {
  return {memory, std::filesystem::temp_directory_path()};
}

Pairs sorted_by(SpillSort& sort, const Pairs& records) {
  for (const auto& [key, value] : records) REQUIRE(sort.add(key, value));
  REQUIRE(sort.finish());
  Pairs found;
  for (;;) {
    const auto record = sort.next();
    REQUIRE(record);
    if (!*record) break;
    found.emplace_back((*record)->key, (*record)->value);
  }
  return found;
}

/// Keys of few letters, so that many are equal or begin as others; some values are large.
Pairs at_random(std::size_t size) {
  std::mt19937 random(5);
  Pairs records;
  for (std::size_t i = 0; i < size; ++i) {
    std::string key;
    for (auto letters = random() % 12; letters > 0; --letters) {
      key += static_cast<char>("\x00\x01z\xff"[random() % 4]);
    }
    std::string value = std::to_string(i);
    if (random() % 50 == 0) value += std::string(random() % 40'000, 'v');
    records.emplace_back(key, value);
  }
  return records;
}

/// No file of this process grows beyond so many bytes for as long as this lives.
class FewBytesInFiles {
 public:
  explicit FewBytesInFiles(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit few{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &few);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FewBytesInFiles() {
    std::signal(SIGXFSZ, handler_);
    setrlimit(RLIMIT_FSIZE, &before_);
  }
  FewBytesInFiles(const FewBytesInFiles&) = delete;
  FewBytesInFiles& operator=(const FewBytesInFiles&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

}  // namespace

TEST_CASE("records come back in the order of their keys, in whatever memory", "[storage]") {
  const Pairs records = at_random(3'000);
  Pairs expected = records;
  std::stable_sort(expected.begin(), expected.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t runs = 0;
  for (const std::size_t memory : {50'000'000u, 100'000u, 1'000u, 1u}) {
    INFO(memory);
    SpillSort sort(little(memory));
    CHECK((sorted_by(sort, records) == expected));
    CHECK((memory == 50'000'000u ? sort.runs() == 0 : sort.runs() > runs));
    runs = sort.runs();
  }
  CHECK(runs == records.size());
}

TEST_CASE("nothing sorted is nothing, and empty records are records", "[storage]") {
  SpillSort none(little(10));
  CHECK(sorted_by(none, {}).empty());
  SpillSort two(little(1));
  CHECK((sorted_by(two, {{"", ""}, {"", "b"}}) == Pairs{{"", ""}, {"", "b"}}));
}

TEST_CASE("a sort that has no folder to wait in says so", "[storage]") {
  const auto refused = [](const std::filesystem::path& folder) {
    SpillSort sort({1, folder});
    REQUIRE(sort.add("a", ""));
    const Status added = sort.add("b", "");
    REQUIRE_FALSE(added);
    CHECK(added.error().code == ErrorCode::Io);
    CHECK(added.error().message.find("/no/such/folder") != std::string::npos);
    return added.error().message;
  };
  setenv("TMPDIR", "/no/such/folder", 1);
  CHECK(refused(spool_folder()).find("; set TMPDIR to another folder") != std::string::npos);
  unsetenv("TMPDIR");
  CHECK(refused("/no/such/folder").find("TMPDIR") == std::string::npos);
}

TEST_CASE("a sort that finds the disk full says so", "[storage]") {
  SpillSort sort(little(100'000));
  Status status;
  {
    const FewBytesInFiles limit(50'000);
    for (int i = 0; i < 300 && status; ++i)
      status = sort.add(std::to_string(i), std::string(1'000, 'v'));
    if (status) status = sort.finish();
  }
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::Io);
  CHECK(status.error().message.find("disk full") != std::string::npos);
}
