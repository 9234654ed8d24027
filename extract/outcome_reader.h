#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/operation_outcomes.h"
#include "extract/outcome_syntax.h"
#include "extract/outcome_words.h"

namespace onrecord {

/// How a figure of a sentence was told, for those that borrow from it.
struct ToldOutcome {
  OutcomeVerb verb;
  std::string noun;  ///< "firearms", "pounds of fentanyl", "people"; may be empty
  std::string what;
  bool whole_group = false;  ///< "Of the 212 arrests": what follows are parts of it
};

/// Reads the counted results of one sentence or table cell, the tokens [first, end). Views its
/// arguments, which must outlive it.
class OutcomeReader {
 public:
  OutcomeReader(const Words& words, const DocumentEntities& entities, std::size_t first,
                std::size_t end, const OutcomeContext& before)
      : words_(words),
        first_(first),
        end_(end),
        before_(before),
        syntax_(words, entities, first, end) {}

  std::vector<OutcomeFigure> read(const std::vector<Number>& numbers);
  /// What the sentence counted last, for the next one.
  const std::optional<ToldOutcome>& told() const { return told_; }

 private:
  /// "Of the 212 arrests,", "Of those arrested,": what follows are parts.
  void find_group();
  /// Whether the figure is that of a group: "of the 41".
  bool group_figure(const Number& number) const;
  /// "Three vehicles and 46 nets were seized": the verb stands after the list.
  std::optional<std::size_t> verb_after_list(std::size_t end, std::size_t items) const;
  /// "puts the figure at 29", "the number of arrests as 104", "the number of people taken into
  /// custody is 198".
  bool stated_total(const Number& number, const Counted& noun);
  static OutcomeVerb arrest() { return {OutcomeClass::Arrest, "arrested"}; }
  OutcomeVerb verb_at(std::size_t token) const;
  /// Head noun with its "of": "firearms", "pounds of fentanyl", "search warrants".
  std::string noun_of(const Counted& noun) const;
  std::string what_of(OutcomeVerb verb, const std::string& noun, bool people) const;
  /// Finds out how a figure is told, and takes it up if that tells a result.
  void figure(const Number& number, std::size_t limit);
  /// "500 total nationwide", "101 in Los Angeles", "and 3 pounds of fentanyl", "among them 14
  /// fugitives".
  void borrowed(const Number& number, const Counted& noun, std::size_t limit);
  bool made(std::size_t token) const;
  bool is_people(const Counted& noun) const;
  bool coordinated(const Number& number) const;
  bool subset(const Number& number) const;
  void result(const Number& number, const Counted& noun, std::string what, std::size_t limit);
  void by_verb(const Number& number, const Counted& noun, std::size_t verb_token, bool passive,
               std::size_t limit);
  std::string money_noun(const Number& number) const;
  /// "205 of those arrested had …", "eight of the 96 people charged were …", "12 of them".
  bool part_of_group(const Number& number, const Counted& noun, std::size_t limit);
  /// "three of the 41 people arrested were never charged": the group's figure is read first.
  bool group_behind(const Number& number, std::size_t group_number);
  /// What is said of a part, from the verb at `token` on, is its category.
  bool category_part(const Number& number, std::size_t token, const std::string& what);
  /// "made 9 of …", "accounted for 9 of …": before the figure.
  bool told_as_share(const Number& number) const;
  /// A part of which no more is told than where, or by whom: "9 of the arrests were made by …".
  void share(const Number& number, const std::string& what, std::size_t past, std::size_t limit);
  /// After "Of the 212 arrests,": "88 were made in Portland", "20 were not criminals", "61 caught".
  bool predicate_part(const Number& number, std::size_t limit);
  /// "nearly 30 percent of the arrests were of …", "60 percent had prior convictions".
  void percentage(const Number& number, std::size_t);
  OutcomeFigure start(const Number& number, double confidence) const;
  /// Adds place and evidence: the words from the figure to `end`.
  void finish(OutcomeFigure figure, const Number& number, std::size_t end, std::size_t limit,
              bool with_place);

  const Words& words_;
  const std::size_t first_, end_;
  const OutcomeContext before_;
  const OutcomeSyntax syntax_;
  std::optional<ToldOutcome> told_;
  std::vector<Number> numbers_;
  std::vector<OutcomeFigure> found_;
};

}  // namespace onrecord
