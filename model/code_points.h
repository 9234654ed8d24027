#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/span.h"

namespace onrecord {

/// Byte offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no
/// surrogates, at most U+10FFFF), or nothing when all is well.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The one conversion between the program's byte spans and the code points of everything that
/// leaves it. Built once per text in O(bytes), 4 bytes for each 64 bytes of text; a look-up reads
/// at most 64 bytes. Keeps a view of the text, which must outlive it.
class CodePoints {
 public:
  /// text: well-formed UTF-8.
  explicit CodePoints(std::string_view text);

  /// Code points before byte `offset`; an offset inside a character counts as the character's end,
  /// one past the end as the end.
  std::uint32_t from_byte(std::uint32_t offset) const;
  /// The byte where code point `index` begins; the text's size at or past the last.
  std::uint32_t to_byte(std::uint32_t index) const;
  std::pair<std::uint32_t, std::uint32_t> from_span(Span span) const;
  /// Nothing when the range is reversed or runs past the text.
  std::optional<Span> to_span(std::uint32_t begin, std::uint32_t end) const;
  std::uint32_t size() const { return size_; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_block_;  // code points before byte 64 * i
  std::uint32_t size_ = 0;
};

}  // namespace onrecord
