#pragma once

#include <vector>

#include "extract/source_spans.h"
#include "model/quote.h"

namespace onrecord {

/// One attribution before its source is resolved, read by the language model or found by rule.
struct Attribution {
  QuoteKind kind = QuoteKind::Direct;
  Spans source, cue, content;
  double confidence = 0.0;
  int parent = -1;  ///< index of the attribution whose content holds this one whole, or -1
};

/// Attributions in order of their content.
std::vector<Attribution> find_attributions(const AttributionContext& context);

/// Gives each attribution its speaker (pronouns, surnames, "the agency", "X officials", a press
/// release of X; unnamed groups stay under their own words), the ids and the date. What it is about
/// and where is added by add_topics (extract/knowledge.h).
std::vector<Quote> resolve_quotes(const AttributionContext& context, const Gazetteer& gazetteer,
                                  const std::vector<Attribution>& attributions);

}  // namespace onrecord
