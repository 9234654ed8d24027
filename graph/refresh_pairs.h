#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "graph/co_mentions.h"

namespace onrecord {

/// What documents that were stored, replaced or removed do to the co_mentioned pairs of a snapshot.
struct PairChanges {
  std::vector<std::string> documents;  ///< of the new snapshot, in the order of their ids
  /// Pairs as they are now, whatever they were. `document` counts in `documents`, as below.
  std::vector<CoPair> replaced;
  /// Pairs that are no more.
  std::vector<std::pair<NodeIndex, NodeIndex>> gone;
  /// What new documents add to pairs of which nothing else changed.
  std::vector<CoPair> added;
};

/// find: the new snapshot's node of an entity. All lists come sorted by their ends.
/// returns: nothing when so many documents would have to be read that all of them are better.
Result<std::optional<PairChanges>> find_pair_changes(
    const Snapshot& old, const Store& store, const StoreChanges& changes,
    const SnapshotOptions& options, const std::function<std::optional<NodeIndex>(EntityId)>& find);

}  // namespace onrecord
