// Counts characters by their first bytes: each byte that is not 10xxxxxx begins one. "a€b" has the
// first bytes 0, 1 and 4. Text that is not UTF-8 gives numbers of no meaning, but never a read
// outside it.

#include "model/code_points.h"

#include <algorithm>
#include <cstring>

namespace onrecord {
namespace {

constexpr std::size_t kBlockBytes = 64;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

/// Bytes of the well-formed character at `i` (RFC 3629, section 4); 0 when there is none.
std::size_t character_length(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length > text.size() - i) return 0;
  const unsigned second = byte_at(text, i + 1);
  const unsigned lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) return 0;
  for (std::size_t k = 2; k < length; ++k) {
    if (begins_character(text[i + k])) return 0;
  }
  return length;
}

/// Where ASCII from byte `i` on ends: eight bytes at a time.
std::size_t ascii_bytes(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kBeyond = 0x8080'8080'8080'8080;
  for (std::uint64_t eight = 0; i + sizeof eight <= text.size(); i += sizeof eight) {
    std::memcpy(&eight, text.data() + i, sizeof eight);
    if ((eight & kBeyond) != 0) break;
  }
  while (i < text.size() && byte_at(text, i) < 0x80) ++i;
  return i;
}

std::uint32_t count_characters(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += begins_character(c) ? 1 : 0;
  return count;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t i = ascii_bytes(text, 0); i < text.size(); i = ascii_bytes(text, i)) {
    const std::size_t length = character_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / kBlockBytes + 1);
  for (std::size_t begin = 0; begin < text.size(); begin += kBlockBytes) {
    before_block_.push_back(size_);
    size_ += count_characters(text.substr(begin, kBlockBytes));
  }
  if (text.size() % kBlockBytes == 0) before_block_.push_back(size_);
}

std::uint32_t CodePoints::from_byte(std::uint32_t offset) const {
  if (offset >= text_.size()) return size_;
  const std::size_t block = offset / kBlockBytes;
  const std::size_t begin = block * kBlockBytes;
  return before_block_[block] + count_characters(text_.substr(begin, offset - begin));
}

std::uint32_t CodePoints::to_byte(std::uint32_t index) const {
  if (index >= size_) return static_cast<std::uint32_t>(text_.size());
  const auto after = std::upper_bound(before_block_.begin(), before_block_.end(), index);
  const std::size_t block = static_cast<std::size_t>(after - before_block_.begin()) - 1;
  std::uint32_t count = before_block_[block];
  std::size_t i = block * kBlockBytes;
  if (after != before_block_.end() && *after - count == kBlockBytes) {
    return static_cast<std::uint32_t>(i + index - count);  // each byte begins a character
  }
  while (!begins_character(text_[i]) || count++ < index) ++i;
  return static_cast<std::uint32_t>(i);
}

std::pair<std::uint32_t, std::uint32_t> CodePoints::from_span(Span span) const {
  return {from_byte(span.begin), from_byte(span.end)};
}

std::optional<Span> CodePoints::to_span(std::uint32_t begin, std::uint32_t end) const {
  if (begin > end || end > size_) return std::nullopt;
  return Span{to_byte(begin), to_byte(end)};
}

}  // namespace onrecord
