#include "viz/data/rdf_terms.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "viz/json_stream.h"

namespace onrecord::rdf {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr auto kPlainAscii = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7f; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

constexpr std::size_t kBlock = 16;

/// Without branches, so that the compiler makes a few instructions of it.
bool is_plain_block(const char* text) {
  unsigned char other = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    other |= static_cast<unsigned char>(static_cast<unsigned char>(byte - 0x20) >= 0x5f) |
             static_cast<unsigned char>(byte == '"') | static_cast<unsigned char>(byte == '\\');
  }
  return other == 0;
}

std::size_t ascii_plain_bytes(std::string_view text) {
  std::size_t i = 0;
  while (i + kBlock <= text.size() && is_plain_block(text.data() + i)) i += kBlock;
  // What is left of the last block, with bytes that were looked at already.
  if (i > 0 && i + kBlock > text.size() && is_plain_block(text.data() + text.size() - kBlock)) {
    return text.size();
  }
  while (i < text.size() && kPlainAscii[static_cast<unsigned char>(text[i])]) ++i;
  return i;
}

/// Readers end strings at NUL, or at what is no character.
constexpr std::string_view kUnreadable[] = {std::string_view("\0", 1), "\xEF\xBF\xBE",
                                            "\xEF\xBF\xBF"};

/// How many bytes at the beginning of a text without ASCII are well-formed, readable characters.
std::size_t readable_bytes(std::string_view text) {
  std::size_t size = find_invalid_utf8(text).value_or(text.size());
  for (const std::string_view one : kUnreadable) {
    size = std::min(size, text.substr(0, size).find(one));
  }
  return size;
}

std::size_t bytes_beyond_ascii(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && static_cast<unsigned char>(text[size]) >= 0x80) ++size;
  return size;
}

/// "\u0000" to "\u00FF".
std::string_view escaped_byte(char c) {
  static const auto texts = [] {
    std::array<std::array<char, 6>, 256> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = {'\\', 'u', '0', '0', kHex[i >> 4], kHex[i & 15]};
    }
    return all;
  }();
  const auto& text = texts[static_cast<unsigned char>(c)];
  return {text.data(), text.size()};
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

std::size_t plain_bytes(std::string_view text) {
  std::size_t plain = 0;
  while (true) {
    plain += ascii_plain_bytes(text.substr(plain));
    const std::string_view rest = text.substr(plain);
    const std::string_view beyond = rest.substr(0, bytes_beyond_ascii(rest));
    if (beyond.empty()) return plain;
    const std::size_t readable = readable_bytes(beyond);
    plain += readable;
    if (readable < beyond.size()) return plain;
  }
}

std::string_view take_escaped(std::string_view& text) {
  constexpr std::string_view kReplacement = "\uFFFD";
  for (const std::string_view one : kUnreadable) {
    if (!text.starts_with(one)) continue;
    text.remove_prefix(one.size());
    return kReplacement;
  }
  const char c = text.front();
  text.remove_prefix(1);
  switch (c) {
    case '"':
      return "\\\"";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:  // a backslash, too: doubled, some readers take \\t and \\b for what they look like
      return static_cast<unsigned char>(c) < 0x80 ? escaped_byte(c) : kReplacement;
  }
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
