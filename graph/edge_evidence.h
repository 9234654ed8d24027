#pragma once

#include <cstddef>
#include <vector>

#include "graph/snapshot.h"

namespace onrecord {

/// What an edge rests on, in the documents that the snapshot was made of.
///
/// sentences: how many places of a co_mentioned are looked for (graph/pair_evidence.h); statements
///            have all of theirs.
/// returns:   by document, in span order. Empty when the store has changed since.
Result<std::vector<Evidence>> edge_evidence(const Snapshot& snapshot, const Store& store,
                                            EdgeIndex edge, std::size_t sentences);

}  // namespace onrecord
