#include "server/html.h"

#include "viz/clean_text.h"

namespace onrecord {

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_clean_character(text, [&](std::string_view character) {
    switch (character.front()) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\r':
        out += ' ';
        break;
      default:
        out += character;
    }
  });
  return out;
}

}  // namespace onrecord
