// Figures. A number is a run of tokens: digits with an optional scale ("1.4 million"), or number
// words added up from left to right ("three hundred and five" = (3 * 100) + 5). "more than 1,900
// convictions" gives 1900 with the modifier "more than"; "a dozen" gives 12. Not handled: "a
// hundred or so", fractions ("two thirds"), Roman numerals.

#include "extract/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace onrecord {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000'000;

struct Named {
  std::string_view word;
  std::int64_t value;
};

constexpr std::array kSmall = {
    Named{"zero", 0},     Named{"one", 1},        Named{"two", 2},       Named{"three", 3},
    Named{"four", 4},     Named{"five", 5},       Named{"six", 6},       Named{"seven", 7},
    Named{"eight", 8},    Named{"nine", 9},       Named{"ten", 10},      Named{"eleven", 11},
    Named{"twelve", 12},  Named{"thirteen", 13},  Named{"fourteen", 14}, Named{"fifteen", 15},
    Named{"sixteen", 16}, Named{"seventeen", 17}, Named{"eighteen", 18}, Named{"nineteen", 19},
    Named{"twenty", 20},  Named{"thirty", 30},    Named{"forty", 40},    Named{"fifty", 50},
    Named{"sixty", 60},   Named{"seventy", 70},   Named{"eighty", 80},   Named{"ninety", 90}};
constexpr std::array kScales = {Named{"dozen", 12}, Named{"hundred", 100}, Named{"thousand", 1000},
                                Named{"million", 1'000'000}, Named{"billion", 1'000'000'000}};

/// Longest first, so that "no more than" is not read as "more than".
constexpr std::array<std::string_view, 29> kModifiers = {
    "as many as", "no more than", "no fewer than", "no less than", "an estimated", "close to",
    "upwards of", "just over",    "just under",    "well over",    "more than",    "less than",
    "fewer than", "greater than", "at least",      "at most",      "up to",        "nearly",
    "almost",     "about",        "approximately", "roughly",      "around",       "over",
    "under",      "some",         "estimated",     "exceeding",    "only"};

template <std::size_t N>
std::optional<std::int64_t> look_up(const std::array<Named, N>& table, std::string_view word) {
  for (const Named& row : table) {
    if (row.word == word) return row.value;
  }
  return std::nullopt;
}

/// "forty", "forty-five"; nothing for "six-day".
std::optional<std::int64_t> small_number(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos) return look_up(kSmall, word);
  const auto tens = look_up(kSmall, word.substr(0, hyphen));
  const auto unit = look_up(kSmall, word.substr(hyphen + 1));
  if (!tens || !unit || *tens < 20 || *unit < 1 || *unit > 9) return std::nullopt;
  return *tens + *unit;
}

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// Digits with an optional fraction, in hundredths; nothing above kMost.
std::optional<std::int64_t> parse_hundredths(std::string_view word) {
  const std::size_t point = word.find('.');
  const auto whole = parse_count(word.substr(0, point));
  if (!whole || *whole > kMost / 100) return std::nullopt;
  std::int64_t hundredths = *whole * 100;
  if (point == std::string_view::npos) return hundredths;
  const std::string_view fraction = word.substr(point + 1);
  if (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), is_digit_byte)) {
    return std::nullopt;
  }
  hundredths += std::int64_t{fraction[0] - '0'} * 10;
  if (fraction.size() > 1) hundredths += fraction[1] - '0';
  return hundredths;
}

class NumberReader {
 public:
  explicit NumberReader(const Words& words) : words_(words) {}

  /// The number that begins at `token`, without its modifier.
  std::optional<Number> at(std::size_t token) const {
    if (token > 0 && glued(token - 1, token) && !words_.is(token - 1, {"$", "€", "£"}) &&
        !words_.quote_mark(token - 1) &&
        !words_.is(token - 1, {"(", "[", "|", "—", "–", "*", "•", "·"})) {
      return std::nullopt;  // "#45", "/11", ":30"
    }
    auto number = words_.at(token).empty() || !is_digit_byte(words_.at(token)[0]) ? spelled(token)
                                                                                  : digits(token);
    if (number) number->phrase_first = number->first;
    return number;
  }

 private:
  bool glued(std::size_t left, std::size_t right) const {
    const auto& tokens = words_.analysis().tokens;
    return right < tokens.size() && tokens[left].span.end == tokens[right].span.begin;
  }

