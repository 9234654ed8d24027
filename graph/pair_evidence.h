#pragma once

#include <cstddef>
#include <vector>

#include "storage/reading.h"
#include "storage/store.h"

namespace onrecord {

/// Sentences in which two entities stand together, as evidence: both mentions, confidence 1, the
/// date of the document. The graph keeps one document of each pair; the others that mention both
/// are looked for here.
///
/// first:   a document that has the pair in one sentence.
/// chosen:  which documents count; null: all.
/// returns: of `first` and the documents after it, in the order of their ids, the first `sentences`
///          places; looks into at most 64 documents. Empty when the documents have changed.
Result<std::vector<Evidence>> pair_evidence(const Store& store, EntityId a, EntityId b,
                                            const DocumentId& first, std::size_t sentences,
                                            const DocumentChoice& chosen = {});

}  // namespace onrecord
