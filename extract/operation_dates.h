#pragma once

#include <optional>
#include <vector>

#include "extract/dates.h"
#include "extract/operation_mentions.h"

namespace onrecord {

/// A date that a sentence gives for an operation.
struct OperationDate {
  enum class Role { Range, Start, End, Day };
  Role role = Role::Day;
  DateRange range;
  Span sentence;  ///< that gives it
};

/// The dates of the sentence that tell when the operation in it took place: ranges, "began on",
/// "ended on", and single days in the same clause. Left out: when something was said or published,
/// when courts will sit.
std::vector<OperationDate> dates_of(const Words& words, const std::vector<DateMention>& dates,
                                    const Sentence& sentence,
                                    const std::vector<EventMention>& events, bool counts_result);

/// The first range; else start and end as told; else the first single day as the start. A day
/// does not also become the end: the text says when it was seen, not how long it lasted.
DateRange combine_dates(const std::vector<OperationDate>& dates);

}  // namespace onrecord
