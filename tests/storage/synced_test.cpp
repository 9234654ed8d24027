#include "storage/synced.h"

#include <algorithm>
#include <fstream>

#include "storage/log_scan.h"
#include "storage/open.h"
#include "storage/synced_slots.h"
#include "storage/writing.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

/// The newest file of a store whose name begins and ends so.
fs::path newest(const fs::path& store, const std::string& begin, const std::string& end) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& file : fs::directory_iterator(store)) {
    const std::string name = file.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(end)) found.push_back(file.path());
  }
  REQUIRE_FALSE(found.empty());
  return *std::max_element(found.begin(), found.end());
}

void flip(const fs::path& path, std::uint64_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  char byte = 0;
  file.seekg(static_cast<std::streamoff>(at)).get(byte);
  file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte ^ 1));
}

void append(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::app) << bytes;
}

/// Both ways to open refuse, and name the file and the remedy.
void check_refused(const fs::path& store, const fs::path& file) {
  for (const Result<Store>& opened : {Store::open(store), Store::open_read_only(store)}) {
    REQUIRE_FALSE(opened);
    INFO(opened.error().message);
    CHECK(opened.error().code == ErrorCode::Corrupt);
    CHECK(opened.error().message.find(file.filename().string()) != std::string::npos);
    CHECK(opened.error().message.find("onrecord repair") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("the checksum of logs is the known one", "[storage]") {
  CHECK(crc32c(0, "123456789", 9) == 0xe3069283u);
  const std::string zeros(32, '\0');
  CHECK(crc32c(0, zeros.data(), zeros.size()) == 0x8a9136aau);
  CHECK(crc32c(crc32c(0, "12345", 5), "6789", 4) == 0xe3069283u);
}

TEST_CASE("a slot is read back, and nothing else is", "[storage]") {
  const SyncedState state{7, {{"MANIFEST-000004", 1234}, {"000012.log", 0}}};
  const std::string slot = encode_synced(state);
  CHECK(slot.size() == kSyncedSlot);
  const std::string empty(kSyncedSlot, '\0');
  CHECK(decode_synced(slot + empty) == state);
  CHECK(decode_synced(empty + slot) == state);
  CHECK(decode_synced(slot + encode_synced({8, {}})) == SyncedState{8, {}});
  CHECK_FALSE(decode_synced(empty + empty));
  CHECK_FALSE(decode_synced(""));
  for (std::size_t i = 0; i < 60; ++i) {
    std::string altered = slot;
    altered[i] = static_cast<char>(altered[i] ^ 4);
    CHECK(decode_synced(altered + empty) != std::optional(SyncedState{7, {}}));
    CHECK_FALSE(decode_synced(altered + empty));
    CHECK(decode_synced(altered + encode_synced({6, {}})) == SyncedState{6, {}});
  }
  SyncedState many{1, {}};
  for (int i = 0; i < 1'000; ++i) many.bytes[std::to_string(1'000 + i) + ".log"] = 9;
  const std::optional<SyncedState> some = decode_synced(encode_synced(many) + empty);
  REQUIRE(some);
  CHECK(some->bytes.size() > 100);
  CHECK(some->bytes.contains("1999.log"));
}

TEST_CASE("a log that is damaged where it was acknowledged is refused by name", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(20)));
  const fs::path log = newest(folder / "s", "", ".log");
  const std::uint64_t size = fs::file_size(log);
  REQUIRE(size > 50'000);
  const LogScan whole = must(scan_log(log, UINT64_MAX));
  CHECK(whole.whole == size);
  for (const std::uint64_t at : {std::uint64_t{3}, size / 3, size - 1}) {
    flip(log, at);
    CHECK(must(scan_log(log, UINT64_MAX)).whole <= at);
    check_refused(folder / "s", log);
    flip(log, at);
  }
  fs::copy_file(log, folder / "log");
  fs::resize_file(log, size / 2);
  check_refused(folder / "s", log);
  fs::remove(log);
  check_refused(folder / "s", log);
  fs::copy_file(folder / "log", log);
  CHECK(must(must(Store::open(folder / "s")).stats()).documents == 20);
}

TEST_CASE("a torn end of a log, where nothing was acknowledged, opens", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(5)));
  const std::string tail =
      GENERATE(std::string(1, 'x'), std::string(5'000, '\0'), std::string(40'000, 'y'));
  append(newest(folder / "s", "", ".log"), tail);
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 5);
  Store store = must(Store::open(folder / "s"));
  CHECK(must(store.verify()).problems.empty());
  must(store.put_all(sample::contributions(8)));
}

TEST_CASE("a list of files that lost its end is refused by name", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(5)));
  must(must(Store::open(folder / "s")).put_all(sample::contributions(9)));
  const fs::path manifest = newest(folder / "s", "MANIFEST-", "");
  const std::uint64_t size = fs::file_size(manifest);
  fs::copy_file(manifest, folder / "manifest");
  for (const std::uint64_t left : {size - 1, size * 2 / 3, std::uint64_t{40}, std::uint64_t{0}}) {
    fs::resize_file(manifest, left);
    check_refused(folder / "s", manifest);
    fs::copy_file(folder / "manifest", manifest, fs::copy_options::overwrite_existing);
  }
  append(manifest, "torn");
  CHECK(must(must(Store::open(folder / "s")).stats()).documents == 9);
}

TEST_CASE("a torn end of the list of files, which nobody was promised, is cut off", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(5)));
  const fs::path manifest = newest(folder / "s", "MANIFEST-", "");
  append(manifest, std::string(500, '\0') + std::string(6'000, 'x'));
  Store store = must(Store::open(folder / "s"));
  CHECK(must(store.stats()).documents == 5);
  CHECK(must(store.verify()).problems.empty());
}

TEST_CASE("a store without the file, or with one of an earlier opening, opens", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(sample::contributions(3)));
  const fs::path file = folder / "s" / kSyncedFile;
  fs::copy_file(file, folder / "old");
  must(must(Store::open(folder / "s")).put_all(sample::contributions(6)));
  fs::copy_file(folder / "old", file, fs::copy_options::overwrite_existing);
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 6);
  fs::remove(file);
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 6);
  std::ofstream(file) << "nonsense";
  Store store = must(Store::open(folder / "s"));
  CHECK(fs::file_size(file) == 2 * kSyncedSlot);
  CHECK(must(store.stats()).documents == 6);
}

TEST_CASE("logs that went to tables are promised no more", "[storage]") {
  const sample::Folder folder;
  const std::unique_ptr<StoreState> state = must(open_writer(folder / "s", {}));
  const std::string first = newest(folder / "s", "", ".log").filename().string();
  for (const Contribution& one : sample::contributions(6)) {
    Writing writing(*state);
    must(writing.put(one));
    must(writing.finish());
    must(check_synced(folder / "s", "store"));
    CHECK(state->database->flush().ok());
    must(check_synced(folder / "s", "store"));
  }
  CHECK(newest(folder / "s", "", ".log").filename().string() != first);
  CHECK_FALSE(fs::exists(folder / "s" / first));
  CHECK(must(must(Store::open_read_only(folder / "s")).stats()).documents == 6);
}

}  // namespace onrecord
