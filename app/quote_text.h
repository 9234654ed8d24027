#pragma once

#include <string>

#include "server/quote_wording.h"

// The longer parts of a quote as they are printed.

namespace onrecord {

/// The words, shortened unless `full`.
std::string quote_content(const QuoteView& view, bool full);
/// "herald/1.txt: The sentence.", shortened unless `full`.
std::string quote_source(const QuoteView& view, bool full);

}  // namespace onrecord
