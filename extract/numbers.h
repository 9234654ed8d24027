#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/words.h"

namespace onrecord {

/// A figure in running text, as tokens [first, end); its modifier stands before or after.
struct Number {
  std::size_t first = 0;         ///< "more than 1.4 million": the token "1.4"
  std::size_t end = 0;           ///< past "million", "%", "percent"
  std::size_t phrase_first = 0;  ///< the modifier's first token, else `first`
  std::int64_t count = 0;        ///< hundredths when `percent`
  bool percent = false;
  bool money = false;      ///< "$400,000"
  bool spelled = false;    ///< "forty-five", "a dozen"
  bool year_like = false;  ///< four plain digits from 1500 to 2099
  std::string modifier;    ///< "more than", "nearly", ... or empty
};

/// Figures in text order: digits ("1,900", "1.4 million", "65%", "65.5 percent"), words
/// ("forty-five", "two dozen", "three hundred and five"). Not: parts of words ("MS-13",
/// "six-day"), ordinals, times, scores, decimals that no unit makes whole, "hundreds".
std::vector<Number> find_numbers(const Words& words);

/// One whole number in digits with or without groups ("1,900"); nothing for anything else, above
/// 10^15 included.
std::optional<std::int64_t> parse_count(std::string_view digits);

}  // namespace onrecord
