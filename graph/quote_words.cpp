#include "graph/quote_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>

#include "model/entity.h"

namespace onrecord {
namespace {

constexpr int kTelling = 4;  // of a function word: 1
constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();

bool is_function_word(std::string_view key) {
  static const std::set<std::string_view> kWords = {
      "a",      "an",     "the",    "this",    "that",   "these", "those",  "and",   "or",
      "but",    "if",     "so",     "as",      "than",   "then",  "of",     "to",    "in",
      "on",     "at",     "by",     "for",     "from",   "with",  "about",  "into",  "over",
      "under",  "up",     "down",   "out",     "off",    "is",    "are",    "was",   "were",
      "be",     "been",   "being",  "am",      "do",     "does",  "did",    "have",  "has",
      "had",    "will",   "would",  "shall",   "should", "can",   "could",  "may",   "might",
      "must",   "not",    "no",     "i",       "you",    "he",    "she",    "it",    "we",
      "they",   "me",     "him",    "her",     "us",     "them",  "my",     "your",  "his",
      "its",    "our",    "their",  "who",     "whom",   "which", "what",   "when",  "where",
      "there",  "here",   "also",   "just",    "very",   "im",    "ive",    "ill",   "id",
      "weve",   "well",   "theyre", "theyve",  "theyll", "hes",   "shes",   "thats", "dont",
      "doesnt", "didnt",  "wont",   "cant",    "isnt",   "arent", "wasnt",  "any",   "all",
      "some",   "said",   "says",   "because", "while",  "how",   "going",  "go",    "goes",
      "get",    "gets",   "got",    "know",    "knows",  "think", "thinks", "want",  "wants",
      "thing",  "things", "one",    "more",    "most",   "many",  "much",   "even",  "really",
      "now",    "yes",    "oh",     "lot",     "like",   "again", "only"};
  return kWords.contains(key);
}

bool stands_in_word(UChar32 c) { return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK; }

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

/// Whether `c` belongs to the word that it stands in the middle of: won't, U.S., 1,200, [P]rices,
/// same-sex.
bool joins(UChar32 before, UChar32 c, UChar32 after) {
  if (!stands_in_word(after) && c != ']' && c != '[') return false;
  if (is_apostrophe(c) || c == '.' || c == '-') return stands_in_word(after);
  if (c == ',') return u_isdigit(before) && u_isdigit(after);
  return (c == '[' || c == ']') && stands_in_word(after);
}

/// Reads code points one after the other; bytes that are not UTF-8 are some mark.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text.substr(0, kMostBytes)) {}

  bool done() const { return at_ >= size(); }
  std::int32_t at() const { return at_; }
  UChar32 next() { return read(at_); }
  UChar32 peek() const {
    std::int32_t at = at_;
    return at < size() ? read(at) : ' ';
  }

 private:
  std::int32_t size() const { return static_cast<std::int32_t>(text_.size()); }
  UChar32 read(std::int32_t& at) const {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, size(), c);
    return c;
  }
  std::string_view text_;
  std::int32_t at_ = 0;
};

/// Whether a word that follows this mark begins something, so that its capital says nothing.
bool begins_after(UChar32 mark) {
  switch (mark) {
    case 0:
    case '.':
    case '!':
    case '?':
    case ':':
    case '"':
    case '\'':
    case 0x2018:
    case 0x201C:
      return true;
    default:
      return false;
  }
}

QuoteWord make_word(std::string_view letters, Span span, bool capital, bool begins) {
  QuoteWord word;
  word.capital = capital;
  word.name = capital && !begins;
  word.key = fold_for_search(letters);
  word.span = span;
  word.tells = !is_function_word(word.key);
  return word;
}

}  // namespace

std::vector<QuoteWord> to_quote_words(std::string_view content) {
  std::vector<QuoteWord> words;
  Reader reader(content);
  std::string letters;
  Span span;
  bool capital = false, begins = false;
  UChar32 before = 0;  // the code point
  UChar32 mark = 0;    // the last one that was neither letter nor blank since the last word
  while (!reader.done()) {
    const auto begin = static_cast<std::uint32_t>(reader.at());
    const UChar32 c = reader.next();
    const auto end = static_cast<std::uint32_t>(reader.at());
    if (stands_in_word(c)) {
      if (letters.empty()) {
        span.begin = begin;
        capital = u_isupper(c);
        begins = begins_after(mark);
      }
      letters += content.substr(begin, end - begin);
      span.end = end;
    } else if (letters.empty() || !joins(before, c, reader.peek())) {
      if (!letters.empty()) words.push_back(make_word(letters, span, capital, begins));
      if (!letters.empty()) mark = ' ';
      letters.clear();
      if (!u_isUWhiteSpace(c)) mark = c;
    }
    before = c;
  }
  if (!letters.empty()) words.push_back(make_word(letters, span, capital, begins));
  return words;
}

int weight_of(const QuoteWord& word) { return word.tells ? kTelling : 1; }

std::vector<std::pair<std::size_t, std::size_t>> align_words(const std::vector<QuoteWord>& a,
                                                             const std::vector<QuoteWord>& b,
                                                             std::size_t most) {
  const std::size_t rows = std::min(a.size(), most), columns = std::min(b.size(), most);
  // best[i][j]: of the words from a[i] and b[j] on.
  std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return best[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
      if (a[i].key != b[j].key) continue;
      at(i, j) = std::max(at(i, j), at(i + 1, j + 1) + static_cast<std::uint32_t>(weight_of(a[i])));
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    const bool same = a[i].key == b[j].key &&
                      at(i, j) == at(i + 1, j + 1) + static_cast<std::uint32_t>(weight_of(a[i]));
    if (same) {
      pairs.emplace_back(i++, j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  return pairs;
}

}  // namespace onrecord
