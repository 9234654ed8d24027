#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/span.h"

namespace onrecord {

/// A word of a quote's content, as it is compared with other tellings of the same quote.
struct QuoteWord {
  std::string key;  ///< folded letters and digits: "wont" for "Won’t", "1200" for "1,200"
  Span span;        ///< in the content, without marks around it
  bool capital = false;
  bool name = false;   ///< begins with a capital where no sentence or quotation begins
  bool tells = false;  ///< no function word ("the", "would") nor one of all talk ("going")
};

/// The words of a content in text order. Marks of every kind, ellipses and the brackets of an
/// editor stand in none of them: "[P]rices “rose” […]" is prices, rose; "same-sex" is one word.
/// Total.
std::vector<QuoteWord> to_quote_words(std::string_view content);

/// The words that two contents have in common, in the same order: pairs of indices, both
/// ascending, such that the words that tell something are as many as possible and then the others
/// too. Of each content only the first `most` words are looked at; takes time and memory of the
/// product.
std::vector<std::pair<std::size_t, std::size_t>> align_words(const std::vector<QuoteWord>& a,
                                                             const std::vector<QuoteWord>& b,
                                                             std::size_t most);

/// What the word weighs in such an alignment.
int weight_of(const QuoteWord& word);

}  // namespace onrecord
