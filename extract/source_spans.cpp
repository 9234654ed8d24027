// Sources. Without a parser, a source is the run of words on one side of the cue up to something
// that cannot be in a noun phrase: a mark, a finite verb, a conjunction. An apposition between
// commas belongs to it. "But Ann Roe, the sheriff of Kent County, said" -> "Ann Roe, the sheriff of
// Kent County". Not handled: relative clauses with commas of their own inside the source.

#include "extract/source_spans.h"

#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestSource = 30;  // tokens
constexpr double kFinite = 0.6;             // share from which a word is taken for a finite verb
constexpr double kHead = 0.08;

const WordSet& auxiliaries() {
  static const WordSet set = {"has",    "have",  "had",   "also",  "will",   "would", "did",
                              "does",   "do",    "not",   "n't",   "then",   "later", "previously",
                              "often",  "once",  "again", "even",  "has",    "since", "both",
                              "all",    "may",   "might", "could", "can",    "never", "now",
                              "always", "still", "just",  "first", "instead"};
  return set;
}

const WordSet& boundaries() {
  static const WordSet set = {
      "but",     "because",   "while",   "when",     "if",    "that",  "as", "after", "since",
      "though",  "although",  "before",  "until",    "where", "which", "so", "yet",   "then",
      "however", "meanwhile", "further", "moreover", "or",    "than",  "how"};
  return set;
}

const WordSet& pronouns() {
  static const WordSet set = {"he",  "she", "they", "it",   "we",     "i",
                              "you", "who", "both", "some", "others", "many"};
  return set;
}

const WordSet& prepositions() {
  static const WordSet set = {"in",    "on",      "at",      "by",      "during",  "for",
                              "from",  "with",    "of",      "about",   "amid",    "under",
                              "over",  "through", "into",    "against", "despite", "like",
                              "among", "between", "without", "upon",    "until",   "to"};
  return set;
}

bool is_time(std::string_view word) {
  static const WordSet set = {"monday",   "tuesday",  "wednesday", "thursday",  "friday",
                              "saturday", "sunday",   "today",     "yesterday", "tonight",
                              "earlier",  "recently", "late",      "last",      "this"};
  return set.contains(word);
}

bool finite(const AttributionContext& c, std::size_t i) {
  if (c.words.capital(i)) return false;
  return c.lexicon.finite(c.words.at(i)) >= kFinite;
}

bool is_mark(const AttributionContext& c, std::size_t i) {
  return !c.words.word(i) && !c.words.possessive(i);
}

/// Steps left over "(ICE)": returns the index of "(", else `i`.
std::size_t over_brackets(const AttributionContext& c, std::size_t i, std::size_t limit) {
  if (c.words.at(i) != ")") return i;
  for (std::size_t j = i; j-- > limit && i - j < 8;) {
    if (c.words.at(j) == "(") return j;
  }
  return i;
}

/// Drops words from the front that cannot begin a source.
std::size_t strip_front(const AttributionContext& c, std::size_t first, std::size_t end) {
  while (first < end) {
    const bool adverb = c.words.at(first).ends_with("ly") && !c.words.capital(first + 1) &&
                        (!c.words.capital(first) || first == c.words.sentence_begin(first));
    const bool drop = is_mark(c, first) || c.words.possessive(first) ||
                      boundaries().contains(c.words.at(first)) ||
                      c.words.is(first, {"and", "also"}) || adverb;
    if (!drop) break;
    ++first;
  }
  return first;
}

