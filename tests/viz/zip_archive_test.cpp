#include "viz/zip_archive.h"

#include <cstdlib>
#include <ctime>
#include <sstream>
#include <streambuf>

#include "tests/read_zip.h"

namespace onrecord {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

Status write(std::ostream& out, const Files& files) {
  std::vector<std::istringstream> streams;
  for (const auto& [name, bytes] : files) streams.emplace_back(bytes);
  std::vector<ZipEntry> entries;
  for (std::size_t i = 0; i < files.size(); ++i) {
    entries.push_back({files[i].first, files[i].second.size(), streams[i]});
  }
  return write_zip(out, entries);
}

std::string zipped(const Files& files) {
  std::ostringstream out;
  const Status written = write(out, files);
  if (!written) FAIL(written.error().message);
  return out.str();
}

std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 300'000; ++i) text += std::to_string(i * 7919) + "\n";
  return text;
}

/// A disk that is full after so many bytes.
class Full : public std::streambuf {
 public:
  explicit Full(std::size_t room) : room_(room) {}

 protected:
  int_type overflow(int_type c) override { return room_-- > 0 ? c : traits_type::eof(); }
  std::streamsize xsputn(const char*, std::streamsize size) override {
    if (static_cast<std::size_t>(size) > room_) return 0;
    room_ -= static_cast<std::size_t>(size);
    return size;
  }

 private:
  std::size_t room_;
};

/// So many zeros.
class Zeros : public std::streambuf {
 public:
  explicit Zeros(std::uint64_t size) : left_(size) {}

 protected:
  int_type underflow() override {
    if (left_ == 0) return traits_type::eof();
    const std::size_t size = std::min<std::uint64_t>(left_, zeros_.size());
    left_ -= size;
    setg(zeros_.data(), zeros_.data(), zeros_.data() + size);
    return 0;
  }

 private:
  std::uint64_t left_;
  std::vector<char> zeros_ = std::vector<char>(1 << 20);
};

}  // namespace

TEST_CASE("a zip archive gives its files back, in their order", "[viz]") {
  const Files files = {{"z.csv", long_text()}, {"empty.csv", ""}, {"a.cypher", "// \"\n\xff\n"}};
  const std::string zip = zipped(files);
  CHECK((read_zip(zip) == files));
  CHECK(zip.size() < long_text().size() / 2);
}

TEST_CASE("the same files are the same archive, wherever and whenever it is made", "[viz]") {
  const Files files = {{"a.csv", long_text()}, {"b.csv", "x"}};
  const std::string zip = zipped(files);
  for (const char* zone : {"Pacific/Kiritimati", "America/Los_Angeles", "XYZ-14"}) {
    setenv("TZ", zone, 1);
    tzset();
    CHECK((zipped(files) == zip));
  }
  unsetenv("TZ");
  tzset();
  // No name, no time, no zip64: version 2.0 is enough to read it, and it is of 1980-01-01.
  CHECK((zip.substr(0, 6) == std::string("PK\x03\x04\x14\x00", 6)));
  CHECK((zip.substr(10, 4) == std::string("\x00\x00\x21\x00", 4)));
}

TEST_CASE("an archive that cannot be finished says so, wherever the disk is full", "[viz]") {
  const Files files = {{"a.csv", long_text()}, {"b.csv", "x"}};
  const std::size_t whole = zipped(files).size();
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, whole / 2, whole - 1}) {
    Full disk(room);
    std::ostream out(&disk);
    const Status written = write(out, files);
    INFO(room);
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::Io);
  }
}

TEST_CASE("an entry with fewer bytes than it says is refused", "[viz]") {
  std::istringstream bytes("short");
  std::ostringstream out;
  const Status written = write_zip(out, {{"a.csv", 6, bytes}});
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("'a.csv'") != std::string::npos);
}

TEST_CASE("a file of more than 4 GiB makes a zip64 archive", "[viz][.slow]") {
  const std::uint64_t size = (std::uint64_t{1} << 32) + 17;
  Zeros zeros(size);
  std::istream bytes(&zeros);
  std::istringstream second("behind it");
  std::ostringstream out;
  const Status written = write_zip(out, {{"large", size, bytes}, {"small", 9, second}});
  if (!written) FAIL(written.error().message);
  archive* zip = archive_read_new();
  archive_read_support_format_zip_seekable(zip);
  const std::string made = out.str();
  REQUIRE(archive_read_open_memory(zip, made.data(), made.size()) == ARCHIVE_OK);
  archive_entry* entry = nullptr;
  REQUIRE(archive_read_next_header(zip, &entry) == ARCHIVE_OK);
  CHECK(static_cast<std::uint64_t>(archive_entry_size(entry)) == size);
  CHECK(archive_read_data_skip(zip) == ARCHIVE_OK);
  REQUIRE(archive_read_next_header(zip, &entry) == ARCHIVE_OK);
  CHECK(archive_entry_size(entry) == 9);
  archive_read_free(zip);
}

}  // namespace onrecord
