#include "viz/shorten.h"

#include "model/code_points.h"

namespace onrecord {

std::string shorten(std::string_view text, std::size_t chars) {
  if (text.size() <= chars || find_invalid_utf8(text)) return std::string(text);
  const CodePoints points(text);
  if (points.size() <= chars) return std::string(text);
  const std::uint32_t end = points.to_byte(static_cast<std::uint32_t>(chars - 1));
  return std::string(text.substr(0, end)) + "\u2026";
}

}  // namespace onrecord
