#include "server/valid_text.h"

#include "model/code_points.h"

namespace onrecord {

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  while (const auto bad = find_invalid_utf8(text)) {
    out += text.substr(0, *bad);
    out += "\uFFFD";
    text.remove_prefix(*bad + 1);
  }
  out += text;
  return out;
}

}  // namespace onrecord
