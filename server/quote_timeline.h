#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "graph/quote_clusters.h"
#include "graph/quote_differences.h"
#include "server/quote_view.h"

namespace onrecord {

/// A quote as one document tells it.
struct TimelineTelling {
  QuoteView view;
  std::vector<QuoteDifference> differences;  ///< from the entry's first telling
};

/// What somebody said once, as one or more documents tell it.
struct TimelineEntry {
  PartialDate date;                       ///< the earliest that a telling has
  std::vector<TimelineTelling> tellings;  ///< the fullest first, then by date and document
};

struct Timeline {
  std::vector<TimelineEntry> entries;  ///< by date
  std::size_t total = 0;               ///< entries there are, on this page and off it
};

struct TimelineOptions {
  QuoteClusterOptions clusters;
  std::size_t offset = 0, limit = 0;  ///< the page, in entries; 0: all from `offset` on
  std::size_t most_quotes = 0;        ///< TooLarge beyond so many; 0: any number
};

/// What was said over time. An entry is listed when one of its tellings fits the filter; the
/// others are then shown too, so that outlets stand side by side although one left out a name. Of
/// speakers that are no entity only tellings that fit are known. `min_confidence` holds for all.
Result<Timeline> make_timeline(Lookup& lookup, const QuoteFilter& filter,
                               const TimelineOptions& options = {});

}  // namespace onrecord
