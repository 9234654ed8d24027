#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/date.h"
#include "model/span.h"

namespace onrecord {

/// Appends the primitives of storage/FORMAT.md to a value.
class ByteWriter {
 public:
  void u8(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  /// LEB128: 7 bits a byte, lowest first, high bit set on all but the last; 1 to 10 bytes.
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) u8(static_cast<std::uint8_t>(value | 0x80));
    u8(static_cast<std::uint8_t>(value));
  }
  /// Zigzag, then varint: 0, -1, 1, -2 ... become 0, 1, 2, 3.
  void signed_varint(std::int64_t value);
  void fixed64(std::uint64_t value);    ///< big-endian
  void real(double value);              ///< its IEEE 754 bits as fixed64
  void string(std::string_view value);  ///< varint length, bytes
  void date(const PartialDate& date);   ///< varint year, month, day; one byte 0 when empty
  void spans(const Spans& spans);

  /// Room for so many bytes more, where one knows about how many come.
  void reserve(std::size_t bytes) { bytes_.reserve(bytes_.size() + bytes); }

  std::string_view bytes() const { return bytes_; }
  /// To write anew with the memory that it has.
  void clear() { bytes_.clear(); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them back. The first read past the end, or of a value no writer makes, fails the reader;
/// from then on every read gives zero or empty, so decoders check once, at the end. Keeps a view of
/// the bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8() {
    if (rest_.empty()) {
      fail();
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint64_t varint() {
    const bool one_byte = !rest_.empty() && static_cast<std::uint8_t>(rest_.front()) < 0x80;
    return one_byte ? u8() : longer_varint();
  }
  std::int64_t signed_varint();
  std::uint64_t fixed64() {
    constexpr std::size_t kBytes = 8;
    if (rest_.size() < kBytes) {
      fail();
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kBytes; ++i) {
      value = value << 8 | static_cast<std::uint8_t>(rest_[i]);
    }
    rest_.remove_prefix(kBytes);
    return value;
  }
  double real() { return std::bit_cast<double>(fixed64()); }
  std::string string() { return std::string(view()); }
  std::string_view view() {  ///< of a string; into the bytes
    const std::size_t size = count();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  PartialDate date();
  Spans spans();
  bool flag();  ///< u8 that must be 0 or 1
  /// Number of items that follow, each of at least one byte: never more than the bytes left, so a
  /// damaged count cannot ask for memory.
  std::size_t count();

  void fail() {
    failed_ = true;
    rest_ = {};
  }
  bool failed() const { return failed_; }
  /// What is left to read.
  std::string_view rest() const { return rest_; }
  /// All read and nothing left over.
  bool done() const { return !failed_ && rest_.empty(); }

 private:
  std::uint64_t longer_varint();

  std::string_view rest_;
  bool failed_ = false;
};

/// Format of the values that this build writes; the first byte of each.
inline constexpr std::uint8_t kValueFormat = 1;
/// That of a decision which keeps entities apart: programs that do not know of this kind refuse it
/// as newer instead of taking it for damage.
inline constexpr std::uint8_t kKeepApartFormat = 2;

/// A sealed value in the making: format byte, payload, and at the end the checksum (the low 32 bits
/// of XXH3-64 of both, big-endian).
class ValueWriter : public ByteWriter {
 public:
  explicit ValueWriter(std::uint8_t format = kValueFormat) { u8(format); }
  std::string seal();
};

/// Why a value could not be opened.
enum class SealState { Good, Short, Altered, Newer };

/// Sets `payload` to a view into `value` when Good. Newer: it is whole, and of another format.
SealState unseal(std::string_view value, std::string_view& payload,
                 std::uint8_t format = kValueFormat);

}  // namespace onrecord
