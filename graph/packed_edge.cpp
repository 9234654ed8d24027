#include "graph/packed_edge.h"

#include <algorithm>
#include <cmath>

namespace onrecord {

std::uint32_t make_weight(std::uint64_t amount, std::uint64_t support) {
  const auto upper = static_cast<std::uint32_t>(std::min<std::uint64_t>(amount, kMaxAmount));
  return upper << 8 | static_cast<std::uint32_t>(std::min<std::uint64_t>(support, kMany));
}

std::uint32_t doubt_of(double confidence) {
  if (confidence >= 1.0) return 0;
  if (!(confidence > 0.0)) return kMaxAmount;
  const double doubt = -std::log(confidence) * 1e6;
  return doubt < kMaxAmount ? static_cast<std::uint32_t>(std::llround(doubt)) : kMaxAmount;
}

double confidence_of(std::uint32_t doubt) {
  return std::round(std::exp(-static_cast<double>(doubt) / 1e6) * 1e6) / 1e6;
}

PartialDate date_of_code(std::uint32_t code) {
  return {static_cast<std::int16_t>(code >> 9), static_cast<std::int8_t>(code >> 5 & 15u),
          static_cast<std::int8_t>(code & 31u)};
}

}  // namespace onrecord
