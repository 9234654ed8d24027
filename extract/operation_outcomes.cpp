// Counted results in running text. Around each figure stand the noun that is counted ("criminal
// aliens") and a verb or noun of result, before ("arrested 370 individuals", "led to 45 arrests")
// or after ("107 immigrants were arrested"). A figure with neither borrows both from the figure
// before it: "107 were arrested in Philadelphia, while 101 in Los Angeles", "seized 9 firearms and
// 3 pounds of fentanyl". A figure "of those arrested", or of an earlier figure, is a part, and what
// is said of it is its category. Not handled: results told without a figure ("dozens"), figures
// far from their verb, sums ("twice as many as last time").

#include "extract/operation_outcomes.h"

#include <algorithm>
#include <string>

#include "extract/confidence.h"
#include "extract/outcome_words.h"
#include "extract/titles.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostNounWords = 6;
constexpr std::int64_t kMostPeople = 10'000'000;  // a figure above it, with no noun, counts money
constexpr std::size_t kMostCategoryWords = 12;

/// What is counted.
struct Counted {
  std::size_t first = 0, end = 0;  ///< tokens; empty when the figure stands alone
  std::size_t head = 0;
};

/// How a figure of this sentence was told, for those that borrow from it.
struct Told {
  OutcomeVerb verb;
  std::string noun;  ///< "firearms", "pounds of fentanyl", "people"; may be empty
  std::string what;
  bool whole_group = false;  ///< "Of the 212 arrests": what follows are parts of it
};

bool modal(std::string_view low) {
  static const WordSet words = {"will",   "would", "could", "may",   "might", "can",
                                "should", "must",  "not",   "n't",   "never", "to",
                                "if",     "shall", "won't", "cannot"};
  return words.contains(low);
}

bool auxiliary(std::string_view low) {
  static const WordSet words = {"was",      "were",   "been",         "being",     "are",   "is",
                                "have",     "had",    "has",          "be",        "got",   "also",
                                "later",    "who",    "that",         "already",   "since", "then",
                                "recently", "either", "subsequently", "eventually"};
  return words.contains(low);
}

class SentenceReader {
 public:
  SentenceReader(const Words& words, const DocumentEntities& entities, std::size_t first,
                 std::size_t end, const OutcomeContext& before)
      : words_(words), entities_(entities), first_(first), end_(end), before_(before) {}

