// One escaper for everything that ends up between quotation marks in DOT. Graphviz reads such a
// string twice: its scanner turns \" into ", then labels turn \\ into \, \n into a line end, \N and
// its like into names, and &name; into a character. What comes out at the end must be the text.

#include <cstddef>

#include "model/code_points.h"
#include "viz/writers.h"

namespace onrecord {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Whether `text` begins with what Graphviz reads as a character reference: "&lt;", "&#60;".
bool begins_entity(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() &&
         (text[at] == '#' || (text[at] >= '0' && text[at] <= '9') ||
          (text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= 'a' && text[at] <= 'z'))) {
    ++at;
  }
  return at > 1 && at < text.size() && text[at] == ';';
}

/// U+FFFE and U+FFFF, which XML 1.0 forbids.
bool begins_non_character(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

void append_valid(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\\n";
    } else if (is_control(c)) {
      out += kReplacement;
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '&' && begins_entity(text.substr(i))) {
      out += "&amp;";
    } else if (begins_non_character(text.substr(i))) {
      out += kReplacement;
      i += 2;
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string dot_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t valid = find_invalid_utf8(text).value_or(text.size());
    append_valid(text.substr(0, valid), out);
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += kReplacement;
    text.remove_prefix(1);
  }
  out += '"';
  return out;
}

}  // namespace onrecord
