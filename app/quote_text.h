#pragma once

#include <string>

#include "server/quote_view.h"

// The parts of a quote as people read them, in tables and timelines.

namespace onrecord {

/// "Ann Lee and Bo Reed", "(nobody named)".
std::string quote_speaker(const QuoteView& view);
/// "said (direct)".
std::string quote_cue(const QuoteView& view);
/// "Maine; Boston"; may be empty.
std::string quote_places(const QuoteView& view);
/// The words, shortened unless `full`.
std::string quote_content(const QuoteView& view, bool full);
/// "herald/1.txt: The sentence.", shortened unless `full`.
std::string quote_source(const QuoteView& view, bool full);

}  // namespace onrecord
