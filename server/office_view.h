#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/offices.h"
#include "server/lookup.h"

namespace onrecord {

/// A stretch of time in which documents give an office one status.
struct PeriodView {
  std::string status;                   ///< current, acting, former, candidate, nominee
  PartialDate first, last;              ///< of the evidence; empty when none is dated
  std::vector<StatementId> statements;  ///< that it rests on, sorted, for decisions
  std::size_t documents = 0;
  std::vector<SentenceEvidence> evidence;  ///< the first and the last in time, no more than asked
};

/// An office as it is shown: who held it, or where, and when.
struct OfficeView {
  std::string title;                ///< may be empty
  std::optional<EntityRef> other;   ///< of a person's office its body, of a body's its holder
  std::vector<PeriodView> periods;  ///< in time order
};

/// The offices that these `holds_position` statements tell of, united. of_person: they are one
/// person's, in time order; else one body's, by title and then in time order. Statements that are
/// less probable than min_confidence are left out.
Result<std::vector<OfficeView>> view_offices(Lookup& lookup,
                                             const std::vector<StoredStatement>& statements,
                                             bool of_person, std::size_t evidence_per_period,
                                             double min_confidence);

/// "2024-03-05 to 2024-09-01", "told 2025-02-01" of what is over, "" without dates.
std::string period_text(const PeriodView& period);

}  // namespace onrecord
