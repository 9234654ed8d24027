#pragma once

#include <cstdint>
#include <string_view>

#include "model/extraction.h"

namespace onrecord {

/// Takes a statement out of a document, and what the document's quotes and operation frames hold of
/// it: a quote that was not said by somebody has no speaker but its source's own words.
///
/// text: of the document.
void withdraw(Extraction& extraction, StatementId id, std::string_view text);

/// Makes a statement certain; its evidence says by which decision.
void confirm(Extraction& extraction, StatementId id, std::uint64_t sequence);

}  // namespace onrecord
