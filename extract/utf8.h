#pragma once

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string>
#include <string_view>

// Stepping through well-formed UTF-8 one character at a time; bytes that are not well-formed come
// out as U+FFFD, one at a time.
namespace onrecord {

struct Character {
  char32_t value = 0;
  std::uint32_t begin = 0, end = 0;  ///< bytes
};

/// The character that begins at byte `at`, which must be before the end.
inline Character character_at(std::string_view text, std::uint32_t at) {
  std::int32_t next = static_cast<std::int32_t>(at);
  UChar32 value = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), next,
                  static_cast<std::int32_t>(text.size()), value);
  return {static_cast<char32_t>(value), at, static_cast<std::uint32_t>(next)};
}

/// The character that ends at byte `at`, which must be after the beginning.
inline Character character_before(std::string_view text, std::uint32_t at) {
  std::int32_t begin = static_cast<std::int32_t>(at);
  UChar32 value = 0;
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), 0, begin, value);
  return {static_cast<char32_t>(value), static_cast<std::uint32_t>(begin), at};
}

inline bool is_blank(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B || c == 0xFEFF;
}
inline bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) ||
         (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
inline bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
inline bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

/// Whether every letter is upper-case, and there are at least two: "ICE", "MS-13", "U.S.".
bool all_capitals(std::string_view word);

/// Lower-cased character by character (no special casing); curly apostrophes become straight.
std::string lower(std::string_view text);

/// Blanks and control characters collapsed to single blanks, none at the edges.
std::string to_one_line(std::string_view text);

}  // namespace onrecord
