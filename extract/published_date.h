#pragma once

#include <optional>
#include <string_view>

#include "model/date.h"

namespace onrecord {

/// A date as pages and feeds state it: "2017-09-30", with or without a time behind it in any form
/// ("2017-09-30T10:00:00.000Z", "2017-09-30 10:00"), "20170930", "2017-09", "Sat, 30 Sep 2017
/// 10:00:00 GMT", "March 5, 2025", "3/5/2025" (month first). The day is taken as written, without
/// regard to time zones. Nothing when it has no year, or is anything else.
std::optional<PartialDate> parse_published_date(std::string_view value);

/// The date on which an article says of itself that it was published: a line of its own ("Saturday,
/// 30 Sep, 2017", "Published: March 5, 2025 at 4:10 p.m.", "By Jane Doe, March 5, 2025") or a
/// dateline before a dash ("BOSTON, March 5, 2025 -- The ...") among the first three lines that
/// are not blank. Empty when there is none.
PartialDate find_dateline(std::string_view text);

}  // namespace onrecord
