#include "viz/xml_text.h"

#include "viz/clean_text.h"

namespace onrecord {
namespace {

/// What stands for an ASCII character; empty: itself.
std::string_view reference_of(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return "";
  }
}

}  // namespace

std::uint64_t append_xml(std::string_view text, std::string& out) {
  return for_each_clean_character(text, [&](std::string_view character) {
    const std::string_view reference = reference_of(character.front());
    out += reference.empty() ? character : reference;
  });
}

}  // namespace onrecord
