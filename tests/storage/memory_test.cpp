// What StoreOptions::memory_bytes holds in bounds.

#include <random>

#include "storage/open.h"
#include "storage/view.h"
#include "storage/writing.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

constexpr std::uint64_t kMiB = 1u << 20;

/// Of all families together, or of the cache that they share.
std::uint64_t property(const StoreState& state, const std::string& name, bool of_all) {
  std::uint64_t sum = 0;
  for (const Column column : all_columns()) {
    std::uint64_t value = 0;
    REQUIRE(state.database->db().GetIntProperty(state.database->handle(column), name, &value));
    if (!of_all) return value;
    sum += value;
  }
  return sum;
}

/// A document with a text that no compression makes smaller.
Contribution long_document(unsigned number) {
  std::mt19937 random(number);
  Contribution one;
  one.document.id = {"long-" + std::to_string(number)};
  one.extraction.document = one.document.id;
  one.extraction.extractor = {"1.0", "none"};
  for (int i = 0; i < 200'000; ++i) {
    one.document.text += static_cast<char>('!' + random() % 90);
  }
  return one;
}

}  // namespace

TEST_CASE("a store's memory holds its write buffers and its cache in bounds", "[storage]") {
  constexpr unsigned kDocuments = 200;
  for (const std::uint64_t memory : {16 * kMiB, 32 * kMiB}) {
    const sample::Folder folder;
    StoreOptions options;
    options.memory_bytes = memory;
    options.sync = false;
    const std::unique_ptr<StoreState> writer = must(open_writer(folder / "s", options));
    CHECK(property(*writer, "rocksdb.block-cache-capacity", false) == memory / 2);
    std::uint64_t most = 0;
    for (unsigned i = 0; i < kDocuments; ++i) {
      must(Writing(*writer).put(long_document(i)));
      most = std::max(most, property(*writer, "rocksdb.cur-size-all-mem-tables", true));
    }
    CHECK(most > memory / 8);  // it is used
    CHECK(most <= memory / 4 * 3);
    std::uint64_t cached = 0;
    for (unsigned i = 0; i < kDocuments; ++i) {
      CHECK(must(read_document(View(*writer), {"long-" + std::to_string(i)})));
      cached = std::max(cached, property(*writer, "rocksdb.block-cache-usage", false));
    }
    CHECK(cached > memory / 8);
    CHECK(cached <= memory / 2 + kMiB);  // blocks that a compaction holds come on top
    const std::unique_ptr<StoreState> reader = must(open_reader(folder / "s", memory));
    CHECK(property(*reader, "rocksdb.block-cache-capacity", false) == memory / 2);
  }
}

TEST_CASE("less than the least memory counts as the least", "[storage]") {
  const sample::Folder folder;
  StoreOptions options;
  options.memory_bytes = 1;
  const std::unique_ptr<StoreState> writer = must(open_writer(folder / "s", options));
  CHECK(property(*writer, "rocksdb.block-cache-capacity", false) == kLeastMemory / 2);
}

}  // namespace onrecord
