// Figures that are parts of a group: "Of the 212 arrests, 88 were made in Portland", "205 of those
// arrested had convictions", "deputies made 9 of the arrests", "30 percent of the arrests were of
// …". What is said of a part is its category. A part of which nothing is said but who did it is
// some part of the total, and contradicts nothing. Not handled: parts of parts.

#include <algorithm>

#include "extract/confidence.h"
#include "extract/outcome_reader.h"

namespace onrecord {

void OutcomeReader::find_group() {
  for (std::size_t i = first_; i < end_; ++i) {
    if (words_.at(i) != "of") continue;
    const bool opens = i == first_ || !words_.word(i - 1) || words_.is(i - 1, {"said", "that"});
    if (!opens) continue;
    if (words_.any_phrase_at(i + 1, {"those arrested", "the arrests", "those detained",
                                     "the people arrested", "those apprehended"})) {
      told_ = ToldOutcome{{OutcomeClass::Arrest, "arrested"}, "people", "arrests", true};
    }
    return;
  }
}

bool OutcomeReader::group_figure(const Number& number) const {
  const std::size_t before = number.phrase_first;
  return before >= first_ + 2 && words_.is(before - 1, {"the", "its", "their"}) &&
         words_.at(before - 2) == "of";
}

bool OutcomeReader::part_of_group(const Number& number, const Counted& noun, std::size_t limit) {
  if (noun.end != noun.first) return false;
  const std::size_t group = number.end + 1;
  std::size_t past = group;
  std::string what = told_ ? told_->what : before_.what;
  if (const std::size_t length = words_.any_phrase_at(
          group, {"those arrested", "the arrests", "those people", "those detained", "those taken",
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
  if (told_as_share(number)) {
    share(number, what, past, limit);
    return true;
  }
  return category_part(number, past, what);
}

bool OutcomeReader::told_as_share(const Number& number) const {
  const std::size_t before = number.phrase_first;
  if (before < first_ + 2) return false;
  return words_.at(before - 1) == "made" || words_.phrase_at(before - 2, "accounted for") ||
         words_.phrase_at(before - 2, "carried out") ||
         words_.phrase_at(before - 2, "responsible for");
}

void OutcomeReader::share(const Number& number, const std::string& what, std::size_t past,
                          std::size_t limit) {
  OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
  figure.outcome.what = what;
  figure.part = true;
  finish(std::move(figure), number, past, limit, true);
}

bool OutcomeReader::group_behind(const Number& number, std::size_t group_number) {
  const auto group = std::find_if(numbers_.begin(), numbers_.end(),
                                  [&](const Number& n) { return n.phrase_first == group_number; });
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
  if (told_as_share(number)) {
    share(number, what, past, end_);
    return true;
  }
  while (past < end_ && !is_auxiliary(words_.at(past)) && past < group->end + 10) ++past;
  return category_part(number, past, what);
}

bool OutcomeReader::category_part(const Number& number, std::size_t token,
                                  const std::string& what) {
  std::size_t verb = token;
  while (verb < end_ && words_.is(verb, {"also", "already", "already", "either", ","})) ++verb;
  static const WordSet kVerbs = {"had",   "have", "were", "was",      "are",
                                 "faced", "face", "has",  "involved", "came"};
  if (!words_.is(verb, kVerbs)) return false;
  std::size_t first = verb + 1;
  if (words_.at(first) == "of") ++first;
  const std::size_t end = syntax_.category_end(first);
  if (end <= first) return false;
  if (words_.is(first, {"made", "caught", "arrested", "in"})) {
    share(number, what, words_.at(first) == "in" ? first : first + 1, end);
    return true;
  }
  OutcomeFigure figure = start(number, Confidence::kOutcomeByVerb);
  figure.outcome.what = what;
  figure.outcome.category = syntax_.lower_text(first, end);
  finish(std::move(figure), number, end, end, words_.at(first) == "from");
  return true;
}

bool OutcomeReader::predicate_part(const Number& number, std::size_t limit) {
  const std::size_t verb = number.end;
  if (words_.is(verb, {"in", "at"})) return false;
  std::size_t first = verb;
  if (words_.is(verb, {"were", "was", "had", "have", "are"})) ++first;
  if (first == verb && !is_participle(words_.at(verb))) return false;
  if (words_.is(first, {"made", "caught"}) || is_participle(words_.at(first))) {
    share(number, told_->what, first + 1, limit);
    return true;
  }
  return category_part(number, verb, told_->what);
}

void OutcomeReader::percentage(const Number& number, std::size_t) {
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

}  // namespace onrecord
