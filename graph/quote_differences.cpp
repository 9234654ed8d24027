#include "graph/quote_differences.h"

#include <algorithm>

#include "graph/quote_words.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostWords = 3000;

std::string text_of(std::string_view content, const std::vector<QuoteWord>& words,
                    std::size_t first, std::size_t end) {
  if (first >= end) return {};
  return std::string(slice(content, {words[first].span.begin, words[end - 1].span.end}));
}

}  // namespace

std::vector<QuoteDifference> find_differences(std::string_view full, std::string_view told) {
  const std::vector<QuoteWord> of_full = to_quote_words(full), of_told = to_quote_words(told);
  const std::size_t full_end = std::min(of_full.size(), kMostWords);
  const std::size_t told_end = std::min(of_told.size(), kMostWords);
  auto pairs = align_words(of_full, of_told, kMostWords);
  pairs.emplace_back(full_end, told_end);
  std::vector<QuoteDifference> differences;
  std::size_t i = 0, j = 0;
  for (const auto& [next_full, next_told] : pairs) {
    QuoteDifference difference{text_of(full, of_full, i, next_full),
                               text_of(told, of_told, j, next_told)};
    if (!difference.full.empty() || !difference.told.empty()) {
      differences.push_back(std::move(difference));
    }
    i = next_full + 1;
    j = next_told + 1;
  }
  return differences;
}

}  // namespace onrecord