  std::vector<OutcomeFigure> read(const std::vector<Number>& numbers) {
    numbers_ = numbers;
    find_group();
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      const std::size_t limit = i + 1 < numbers_.size() ? numbers_[i + 1].phrase_first : end_;
      figure(numbers_[i], limit);
    }
    return std::move(found_);
  }

  /// What the sentence counted last, for the next one.
  const std::optional<Told>& told() const { return told_; }

 private:
  Counted counted(const Number& number, std::size_t limit) const {
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
      } else if (breaks_title(low) || auxiliary(low) ||
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
          !is_participle(words_.at(noun.end)) && !auxiliary(words_.at(noun.end)) &&
          !words_.capital(noun.end)) {
        ++noun.end;
      }
    }
    return noun;
  }

  /// "Of the 212 arrests,", "Of those arrested,": what follows are parts.
  void find_group() {
    for (std::size_t i = first_; i < end_; ++i) {
      if (words_.at(i) != "of") continue;
      const bool opens = i == first_ || !words_.word(i - 1) || words_.is(i - 1, {"said", "that"});
      if (!opens) continue;
      if (words_.any_phrase_at(i + 1, {"those arrested", "the arrests", "those detained",
                                       "the people arrested", "those apprehended"})) {
        told_ = Told{{OutcomeClass::Arrest, "arrested"}, "people", "arrests", true};
      }
      return;
    }
  }

  bool group_figure(const Number& number) const {
    const std::size_t before = number.phrase_first;
    return before >= first_ + 2 && words_.is(before - 1, {"the", "its", "their"}) &&
           words_.at(before - 2) == "of";
  }

  std::optional<std::size_t> verb_after(std::size_t from, std::size_t limit) const {
    for (std::size_t i = from; i < limit && i < from + 6; ++i) {
      const std::string_view low = words_.at(i);
      if (modal(low)) return std::nullopt;
      if (is_participle(low) && outcome_verb(low)) return i;
      if (words_.phrase_at(i, "taken into custody") || words_.phrase_at(i, "rounded up") ||
          words_.phrase_at(i, "placed under arrest")) {
        return i;
      }
      if (!auxiliary(low) && !low.ends_with("ly") && !(i == from && words_.at(i) == "of")) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  /// "Three vehicles and 46 nets were seized": the verb stands after the list.
  std::optional<std::size_t> verb_after_list(std::size_t end) const {
    if (!words_.is(end, {"and", ","})) return std::nullopt;
    for (const Number& next : numbers_) {
      if (next.phrase_first <= end || next.phrase_first > end + 2) continue;
      const Counted noun = counted(next, end_);
      if (noun.end == noun.first) return std::nullopt;
      if (const auto verb = verb_after(noun.end, end_)) return verb;
      return verb_after_list(noun.end);
    }
    return std::nullopt;
  }

  /// "puts the figure at 29", "the number of arrests as 104", "the number of people taken into
  /// custody is 198".
  bool stated_total(const Number& number, const Counted& noun) {
    if (noun.end > noun.first && !is_people(noun)) return false;
    if (number.phrase_first == first_) return false;
    if (!words_.is(number.phrase_first - 1, {"at", "as", "is", "was", "to"})) return false;
    bool figure = false, arrests = false;
    for (std::size_t i = first_; i < number.phrase_first; ++i) {
      figure |= words_.is(i, {"figure", "number", "total", "count", "tally", "toll"});
      arrests |= words_.is(i, {"arrests", "arrested", "custody", "detained"});
    }
    const std::string what = arrests ? "arrests" : told_ ? told_->what : before_.what;
    if (!figure || what.empty()) return false;
    OutcomeFigure told = start(number, Confidence::kOutcomeElliptic);
    told.outcome.what = what;
    told.told_as_whole = true;
    told_ = Told{arrest(), "people", what, false};
    finish(std::move(told), number, number.end, number.end, false);
    if (words_.phrase_at(number.end, ", not") && number.end + 2 < end_) {
      for (const Number& denied : numbers_) {  // "is 198, not 212": somebody said 212
        if (denied.phrase_first != number.end + 2) continue;
        OutcomeFigure other = start(denied, Confidence::kOutcomeElliptic);
        other.outcome.what = what;
        other.told_as_whole = true;
        finish(std::move(other), denied, denied.end, denied.end, false);
      }
    }
    return true;
  }

  static OutcomeVerb arrest() { return {OutcomeClass::Arrest, "arrested"}; }

  OutcomeVerb verb_at(std::size_t token) const {
    return outcome_verb(words_.at(token)).value_or(arrest());
  }

  /// "arrested [more than] 370", "the arrest of 370", "took 12 into custody": the verb's token.
  std::optional<std::size_t> verb_before(const Number& number) const {
    for (std::size_t i = number.phrase_first; i-- > first_ && number.phrase_first - i <= 4;) {
      const std::string_view low = words_.at(i);
      if (words_.is(i, {"arrest", "apprehension", "capture"}) && words_.at(i + 1) == "of") return i;
      if (words_.is(i, {"seizure", "recovery", "rescue", "detention"}) &&
          words_.at(i + 1) == "of") {
        return i;
      }
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

  bool planned(std::size_t verb) const {
    const std::string_view low = words_.at(verb);
    if (low == "arrest" || low == "arrests" || low == "apprehend") {
      return !(words_.at(verb + 1) == "of") && low != "arrests";
    }
    return verb > first_ && modal(words_.at(verb - 1));
  }

  std::string lower_text(std::size_t first, std::size_t end) const {
    std::string text = lower(words_.text(first, end));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  /// Head noun with its "of": "firearms", "pounds of fentanyl", "search warrants".
  std::string noun_of(const Counted& noun) const {
    if (noun.end == noun.first) return "people";
    std::size_t first = noun.head;
    if (words_.is(first, {"warrants", "cases", "devices", "permits"}) && first > noun.first)
      --first;
    std::string text = lower_text(first, noun.end);
    return text;
  }

  std::string what_of(OutcomeVerb verb, const std::string& noun, bool people) const {
    if (verb.kind == OutcomeClass::Arrest) return "arrests";
    if (verb.kind == OutcomeClass::Detain) return "detentions";
    const std::string counted =
        people && verb.kind != OutcomeClass::Rescue && verb.kind != OutcomeClass::Seize ? "people"
                                                                                        : noun;
    return counted + " " + std::string(verb.participle);
  }

  void figure(const Number& number, std::size_t limit) {
    if (number.year_like && !words_.word(number.end)) return;
    const Counted noun = counted(number, limit);
    const bool alone = noun.end == noun.first;
    const std::string_view head = alone ? std::string_view() : words_.at(noun.head);
    if (!alone && measure_noun(head)) return;
    if (number.percent) {
      percentage(number, limit);
      return;
    }
    if (number.spelled && number.count < 2) return;
    if (words_.at(noun.end) == "of" && !number.money && part_of_group(number, noun, limit)) return;
    if (alone && told_ && told_->whole_group && predicate_part(number, limit)) return;

    if (!alone && !result_noun(head).empty() && !number.money) {
      result(number, noun, std::string(result_noun(head)), limit);
      return;
    }
    auto verb = verb_after(noun.end, limit);
    if (!verb && !alone) verb = verb_after_list(noun.end);
    const bool passive = verb.has_value();
    if (!passive && stated_total(number, noun)) return;
    if (!verb) verb = verb_before(number);
    if (verb) {
      by_verb(number, noun, *verb, passive, limit);
      return;
    }
    if (told_ && (alone || coordinated(number) || subset(number))) borrowed(number, noun, limit);
  }

  /// "500 total nationwide", "101 in Los Angeles", "and 3 pounds of fentanyl", "among them 14
  /// fugitives".
  void borrowed(const Number& number, const Counted& noun, std::size_t limit) {
    const bool alone = noun.end == noun.first;
    if (alone && number.count > kMostPeople && !number.money) return;
    const bool located = words_.is(noun.end, {"in", "at", "across", "near"});
    const bool summed = words_.is(number.end, {"total", "nationwide", "overall", "altogether"});
    if (alone && !located && !summed && !made(number.end) && !number.money) return;
    OutcomeFigure figure = start(number, Confidence::kOutcomeElliptic);
    figure.told_as_whole = summed;
    if (subset(number) && !alone) {
      figure.outcome.what = told_->what;
      figure.outcome.category = lower_text(noun.first, noun.end);
    } else if (alone && !number.money) {
      figure.outcome.what = told_->what;
    } else {
      if (told_->verb.kind == OutcomeClass::Arrest && !is_people(noun)) return;
      std::string counted = number.money ? money_noun(number) : noun_of(noun);
      figure.outcome.what = what_of(told_->verb, counted, is_people(noun));
    }
    const std::size_t end = std::max(noun.end, number.end + (summed ? 1 : 0));
    finish(std::move(figure), number, end, limit, !summed);
  }

  bool made(std::size_t token) const {
    return words_.is(token, {"were", "was", "of"}) &&
           words_.is(token + 1, {"made", "caught", "in", "taken", "the", "them", "from"});
  }

  bool is_people(const Counted& noun) const {
    return noun.end > noun.first && people_noun(words_.at(noun.head));
  }

  bool coordinated(const Number& number) const {
    const std::size_t before = number.phrase_first;
    return before > first_ && words_.is(before - 1, {"and", ",", "&", "plus"});
  }

  bool subset(const Number& number) const {
    for (std::size_t i = number.phrase_first; i-- > first_ && number.phrase_first - i <= 3;) {
      if (words_.is(i, {"including", "among", "includes", "included"})) return true;
      if (!words_.is(i, {"them", "those", ",", "at", "least"})) return false;
    }
    return false;
  }

  void result(const Number& number, const Counted& noun, std::string what, std::size_t limit) {
    const std::size_t before = number.phrase_first;
    for (std::size_t i = before; i-- > first_ && before - i <= 4;) {
      if (modal(words_.at(i)) && words_.at(i) != "to") return;
      if (words_.at(i) == "to" && i > first_ && !words_.is(i - 1, {"led", "leads", "leading"}) &&
          words_.word(i + 1) && i + 1 < before) {
        return;
      }
    }
    OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
    figure.outcome.what = std::move(what);
    if (noun.head > noun.first &&
        !words_.is(noun.first, {"more", "additional", "other", "total"})) {
      figure.outcome.category = lower_text(noun.first, noun.head);
    }
    figure.told_as_whole = words_.at(noun.end) == "total" || words_.at(noun.end) == "nationwide";
    told_ = Told{arrest(), "people", figure.outcome.what, group_figure(number)};
    finish(std::move(figure), number, noun.end, limit, true);
  }

  void by_verb(const Number& number, const Counted& noun, std::size_t verb_token, bool passive,
               std::size_t limit) {
    OutcomeVerb verb = verb_at(verb_token);
    const bool people = noun.end == noun.first || is_people(noun);
    if (verb.kind == OutcomeClass::Arrest && number.money) return;
    if (verb.kind == OutcomeClass::Serve &&
        !(noun.end > noun.first && words_.is(noun.head, {"warrants", "warrant"}))) {
      return;  // "served 12 years", "served 300 meals"
    }
    if (verb.kind == OutcomeClass::Charge && !people) return;  // "charged $40"
    if (verb.kind == OutcomeClass::Seize && noun.end == noun.first && !number.money) return;
    if (verb.kind == OutcomeClass::Harm && !people) return;
    const bool somebody = noun.end > noun.first && is_people(noun);
    if (verb.kind == OutcomeClass::Rescue && !somebody && !(passive && noun.end == noun.first)) {
      return;  // "stations are strategically located"
    }
    if (verb.participle == "located" && !somebody) return;
    const std::string noun_text = number.money ? money_noun(number) : noun_of(noun);
    OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
    figure.outcome.what = what_of(verb, noun_text, people && !number.money);
    const bool plain = noun.end == noun.first || plain_people(words_.at(noun.head)) || !people ||
                       verb.kind == OutcomeClass::Rescue || verb.kind == OutcomeClass::Seize;
    if (!plain) {
      figure.outcome.category = lower_text(noun.first, noun.end);
      figure.by_noun = true;
    }
    if (subset(number)) figure.by_noun = false;
    told_ = Told{verb, noun_text, figure.outcome.what, group_figure(number)};
    const std::size_t end = passive ? verb_token + 1 : noun.end;
    if (!passive) figure.outcome.evidence = {words_.span(verb_token, end)};
    finish(std::move(figure), number, end, limit, true);
  }

  std::string money_noun(const Number& number) const {
    if (words_.at(number.end) == "in" && words_.word(number.end + 1)) {
      std::size_t end = number.end + 2;
      if (words_.word(end) && !breaks_title(words_.at(end)) && !is_participle(words_.at(end)) &&
          !auxiliary(words_.at(end))) {
        ++end;
      }
      return "dollars " + lower_text(number.end, end);
    }
    return "dollars";
  }

  /// "205 of those arrested had …", "eight of the 96 people charged were …", "12 of them".
  bool part_of_group(const Number& number, const Counted& noun, std::size_t limit) {
    if (noun.end != noun.first) return false;
    const std::size_t group = number.end + 1;
    std::size_t past = group;
    std::string what = told_ ? told_->what : before_.what;
    if (const std::size_t length = words_.any_phrase_at(
            group,
            {"those arrested", "the arrests", "those people", "those detained", "those taken",
             "the people arrested", "the suspects", "the defendants", "those apprehended",
             "the individuals", "those charged", "these individuals", "the victims"})) {
      past = group + length;
      if (words_.is(past - 1, {"arrested", "arrests", "apprehended"})) what = "arrests";
      if (what.empty()) what = "arrests";
    } else if (words_.is(group, {"them", "whom", "these", "those"})) {
      past = group + 1;
    } else if (words_.at(group) == "the" && limit < end_ && limit == group + 1) {
      return group_behind(number, limit);
    } else {
      return false;
    }
    if (what.empty()) return false;
    if (number.phrase_first > first_ && words_.at(number.phrase_first - 1) == "made") {
      OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
      figure.outcome.what = what;
      finish(std::move(figure), number, past, limit, true);
      return true;
    }
    return category_part(number, past, what);
  }

  /// "three of the 41 people arrested were never charged": the group's figure is read first.
  bool group_behind(const Number& number, std::size_t group_number) {
    const auto group = std::find_if(numbers_.begin(), numbers_.end(), [&](const Number& n) {
      return n.phrase_first == group_number;
    });
    if (group == numbers_.end()) return false;
    const Counted noun = counted(*group, end_);
    std::size_t past = noun.end;
    std::string what;
    if (noun.end > noun.first && !result_noun(words_.at(noun.head)).empty()) {
      what = std::string(result_noun(words_.at(noun.head)));
    } else if (is_participle(words_.at(past))) {
      what = what_of(verb_at(past), noun_of(noun), is_people(noun));
      ++past;
    } else {
      return false;
    }
    while (past < end_ && !auxiliary(words_.at(past)) && past < group->end + 10) ++past;
    return category_part(number, past, what);
  }

  /// What is said of a part, from the verb at `token` on, is its category.
  bool category_part(const Number& number, std::size_t token, const std::string& what) {
    std::size_t verb = token;
    while (verb < end_ && words_.is(verb, {"also", "already", "already", "either", ","})) ++verb;
    static const WordSet kVerbs = {"had",   "have", "were", "was",      "are",
                                   "faced", "face", "has",  "involved", "came"};
    if (!words_.is(verb, kVerbs)) return false;
    std::size_t first = verb + 1;
    if (words_.at(first) == "of") ++first;
    const std::size_t end = category_end(first);
    if (end <= first) return false;
    OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
    figure.outcome.what = what;
    figure.outcome.category = lower_text(first, end);
    if (words_.is(first, {"made", "caught", "arrested", "in"})) figure.outcome.category.clear();
    finish(std::move(figure), number, end, end, figure_place_ok(first));
    return true;
  }

  bool figure_place_ok(std::size_t first) const {
    return words_.is(first, {"made", "caught", "arrested", "in", "from"});
  }

  std::size_t category_end(std::size_t first) const {
    std::size_t end = first;
    while (end < end_ && end - first < kMostCategoryWords) {
      if (!words_.word(end) && !words_.possessive(end)) break;
      if (words_.is(end,
                    {"according", "while", "who", "which", "when", "because", "since", "said"}))
        break;
      ++end;
    }
    while (end > first && words_.is(end - 1, {"and", "or", "the", "of", "in"})) --end;
    return end;
  }

  /// After "Of the 212 arrests,": "88 were made in Portland", "20 were not criminals", "61 caught".
  bool predicate_part(const Number& number, std::size_t limit) {
    const std::size_t verb = number.end;
    if (words_.is(verb, {"in", "at"})) return false;
    std::size_t first = verb;
    if (words_.is(verb, {"were", "was", "had", "have", "are"})) ++first;
    if (first == verb && !is_participle(words_.at(verb))) return false;
    if (words_.is(first, {"made", "caught"}) || is_participle(words_.at(first))) {
      OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
      figure.outcome.what = told_->what;
      finish(std::move(figure), number, first + 1, limit, true);
      return true;
    }
    return category_part(number, verb, told_->what);
  }

  /// "nearly 30 percent of the arrests were of …", "60 percent had prior convictions".
  void percentage(const Number& number, std::size_t) {
    std::size_t past = number.end;
    std::string what = told_ ? told_->what : before_.what;
    if (words_.at(past) == "of") {
      const std::size_t group = past + 1;
      const bool arrested =
          words_.any_phrase_at(group, {"those arrested", "the arrests", "the people arrested",
                                       "those apprehended", "arrests", "the arrested"}) > 0;
      const bool known =
          words_.any_phrase_at(group, {"the suspects", "the defendants", "them", "those people",
                                       "the victims", "the individuals", "those detained",
                                       "the offenders", "the workers", "those charged"}) > 0;
      if (!arrested && !known) return;
      if (arrested) what = "arrests";
      while (past < end_ && !words_.is(past, {"were", "had", "was", "have", "are", "faced"}) &&
             past < group + 10) {
        ++past;
      }
    } else if (!words_.is(past, {"had", "have", "faced", "were"})) {
      return;
    }
    if (!what.empty()) category_part(number, past, what);
  }

  OutcomeFigure start(const Number& number, double confidence) const {
    OutcomeFigure figure;
    figure.token = number.first;
    figure.outcome.count = number.count;
    figure.outcome.percent = number.percent;
    figure.outcome.modifier = number.modifier;
    figure.outcome.confidence = confidence;
    const std::size_t before = number.phrase_first;
    figure.told_as_whole = (before >= first_ + 3 && words_.phrase_at(before - 3, "a total of")) ||
                           (before >= first_ + 3 && words_.phrase_at(before - 3, "in all ,")) ||
                           (before >= first_ + 2 && words_.phrase_at(before - 2, "in total"));
    return figure;
  }

  /// Adds place and evidence: the words from the figure to `end`.
  void finish(OutcomeFigure figure, const Number& number, std::size_t end, std::size_t limit,
              bool with_place) {
    std::size_t evidence_end = end;
    if (with_place) {
      if (const auto place = place_after(end, limit, evidence_end)) {
        figure.outcome.place = place;
      } else if (const auto where = place_before_where(number.phrase_first)) {
        figure.outcome.place = where;
      } else if (found_.empty()) {
        figure.outcome.place = place_in_front(number.phrase_first);
      }
    }
    Span span = words_.span(number.phrase_first, evidence_end);
    for (const Span earlier : figure.outcome.evidence) {
      span = {std::min(span.begin, earlier.begin), std::max(span.end, earlier.end)};
    }
    figure.outcome.evidence = {span};
    found_.push_back(std::move(figure));
  }

  /// "in NY" right after the figure; nothing when a list of places follows.
  std::optional<EntityId> place_after(std::size_t from, std::size_t limit,
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
  std::optional<EntityId> place_before_where(std::size_t figure) const {
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
  bool list_follows(std::size_t past) const {
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
  std::optional<EntityId> place_in_front(std::size_t figure) const {
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

  const Words& words_;
  const DocumentEntities& entities_;
  const std::size_t first_, end_;
  const OutcomeContext before_;
  std::optional<Told> told_;
  std::vector<Number> numbers_;
  std::vector<OutcomeFigure> found_;
};

}  // namespace

bool other_period(const Words& words, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    if (words.any_phrase_at(i, {"fiscal year",
                                "fy",
                                "last year",
                                "previous year",
                                "year-end",
                                "so far this year",
                                "a year earlier",
                                "a year ago",
                                "years ago",
                                "each year",
                                "per year",
                                "annually",
                                "last fiscal",
                                "this fiscal",
                                "calendar year",
                                "prior year",
                                "since taking office",
                                "the same period",
                                "last decade",
                                "year to date",
                                "in recent years",
                                "compared with",
                                "compared to",
                                "first term",
                                "every year"}) > 0) {
      return true;
    }
    const std::string_view low = words.at(i);
    const bool year = low.size() == 4 && (low.starts_with("19") || low.starts_with("20")) &&
                      parse_count(low).has_value();
    if (year && i > first && words.is(i - 1, {"in", "since", "during", "from"}) &&
        words.at(i + 1) != ",") {
      return true;
    }
    if (year && i == first + 1 && words.at(first) == "in") return true;
  }
  return false;
}

std::vector<OutcomeFigure> read_outcomes(const Words& words, const DocumentEntities& entities,
                                         std::size_t first, std::size_t end,
                                         const std::vector<Number>& numbers,
                                         OutcomeContext& context) {
  SentenceReader reader(words, entities, first, end, context);
  std::vector<OutcomeFigure> found = reader.read(numbers);
  if (reader.told()) context.what = reader.told()->what;
  return found;
}

std::vector<OutcomeFigure> find_outcomes(const Words& words, const DocumentEntities& entities,
                                         const std::vector<Number>& numbers,
                                         const std::vector<bool>& in_date) {
  std::vector<OutcomeFigure> all;
  OutcomeContext context;
  const auto& paragraphs = words.analysis().paragraphs;
  std::size_t next = 0;
  for (const Sentence& sentence : words.analysis().sentences) {
    std::vector<Number> here;
    for (; next < numbers.size() && numbers[next].first < sentence.end_token; ++next) {
      if (!in_date[numbers[next].first]) here.push_back(numbers[next]);
    }
    if (paragraphs[sentence.paragraph].table_row) continue;
    if (other_period(words, sentence.first_token, sentence.end_token)) continue;
    for (OutcomeFigure& figure :
         read_outcomes(words, entities, sentence.first_token, sentence.end_token, here, context)) {
      all.push_back(std::move(figure));
    }
  }
  return all;
}

}  // namespace onrecord
