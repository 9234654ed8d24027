#include "model/ids.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "model/code_points.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxDocumentIdBytes = 512;

/// C0 and DEL are one byte; C1, U+0080 to U+009F, is 0xC2 and one below 0xA0.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) return true;
    if (c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

std::optional<DocumentId> parse_document_id(std::string_view text) {
  const bool sized = !text.empty() && text.size() <= kMaxDocumentIdBytes;
  if (!sized || find_invalid_utf8(text) || has_control(text)) return std::nullopt;
  return DocumentId{std::string(text)};
}

std::string to_hex(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) hex[i] = kDigits[value & 15];
  return hex;
}

std::optional<std::uint64_t> parse_hex(std::string_view digits) {
  if (digits.size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    value <<= 4;
    if (c >= '0' && c <= '9') {
      value |= static_cast<std::uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value |= static_cast<std::uint64_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      value |= static_cast<std::uint64_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

std::uint64_t hash_bytes(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace onrecord
