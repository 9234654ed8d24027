#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace onrecord {

/// A half-open byte range [begin, end) in a document's UTF-8 text. Leaves the program only as code
/// points (model/code_points.h).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

/// Several pieces of one thing, in text order, never overlapping: a quote broken by its cue.
using Spans = std::vector<Span>;

/// The bytes of `text` under `span`; the span must lie within it.
inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace onrecord
