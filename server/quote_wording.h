#pragma once

#include <string>

#include "server/quote_view.h"

// The parts of a quote in words, for tables, timelines and reports.

namespace onrecord {

/// "Ann Lee and Bo Reed", "(nobody named)".
std::string quote_speaker(const QuoteView& view);
/// "said (direct)".
std::string quote_cue(const QuoteView& view);
/// "Maine; Boston"; may be empty.
std::string quote_places(const QuoteView& view);

}  // namespace onrecord
