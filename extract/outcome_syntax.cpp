// What stands around a figure. The noun that is counted runs from the figure to the next verb,
// preposition or mark ("370 | criminal aliens | were"); a unit takes what it holds with it ("61 |
// pounds of fentanyl"). Not handled: relative clauses between noun and verb.

#include "extract/outcome_syntax.h"

#include <algorithm>

#include "extract/outcome_words.h"
#include "extract/titles.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostNounWords = 6;
constexpr std::size_t kMostCategoryWords = 12;

}  // namespace

bool is_modal(std::string_view low) {
  static const WordSet words = {"will",   "would", "could", "may",   "might", "can",
                                "should", "must",  "not",   "n't",   "never", "to",
                                "if",     "shall", "won't", "cannot"};
  return words.contains(low);
}

bool is_auxiliary(std::string_view low) {
  static const WordSet words = {"was",      "were",   "been",         "being",     "are",   "is",
                                "have",     "had",    "has",          "be",        "got",   "also",
                                "later",    "who",    "that",         "already",   "since", "then",
                                "recently", "either", "subsequently", "eventually"};
  return words.contains(low);
}

Counted OutcomeSyntax::counted(const Number& number, std::size_t limit) const {
  Counted noun{number.end, number.end, number.end};
  std::size_t i = number.end;
  while (i < limit && i - number.end < kMostNounWords) {
    const std::string_view low = words_.at(i);
    if (!words_.word(i)) {
      const bool inside = words_.possessive(i) && i > number.end;
      if (!inside) break;
    } else if (words_.is(i, {"total", "nationwide", "statewide", "overall", "altogether", "more",
                             "additional", "other", "such"}) &&
               i == number.end) {
      if (!words_.is(i, {"more", "additional", "other", "such"})) break;
    } else if (is_participle(low)) {
      const bool adjective = i == number.end && words_.word(i + 1) &&
                             words_.at(i + 1).ends_with('s') && !breaks_title(words_.at(i + 1));
      if (!adjective) break;
    } else if (breaks_title(low) || is_auxiliary(low) ||
               words_.is(i, {"faced", "face", "nationwide", "statewide", "total"})) {
      break;
    }
    ++i;
    noun.end = i;
    const bool noun_like = low.ends_with('s') || people_noun(low) || unit_noun(low);
    if (noun_like && i < limit && words_.word(i) && !is_participle(words_.at(i)) &&
        !words_.at(i).ends_with('s') && !unit_noun(words_.at(i)) && !result_noun(low).empty()) {
      break;  // "45 arrests nationwide"
    }
  }
  if (noun.end == noun.first) return noun;
  noun.head = noun.end - 1;
  if (words_.at(noun.head) == "'s" && noun.head > noun.first) --noun.head;
  const bool unit = unit_noun(words_.at(noun.head));
  if (words_.at(noun.end) == "of" && unit && words_.word(noun.end + 1)) {
    noun.end += 2;
    if (words_.word(noun.end) && noun.end < limit && !breaks_title(words_.at(noun.end)) &&
        !is_participle(words_.at(noun.end)) && !is_auxiliary(words_.at(noun.end)) &&
        !words_.capital(noun.end)) {
      ++noun.end;
    }
  }
  return noun;
}

