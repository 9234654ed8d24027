// One escaper for everything that a report in Markdown takes from the store. Markup that works
// within a line (emphasis, code, links, HTML, references) always gets its backslash; what works at
// the beginning of a line only (lists, headings, rules) gets it at the beginning of the text, since
// a text is one line. Beyond CommonMark: ~ | ^ $ = % { } : @ of GitHub, Obsidian and site
// generators, where they could begin something. Source: CommonMark 0.30; GitHub Flavored Markdown.

#include "server/report/markdown_text.h"

#include <array>
#include <cctype>

#include "server/web_link.h"
#include "viz/clean_text.h"

namespace onrecord {
namespace {

constexpr std::string_view kAlways = "\\`*_[]<>#|~^$={}@";
constexpr std::string_view kAtBeginning = "-+";

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// One of Unicode's White_Space, with tab and line ends.
bool is_blank(std::string_view character) {
  constexpr std::array<std::string_view, 8> kBlanks = {"\u00A0", "\u1680", "\u2028", "\u2029",
                                                       "\u202F", "\u205F", "\u3000", " "};
  if (character == "\t" || character == "\n" || character == "\r") return true;
  for (const std::string_view blank : kBlanks) {
    if (character == blank) return true;
  }
  return character >= std::string_view("\u2000") && character <= std::string_view("\u200A");
}

/// Marks without width that can hide words or turn their order; not the two joiners, which scripts
/// need.
bool is_invisible(std::string_view character) {
  constexpr std::array<std::string_view, 6> kMarks = {"\u00AD", "\u061C", "\u200B",
                                                      "\u200E", "\u200F", "\uFEFF"};
  for (const std::string_view mark : kMarks) {
    if (character == mark) return true;
  }
  const auto within = [&](std::string_view first, std::string_view last) {
    return character.size() == 3 && character >= first && character <= last;
  };
  return within("\u202A", "\u202E") || within("\u2060", "\u206F") || within("\uFFF9", "\uFFFB");
}

/// One line without control characters, invisible marks, and blanks in a row or at an end.
std::string one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for_each_clean_character(text, [&](std::string_view character) {
    if (is_invisible(character)) return;
    if (is_blank(character)) {
      blank = !line.empty();
      return;
    }
    if (blank) line += ' ';
    blank = false;
    line += character;
  });
  return line;
}

/// Whether `line` has only digits before `at`: "1." and "1)" begin a list.
bool only_digits_before(std::string_view line, std::size_t at) {
  if (at == 0 || at > 9) return false;
  for (std::size_t i = 0; i < at; ++i) {
    if (line[i] < '0' || line[i] > '9') return false;
  }
  return true;
}

/// "www." becomes a link on GitHub.
bool follows_www(std::string_view line, std::size_t at) {
  if (at < 3) return false;
  for (std::size_t i = at - 3; i < at; ++i) {
    if (line[i] != 'w' && line[i] != 'W') return false;
  }
  return true;
}

bool may_be_markup(std::string_view line, std::size_t at) {
  const char c = line[at];
  const char next = at + 1 < line.size() ? line[at + 1] : ' ';
  if (kAlways.find(c) != std::string_view::npos) return true;
  if (at == 0 && kAtBeginning.find(c) != std::string_view::npos) return true;
  switch (c) {
    case '&':
      return next == '#' || is_alphanumeric(next);
    case ':':
      return next != ' ';  // http://, and :smile: of GitHub
    case '%':
      return next == '%' || (at > 0 && line[at - 1] == '%');  // a comment of Obsidian
    case '.':
      return only_digits_before(line, at) || follows_www(line, at);
    case ')':
      return only_digits_before(line, at);
    default:
      return false;
  }
}

/// Of what RFC 3986 lets stand in an address; the rest is written as %XX.
bool stands_in_address(char c) {
  return is_alphanumeric(c) ||
         std::string_view("-._~:/?#@!$'*+,;=%").find(c) != std::string_view::npos;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  const std::string line = one_line(text);
  std::string out;
  out.reserve(line.size() + line.size() / 16);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (may_be_markup(line, at)) out += '\\';
    out += line[at];
  }
  return out;
}

std::string markdown_destination(std::string_view url) {
  if (!is_web_link(url)) return {};
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : url) {
    if (c == '&') {
      out += "&amp;";  // or "&copy;" in an address would be a sign
    } else if (stands_in_address(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

Markdown& Markdown::strong(std::string_view value) {
  const std::string escaped = escape_markdown(value);
  bytes_ += escaped.empty() ? "(no name)" : "**" + escaped + "**";
  return *this;
}

namespace {

/// Readers that look twice at the text of a link (marked 16) see no bracket there.
std::string escape_link_text(std::string_view words) {
  const std::string escaped = escape_markdown(words);
  std::string out;
  for (std::size_t at = 0; at < escaped.size(); ++at) {
    const char next = at + 1 < escaped.size() ? escaped[at + 1] : ' ';
    if (escaped[at] == '\\' && std::string_view("[]:").find(next) != std::string_view::npos) {
      out += next == '[' ? "&#91;" : next == ']' ? "&#93;" : "&#58;";
      ++at;
    } else {
      out += escaped[at];
      if (escaped[at] == '\\') out += escaped[++at];  // the pair stays whole
    }
  }
  return out;
}

}  // namespace

Markdown& Markdown::link(std::string_view words, std::string_view url) {
  const std::string destination = markdown_destination(url);
  std::string escaped = destination.empty() ? escape_markdown(words) : escape_link_text(words);
  if (escaped.empty()) escaped = "(no title)";
  bytes_ += destination.empty() ? escaped : "[" + escaped + "](<" + destination + ">)";
  return *this;
}

}  // namespace onrecord