/// The noun phrase that ends at token `last`; empty when there is none.
TokenRange phrase_before(const AttributionContext& c, std::size_t last, std::size_t limit) {
  std::size_t first = last + 1;
  std::optional<std::size_t> joined;  // just after an "and" that may join two sources
  while (first > limit && last + 1 - first < kLongestSource) {
    const std::size_t i = first - 1;
    const std::size_t bracket = over_brackets(c, i, limit);
    if (bracket < i) {
      first = bracket;
      continue;
    }
    if (is_mark(c, i) && !c.words.is(i, {"&", "/", "%", "$"})) break;
    if (boundaries().contains(c.words.at(i))) break;
    if (pronouns().contains(c.words.at(i)) && i < last) break;
    if (finite(c, i)) {
      if (joined) return {*joined, last + 1};
      break;
    }
    if (c.words.at(i) == "and" && !joined) joined = first;
    first = i;
  }
  first = strip_front(c, first, last + 1);
  // "On Monday the sheriff": an opening preposition takes its first noun with it.
  if (first <= last && prepositions().contains(c.words.at(first))) {
    std::size_t next = first + 1;
    while (next <= last && !c.words.is(next, {"the", "a", "an"}) &&
           !(c.words.capital(next) && next > first + 1 && !c.words.capital(next - 1)) &&
           !pronouns().contains(c.words.at(next))) {
      ++next;
    }
    if (next <= last) first = next;
  }
  while (first < last &&
         (prepositions().contains(c.words.at(first)) || is_time(c.words.at(first)))) {
    ++first;
  }
  return {first, last + 1};
}

