#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onrecord {

/// What kind of result a verb tells.
enum class OutcomeClass {
  Arrest,   ///< arrested, apprehended, taken into custody
  Detain,   ///< detained
  Seize,    ///< seized, recovered, found: things, and victims recovered
  Rescue,   ///< rescued, freed
  Charge,   ///< charged, indicted, convicted
  Remove,   ///< deported, removed
  Serve,    ///< warrants served, searches executed
  Inspect,  ///< inspected, visited, boarded
  Harm,     ///< killed, injured
};

struct OutcomeVerb {
  OutcomeClass kind = OutcomeClass::Arrest;
  std::string_view participle;  ///< "seized"; how the outcome is worded
};

/// A form of such a verb in lower case: "arrested", "arresting", "seizes".
std::optional<OutcomeVerb> outcome_verb(std::string_view low);
/// A noun that does as such a verb: "seizure" and "recovery" of things, "rescue", "arrest".
std::optional<OutcomeVerb> outcome_noun(std::string_view low);
/// Whether the form is the past or participle: "arrested", but not "arresting".
bool is_participle(std::string_view low);

/// What a noun of result counts, as Outcome::what: "arrests" for "arrests" and "apprehensions",
/// "indictments"; empty for other nouns.
std::string_view result_noun(std::string_view low);

/// People of whom nothing is told by the noun: "individuals", "suspects", "aliens".
bool plain_people(std::string_view low);
/// Any noun for people: the plain ones, "victims", "members", "drivers".
bool people_noun(std::string_view low);
/// What is measured and not counted as a result: "years", "miles", "hours".
bool measure_noun(std::string_view low);
/// "pounds", "kilograms", "rounds": what they hold follows after "of".
bool unit_noun(std::string_view low);

}  // namespace onrecord
