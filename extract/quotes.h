#pragma once

#include <vector>

#include "extract/analysis.h"
#include "extract/entities.h"
#include "model/quote.h"

namespace onrecord {

/// One attribution before its source is resolved. The learned encoder of a later version produces
/// the same thing.
struct Attribution {
  QuoteKind kind = QuoteKind::Direct;
  Spans source, cue, content;
  double confidence = 0.0;
  int parent = -1;  ///< index of the attribution it is nested in, or -1
};

/// Attributions in order of their content.
std::vector<Attribution> find_attributions(const Analysis& analysis,
                                           const DocumentEntities& entities,
                                           const Gazetteer& gazetteer);

/// Gives each attribution its speaker (pronouns, surnames, "the agency", "X officials", a press
/// release of X; unnamed groups stay under their own words) and its date. What it is about and
/// where is added by `add_topics`.
std::vector<Quote> resolve_quotes(const Analysis& analysis, const DocumentEntities& entities,
                                  const Gazetteer& gazetteer,
                                  const std::vector<Attribution>& attributions);

}  // namespace onrecord