/// The comma that opens the apposition closed by the comma at `close`, if there is one.
std::optional<std::size_t> opening_comma(const AttributionContext& c, std::size_t close,
                                         std::size_t limit) {
  for (std::size_t i = close; i-- > limit && close - i < kLongestSource;) {
    if (c.words.at(i) == ",") return i;
    if (c.words.quote_mark(i) || c.words.is(i, {";", ":", ".", "!", "?"})) {
      // A nickname or job title in marks may stand inside: the administration's “border czar”.
      if (!c.words.quote_mark(i) || close - i > 8) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

bool can_speak(const AttributionContext& c, TokenRange range) {
  if (range.empty()) return false;
  for (std::size_t i = range.first; i < range.end; ++i) {
    if (pronouns().contains(c.words.at(i))) return true;
    if (c.lexicon.head(c.words.at(i)) >= kHead && !c.words.capital(i)) return true;
  }
  for (const DocumentEntities::Link& link :
       c.entities.within(c.words.span(range.first, range.end))) {
    const EntityType type = c.entities.entity(link.entity).type;
    if (type != EntityType::Operation) return true;
  }
  // A name that no list knows, or "the residents": a plural noun after a determiner or alone.
  for (std::size_t i = range.first; i < range.end; ++i) {
    const bool name = c.words.capital(i) && i > range.first;
    if (name) return true;
  }
  // The noun before the first preposition: "two people close to the talks", "one of them".
  for (std::size_t i = range.first; i < range.end; ++i) {
    if (i > range.first && prepositions().contains(c.words.at(i))) break;
    if (c.words.is(i, {"people", "man", "woman", "person", "men", "women", "one", "another"}) ||
        (i > range.first && c.words.at(i).ends_with('s') && c.words.word(i) &&
         prepositions().contains(c.words.at(i + 1)))) {
      return true;
    }
  }
  const bool determined = c.words.is(range.first, {"the", "a", "an", "his", "her", "their", "our"});
  if (determined && range.end - range.first >= 2 && range.end - range.first <= 4) return true;
  const std::string_view last = c.words.at(range.end - 1);
  if (c.words.capital(range.first) && range.end - range.first == 1) return last.size() > 2;
  return last.ends_with('s') || last == "people" || last == "police";
}

std::optional<TokenRange> source_before(const AttributionContext& c, std::size_t cue,
                                        std::size_t limit) {
  if (cue <= limit) return std::nullopt;
  std::size_t last = cue - 1;
  while (last > limit && (auxiliaries().contains(c.words.at(last)) ||
                          (c.words.at(last).ends_with("ly") && !c.words.capital(last)))) {
    --last;
  }
  last = over_brackets(c, last, limit);
  if (c.words.at(last) == "(" && last > limit) --last;
  // An apposition may end in a mark: the “border czar,” or the "czar",
  std::size_t close = last;
  while (close > limit && c.words.quote_mark(close)) --close;
  if (c.words.at(close) == ",") {
    const std::optional<std::size_t> open = opening_comma(c, close, limit);
    if (!open || *open <= limit) return std::nullopt;
    const TokenRange name = phrase_before(c, *open - 1, limit);
    if (name.empty() || !can_speak(c, name)) return std::nullopt;
    return TokenRange{name.first, close};
  }
  if (is_mark(c, last)) return std::nullopt;
  if (c.words.at(last) == "who") {  // "Roe, who said": the antecedent speaks
    std::size_t before = last;
    if (before > limit && c.words.at(before - 1) == ",") --before;
    if (before <= limit) return std::nullopt;
    TokenRange name = phrase_before(c, before - 1, limit);
    // "Hart left [Ann Roe], who said": the person named last is meant.
    const Span last_word = c.words.span(before - 1, before);
    const auto person = c.entities.at(last_word);
    if (person && c.entities.entity(*person).type == EntityType::Person) {
      std::size_t first = before - 1;
      while (first > limit && c.words.capital(first - 1) && c.words.word(first - 1)) --first;
      return TokenRange{first, before};
    }
    // "criticism from [residents] who say": the last noun is meant when it utters by itself.
    for (std::size_t i = name.end; i-- > name.first;) {
      if (!prepositions().contains(c.words.at(i))) continue;
      if (c.lexicon.head(c.words.at(name.end - 1)) >= kHead) name.first = i + 1;
      break;
    }
    if (name.empty() || !can_speak(c, name)) return std::nullopt;
    return name;
  }
  TokenRange range = phrase_before(c, last, limit);
  // "Roe, the director of the office said": an apposition that no comma closes.
  if (!range.empty() && range.first > limit + 1 && c.words.at(range.first - 1) == ",") {
    const auto person = c.entities.at(c.words.span(range.first - 2, range.first - 1));
    if (person && c.entities.entity(*person).type == EntityType::Person) {
      const TokenRange name = phrase_before(c, range.first - 2, limit);
      if (!name.empty()) range.first = name.first;
    }
  }
  if (range.empty() || !can_speak(c, range)) return std::nullopt;
  return range;
}

std::optional<TokenRange> source_after(const AttributionContext& c, std::size_t after_cue,
                                       std::size_t limit) {
  std::size_t end = after_cue;
  const auto ends_phrase = [&](std::size_t i) {
    if (i >= limit) return true;
    if (is_mark(c, i) && !c.words.is(i, {"&", "/"})) return c.words.at(i) != "(";
    return is_time(c.words.at(i)) || c.words.is(i, {"adding", "who", "when", "while", "after"}) ||
           (c.words.is(i, {"in", "on", "at", "during"}) && c.words.is(i + 1, {"a", "an"}));
  };
  while (!ends_phrase(end) && end - after_cue < kLongestSource) {
    if (finite(c, end) || c.words.is(end, {"that", "if", "whether", "how"})) return std::nullopt;
    if (c.words.at(end) == "(") {
      while (end < limit && c.words.at(end) != ")") ++end;
      if (end >= limit) return std::nullopt;
    }
    ++end;
  }
  const TokenRange name{after_cue, end};
  if (name.empty() || !can_speak(c, name)) return std::nullopt;
  if (c.words.at(end) != "," || end + 1 >= limit || c.words.quote_mark(end + 1)) return name;
  // The apposition up to the next comma or stop, unless a clause follows.
  std::size_t tail = end + 1;
  while (tail < limit && c.words.at(tail) != "," && !c.words.is(tail, {".", "!", "?", ";"}) &&
         !c.words.quote_mark(tail) && tail - end < kLongestSource) {
    const bool clause = finite(c, tail) || c.words.is(tail, {"who", "which", "where", "when"});
    if (clause || (tail == end + 1 && c.words.at(tail).ends_with("ing"))) return name;
    ++tail;
  }
  return TokenRange{after_cue, tail};
}

}  // namespace onrecord
