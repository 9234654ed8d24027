#include "server/offset_cursor.h"

#include <charconv>

namespace onrecord {
namespace {

constexpr std::size_t kMostItems = 1'000'000'000;

}  // namespace

Result<std::size_t> parse_offset_cursor(const std::string& cursor) {
  if (cursor.empty()) return std::size_t{0};
  std::size_t offset = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
  if (error != std::errc() || end != cursor.data() + cursor.size() || offset > kMostItems) {
    return Error{ErrorCode::InvalidInput, "parameter 'cursor' is not one that this list gave"};
  }
  return offset;
}

std::string offset_cursor(std::size_t offset, std::size_t total) {
  return offset < total ? std::to_string(offset) : std::string();
}

}  // namespace onrecord
