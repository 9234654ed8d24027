// Sentences: a stop, its closing quotation marks and brackets, then a word that may begin one.
// '“Stop.” He left.' is two; '"Why?" he asked.' and 'Lt. Gov. J. D. Roe' are one. After an
// abbreviation that may end a sentence ("U.S.") one ends only before a common opening word.
// Not handled: a sentence that opens with a lower-case name after a stop.
// A line without stops is cut every 400 tokens.

#include <algorithm>
#include <array>
#include <string>

#include "extract/analysis_parts.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

// Words that open sentences and, with a capital, rarely go on after "U.S." or "Inc.": sorted.
constexpr std::array kOpeners = {
    "a",       "after", "all",    "also",  "an",    "and",   "as",    "at",   "because",
    "before",  "but",   "during", "each",  "for",   "from",  "he",    "her",  "his",
    "however", "i",     "if",     "in",    "it",    "its",   "last",  "many", "meanwhile",
    "more",    "no",    "now",    "of",    "on",    "one",   "other", "our",  "over",
    "several", "she",   "since",  "so",    "some",  "such",  "that",  "the",  "their",
    "then",    "there", "these",  "they",  "this",  "those", "to",    "two",  "under",
    "we",      "what",  "when",   "where", "while", "who",   "with",  "you"};

bool is_stop(std::string_view word) {
  return word == "." || word == "!" || word == "?" || word == "…" || word == "..." ||
         word == "....";
}

bool closes(std::string_view word) {
  return word == "\"" || word == "”" || word == "’" || word == "'" || word == ")" || word == "]" ||
         word == "»" || word == "!" || word == "?" || word == ".";
}

bool opens(std::string_view word) {
  return word == "\"" || word == "“" || word == "‘" || word == "'" || word == "(" || word == "[" ||
         word == "«" || word == "—" || word == "–" || word == "-" || word == "$";
}

// Longer ones are cut: rules look at a whole sentence for each of its words, and no prose has such.
constexpr std::size_t kLongestSentence = 400;  // tokens

class Splitter {
 public:
  Splitter(std::string_view text, std::uint32_t paragraph, std::size_t first, Analysis& analysis)
      : text_(text), paragraph_(paragraph), analysis_(analysis), first_(first) {}

  void run() {
    const std::size_t size = analysis_.tokens.size();
    for (std::size_t i = first_; i < size; ++i) {
      const std::size_t end = end_of_sentence(i);
      if (end > i) {
        close(end);
        i = end - 1;
      } else if (i + 1 - first_ >= kLongestSentence) {
        close(i + 1);
      }
    }
    if (first_ < size) close(size);
  }

 private:
  std::string_view word(std::size_t i) const { return analysis_.word(i); }

  bool blank_before(std::size_t i) const {
    return analysis_.tokens[i].span.begin > analysis_.tokens[i - 1].span.end;
  }

  /// When the token at `i` ends a sentence: the token after its closing marks; else `i`.
  std::size_t end_of_sentence(std::size_t i) const {
    const std::size_t size = analysis_.tokens.size();
    const Abbreviation abbreviation = abbreviation_kind(word(i));
    if (!is_stop(word(i)) && abbreviation != Abbreviation::MayEnd) return i;
    std::size_t next = i + 1;
    // A mark with a blank before it opens what follows, unless a blank follows it too.
    while (next < size && closes(word(next)) && !blank_before(next)) ++next;
    if (next >= size) return size;
    if (!blank_before(next)) return i;
    std::size_t opener = next;
    while (opener < size && opens(word(opener))) ++opener;
    if (opener >= size) return next;
    if (abbreviation == Abbreviation::MayEnd) {
      const bool common =
          analysis_.tokens[opener].capital &&
          std::binary_search(kOpeners.begin(), kOpeners.end(), lower(word(opener)),
                             [](std::string_view a, std::string_view b) { return a < b; });
      return common ? next : i;
    }
    const Token& token = analysis_.tokens[opener];
    const bool may_begin =
        token.capital || is_digit(character_at(text_, token.span.begin).value) || opener > next;
    const bool weak = word(i).size() > 1;  // an ellipsis goes on before a lower-case word
    if (weak) return token.capital ? next : i;
    return may_begin ? next : i;
  }

  void close(std::size_t end) {
    Sentence sentence;
    sentence.first_token = static_cast<std::uint32_t>(first_);
    sentence.end_token = static_cast<std::uint32_t>(end);
    sentence.span = {analysis_.tokens[first_].span.begin, analysis_.tokens[end - 1].span.end};
    sentence.paragraph = paragraph_;
    for (std::size_t i = first_; i < end; ++i) {
      analysis_.tokens[i].sentence = static_cast<std::uint32_t>(analysis_.sentences.size());
    }
    analysis_.sentences.push_back(sentence);
    first_ = end;
  }

  std::string_view text_;
  std::uint32_t paragraph_;
  Analysis& analysis_;
  std::size_t first_;
};

}  // namespace

void split_sentences(std::string_view text, std::uint32_t paragraph, std::size_t first,
                     Analysis& analysis) {
  Splitter(text, paragraph, first, analysis).run();
}

}  // namespace onrecord
