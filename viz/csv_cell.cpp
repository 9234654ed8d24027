#include "viz/csv_cell.h"

#include <algorithm>
#include <array>

#include "viz/clean_text.h"

namespace onrecord {
namespace {

/// What a formula may begin with, and what spreadsheets skip before one; the last four are U+FF1D,
/// U+FF0B, U+FF0D, U+FF20.
constexpr std::array<std::string_view, 11> kFormulaMarks = {
    "=",           "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
    "\xEF\xBC\xA0"};

bool looks_like_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("' "), text.size()));
  for (const std::string_view mark : kFormulaMarks) {
    if (text.starts_with(mark)) return true;
  }
  return false;
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",;\"\r\n\t") != std::string_view::npos || text.front() == ' ' ||
         text.back() == ' ';
}

/// Letters, digits and what is harmless after them: most cells, which need nothing of what follows.
bool is_plain(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  const auto is_harmless = [&](char c) { return is_word(c) || c == ' ' || c == '_' || c == '-'; };
  return is_word(text.front()) && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), is_harmless);
}

}  // namespace

std::uint64_t append_csv_cell(std::string_view text, std::string& out) {
  if (text.empty()) return 0;
  if (is_plain(text)) {
    out += text;
    return 0;
  }
  const bool quoted = needs_quotes(text);
  if (quoted) out += '"';
  if (looks_like_formula(text)) out += '\'';
  const std::uint64_t replaced = for_each_clean_character(text, [&](std::string_view character) {
    if (character == "\"") out += '"';
    out += character;
  });
  if (quoted) out += '"';
  return replaced;
}

}  // namespace onrecord
