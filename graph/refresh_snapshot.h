#pragma once

#include <optional>

#include "graph/snapshot.h"

namespace onrecord {

/// The snapshot that Snapshot::load would give, made out of an older one and what has changed in
/// the store since: costs a copy in memory, and reading what has changed. Nothing when reading all
/// of it is better: the store does not know any more what has changed, or it is much.
///
/// old: loaded from this store, or refreshed, with the same options.
Result<std::optional<Snapshot>> refresh_snapshot(const Snapshot& old, const Store& store,
                                                 const SnapshotOptions& options = {});

}  // namespace onrecord
