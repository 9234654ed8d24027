#include "model/extraction.h"

#include <algorithm>

namespace onrecord {

Span sentence_around(const Spans& sentences, Span span) {
  auto sentence = std::partition_point(sentences.begin(), sentences.end(),
                                       [&](Span candidate) { return candidate.end <= span.begin; });
  if (span.empty()) {
    const bool inside = sentence != sentences.end() && sentence->begin <= span.begin;
    return inside ? *sentence : span;
  }
  Span best = span;
  std::uint32_t held = 0;
  for (; sentence != sentences.end() && sentence->begin < span.end; ++sentence) {
    const std::uint32_t overlap =
        std::min(sentence->end, span.end) - std::max(sentence->begin, span.begin);
    if (overlap > held) {
      held = overlap;
      best = *sentence;
    }
  }
  return best;
}

}  // namespace onrecord
