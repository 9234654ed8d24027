#include "viz/data/rdf_terms.h"

#include <algorithm>
#include <iterator>

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

/// Readers end strings at NUL, or at what is no character.
constexpr std::string_view kUnreadable[] = {std::string_view("\0", 1), "\xEF\xBF\xBE",
                                            "\xEF\xBF\xBF"};

bool is_unreadable(std::string_view text) {
  return std::any_of(std::begin(kUnreadable), std::end(kUnreadable), [&](std::string_view one) {
    return text.find(one) != std::string_view::npos;
  });
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':  // not doubled: what then looks like \t or \b, some readers take for it
      out += "\\u005C";
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

std::string to_literal_text(std::string_view text) {
  std::string result = replace_invalid_utf8(text);
  for (const std::string_view one : kUnreadable) {
    for (std::size_t at = 0; (at = result.find(one, at)) != std::string::npos;) {
      result.replace(at, one.size(), "\uFFFD");
    }
  }
  return result;
}

void append_literal(std::string& out, std::string_view text) {
  if (find_invalid_utf8(text) || is_unreadable(text)) {
    return append_literal(out, to_literal_text(text));
  }
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

void append_value(std::string& out, std::string_view iri_or_text, bool literal) {
  if (literal) return append_literal(out, iri_or_text);
  out += '<';
  out += iri_or_text;
  out += '>';
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
