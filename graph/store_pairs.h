#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "graph/snapshot.h"
#include "graph/subgraph.h"
#include "storage/reading.h"
#include "storage/spill_sort.h"

namespace onrecord {

/// A co_mentioned pair of a store: as the edge of a snapshot.
struct StorePair {
  EntityId a, b;                           ///< a < b
  std::uint64_t documents = 0;             ///< that have it
  std::uint64_t sentences = 0;             ///< that have it; at most 2^24 - 1
  PartialDate first, last;                 ///< of those documents
  std::vector<SentenceEvidence> evidence;  ///< the first places, in the order of documents; by date
};

struct StorePairsOptions {
  std::size_t max_entities_in_sentence = SnapshotOptions().max_entities_in_sentence;
  std::size_t evidence = 0;    ///< places of each pair
  DocumentChoice chosen = {};  ///< of these documents alone; null: of all
  SpillSort::Options sort = {};
};

/// The co_mentioned pairs of documents, in memory that does not grow with them.
class StorePairs {
 public:
  explicit StorePairs(const StorePairsOptions& options);
  ~StorePairs();
  StorePairs(const StorePairs&) = delete;
  StorePairs& operator=(const StorePairs&) = delete;

  /// Of documents in the order of their ids; those that are not chosen are passed over. Io when
  /// there is no room to sort in.
  Status add(const MentionLine& line);
  /// Once, after the last of them: in the order of (a, b). visit: false stops.
  Status for_each(const std::function<bool(const StorePair&)>& visit);

 private:
  class Walk;
  const StorePairsOptions options_;
  SpillSort sorted_;
  std::unique_ptr<Walk> walk_;  // until the last document
};

/// The co_mentioned pairs of a whole store in the order of (a, b), by one walk over the documents,
/// in memory that does not grow with them. What the store reports, and Io when there is no room to
/// sort in. visit: false stops.
Status for_each_pair(const StoreReading& reading, const StorePairsOptions& options,
                     const std::function<bool(const StorePair&)>& visit);

}  // namespace onrecord
