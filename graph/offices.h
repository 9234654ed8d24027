#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/statement.h"

namespace onrecord {

/// One time that a document says who holds an office: one evidence of a `holds_position`.
struct OfficeTelling {
  EntityId person;
  std::optional<EntityId> at;  ///< the agency, organization, place or person it is an office of
  std::string at_name;         ///< of `at`
  std::string title;           ///< as told: "Acting Sheriff", "press secretary"; may be empty
  std::string status;          ///< current, acting, former, candidate, nominee; "" is current
  StatementId statement;
  Evidence evidence;
};

/// Tellings of one status that follow each other in time.
struct OfficePeriod {
  std::string status;
  /// Of the evidence, empty when none is dated. Of a former one: when it was told that it is over.
  PartialDate first, last;
  std::vector<std::size_t> tellings;  ///< indices into what was given, in time order
  bool operator==(const OfficePeriod&) const = default;
};

/// An office that somebody held, with what documents say of it over time.
struct Office {
  EntityId person;
  std::optional<EntityId> at;
  std::string title;                  ///< as most documents have it, without "acting" or "former"
  std::vector<OfficePeriod> periods;  ///< in time order, those without dates last
  std::vector<DocumentId> documents;  ///< that say so, sorted
  bool operator==(const Office&) const = default;
};

/// Unites the tellings of one office of one person: "Sheriff", "Sheriff of Maple County", "Acting
/// Sheriff" and "the former sheriff". Two titles are of one office when they have the same words,
/// when one goes on where the other ends ("deputy administrator for labor"), or has only the name
/// of the body more ("Coast Office spokesman"), and when they are of the same entity, or of a
/// place and the agency named after it. A title without an entity belongs to the only office of
/// the person that it fits, if there is exactly one. "Deputy director" is not "director".
///
/// Offices come in time order of their first dated evidence, those without dates last, then by
/// title and ids. The result does not depend on the order given.
std::vector<Office> unite_offices(std::span<const OfficeTelling> tellings);

/// Puts offices of one body together by title, each title's holders in time order.
void sort_by_title(std::vector<Office>& offices);

}  // namespace onrecord
