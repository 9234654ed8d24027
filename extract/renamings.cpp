#include "extract/renamings.h"

#include <array>
#include <optional>
#include <string_view>

namespace onrecord {

namespace {

/// What may stand between the two names, and which of them is the one of today.
struct Phrase {
  std::string_view words;
  bool first_is_current;
};

constexpr std::array kPhrases = {
    Phrase{"formerly", true},
    Phrase{"formerly called", true},
    Phrase{"formerly known as", true},
    Phrase{"formerly named", true},
    Phrase{"once known as", true},
    Phrase{"once called", true},
    Phrase{"previously", true},
    Phrase{"previously called", true},
    Phrase{"previously known as", true},
    Phrase{"which was formerly", true},
    Phrase{"which was called", true},
    Phrase{"which was known as", true},
    Phrase{"which used to be", true},
    Phrase{"which used to be called", true},
    Phrase{"as it was called", true},
    Phrase{"also known as", true},
    Phrase{"better known as", false},
    Phrase{"née", true},
    Phrase{"nee", true},
    Phrase{"born", true},
    Phrase{"successor to", true},
    Phrase{"the successor to", true},
    Phrase{"the new name of", true},
    Phrase{"the former", true},
    Phrase{"now", false},
    Phrase{"now called", false},
    Phrase{"now known as", false},
    Phrase{"now named", false},
    Phrase{"is now", false},
    Phrase{"is now called", false},
    Phrase{"is now known as", false},
    Phrase{"became", false},
    Phrase{"has become", false},
    Phrase{"later renamed", false},
    Phrase{"renamed", false},
    Phrase{"since renamed", false},
    Phrase{"was renamed", false},
    Phrase{"was renamed as", false},
    Phrase{"has been renamed", false},
    Phrase{"was rechristened", false},
    Phrase{"which was renamed", false},
    Phrase{"which has been renamed", false},
    Phrase{"which is now", false},
    Phrase{"which is now called", false},
    Phrase{"which became", false},
    Phrase{"changed its name to", false},
    Phrase{"changed her name to", false},
    Phrase{"changed his name to", false},
};

// "until March", "until last year", "since June 2025", "for years": when, not what.
constexpr std::size_t kLongestBetween = 12;

bool is_silent(const Words& words, std::size_t token) {
  return words.is(token, {",", "(", ")", "the", "“", "\"", "'", "‘", "–", "—"});
}

/// The words between two names without marks, "the" and a time: "until March".
std::string telling_words(const Words& words, std::size_t first, std::size_t end) {
  std::string text;
  bool time = false;
  for (std::size_t i = first; i < end; ++i) {
    // "(OSET)" repeats the name before it.
    if (words.at(i) == "(" && words.at(i + 2) == ")" && i + 2 < end) {
      i += 2;
      continue;
    }
    const bool begins_time = words.is(i, {"until", "since", "before", "in"});
    const bool ends_time = words.is(i, {"as", "called", "known", "named", "the", ",", "("});
    time = begins_time || (time && !ends_time);
    if (time || is_silent(words, i)) continue;
    if (!text.empty()) text += ' ';
    text += words.at(i);
  }
  return text;
}

std::optional<bool> first_is_current(const Words& words, std::size_t first, std::size_t end) {
  if (end <= first || end - first > kLongestBetween) return std::nullopt;
  const std::string between = telling_words(words, first, end);
  const bool until = [&] {
    for (std::size_t i = first; i < end; ++i) {
      if (words.at(i) == "until") return true;
    }
    return false;
  }();
  if (until && (between == "known as" || between == "called" || between == "named" ||
                between.empty() || between == "which was called" || between == "was called")) {
    return true;
  }
  for (const Phrase& phrase : kPhrases) {
    if (between == phrase.words) return phrase.first_is_current;
  }
  return std::nullopt;
}

bool may_be_one(const NameMention& a, const NameMention& b) {
  const auto actor = [](EntityType type) {
    return type == EntityType::Agency || type == EntityType::Organization;
  };
  return a.type == b.type ? a.type != EntityType::Place : actor(a.type) && actor(b.type);
}

/// "Ann Roe, director of the Harbor Council, who was Ann Poe until May": the person before it in
/// the sentence.
std::optional<std::size_t> who_was(const Words& words, const std::vector<NameMention>& names,
                                   std::size_t former) {
  const auto [first, end] = words.tokens_of(names[former].span);
  if (names[former].type != EntityType::Person || words.at(end) != "until" || first < 2) return {};
  if (words.at(first - 1) != "was" || words.at(first - 2) != "who") return {};
  const std::size_t begin = words.sentence_begin(first);
  for (std::size_t i = former; i-- > 0 && words.tokens_of(names[i].span).first >= begin;) {
    if (names[i].type == EntityType::Person) return i;
  }
  return {};
}

}  // namespace

std::vector<Renaming> find_renamings(const Words& words, const std::vector<NameMention>& names) {
  std::vector<Renaming> found;
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    if (const std::optional<std::size_t> current = who_was(words, names, i + 1)) {
      found.push_back({i + 1, *current});
      continue;
    }
    const std::size_t first = words.tokens_of(names[i].span).second;
    const std::size_t end = words.tokens_of(names[i + 1].span).first;
    if (first >= end || end > words.sentence_end(first) || !may_be_one(names[i], names[i + 1]))
      continue;
    std::optional<bool> current = first_is_current(words, first, end);
    const std::size_t after = words.tokens_of(names[i + 1].span).second;
    if (!current && telling_words(words, first, end) == "as") {  // "X, as the Y was renamed"
      const bool renamed = words.any_phrase_at(after, {"was renamed", "has been renamed",
                                                       "is now "
                                                       "called",
                                                       "is now known"}) > 0;
      if (renamed) current = true;
    }
    if (!current) continue;
    found.push_back(*current ? Renaming{i + 1, i} : Renaming{i, i + 1});
  }
  return found;
}

}  // namespace onrecord
