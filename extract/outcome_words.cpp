#include "extract/outcome_words.h"

#include <unordered_map>

#include "extract/words.h"

namespace onrecord {
namespace {

using Kind = OutcomeClass;

const std::unordered_map<std::string_view, OutcomeVerb>& verbs() {
  static const std::unordered_map<std::string_view, OutcomeVerb> table = {
      {"arrested", {Kind::Arrest, "arrested"}},     {"arresting", {Kind::Arrest, "arrested"}},
      {"arrest", {Kind::Arrest, "arrested"}},       {"arrests", {Kind::Arrest, "arrested"}},
      {"apprehended", {Kind::Arrest, "arrested"}},  {"apprehending", {Kind::Arrest, "arrested"}},
      {"apprehend", {Kind::Arrest, "arrested"}},    {"captured", {Kind::Arrest, "arrested"}},
      {"capturing", {Kind::Arrest, "arrested"}},    {"nabbed", {Kind::Arrest, "arrested"}},
      {"nabbing", {Kind::Arrest, "arrested"}},      {"caught", {Kind::Arrest, "arrested"}},
      {"jailed", {Kind::Arrest, "arrested"}},       {"booked", {Kind::Arrest, "arrested"}},
      {"detained", {Kind::Detain, "detained"}},     {"detaining", {Kind::Detain, "detained"}},
      {"seized", {Kind::Seize, "seized"}},          {"seizing", {Kind::Seize, "seized"}},
      {"confiscated", {Kind::Seize, "seized"}},     {"confiscating", {Kind::Seize, "seized"}},
      {"recovered", {Kind::Seize, "recovered"}},    {"recovering", {Kind::Seize, "recovered"}},
      {"rescued", {Kind::Rescue, "rescued"}},       {"rescuing", {Kind::Rescue, "rescued"}},
      {"freed", {Kind::Rescue, "rescued"}},         {"freeing", {Kind::Rescue, "rescued"}},
      {"located", {Kind::Rescue, "located"}},       {"locating", {Kind::Rescue, "located"}},
      {"charged", {Kind::Charge, "charged"}},       {"charging", {Kind::Charge, "charged"}},
      {"indicted", {Kind::Charge, "indicted"}},     {"referred", {Kind::Charge, "referred"}},
      {"prosecuted", {Kind::Charge, "prosecuted"}}, {"deported", {Kind::Remove, "deported"}},
      {"deporting", {Kind::Remove, "deported"}},    {"served", {Kind::Serve, "served"}},
      {"serving", {Kind::Serve, "served"}},         {"executed", {Kind::Serve, "executed"}},
      {"executing", {Kind::Serve, "executed"}},     {"inspected", {Kind::Inspect, "inspected"}},
      {"visited", {Kind::Inspect, "inspected"}},    {"boarded", {Kind::Inspect, "boarded"}},
      {"searched", {Kind::Inspect, "searched"}},    {"raided", {Kind::Inspect, "raided"}},
      {"killed", {Kind::Harm, "killed"}},           {"injured", {Kind::Harm, "injured"}},
      {"wounded", {Kind::Harm, "injured"}},
  };
  return table;
}

}  // namespace

std::optional<OutcomeVerb> outcome_verb(std::string_view low) {
  const auto found = verbs().find(low);
  if (found == verbs().end()) return std::nullopt;
  return found->second;
}

std::optional<OutcomeVerb> outcome_noun(std::string_view low) {
  static const std::unordered_map<std::string_view, OutcomeVerb> nouns = {
      {"arrest", {Kind::Arrest, "arrested"}},  {"apprehension", {Kind::Arrest, "arrested"}},
      {"capture", {Kind::Arrest, "arrested"}}, {"detention", {Kind::Detain, "detained"}},
      {"seizure", {Kind::Seize, "seized"}},    {"recovery", {Kind::Seize, "recovered"}},
      {"rescue", {Kind::Rescue, "rescued"}}};
  const auto found = nouns.find(low);
  return found == nouns.end() ? std::nullopt : std::optional(found->second);
}

bool is_participle(std::string_view low) {
  return outcome_verb(low) && (low.ends_with("ed") || low == "caught");
}

std::string_view result_noun(std::string_view low) {
  if (low == "arrests" || low == "arrest" || low == "apprehensions") return "arrests";
  static const WordSet nouns = {"seizures",     "indictments", "convictions",  "rescues",
                                "deportations", "removals",    "citations",    "settlements",
                                "summonses",    "detentions",  "prosecutions", "searches"};
  const auto found = nouns.find(low);
  return found == nouns.end() ? std::string_view() : *found;
}

bool plain_people(std::string_view low) {
  static const WordSet nouns = {
      "people",    "persons",     "individuals", "suspects",    "immigrants",   "aliens",
      "migrants",  "offenders",   "defendants",  "noncitizens", "non-citizens", "others",
      "men",       "arrestees",   "criminals",   "foreigners",  "illegals",     "subjects",
      "adults",    "workers",     "employees",   "residents",   "undocumented", "targets",
      "violators", "lawbreakers", "perpetrators"};
  return nouns.contains(low);
}

bool people_noun(std::string_view low) {
  static const WordSet nouns = {
      "victims",   "members",   "fugitives",  "women",       "children",      "juveniles",
      "minors",    "drivers",   "dealers",    "traffickers", "smugglers",     "murderers",
      "rapists",   "nationals", "citizens",   "gangsters",   "associates",    "affiliates",
      "leaders",   "girls",     "boys",       "teenagers",   "students",      "officers",
      "agents",    "arsonists", "thieves",    "protesters",  "demonstrators", "felons",
      "predators", "abusers",   "terrorists", "militants",   "fighters",      "civilians",
      "refugees",  "families",  "youths",     "teens",       "hostages",      "americans",
      "kids",      "patients",  "survivors",  "prisoners",   "inmates",       "owners",
      "recruiters"};
  return plain_people(low) || nouns.contains(low);
}

bool measure_noun(std::string_view low) {
  static const WordSet nouns = {
      "years",    "year",   "months",    "month",   "weeks",      "week",    "days",   "day",
      "hours",    "hour",   "minutes",   "minute",  "seconds",    "miles",   "mile",   "feet",
      "foot",     "inches", "acres",     "times",   "degrees",    "counts",  "count",  "points",
      "a.m.",     "p.m.",   "blocks",    "decades", "kilometers", "meters",  "nights", "states",
      "counties", "cities", "countries", "words",   "things",     "beds",    "votes",  "jobs",
      "dollars",  "cents",  "floors",    "stories", "seats",      "percent", "terms"};
  return nouns.contains(low);
}

bool unit_noun(std::string_view low) {
  static const WordSet nouns = {"pounds", "pound",   "kilograms", "kilogram", "kilos",    "kilo",
                                "grams",  "gram",    "ounces",    "ounce",    "tons",     "ton",
                                "tonnes", "kg",      "lbs",       "lbs.",     "pills",    "tablets",
                                "doses",  "rounds",  "pieces",    "bags",     "packages", "gallons",
                                "liters", "cartons", "bricks"};
  return nouns.contains(low);
}

}  // namespace onrecord
