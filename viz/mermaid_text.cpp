#include "viz/mermaid_text.h"

#include "viz/clean_text.h"

namespace onrecord {
namespace {

bool stands_for_itself(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view(" .,()-/").find(c) != std::string_view::npos;
}

}  // namespace

std::uint64_t append_mermaid(std::string_view text, std::string& out) {
  return for_each_clean_character(text, [&](std::string_view character) {
    const char c = character.front();
    if (character.size() > 1 || stands_for_itself(c)) {
      out += character;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else {
      out.append("#").append(std::to_string(static_cast<unsigned char>(c))).append(";");
    }
  });
}

}  // namespace onrecord
