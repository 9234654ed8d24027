#pragma once

#include <string>
#include <vector>

#include "server/operation_card.h"

// Operations in words.

namespace onrecord {

/// "Maine, Portland".
std::string names_of(const std::vector<EntityRef>& refs);

/// "2025-05-04 to 2025-05-09", "from 2025-05-04", "until 2025-05", "2025-05-04"; "" for no dates.
std::string dates_text(const DateRange& dates);

/// A figure or a date as one document tells it. The sentence is the card's.
struct ToldValue {
  std::string value;  ///< "more than 300", "2025-05-09"
  const SentenceEvidence* sentence = nullptr;
};

/// Figures or dates of which not all can be true.
struct ToldConflict {
  std::string what;  ///< "arrests, Ohio", "beginning", "end"
  std::vector<ToldValue> tellings;
};

/// Every figure on which documents disagree, then the beginnings, then the ends. The card must
/// outlive it.
std::vector<ToldConflict> told_conflicts(const OperationCard& card);

}  // namespace onrecord
