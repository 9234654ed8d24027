#pragma once

#include <vector>

#include "extract/operation_mentions.h"
#include "extract/operation_outcomes.h"

namespace onrecord {

/// Settles how the figures of one operation go together, in text order: what is told twice is one
/// figure with all its evidence, the only noun that is counted is the total, and a small bare
/// figure is "unspecified part", or the part in a place that the text names soon after ("the Ohio
/// arrests"). What then still differs is a conflict, and kept.
///
/// mentions: those of this operation.
std::vector<OutcomeFigure> settle_figures(const Words& words, const DocumentEntities& entities,
                                          const std::vector<EventMention>& mentions,
                                          std::vector<OutcomeFigure> figures);

}  // namespace onrecord
