#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "graph/snapshot.h"
#include "storage/reading.h"

namespace onrecord {

/// A co_mentioned pair of a store: as the edge of a snapshot.
struct StorePair {
  EntityId a, b;                ///< a < b
  std::string_view document;    ///< the first, in the order of their ids, that has it
  std::uint64_t documents = 0;  ///< that have it
  std::uint64_t sentences = 0;  ///< that have it; at most 2^24 - 1
  PartialDate first, last;      ///< of those documents
};

struct StorePairsOptions {
  std::size_t max_entities_in_sentence = SnapshotOptions().max_entities_in_sentence;
  /// Pairs to hold in memory: some 70 bytes each, with the ids of their first documents.
  std::size_t most_at_once = 650'000;
  DocumentChoice chosen = {};  ///< of these documents alone; null: of all
};

/// The co_mentioned pairs of a whole store in the order of (a, b), in memory that does not grow
/// with it: where there are too many of them at once, the documents are walked several times, each
/// time for the pairs that come next in that order. The same pairs whatever `most_at_once` is.
/// visit: false stops. The view is valid during the call only.
Status for_each_pair(const StoreReading& reading, const StorePairsOptions& options,
                     const std::function<bool(const StorePair&)>& visit);

}  // namespace onrecord
