#include "storage/codec.h"

#include <array>
#include <bit>
#include <limits>

#include "model/ids.h"

namespace onrecord {

void ByteWriter::signed_varint(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::fixed64(std::uint64_t value) {
  char big_endian[8];
  for (int i = 0; i < 8; ++i) big_endian[i] = static_cast<char>(value >> (56 - 8 * i));
  bytes_.append(big_endian, sizeof big_endian);
}

void ByteWriter::real(double value) { fixed64(std::bit_cast<std::uint64_t>(value)); }

void ByteWriter::string(std::string_view value) {
  varint(value.size());
  bytes_.append(value);
}

void ByteWriter::date(const PartialDate& date) {
  if (date == PartialDate{}) return u8(0);
  u8(1);
  varint(static_cast<std::uint16_t>(date.year));
  u8(static_cast<std::uint8_t>(date.month));
  u8(static_cast<std::uint8_t>(date.day));
}

void ByteWriter::spans(const Spans& spans) {
  varint(spans.size());
  std::int64_t previous = 0;
  for (const Span span : spans) {
    signed_varint(std::int64_t{span.begin} - previous);
    signed_varint(std::int64_t{span.end} - std::int64_t{span.begin});
    previous = span.end;
  }
}

std::uint64_t ByteReader::longer_varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = u8();
    if (shift == 63 && byte > 1) break;  // more than 64 bits
    if (shift > 0 && byte == 0) break;   // not the shortest form
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  fail();
  return 0;
}

std::int64_t ByteReader::signed_varint() {
  const std::uint64_t bits = varint();
  return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
}

PartialDate ByteReader::date() {
  if (!flag()) return {};
  const std::uint64_t year = varint();
  const std::uint8_t month = u8();
  const std::uint8_t day = u8();
  if (year > 9999 || month > 12 || day > 31 || (year == 0 && month == 0 && day == 0)) fail();
  if (failed_) return {};
  return {static_cast<std::int16_t>(year), static_cast<std::int8_t>(month),
          static_cast<std::int8_t>(day)};
}

Spans ByteReader::spans() {
  const std::size_t size = count();
  Spans spans;
  spans.reserve(size);
  constexpr std::int64_t kMax = std::numeric_limits<std::uint32_t>::max();
  std::int64_t previous = 0;
  for (std::size_t i = 0; i < size && !failed_; ++i) {
    const std::int64_t step = signed_varint();
    const std::int64_t length = signed_varint();
    if (step < -kMax || step > kMax || length < -kMax || length > kMax) fail();
    if (failed_) break;
    const std::int64_t begin = previous + step;
    const std::int64_t end = begin + length;
    if (begin < 0 || begin > kMax || end < 0 || end > kMax) fail();
    spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    previous = end;
  }
  return failed_ ? Spans{} : spans;
}

bool ByteReader::flag() {
  const std::uint8_t value = u8();
  if (value > 1) fail();
  return value == 1;
}

std::size_t ByteReader::count() {
  const std::uint64_t value = varint();
  if (value > rest_.size()) fail();
  return failed_ ? 0 : static_cast<std::size_t>(value);
}

namespace {

constexpr std::size_t kChecksumBytes = 4;

std::array<char, kChecksumBytes> checksum(std::string_view bytes) {
  const std::uint64_t hash = hash_bytes(bytes);
  return {static_cast<char>(hash >> 24), static_cast<char>(hash >> 16),
          static_cast<char>(hash >> 8), static_cast<char>(hash)};
}

}  // namespace

std::string ValueWriter::seal() {
  std::string value = take();
  const auto sum = checksum(value);
  value.append(sum.data(), sum.size());
  return value;
}

SealState unseal(std::string_view value, std::string_view& payload, std::uint8_t format) {
  if (value.size() < 1 + kChecksumBytes) return SealState::Short;
  const std::string_view body = value.substr(0, value.size() - kChecksumBytes);
  const auto sum = checksum(body);
  if (value.substr(body.size()) != std::string_view(sum.data(), sum.size())) {
    return SealState::Altered;
  }
  if (static_cast<std::uint8_t>(body.front()) != format) return SealState::Newer;
  payload = body.substr(1);
  return SealState::Good;
}

}  // namespace onrecord
