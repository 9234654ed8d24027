#include "model/ontology.h"

#include <cstddef>
#include <iterator>

namespace onrecord {
namespace {

// When something held or was said is Evidence::date, so no row lists a date.
//
// predicate, name, phrase, subject, object, tells apart, of evidence, links entities, derived
constexpr PredicateRow kRows[] = {
    {Predicate::Said, "said", "said", kSpeaker, kQuote, "", "", false, false},
    {Predicate::About, "about", "is about", kQuote, kAnyEntity, "", "", false, false},
    {Predicate::QuotedAbout, "quoted_about", "was quoted about", kSpeaker, kAnyEntity, "",
     "place quote", true, false},
    {Predicate::HoldsPosition, "holds_position", "holds position at", kPerson,
     kAgency | kOrganization | kPlace | kPerson | kNothing, "title status", "", true, false},
    {Predicate::PartOf, "part_of", "is part of", kAgency | kOrganization | kOperation,
     kAgency | kOrganization | kOperation, "", "", true, false},
    {Predicate::Conducted, "conducted", "conducted", kAgency, kOperation, "", "", true, false},
    {Predicate::PartneredIn, "partnered_in", "partnered in", kAgency, kOperation, "", "", true,
     false},
    {Predicate::TookPlaceIn, "took_place_in", "took place in", kOperation, kPlace, "", "", true,
     false},
    {Predicate::Targeted, "targeted", "targeted", kOperation, kOrganization | kPlace, "", "", true,
     false},
    {Predicate::Outcome, "outcome", "had the outcome", kOperation, kCount,
     "what modifier category place", "", false, false},
    {Predicate::Occurred, "occurred", "occurred", kOperation, kDateRange, "", "", false, false},
    {Predicate::LocatedIn, "located_in", "is located in", kPlace | kAgency, kPlace, "", "", true,
     false},
    {Predicate::MentionedIn, "mentioned_in", "is mentioned in", kAnyEntity, kDocument, "", "count",
     false, false},
    {Predicate::CoMentioned, "co_mentioned", "is mentioned with", kAnyEntity, kAnyEntity, "",
     "count", true, true},
};

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (static_cast<std::size_t>(kRows[i].predicate) != i + 1) return false;
  }
  return true;
}
static_assert(rows_stand_in_order(), "row_of takes the enumerator as the row's number");

}  // namespace

std::span<const PredicateRow> ontology() { return kRows; }

const PredicateRow& row_of(Predicate predicate) {
  return kRows[static_cast<std::size_t>(predicate) - 1];
}

std::string_view to_string(Predicate predicate) { return row_of(predicate).name; }

std::optional<Predicate> parse_predicate(std::string_view name) {
  for (const PredicateRow& row : kRows) {
    if (row.name == name) return row.predicate;
  }
  return std::nullopt;
}

Slot slot_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return kPerson;
    case EntityType::Agency:
      return kAgency;
    case EntityType::Organization:
      return kOrganization;
    case EntityType::Place:
      return kPlace;
    case EntityType::Operation:
      return kOperation;
  }
  return kNothing;
}

}  // namespace onrecord
