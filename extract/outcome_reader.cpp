// Counted results in running text. Around each figure stand the noun that is counted ("criminal
// aliens") and a verb or noun of result, before ("arrested 370 individuals", "led to 45 arrests")
// or after ("107 immigrants were arrested"). A figure with neither borrows both from the figure
// before it: "107 were arrested in Philadelphia, while 101 in Los Angeles", "seized 9 firearms and
// 3 pounds of fentanyl". A figure "of those arrested", or of an earlier figure, is a part, and what
// is said of it is its category. Not handled: results told without a figure ("dozens"), figures
// far from their verb, sums ("twice as many as last time").

#include "extract/outcome_reader.h"

#include <algorithm>

#include "extract/confidence.h"
#include "extract/titles.h"

namespace onrecord {
namespace {

constexpr std::int64_t kMostPeople = 10'000'000;  // a figure above it, with no noun, counts money
constexpr std::size_t kMostListItems = 6;         // "3 cars, 46 nets and 2 boats were seized"

}  // namespace

std::vector<OutcomeFigure> OutcomeReader::read(const std::vector<Number>& numbers) {
  numbers_ = numbers;
  find_group();
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const std::size_t limit = i + 1 < numbers_.size() ? numbers_[i + 1].phrase_first : end_;
    figure(numbers_[i], limit);
  }
  return std::move(found_);
}

std::optional<std::size_t> OutcomeReader::verb_after_list(std::size_t end,
                                                          std::size_t items) const {
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

bool OutcomeReader::stated_total(const Number& number, const Counted& noun) {
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
  told_ = ToldOutcome{arrest(), "people", what, false};
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

OutcomeVerb OutcomeReader::verb_at(std::size_t token) const {
  const std::string_view low = words_.at(token);
  if (const auto verb = outcome_verb(low)) return *verb;
  return outcome_noun(low).value_or(arrest());
}

std::string OutcomeReader::noun_of(const Counted& noun) const {
  if (noun.end == noun.first) return "people";
  std::size_t first = noun.head;
  if (words_.is(first, {"warrants", "cases", "devices", "permits"}) && first > noun.first) --first;
  std::string text = syntax_.lower_text(first, noun.end);
  return text;
}

std::string OutcomeReader::what_of(OutcomeVerb verb, const std::string& noun, bool people) const {
  if (verb.kind == OutcomeClass::Arrest) return "arrests";
  if (verb.kind == OutcomeClass::Detain) return "detentions";
  const std::string counted =
      people && verb.kind != OutcomeClass::Rescue && verb.kind != OutcomeClass::Seize ? "people"
                                                                                      : noun;
  return counted + " " + std::string(verb.participle);
}

void OutcomeReader::figure(const Number& number, std::size_t limit) {
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

void OutcomeReader::borrowed(const Number& number, const Counted& noun, std::size_t limit) {
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

bool OutcomeReader::made(std::size_t token) const {
  return words_.is(token, {"were", "was", "of"}) &&
         words_.is(token + 1, {"made", "caught", "in", "taken", "the", "them", "from"});
}

bool OutcomeReader::is_people(const Counted& noun) const {
  return noun.end > noun.first && people_noun(words_.at(noun.head));
}

bool OutcomeReader::coordinated(const Number& number) const {
  const std::size_t before = number.phrase_first;
  return before > first_ && words_.is(before - 1, {"and", ",", "&", "plus"});
}

bool OutcomeReader::subset(const Number& number) const {
  for (std::size_t i = number.phrase_first; i-- > first_ && number.phrase_first - i <= 3;) {
    if (words_.is(i, {"including", "among", "includes", "included"})) return true;
    if (!words_.is(i, {"them", "those", ",", "at", "least"})) return false;
  }
  return false;
}

void OutcomeReader::result(const Number& number, const Counted& noun, std::string what,
                           std::size_t limit) {
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
  if (noun.head > noun.first && !words_.is(noun.first, {"more", "additional", "other", "total"})) {
    figure.outcome.category = syntax_.lower_text(noun.first, noun.head);
  }
  figure.told_as_whole = words_.at(noun.end) == "total" || words_.at(noun.end) == "nationwide";
  told_ = ToldOutcome{arrest(), "people", figure.outcome.what, group_figure(number)};
  finish(std::move(figure), number, noun.end, limit, true);
}

void OutcomeReader::by_verb(const Number& number, const Counted& noun, std::size_t verb_token,
                            bool passive, std::size_t limit) {
  OutcomeVerb verb = verb_at(verb_token);
  const bool people = noun.end == noun.first || is_people(noun);
  if (verb.kind == OutcomeClass::Arrest && number.money) return;
  if (verb.kind == OutcomeClass::Arrest && noun.end > noun.first &&
      unit_noun(words_.at(noun.head))) {
    return;
  }
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
  told_ = ToldOutcome{verb, noun_text, figure.outcome.what, group_figure(number)};
  const std::size_t end = passive ? verb_token + 1 : noun.end;
  if (!passive) figure.outcome.evidence = {words_.span(verb_token, end)};
  finish(std::move(figure), number, end, limit, true);
}

std::string OutcomeReader::money_noun(const Number& number) const {
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

OutcomeFigure OutcomeReader::start(const Number& number, double confidence) const {
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

void OutcomeReader::finish(OutcomeFigure figure, const Number& number, std::size_t end,
                           std::size_t limit, bool with_place) {
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
  if (figure.part && figure.outcome.category.empty() && !figure.outcome.place) {
    figure.outcome.category = kUnnamedPart;
  }
  Span span = words_.span(number.phrase_first, evidence_end);
  for (const Span earlier : figure.outcome.evidence) {
    span = {std::min(span.begin, earlier.begin), std::max(span.end, earlier.end)};
  }
  figure.outcome.evidence = {span};
  found_.push_back(std::move(figure));
}

}  // namespace onrecord
