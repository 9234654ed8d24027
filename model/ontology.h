#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/entity.h"

namespace onrecord {

/// stored: never renumber
enum class Predicate : std::uint8_t {
  Said = 1,
  About = 2,
  QuotedAbout = 3,
  HoldsPosition = 4,
  PartOf = 5,
  Conducted = 6,
  PartneredIn = 7,
  TookPlaceIn = 8,
  Targeted = 9,
  Outcome = 10,
  Occurred = 11,
  LocatedIn = 12,
  MentionedIn = 13,
  CoMentioned = 14,
};

/// What may stand at one end of a statement: a bit each, so that a row names several.
enum Slot : std::uint16_t {
  kNothing = 1 << 0,
  kPerson = 1 << 1,
  kAgency = 1 << 2,
  kOrganization = 1 << 3,
  kPlace = 1 << 4,
  kOperation = 1 << 5,
  kQuote = 1 << 6,
  kDocument = 1 << 7,
  kCount = 1 << 8,      ///< literal: a whole number or a percentage
  kDateRange = 1 << 9,  ///< literal: to_string(DateRange)
  kSpeaker = kPerson | kAgency | kOrganization,
  kAnyEntity = kSpeaker | kPlace | kOperation,
};

/// One predicate. Adding one is one row of the table in ontology.cpp, and its enumerator.
struct PredicateRow {
  Predicate predicate;
  std::string_view name;         ///< "holds_position"
  std::string_view phrase;       ///< for people: "holds position at"
  std::uint16_t subject;         ///< bits of Slot
  std::uint16_t object;          ///< bits of Slot
  std::string_view tells_apart;  ///< blank-separated qualifiers that are part of its identity
  std::string_view of_evidence;  ///< blank-separated qualifiers that each evidence has its own of
  bool links_entities;           ///< an edge of the graph between two entities
  bool derived;                  ///< computed when the graph is loaded, never stored
};

std::span<const PredicateRow> ontology();
const PredicateRow& row_of(Predicate predicate);
std::string_view to_string(Predicate predicate);
std::optional<Predicate> parse_predicate(std::string_view name);
Slot slot_of(EntityType type);

}  // namespace onrecord
