#pragma once

#include <string>
#include <vector>

#include "app/console.h"
#include "server/operation_card.h"

// Operations as people read them.

namespace onrecord {

/// A sentence with where it stands: "[herald/1.txt, Harbor Herald, 2025-05-12]".
void print_sentence(Console& console, const SentenceEvidence& evidence, std::size_t indent);

/// "Maine, Portland".
std::string names_of(const std::vector<EntityRef>& refs);

/// "2025-05-04 to 2025-05-09", "from 2025-05-04", "until 2025-05", "2025-05-04"; "" for no dates.
std::string dates_text(const DateRange& dates);

/// Places, dates, agencies and figures, each with its sentence, and what contradicts.
void print_operation_card(Console& console, const OperationCard& card);

/// Every figure and date on which documents disagree, with each one's sentence. `titled`: behind
/// the operation's name.
void print_conflicts(Console& console, const OperationCard& card, bool titled);

}  // namespace onrecord
