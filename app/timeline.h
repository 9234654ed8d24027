#pragma once

#include "app/console.h"
#include "server/quote_timeline.h"

namespace onrecord {

/// What was said, day by day, the tellings of one quote side by side. full: long contents,
/// sentences and differences are not shortened.
void print_timeline(Console& console, const Timeline& timeline, bool full);

}  // namespace onrecord
