#pragma once

#include <string_view>

#include "model/span.h"
#include "server/html.h"

namespace onrecord {

/// Text with some spans of it marked. Spans that overlap or reach beyond its end are left out.
Html marked_text(std::string_view text, const Spans& highlights);

}  // namespace onrecord
