#pragma once

#include <string>
#include <vector>

#include "graph/operations.h"
#include "server/lookup.h"

namespace onrecord {

/// One figure of an operation, as one document gives it.
struct CardFigure {
  Outcome outcome;
  std::optional<EntityRef> place;
  SentenceEvidence sentence;
};

/// The dates of an operation, as one document gives them.
struct CardDates {
  DateRange dates;
  SentenceEvidence sentence;
};

/// Figures of several documents that cannot all be true.
struct CardConflict {
  std::string what, category;
  std::optional<EntityRef> place;
  std::vector<std::size_t> figures;  ///< indices into OperationCard::figures, at least two
};

/// The frame of an operation with what all documents say of it put together. Entities by name,
/// dates and figures by document.
struct OperationCard {
  EntityId id;
  std::string name;                ///< what the store calls it
  std::vector<std::string> names;  ///< what documents call it, the one most use first
  std::vector<EntityRef> places, conducted_by, partners, targets;
  std::vector<std::string> partner_groups;
  DateRange when;  ///< from the earliest beginning to the latest end that is told
  std::vector<CardDates> dates;
  std::vector<CardFigure> figures;
  std::vector<CardConflict> conflicts;
  std::vector<DateConflict> date_conflicts;  ///< indices into `dates`
  std::vector<DocumentRef> documents;        ///< that have a frame for it, by id
};

/// The frame of an operation from every document that tells of it, with the figures and dates that
/// contradict each other. Empty lists when no document has a frame for it.
Result<OperationCard> make_operation_card(Lookup& lookup, EntityId id, double min_confidence = 0.0);
Result<OperationCard> make_operation_card(Lookup& lookup, const UnitedOperation& operation);

/// Figures of the whole, each once as people write it, those that most documents tell first: "198
/// or 212 arrests". Those of a part or a place only when there are no others. At most `most`.
std::vector<std::string> key_figures(const OperationCard& card, std::size_t most);

}  // namespace onrecord
