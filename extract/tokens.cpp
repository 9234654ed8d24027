// Tokens. A word holds letters, digits, inner hyphens and inner apostrophes ("re-entered",
// "O'Brien", "won't"); a possessive ending is a token of its own; an abbreviation keeps its
// periods. "U.S. officials’ 1,900 cases (65%)" is U.S. | officials | ’ | 1,900 | cases | ( | 65 |
// % | ). Not handled: abbreviations that no list or pattern knows keep their period apart.

#include <algorithm>
#include <array>
#include <string>

#include "extract/analysis_parts.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

// Titles, months, states in the Associated Press's short forms, ranks and the like: sorted.
constexpr std::array kBinding = {
    "adm.",    "ala.",  "apr.",   "ariz.", "ark.",  "asst.", "atty.", "aug.",  "ave.",  "bldg.",
    "blvd.",   "brig.", "calif.", "capt.", "cmdr.", "co.",   "col.",  "colo.", "comm.", "conn.",
    "cpl.",    "dec.",  "del.",   "dep.",  "dept.", "det.",  "dist.", "dr.",   "feb.",  "fla.",
    "fr.",     "ft.",   "ga.",    "gen.",  "gov.",  "hon.",  "ill.",  "ind.",  "insp.", "jan.",
    "jul.",    "jun.",  "kan.",   "ky.",   "la.",   "lt.",   "maj.",  "mar.",  "mass.", "md.",
    "messrs.", "mich.", "minn.",  "miss.", "mo.",   "mont.", "mr.",   "mrs.",  "ms.",   "mt.",
    "neb.",    "nev.",  "nov.",   "oct.",  "okla.", "ore.",  "pa.",   "pfc.",  "prof.", "pvt.",
    "rep.",    "reps.", "rev.",   "sec.",  "sen.",  "sens.", "sept.", "sgt.",  "spc.",  "st.",
    "supt.",   "tenn.", "tex.",   "va.",   "vs.",   "vt.",   "wash.", "wis.",  "wyo."};
constexpr std::array kMayEnd = {"bros.", "corp.", "etc.", "inc.", "jr.", "ltd.", "no.", "sr."};

template <std::size_t N>
bool holds(const std::array<const char*, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word,
                            [](std::string_view a, std::string_view b) { return a < b; });
}

/// "U.S.", "a.m.", "J.D.": single letters, each with its period; at least `least` of them.
std::size_t dotted_letters(std::string_view word) {
  std::size_t letters = 0;
  for (std::uint32_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    if (!is_letter(c.value) || c.end >= word.size() || word[c.end] != '.') return 0;
    ++letters;
    at = c.end + 1;
  }
  return letters;
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, Span range, std::vector<Token>& tokens)
      : text_(text), at_(range.begin), end_(range.end), tokens_(tokens) {}

  void run() {
    while (at_ < end_) {
      const Character c = character_at(text_, at_);
      if (is_blank(c.value)) {
        at_ = c.end;
      } else if (is_letter(c.value) || is_digit(c.value)) {
        word();
      } else {
        mark(c);
      }
    }
  }

 private:
  Character peek(std::uint32_t at) const {
    return at < end_ ? character_at(text_, at) : Character{0, at, at};
  }
  static bool apostrophe(char32_t c) { return c == U'\'' || c == 0x2019; }
  static bool joins(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011 || apostrophe(c); }

  void emit(std::uint32_t begin, std::uint32_t end, bool is_word) {
    Token token;
    token.span = {begin, end};
    token.word = is_word;
    token.capital = is_upper(character_at(text_, begin).value);
    tokens_.push_back(token);
    at_ = end;
  }

  void mark(Character c) {
    std::uint32_t end = c.end;
    if (c.value == U'.') {
      while (end < end_ && text_[end] == '.') ++end;  // an ellipsis is one token
    }
    emit(c.begin, end, false);
  }

  /// "'s" and "’s" at `at`, followed by no letter: its end, else `at`.
  std::uint32_t possessive_end(std::uint32_t at) const {
    const Character a = peek(at);
    if (!apostrophe(a.value)) return at;
    const Character s = peek(a.end);
    if (s.value != U's' && s.value != U'S') return at;
    const Character after = peek(s.end);
    return is_letter(after.value) || is_digit(after.value) ? at : s.end;
  }

  void word() {
    const std::uint32_t begin = at_;
    std::uint32_t end = begin;
    while (end < end_) {
      const Character c = peek(end);
      if (is_letter(c.value) || is_digit(c.value)) {
        end = c.end;
        continue;
      }
      const Character after = peek(c.end);
      const bool letter_after = is_letter(after.value) || is_digit(after.value);
      if (joins(c.value) && letter_after && possessive_end(end) == end) {
        end = c.end;
        continue;
      }
      const bool inside_number = (c.value == U',' || c.value == U'.') && is_digit(after.value) &&
                                 is_digit(character_before(text_, end).value);
      if (inside_number) {
        end = c.end;
        continue;
      }
      break;
    }
    end = take_periods(begin, end);
    emit(begin, end, true);
    const std::uint32_t after = possessive_end(end);
    if (after > end) emit(end, after, false);
  }

  /// Extends over the periods of an abbreviation: "U" to "U.S.", "Aug" to "Aug.".
  std::uint32_t take_periods(std::uint32_t begin, std::uint32_t end) const {
    if (end >= end_ || text_[end] != '.') return end;
    std::uint32_t dotted = end + 1;
    if (dotted_letters(text_.substr(begin, dotted - begin)) == 1) {
      while (dotted < end_) {
        const Character letter = peek(dotted);
        if (!is_letter(letter.value) || letter.end >= end_ || text_[letter.end] != '.') break;
        dotted = letter.end + 1;
      }
      const Character first = peek(begin);
      const bool initial = is_upper(first.value) || dotted > end + 1;
      if (initial) return dotted;
    }
    const std::string_view with_period = text_.substr(begin, end + 1 - begin);
    const bool known = abbreviation_kind(with_period) != Abbreviation::None;
    return known && known_in_this_case(with_period) ? end + 1 : end;
  }

  /// "Mass." and "MASS." abbreviate; "no." and "mar." as plain words end a sentence.
  bool known_in_this_case(std::string_view word) const {
    if (is_upper(character_at(word, 0).value)) return true;
    return word == "vs." || word == "etc." || word == "a.m." || word == "p.m.";
  }

  std::string_view text_;
  std::uint32_t at_, end_;
  std::vector<Token>& tokens_;
};

}  // namespace

Abbreviation abbreviation_kind(std::string_view word) {
  if (word.size() < 2 || word.back() != '.') return Abbreviation::None;
  const std::size_t letters = dotted_letters(word);
  if (letters == 1)
    return is_upper(character_at(word, 0).value) ? Abbreviation::Binds : Abbreviation::None;
  if (letters > 1) return Abbreviation::MayEnd;
  const std::string low = lower(word);
  if (holds(kBinding, low)) return Abbreviation::Binds;
  if (holds(kMayEnd, low)) return Abbreviation::MayEnd;
  return Abbreviation::None;
}

void tokenise(std::string_view text, Span paragraph, std::vector<Token>& tokens) {
  Tokeniser(text, paragraph, tokens).run();
}

}  // namespace onrecord
