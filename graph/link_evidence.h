#pragma once

#include <optional>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/neighbours.h"
#include "graph/snapshot.h"

namespace onrecord {

/// One place in a document that says what a link says.
struct LinkEvidence {
  Predicate predicate = Predicate::CoMentioned;
  std::optional<StatementId> statement;  ///< nothing for co_mentioned
  LinkDirection direction = LinkDirection::Any;
  Qualifiers qualifiers;
  Evidence evidence;
};

/// Everything that the links between two entities rest on, in both directions: of statements all
/// evidence whose date may lie in the filter's window, of being mentioned together what
/// pair_evidence finds, all in the documents that the snapshot was made of. By date (unknown last),
/// document, place in it, and what it says. NotFound for an entity that is not in the graph, Busy
/// past the limits, InvalidInput for a filter that check_filter refuses.
Result<std::vector<LinkEvidence>> evidence_between(const Snapshot& snapshot, const Store& store,
                                                   EntityId from, EntityId to,
                                                   const GraphFilter& filter,
                                                   const SearchLimits& limits = {});

/// The same of one statement, whatever it joins, in the chosen documents (null: all). NotFound for
/// one that the store does not have.
Result<std::vector<LinkEvidence>> evidence_of(const Store& store, StatementId id,
                                              const PartialDate& since, const PartialDate& until,
                                              const DocumentChoice& chosen = {});

}  // namespace onrecord
