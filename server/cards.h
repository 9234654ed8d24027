#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/lookup.h"
#include "server/office_view.h"
#include "server/operation_card.h"

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

/// Everything that is known of an entity on one page.
struct EntityCard {
  StoredEntity entity;
  std::vector<CardPosition> positions;  ///< of a person; current ones first
  std::vector<CardPosition> people;     ///< who holds a position here
  std::vector<OfficeView> offices;      ///< the positions over time, in time order
  std::vector<OfficeView> holders;      ///< the people over time, by title
  std::uint64_t quotes_by = 0, quotes_about = 0;
  std::vector<CardNeighbours> neighbours;  ///< by predicate, outgoing first
  std::optional<OperationCard> operation;  ///< of an operation
  std::vector<DocumentRef> documents;      ///< that mention it, by id
  bool more_documents = false;
};

struct CardOptions {
  std::size_t evidence_per_position = 2;
  std::size_t max_documents = 50;
  double min_confidence = 0.0;  ///< of positions, and of what an operation's frame holds
};

/// `people[i].at` is the person, `positions[i].at` what the position is at. NotFound for an unknown
/// entity.
Result<EntityCard> make_card(Lookup& lookup, EntityId id, const CardOptions& options = {});

}  // namespace onrecord
