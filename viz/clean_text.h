#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/code_points.h"

namespace onrecord {

inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  // U+FFFD

/// Bytes of the UTF-8 character that begins with this byte.
constexpr std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Whether a valid UTF-8 character may not stand in formats for people and tools: a control
/// character other than tab and line ends, or U+FFFE and U+FFFF, which are no characters.
constexpr bool is_unwritable(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.front());
  if (byte < 0x20) return byte != '\t' && byte != '\n' && byte != '\r';
  if (byte == 0x7F) return true;
  if (byte == 0xC2) return static_cast<unsigned char>(character[1]) < 0xA0;  // U+0080 to U+009F
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

/// Calls visit(character) for each UTF-8 character of `text`, with U+FFFD in the place of each that
/// is unwritable and of each byte that is not UTF-8.
/// returns: how many those were.
template <typename Visit, typename Unwritable = bool (*)(std::string_view)>
std::uint64_t for_each_clean_character(std::string_view text, Visit visit,
                                       Unwritable unwritable = is_unwritable) {
  std::uint64_t replaced = 0;
  while (!text.empty()) {
    std::string_view good = text.substr(0, find_invalid_utf8(text).value_or(text.size()));
    text.remove_prefix(good.size());
    while (!good.empty()) {
      const std::string_view character = good.substr(0, utf8_length(good.front()));
      good.remove_prefix(character.size());
      const bool replace = unwritable(character);
      replaced += replace ? 1 : 0;
      visit(replace ? kReplacementCharacter : character);
    }
    if (text.empty()) break;
    ++replaced;
    visit(kReplacementCharacter);
    text.remove_prefix(1);
  }
  return replaced;
}

}  // namespace onrecord
