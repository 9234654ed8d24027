// Three rows of the usual table, cut off when a whole row lies above the bound.
// "boson" is 1 from "boston"; "wu michelle" is not near "michelle wu": words stay in their order.

#include "server/edit_distance.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace onrecord {
namespace {

/// Characters as their bytes put together; equal characters, equal numbers, whatever the bytes.
std::vector<std::uint32_t> characters(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U && !out.empty();
    if (continues) {
      out.back() = (out.back() << 8) | byte;
    } else {
      out.push_back(byte);
    }
  }
  return out;
}

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t at_most) {
  const auto a = characters(one);
  const auto b = characters(other);
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > at_most) return at_most + 1;
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > at_most) return at_most + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], at_most + 1);
}

}  // namespace onrecord
