#include "extract/item_error.h"

#include <algorithm>
#include <array>
#include <optional>

#include "model/code_points.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxShownBytes = 200;

void append_escaped(std::string& shown, char c) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  shown += "\\x";
  shown += kDigits[byte >> 4];
  shown += kDigits[byte & 15];
}

}  // namespace

std::string to_shown_name(std::string_view name) {
  std::string shown;
  const bool cut = name.size() > kMaxShownBytes;
  if (cut) {
    std::size_t end = kMaxShownBytes;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    name = name.substr(0, end);
  }
  while (!name.empty()) {
    const std::size_t good = find_invalid_utf8(name).value_or(name.size());
    for (const char c : name.substr(0, good)) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
        append_escaped(shown, c);
      } else {
        shown += c;
      }
    }
    name.remove_prefix(good);
    if (!name.empty()) {
      append_escaped(shown, name.front());
      name.remove_prefix(1);
    }
  }
  return cut ? shown + "..." : shown;
}

Error to_item_error(ErrorCode code, std::string_view item, std::string_view what) {
  return Error{code, "read '" + to_shown_name(item) + "': " + std::string(what)};
}

std::string to_shown_size(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 4> kUnits = {" bytes", " KiB", " MiB", " GiB"};
  std::size_t unit = 0;
  while (bytes != 0 && bytes % 1024 == 0 && unit + 1 < kUnits.size()) {
    bytes /= 1024;
    ++unit;
  }
  return std::to_string(bytes) + std::string(kUnits[unit]);
}

}  // namespace onrecord
