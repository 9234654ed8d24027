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
  static constexpr auto kHarmless = [] {
    std::array<bool, 256> harmless{};
    for (char c = '0'; c <= '9'; ++c) harmless[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) harmless[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) harmless[static_cast<unsigned char>(c)] = true;
    for (const char c : {' ', '_', '-'}) harmless[static_cast<unsigned char>(c)] = true;
    return harmless;
  }();
  if (text.front() == ' ' || text.front() == '_' || text.front() == '-') return false;
  return text.back() != ' ' && std::all_of(text.begin(), text.end(), [](char c) {
           return kHarmless[static_cast<unsigned char>(c)];
         });
}

bool is_nul(std::string_view character) { return character.front() == '\0'; }

/// semicolon: what stands for one.
std::uint64_t append_for_import(std::string_view text, std::string_view semicolon,
                                std::string& out) {
  return for_each_clean_character(
      text,
      [&](std::string_view character) {
        if (character == "\"") out += '"';
        out += character == ";" ? semicolon : character;
      },
      is_nul);
}

bool stays_as_it_is(char c) { return c >= ' ' && c <= '~' && c != '"'; }

/// What stays as it is in whole pieces, because that is most of a sentence; no character of several
/// bytes has one of ASCII within it.
std::uint64_t append_clean(std::string_view text, std::string& out) {
  std::uint64_t replaced = 0;
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), stays_as_it_is);
    const auto next = std::find_if(end, text.end(), stays_as_it_is);
    out.append(text.begin(), end);
    replaced += for_each_clean_character({end, next}, [&](std::string_view character) {
      if (character == "\"") out += '"';
      out += character;
    });
    text.remove_prefix(static_cast<std::size_t>(next - text.begin()));
  }
  return replaced;
}

std::uint64_t append_for_spreadsheet(std::string_view text, std::string& out) {
  const bool quoted = needs_quotes(text);
  if (quoted) out += '"';
  if (looks_like_formula(text)) out += '\'';
  const std::uint64_t replaced = append_clean(text, out);
  if (quoted) out += '"';
  return replaced;
}

}  // namespace

std::uint64_t append_csv_cell(std::string_view text, CsvReader reader, std::string& out) {
  if (text.empty()) return 0;
  const bool plain = is_plain(text);
  if (reader == CsvReader::Spreadsheet && !plain) return append_for_spreadsheet(text, out);
  std::uint64_t replaced = 0;
  if (reader == CsvReader::Import) out += '"';
  if (plain) {
    out += text;
  } else {
    replaced = append_for_import(text, ";", out);
  }
  if (reader == CsvReader::Import) out += '"';
  return replaced;
}

void append_csv_list(const std::vector<std::string>& texts, std::string& out) {
  if (texts.empty()) return;
  out += '"';
  bool first = true;
  for (const std::string& text : texts) {
    if (!first) out += ';';
    first = false;
    append_for_import(text, "\uFF1B", out);
  }
  out += '"';
}

}  // namespace onrecord
