#include "extract/subjects.h"

#include <algorithm>

namespace onrecord {
namespace {

constexpr double kFinite = 0.6;
constexpr std::size_t kFarthest = 200;

}  // namespace

bool before_first_verb(const Words& words, const Lexicon& lexicon, std::size_t token) {
  const std::size_t near = token > kFarthest ? token - kFarthest : 0;
  for (std::size_t i = std::max(words.sentence_begin(token), near); i < token; ++i) {
    if (!words.capital(i) && lexicon.finite(words.at(i)) >= kFinite) return false;
  }
  return true;
}

}  // namespace onrecord