  std::optional<Number> digits(std::size_t token) const {
    const auto hundredths = parse_hundredths(words_.at(token));
    if (!hundredths) return std::nullopt;
    Number number;
    number.first = token;
    number.end = token + 1;
    number.money = token > 0 && words_.is(token - 1, {"$", "€", "£"});
    if (take_percent(number)) {
      number.count = *hundredths;
      return number;
    }
    const auto scale = look_up(kScales, words_.at(number.end));
    if (scale) {
      if (*hundredths > kMost / *scale) return std::nullopt;
      number.count = *hundredths * *scale / 100;
      ++number.end;
      return number;
    }
    if (*hundredths % 100 != 0 || continues(number.end)) return std::nullopt;
    number.count = *hundredths / 100;
    number.year_like = words_.at(token).size() == 4 && number.count >= 1500 && number.count < 2100;
    return number;
  }

  /// "6:45", "9/11", "5°": the figure is part of something else.
  bool continues(std::size_t end) const {
    if (!glued(end - 1, end)) return false;
    if (words_.is(end, {"/", "°", "º", "&", "+", "="})) return true;
    return words_.is(end, {":", "("}) && glued(end, end + 1) && words_.word(end + 1);
  }

  std::optional<Number> spelled(std::size_t token) const {
    Number number;
    number.first = token;
    number.end = token;
    number.spelled = true;
    std::int64_t total = 0, group = 0;
    bool any = false;
    if (words_.is(token, {"a", "an"})) {
      const auto scale = look_up(kScales, words_.at(token + 1));
      if (!scale) return std::nullopt;
      group = 1;
      number.end = token + 1;
    }
    while (true) {
      const bool linked = any && words_.at(number.end) == "and";
      const std::size_t here = number.end + (linked ? 1 : 0);
      const auto small = small_number(words_.at(here));
      const auto scale = linked ? std::nullopt : look_up(kScales, words_.at(here));
      if (small && (!linked || (group + total) % 100 == 0) && group % 100 == 0) {
        group += *small;
      } else if (scale && (any || group == 1)) {
        const std::int64_t factor = std::max<std::int64_t>(group, 1);
        if (factor > kMost / *scale || total > kMost) return std::nullopt;
        if (*scale >= 1000) {
          total += factor * *scale;
          group = 0;
        } else {
          group = factor * *scale;
        }
      } else {
        break;
      }
      any = true;
      number.end = here + 1;
    }
    if (!any) return std::nullopt;
    number.count = total + group;
    if (take_percent(number)) number.count *= 100;
    return number;
  }

  bool take_percent(Number& number) const {
    if (words_.is(number.end, {"%", "percent", "percentage"})) {
      number.end += words_.phrase_at(number.end, "percentage points") ? 2 : 1;
      return number.percent = words_.at(number.end - 1) != "points";
    }
    if (words_.phrase_at(number.end, "per cent")) {
      number.end += 2;
      return number.percent = true;
    }
    return false;
  }

  const Words& words_;
};

/// Looks left of the number for "more than" and the like, within its sentence.
void take_modifier(const Words& words, Number& number) {
  const std::size_t begin = words.sentence_begin(number.first);
  const std::size_t anchor = number.first - (number.money && number.first > begin ? 1 : 0);
  for (const std::string_view modifier : kModifiers) {
    const auto length =
        static_cast<std::size_t>(1 + std::count(modifier.begin(), modifier.end(), ' '));
    if (anchor < begin + length || !words.phrase_at(anchor - length, modifier)) continue;
    number.phrase_first = anchor - length;
    if (modifier != "only") number.modifier = std::string(modifier);
    return;
  }
  number.phrase_first = anchor;
  if (words.phrase_at(number.end, "or more")) number.modifier = "at least";
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view digits) {
  if (digits.empty() || !is_digit_byte(digits.front())) return std::nullopt;
  const std::size_t first_comma = std::min(digits.find(','), digits.size());
  if (first_comma > 3 && first_comma != digits.size()) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == ',') {
      if ((i - first_comma) % 4 != 0 || digits.size() - i < 4) return std::nullopt;
      continue;
    }
    if (!is_digit_byte(digits[i])) return std::nullopt;
    if (i > first_comma && (i - first_comma) % 4 == 0) return std::nullopt;
    value = value * 10 + (digits[i] - '0');
    if (value > kMost) return std::nullopt;
  }
  return value;
}

std::vector<Number> find_numbers(const Words& words) {
  std::vector<Number> numbers;
  const NumberReader reader(words);
  for (std::size_t token = 0; token < words.size();) {
    auto number = reader.at(token);
    if (!number || number->end > words.sentence_end(token)) {
      ++token;
      continue;
    }
    take_modifier(words, *number);
    token = number->end;
    numbers.push_back(std::move(*number));
  }
  return numbers;
}

}  // namespace onrecord
