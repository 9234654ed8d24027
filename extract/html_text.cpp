#include "extract/html_text.h"

#include <algorithm>
#include <array>

#include "extract/utf8.h"

namespace onrecord {
namespace {

/// windows-1252 0x80 to 0x9f in UTF-8; "" where it has no character.
constexpr std::array<std::string_view, 32> kWindows1252 = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

bool vanishes(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF ||
         c < 0x20 || c == 0x7F;
}

}  // namespace

void HtmlText::add(std::string_view piece, bool in_link, bool preserve) {
  const std::size_t before = text_.size();
  for (std::uint32_t at = 0; at < piece.size();) {
    const Character c = character_at(piece, at);
    add_character(c.value, piece.substr(at, c.end - at), preserve);
    at = c.end;
  }
  if (in_link) link_bytes_ += static_cast<std::uint32_t>(text_.size() - before);
}

void HtmlText::add_character(char32_t c, std::string_view bytes, bool preserve) {
  if (preserve && c == U'\n') {
    blank_ = false;
    text_ += '\n';
  } else if (c != 0x200B && c != 0xFEFF && c != 0x85 && is_blank(c)) {
    add_blank();
  } else if (!vanishes(c)) {
    if (blank_) text_ += ' ';
    blank_ = false;
    text_ += c >= 0x80 && c < 0xA0 ? kWindows1252[c - 0x80] : bytes;
  }
}

void HtmlText::add_break() {
  blank_ = false;
  if (!text_.empty()) text_ += '\n';
}

void HtmlText::add_blank() { blank_ = !text_.empty() && text_.back() != '\n'; }

std::string HtmlText::take() {
  const std::size_t begin = std::min(text_.find_first_not_of('\n'), text_.size());
  const std::size_t last = text_.find_last_not_of('\n');
  std::string taken = begin == text_.size() ? "" : text_.substr(begin, last - begin + 1);
  *this = HtmlText();
  return taken;
}

}  // namespace onrecord
