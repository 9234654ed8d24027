#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/operation.h"
#include "server/lookup.h"

namespace onrecord {

/// A statement of somebody's office with the sentences that say so.
struct CardPosition {
  std::string title;   ///< "press secretary"; may be empty
  std::string status;  ///< current, acting, former, candidate, nominee
  std::optional<EntityRef> at;
  StoredStatement statement;
  std::vector<SentenceEvidence> evidence;
};

/// How many entities one predicate joins this one to.
struct CardNeighbours {
  Predicate predicate = Predicate::PartOf;
  bool outgoing = true;  ///< this entity is the subject
  std::uint64_t entities = 0;
};

/// One figure of an operation, as one document gives it.
struct CardFigure {
  Outcome outcome;
  std::optional<EntityRef> place;
  SentenceEvidence sentence;
};

/// Figures of several documents that cannot all be true.
struct CardConflict {
  std::string what, category;
  std::optional<EntityRef> place;
  std::vector<std::size_t> figures;  ///< indices into OperationCard::figures, at least two
};

struct CardDates {
  DateRange dates;
  DocumentRef document;
};

/// The frame of an operation with what all documents say of it put together. Entities by name,
/// dates and figures by document.
struct OperationCard {
  std::vector<std::string> names;
  std::vector<EntityRef> places, conducted_by, partners, targets;
  std::vector<std::string> partner_groups;
  std::vector<CardDates> dates;
  std::vector<CardFigure> figures;
  std::vector<CardConflict> conflicts;
};

/// Everything that is known of an entity on one page.
struct EntityCard {
  StoredEntity entity;
  std::vector<CardPosition> positions;  ///< of a person; current ones first
  std::vector<CardPosition> people;     ///< who holds a position here
  std::uint64_t quotes_by = 0, quotes_about = 0;
  std::vector<CardNeighbours> neighbours;  ///< by predicate, outgoing first
  std::optional<OperationCard> operation;  ///< of an operation
  std::vector<DocumentRef> documents;      ///< that mention it, by id
  bool more_documents = false;
};

struct CardOptions {
  std::size_t evidence_per_position = 2;
  std::size_t max_documents = 50;
};

/// `people[i].at` is the person, `positions[i].at` what the position is at. NotFound for an unknown
/// entity.
Result<EntityCard> make_card(Lookup& lookup, EntityId id, const CardOptions& options = {});

}  // namespace onrecord
