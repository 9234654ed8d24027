#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// A place where one telling of a quote differs from the fullest one. Both are words as they stand
/// in their content, with the marks between them; at least one is not empty.
struct QuoteDifference {
  std::string full;  ///< what the fullest telling has here; empty: added words
  std::string told;  ///< what this one has instead; empty: left out
  bool operator==(const QuoteDifference&) const = default;
};

/// Where the words of `told` differ from those of `full`, in text order; empty when only marks,
/// capitals and accents do. Of each, words beyond the first 3,000 are not looked at. Total.
std::vector<QuoteDifference> find_differences(std::string_view full, std::string_view told);

}  // namespace onrecord
