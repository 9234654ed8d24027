#include "viz/data/rdf_terms.h"

#include <algorithm>

#include "viz/json_stream.h"

namespace onrecord::rdf {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7f && c != '"' && c != '\\';
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\0':
      out += "\uFFFD";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
  }
}

}  // namespace

void append_segment(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
}

void append_literal(std::string& out, std::string_view text) {
  if (find_invalid_utf8(text)) return append_literal(out, replace_invalid_utf8(text));
  out += '"';
  while (!text.empty()) {
    const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    append_escaped(out, text.front());
    text.remove_prefix(1);
  }
  out += '"';
}

bool is_base_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_letter(text.front())) return false;
  const bool scheme = std::all_of(
      text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
      [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
  // Beyond ASCII readers differ in what they take.
  return scheme && std::all_of(text.begin(), text.end(), [](char c) {
           return c > 0x20 && c < 0x7f &&
                  std::string_view("<>\"{}|^`\\").find(c) == std::string_view::npos;
         });
}

bool is_plain_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

Term date_type(const PartialDate& date) {
  if (date.year == 0) return {&kXsd, date.day == 0 ? "gMonth" : "gMonthDay"};
  if (date.month == 0) return {&kXsd, "gYear"};
  return {&kXsd, date.day == 0 ? "gYearMonth" : "date"};
}

}  // namespace onrecord::rdf
