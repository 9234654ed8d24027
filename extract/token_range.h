#pragma once

#include <cstddef>

namespace onrecord {

/// A half-open range of tokens.
struct TokenRange {
  std::size_t first = 0, end = 0;
  bool empty() const { return first >= end; }
  bool operator==(const TokenRange&) const = default;
};

}  // namespace onrecord
