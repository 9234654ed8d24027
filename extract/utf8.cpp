#include "extract/utf8.h"

namespace onrecord {

bool all_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::uint32_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    at = c.end;
    if (!is_letter(c.value)) continue;
    if (!is_upper(c.value)) return false;
    ++letters;
  }
  return letters >= 2;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::uint32_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at = c.end;
    if (c.value == 0x2019) {
      out.push_back('\'');
      continue;
    }
    const UChar32 low = u_tolower(static_cast<UChar32>(c.value));
    char bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, low);
    out.append(bytes, static_cast<std::size_t>(size));
  }
  return out;
}

std::string to_one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (std::uint32_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at = c.end;
    if (is_blank(c.value) || c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) {
      blank = !line.empty();
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line += text.substr(c.begin, c.end - c.begin);
  }
  return line;
}

}  // namespace onrecord
