#include "app/visible_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace onrecord {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

/// The code point that begins at `at`, negative when the bytes are not UTF-8; moves `at` past it.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto index = static_cast<int64_t>(at);
  const auto size = static_cast<int64_t>(text.size());
  UChar32 code_point = 0;
  U8_NEXT(bytes, index, size, code_point);
  at = static_cast<std::size_t>(index);
  return code_point;
}

/// Bidirectional overrides, soft hyphens, byte order marks: invisible, and some of them move what
/// stands around them. The two joiners, which scripts need, are not among them.
bool is_invisible(UChar32 code_point) {
  return u_charType(code_point) == U_FORMAT_CHAR && code_point != 0x200C && code_point != 0x200D;
}

bool is_replaced(UChar32 code_point) {
  return code_point < 0 || u_charType(code_point) == U_CONTROL_CHAR;
}

std::size_t width_of(UChar32 code_point) {
  switch (u_charType(code_point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int32_t width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// The longest beginning of `text` that fits in `width` columns, at least one character.
std::size_t fitting_bytes(std::string_view text, std::size_t width) {
  std::size_t at = 0, columns = 0;
  while (at < text.size()) {
    std::size_t next = at;
    columns += width_of(next_code_point(text, next));
    if (columns > width && at > 0) break;
    at = next;
  }
  return at;
}

/// Where to break a word of which `fitting` bytes fit: after a separator in the second half of
/// them, else at the end of them.
std::size_t break_within(std::string_view word, std::size_t fitting) {
  if (fitting >= word.size()) return word.size();
  const std::size_t separator = word.substr(0, fitting).find_last_of("/-_");
  return separator == std::string_view::npos || separator < fitting / 3 ? fitting : separator + 1;
}

}  // namespace

std::string to_visible(std::string_view text) {
  std::string visible;
  visible.reserve(text.size());
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 code_point = next_code_point(text, at);
    if (code_point >= 0 && u_isUWhiteSpace(code_point)) {
      blank = !visible.empty();
      continue;
    }
    if (code_point >= 0 && is_invisible(code_point)) continue;
    if (blank) visible += ' ';
    blank = false;
    visible += is_replaced(code_point) ? kReplacement : text.substr(begin, at - begin);
  }
  return visible;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += width_of(next_code_point(text, at));
  return columns;
}

std::vector<std::string> wrap_lines(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 2);
  std::vector<std::string> lines = {""};
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    const std::size_t gap = used == 0 ? 0 : 1;
    const std::size_t columns = display_width(word);
    if (used + gap + columns <= width) {
      lines.back().append(gap, ' ').append(word);
      used += gap + columns;
      continue;
    }
    if (used > 0) lines.emplace_back();
    while (display_width(word) > width) {
      const std::size_t cut = break_within(word, fitting_bytes(word, width));
      lines.back() = word.substr(0, cut);
      word.remove_prefix(cut);
      lines.emplace_back();
    }
    lines.back() = word;
    used = display_width(word);
  }
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string shorten_to_columns(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns || columns == 0) return std::string(text);
  std::string cut(text.substr(0, fitting_bytes(text, columns - 1)));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  return cut.append(kEllipsis);
}

}  // namespace onrecord
