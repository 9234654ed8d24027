#pragma once

#include <vector>

#include "extract/words.h"
#include "model/date.h"

namespace onrecord {

/// A day or a range as it stands in the text, as tokens [first, end).
struct DateMention {
  std::size_t first = 0;  ///< "from March 18 to March 23": the token "from"
  std::size_t end = 0;
  DateRange range;  ///< start == end for a single day, month or year
  bool is_range = false;
  bool from_on = false;  ///< "since March 18": only the start is known, the end is empty
  bool weekday = false;  ///< "Tuesday", "yesterday": reckoned from the reference
};

/// Dates in text order, never overlapping: "March 18", "18 March 2025", "Aug. 20", "2025-03-18",
/// "3/18/2025", "September 2017", "in September", ranges of them ("from … to …", "between … and
/// …", "May 4-9", "May 4 through May 9"), and weekdays, "yesterday" and "today" when `reference`
/// is a whole date: the last such day not after it.
/// A year that only the last day of a range states holds for the first as well. A date without a
/// year is completed from `reference` when that has one.
std::vector<DateMention> find_dates(const Words& words, const PartialDate& reference);

}  // namespace onrecord
