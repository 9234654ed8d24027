#pragma once

#include <cstddef>

#include "app/console.h"
#include "server/operation_wording.h"

// Operations as people read them.

namespace onrecord {

/// A sentence with where it stands: "[herald/1.txt, Harbor Herald, 2025-05-12]".
void print_sentence(Console& console, const SentenceEvidence& evidence, std::size_t indent);

/// Places, dates, agencies and figures, each with its sentence, and what contradicts.
void print_operation_card(Console& console, const OperationCard& card);

/// Every figure and date on which documents disagree, with each one's sentence. `titled`: behind
/// the operation's name.
void print_conflicts(Console& console, const OperationCard& card, bool titled);

}  // namespace onrecord
