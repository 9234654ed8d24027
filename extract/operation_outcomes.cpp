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
#include "extract/outcome_syntax.h"
#include "extract/outcome_words.h"
#include "extract/titles.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::int64_t kMostPeople = 10'000'000;  // a figure above it, with no noun, counts money
constexpr std::size_t kMostListItems = 6;         // "3 cars, 46 nets and 2 boats were seized"

/// How a figure of this sentence was told, for those that borrow from it.
struct Told {
  OutcomeVerb verb;
  std::string noun;  ///< "firearms", "pounds of fentanyl", "people"; may be empty
  std::string what;
  bool whole_group = false;  ///< "Of the 212 arrests": what follows are parts of it
};

class SentenceReader {
 public:
  SentenceReader(const Words& words, const DocumentEntities& entities, std::size_t first,
                 std::size_t end, const OutcomeContext& before)
      : words_(words),
        first_(first),
        end_(end),
        before_(before),
        syntax_(words, entities, first, end) {}

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

  /// "Three vehicles and 46 nets were seized": the verb stands after the list.
  std::optional<std::size_t> verb_after_list(std::size_t end, std::size_t items) const {
    if (!words_.is(end, {"and", ","}) || items == kMostListItems) return std::nullopt;
    const auto next = std::lower_bound(
        numbers_.begin(), numbers_.end(), end,
        [](const Number& number, std::size_t token) { return number.phrase_first < token; });
    if (next == numbers_.end() || next->phrase_first > end + 2) return std::nullopt;
    const Counted noun = syntax_.counted(*next, end_);
    if (noun.end == noun.first) return std::nullopt;
    if (const auto verb = syntax_.verb_after(noun.end, end_)) return verb;
    return verb_after_list(noun.end, items + 1);
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

  /// Head noun with its "of": "firearms", "pounds of fentanyl", "search warrants".
  std::string noun_of(const Counted& noun) const {
    if (noun.end == noun.first) return "people";
    std::size_t first = noun.head;
    if (words_.is(first, {"warrants", "cases", "devices", "permits"}) && first > noun.first)
      --first;
    std::string text = syntax_.lower_text(first, noun.end);
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
    const Counted noun = syntax_.counted(number, limit);
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
    auto verb = syntax_.verb_after(noun.end, limit);
    if (!verb && !alone) verb = verb_after_list(noun.end, 0);
    const bool passive = verb.has_value();
    if (!passive && stated_total(number, noun)) return;
    if (!verb) verb = syntax_.verb_before(number);
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
      figure.outcome.category = syntax_.lower_text(noun.first, noun.end);
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
      if (is_modal(words_.at(i)) && words_.at(i) != "to") return;
      if (words_.at(i) == "to" && i > first_ && !words_.is(i - 1, {"led", "leads", "leading"}) &&
          words_.word(i + 1) && i + 1 < before) {
        return;
      }
    }
    OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
    figure.outcome.what = std::move(what);
    if (noun.head > noun.first &&
        !words_.is(noun.first, {"more", "additional", "other", "total"})) {
      figure.outcome.category = syntax_.lower_text(noun.first, noun.head);
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
      figure.outcome.category = syntax_.lower_text(noun.first, noun.end);
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
          !is_auxiliary(words_.at(end))) {
        ++end;
      }
      return "dollars " + syntax_.lower_text(number.end, end);
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
    const Counted noun = syntax_.counted(*group, end_);
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
    while (past < end_ && !is_auxiliary(words_.at(past)) && past < group->end + 10) ++past;
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
    const std::size_t end = syntax_.category_end(first);
    if (end <= first) return false;
    OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
    figure.outcome.what = what;
    figure.outcome.category = syntax_.lower_text(first, end);
    if (words_.is(first, {"made", "caught", "arrested", "in"})) figure.outcome.category.clear();
    finish(std::move(figure), number, end, end, figure_place_ok(first));
    return true;
  }

  bool figure_place_ok(std::size_t first) const {
    return words_.is(first, {"made", "caught", "arrested", "in", "from"});
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
      if (const auto place = syntax_.place_after(end, limit, evidence_end)) {
        figure.outcome.place = place;
      } else if (const auto where = syntax_.place_before_where(number.phrase_first)) {
        figure.outcome.place = where;
      } else if (found_.empty()) {
        figure.outcome.place = syntax_.place_in_front(number.phrase_first);
      }
    }
    Span span = words_.span(number.phrase_first, evidence_end);
    for (const Span earlier : figure.outcome.evidence) {
      span = {std::min(span.begin, earlier.begin), std::max(span.end, earlier.end)};
    }
    figure.outcome.evidence = {span};
    found_.push_back(std::move(figure));
  }

  const Words& words_;
  const std::size_t first_, end_;
  const OutcomeContext before_;
  const OutcomeSyntax syntax_;
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