std::optional<std::size_t> OutcomeSyntax::verb_after(std::size_t from, std::size_t limit) const {
  for (std::size_t i = from; i < limit && i < from + 6; ++i) {
    const std::string_view low = words_.at(i);
    if (is_modal(low)) return std::nullopt;
    if (is_participle(low) && outcome_verb(low)) return i;
    if (words_.phrase_at(i, "taken into custody") || words_.phrase_at(i, "rounded up") ||
        words_.phrase_at(i, "placed under arrest")) {
      return i;
    }
    if (!is_auxiliary(low) && !low.ends_with("ly") && !(i == from && words_.at(i) == "of")) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// "arrested [more than] 370", "the arrest of 370", "took 12 into custody": the verb's token.
std::optional<std::size_t> OutcomeSyntax::verb_before(const Number& number) const {
  for (std::size_t i = number.phrase_first; i-- > first_ && number.phrase_first - i <= 4;) {
    const std::string_view low = words_.at(i);
    if (outcome_noun(low) && words_.at(i + 1) == "of") return i;
    if (low == "arrests" && i + 1 < number.phrase_first) return std::nullopt;
    if (outcome_verb(low)) return planned(i) ? std::nullopt : std::optional(i);
    if (words_.phrase_at(i, "rounded up") || words_.phrase_at(i, "rounding up")) return i;
    const bool worth = words_.at(i) == "worth" || words_.at(i + 1) == "worth";
    const bool skipped =
        worth || words_.is(i, {"of", "the", "a", "total", "up", "all", "at", "another",
                               "additional", "these", "as", "an", "them", "its"});
    if (!skipped) return std::nullopt;
  }
  return std::nullopt;
}

bool OutcomeSyntax::planned(std::size_t verb) const {
  const std::string_view low = words_.at(verb);
  if (low == "arrest" || low == "arrests" || low == "apprehend") {
    return !(words_.at(verb + 1) == "of") && low != "arrests";
  }
  return verb > first_ && is_modal(words_.at(verb - 1));
}

std::string OutcomeSyntax::lower_text(std::size_t first, std::size_t end) const {
  std::string text = lower(words_.text(first, end));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::size_t OutcomeSyntax::category_end(std::size_t first) const {
  std::size_t end = first;
  while (end < end_ && end - first < kMostCategoryWords) {
    if (!words_.word(end) && !words_.possessive(end)) break;
    if (words_.is(end, {"according", "while", "who", "which", "when", "because", "since", "said"}))
      break;
    ++end;
  }
  while (end > first && words_.is(end - 1, {"and", "or", "the", "of", "in"})) --end;
  return end;
}

/// "in NY" right after the figure; nothing when a list of places follows.
std::optional<EntityId> OutcomeSyntax::place_after(std::size_t from, std::size_t limit,
                                                   std::size_t& evidence_end) const {
  for (std::size_t i = from; i < limit && i < from + 6; ++i) {
    if (words_.is(i, {"in", "across", "throughout", "near", "at"})) {
      std::size_t at = i + 1;
      while (words_.is(at, {"the", "downtown", "greater", "nearby", "south", "north"})) ++at;
      const auto links = entities_.within(words_.span(at, at + 4));
      if (links.empty() || words_.tokens_of(links.front().span).first != at) return std::nullopt;
      const Entity& entity = entities_.entity(links.front().entity);
      if (entity.type != EntityType::Place) return std::nullopt;
      const std::size_t past = words_.tokens_of(links.front().span).second;
      if (list_follows(past)) return std::nullopt;
      evidence_end = past;
      return entity.id;
    }
    const bool passes =
        words_.is(i, {"nationwide", "total", "were", "was", "made", "people", "last", "this",
                      "week", "month", "also", "on", "monday", "overall"}) ||
        is_participle(words_.at(i)) || words_.at(i).ends_with("day");
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

/// "to Portsmouth, New Hampshire, where 22 people were arrested".
std::optional<EntityId> OutcomeSyntax::place_before_where(std::size_t figure) const {
  if (figure < first_ + 2 || words_.at(figure - 1) != "where") return std::nullopt;
  const auto links = entities_.within(words_.span(first_, figure));
  for (std::size_t i = links.size(); i-- > 0;) {
    const Entity& entity = entities_.entity(links[i].entity);
    if (entity.type != EntityType::Place) return std::nullopt;
    const std::size_t begin = words_.tokens_of(links[i].span).first;
    if (begin > first_ && words_.at(begin - 1) == ",") continue;  // the state of a city
    return entity.id;
  }
  return std::nullopt;
}

/// ", Dallas and San Antonio": several places share the figure.
bool OutcomeSyntax::list_follows(std::size_t past) const {
  std::size_t at = past;
  if (words_.at(at) == ",") ++at;
  const bool joined = words_.at(at) == "and";
  if (joined) ++at;
  if (at == past) return false;
  const auto link = entities_.within(words_.span(at, std::min(at + 3, words_.size())));
  if (link.empty() || words_.tokens_of(link.front().span).first != at) return false;
  if (entities_.entity(link.front().entity).type != EntityType::Place) return false;
  if (joined) return true;
  const std::size_t next = words_.tokens_of(link.front().span).second;  // "Ellsworth, Maine"
  return words_.at(next) == "and" || (words_.at(next) == "," && list_follows(next));
}

/// "In Philadelphia, 107 illegal immigrants were arrested", "- Memphis: 61 arrests".
std::optional<EntityId> OutcomeSyntax::place_in_front(std::size_t figure) const {
  std::size_t at = first_;
  while (at < figure && !words_.word(at)) ++at;
  const bool in = words_.at(at) == "in";
  if (in) ++at;
  if (figure > first_ + 9 || at >= figure) return std::nullopt;
  const auto links = entities_.within(words_.span(at, figure));
  if (links.empty() || words_.tokens_of(links.front().span).first != at) return std::nullopt;
  const Entity& entity = entities_.entity(links.front().entity);
  if (entity.type != EntityType::Place) return std::nullopt;
  if (in && links.size() != 1) return std::nullopt;
  const std::size_t past = words_.tokens_of(links.front().span).second;
  if (!words_.is(past, {in ? "," : ":", in ? "," : "–", in ? "," : "—"})) return std::nullopt;
  return entity.id;
}

}  // namespace onrecord
