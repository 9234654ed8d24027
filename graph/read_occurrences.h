#pragma once

#include "graph/traits.h"
#include "model/document.h"
#include "model/extraction.h"
#include "storage/store.h"

namespace onrecord {

/// Adds what one document, as it was extracted, tells of its people, bodies and operations.
/// Documents come in ascending order of their ids. Places of the gazetteer are no occurrences:
/// their keys say which are one.
void add_occurrences(const Document& document, const Extraction& extraction, Occurrences& all);

/// Of all documents of a store.
Result<Occurrences> read_occurrences(const Store& store);

/// The word of a title that says what somebody is: "Harrow County Sheriff" -> "sheriff",
/// "executive director of operations" -> "director".
std::string head_of_title(std::string_view title);

}  // namespace onrecord
