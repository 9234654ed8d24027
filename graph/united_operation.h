#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/operation.h"

namespace onrecord {

/// The frame of an operation as one document tells it.
struct ToldOperation {
  DocumentId document;
  PartialDate published;
  Operation operation;
  Spans date_evidence;           ///< of its dates; empty: the operation's own evidence
  double date_confidence = 0.0;  ///< probability in [0, 1]
};

/// An agency, place or target of an operation.
struct OperationPart {
  EntityId entity;
  std::vector<DocumentId> documents;  ///< that say so, sorted
  bool operator==(const OperationPart&) const = default;
};

struct ToldFigure {
  DocumentId document;
  PartialDate published;
  Outcome outcome;
  Spans evidence;  ///< never empty
};

struct ToldDates {
  DocumentId document;
  PartialDate published;
  DateRange dates;
  Spans evidence;
  double confidence = 0.0;
};

/// Figures for the same thing that cannot all be true, as indices into UnitedOperation::figures.
struct FigureConflict {
  std::string what, category;
  std::optional<EntityId> place;
  std::vector<std::size_t> figures;  ///< at least two
  bool operator==(const FigureConflict&) const = default;
};

/// Beginnings, or ends, that cannot all be true, as indices into UnitedOperation::dates.
struct DateConflict {
  bool of_end = false;             ///< of the ends; else of the beginnings
  std::vector<std::size_t> dates;  ///< at least two
  bool operator==(const DateConflict&) const = default;
};

/// What all documents say of one operation, put together.
struct UnitedOperation {
  EntityId id;
  std::vector<std::string> names;  ///< the one most documents use first, then by use and letters
  /// By entity. Who ran it according to one document is no partner according to another.
  std::vector<OperationPart> places, conducted_by, partners, targets;
  std::vector<std::string> partner_groups;  ///< unnamed ones, in their own words; sorted
  /// From the earliest beginning to the latest end that a document tells; an end is empty when
  /// nobody tells it.
  DateRange when;
  std::vector<ToldDates> dates;                  ///< by document
  std::vector<ToldFigure> figures;               ///< by document, in text order
  std::vector<FigureConflict> figure_conflicts;  ///< by first figure
  std::vector<DateConflict> date_conflicts;      ///< of beginnings, then of ends
  std::vector<DocumentId> documents;             ///< that have a frame for it, sorted
};

/// Unites the frames of one operation; none give one without names. The result does not depend on
/// the order given. Figures are compared as find_conflicts has it; one of the only place that the
/// operation took place in is one of all of it, where its document has no other. A day or a stretch
/// within the dates of another document is a part of them and contradicts nothing.
UnitedOperation unite_operation(EntityId id, std::vector<ToldOperation> told);

}  // namespace onrecord
