#pragma once

#include <cstddef>
#include <string_view>

namespace onrecord {

/// Optimal string alignment distance of two UTF-8 texts in code points: insertions, deletions,
/// replacements and swaps of neighbours count 1, no substring is edited twice. Anything above
/// `at_most` returns `at_most + 1`. O(length of one times length of the other).
std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t at_most);

}  // namespace onrecord
