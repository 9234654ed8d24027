#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/span.h"

namespace onrecord {

/// Outcome::category of a part of the total that the text does not describe ("9 of the arrests").
inline constexpr std::string_view kUnnamedPart = "unspecified part";

/// One counted result of an operation, with its own evidence.
struct Outcome {
  std::string what;        ///< what is counted, plural, lower case: "arrests", "firearms seized"
  std::int64_t count = 0;  ///< a count, or a percentage in hundredths when `percent`
  bool percent = false;    ///< then `count` 6550 means 65.5%
  std::string modifier;    ///< "more than", "nearly", "at least", ... or empty
  std::string category;    ///< "violent crime offenders", or empty: the total
  std::optional<EntityId> place;
  Spans evidence;
  double confidence = 0.0;
  bool operator==(const Outcome&) const = default;
};

/// The frame of an operation, as one document tells it. Lists are sorted by id, no repeats.
struct Operation {
  EntityId id;
  std::string name;  ///< "Safe City"; empty when it has none
  std::vector<EntityId> places;
  std::vector<EntityId> conducted_by;
  std::vector<EntityId> partners;
  std::vector<std::string> partner_groups;  ///< unnamed ones, in their own words
  std::vector<EntityId> targets;
  DateRange dates;
  std::vector<Outcome> outcomes;  ///< in text order
  Spans evidence;                 ///< where the operation itself is mentioned
  bool operator==(const Operation&) const = default;
};

/// Figures for the same thing that cannot all be true.
struct Conflict {
  std::string what;
  std::string category;
  std::optional<EntityId> place;
  std::vector<std::size_t> outcomes;  ///< indices into the outcomes given, at least two
  bool operator==(const Conflict&) const = default;
};

/// Which outcomes count the same thing (what, category, place, percent) with different figures.
/// Parts that no text describes may be different parts and conflict with nothing.
/// A figure with a modifier agrees with what it allows: "more than 300" and 307 do not conflict.
/// In order of the first outcome of each.
std::vector<Conflict> find_conflicts(const std::vector<Outcome>& outcomes);

}  // namespace onrecord
