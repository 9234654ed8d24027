#include "storage/log_scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <vector>

namespace onrecord {

namespace {

constexpr std::size_t kBlock = 32'768;
constexpr std::size_t kHeader = 7;     // checksum, length, type
constexpr std::size_t kLogNumber = 4;  // more, in a recycled log
constexpr std::uint8_t kFirstRecycled = 5, kLastRecycled = 8;

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

/// Table 0 is the usual one; table k gives what a byte does k bytes further on.
Tables make_tables() {
  constexpr std::uint32_t kReversedPolynomial = 0x82f63b78;
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? kReversedPolynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < tables.size(); ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

std::uint32_t little_endian(const char* bytes, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = (value << 8) | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

std::uint32_t unmask(std::uint32_t masked) {
  const std::uint32_t rotated = masked - 0xa282ead8u;
  return (rotated >> 17) | (rotated << 15);
}

/// Bytes of the whole record at `at`; 0 when there is none.
std::size_t whole_record(const std::vector<char>& block, std::size_t at, std::size_t size) {
  if (size - at < kHeader) return 0;
  const char* record = block.data() + at;
  const std::size_t length = little_endian(record + 4, 2);
  const auto type = static_cast<std::uint8_t>(record[6]);
  const bool recycled = type >= kFirstRecycled && type <= kLastRecycled;
  const std::size_t total = kHeader + (recycled ? kLogNumber : 0) + length;
  if (type == 0 || total > size - at) return 0;
  const std::uint32_t found = crc32c(0, record + 6, total - 6);
  return found == unmask(little_endian(record, 4)) ? total : 0;
}

}  // namespace

std::uint32_t crc32c(std::uint32_t crc, const char* bytes, std::size_t size) {
  static const Tables tables = make_tables();
  crc = ~crc;
  for (; size >= 8; size -= 8, bytes += 8) {
    const std::uint32_t low = crc ^ little_endian(bytes, 4);
    const std::uint32_t high = little_endian(bytes + 4, 4);
    crc = tables[7][low & 0xff] ^ tables[6][(low >> 8) & 0xff] ^ tables[5][(low >> 16) & 0xff] ^
          tables[4][low >> 24] ^ tables[3][high & 0xff] ^ tables[2][(high >> 8) & 0xff] ^
          tables[1][(high >> 16) & 0xff] ^ tables[0][high >> 24];
  }
  for (; size > 0; --size, ++bytes) {
    crc = (crc >> 8) ^ tables[0][(crc ^ static_cast<std::uint8_t>(*bytes)) & 0xff];
  }
  return ~crc;
}

Result<LogScan> scan_log(const std::filesystem::path& file, std::uint64_t limit) {
  std::error_code failed;
  LogScan scan;
  scan.size = std::filesystem::file_size(file, failed);
  if (failed == std::errc::no_such_file_or_directory) {
    return Error{ErrorCode::NotFound, file.filename().string() + " is not there"};
  }
  std::ifstream in(file, std::ios::binary);
  if (failed || !in) return Error{ErrorCode::Io, file.filename().string() + " cannot be read"};
  std::vector<char> block(kBlock);
  for (std::uint64_t begin = 0; scan.whole < limit; begin += kBlock) {
    in.read(block.data(), static_cast<std::streamsize>(kBlock));
    if (in.bad()) return Error{ErrorCode::Io, file.filename().string() + " cannot be read"};
    const auto size = static_cast<std::size_t>(in.gcount());
    std::size_t at = 0;
    while (const std::size_t record = whole_record(block, at, size)) {
      at += record;
      scan.whole = begin + at;
      if (scan.whole >= limit) return scan;
    }
    if (size < kBlock || kBlock - at >= kHeader) return scan;
  }
  return scan;
}

}  // namespace onrecord
