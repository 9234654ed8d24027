#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/united_operation.h"
#include "model/result.h"
#include "storage/reading.h"
#include "storage/store.h"

namespace onrecord {

/// What every document of the store says of an operation, put together. Without frames when the
/// store has none for it. min_confidence: parts, dates and figures that are less probable are left
/// out, before anything is compared. chosen: only these documents are heard; null: all.
Result<UnitedOperation> read_operation(const Store& store, EntityId id, double min_confidence = 0.0,
                                       const DocumentChoice& chosen = {});

/// Which operations a list has. Empty fields do not restrict.
struct OperationFilter {
  std::optional<EntityId> place;   ///< it took place there, or in a place that lies there
  std::optional<EntityId> agency;  ///< conducted it or was a partner
  /// Inclusive. One whose dates nobody tells counts by when its documents were published.
  PartialDate since, until;
  double min_confidence = 0.0;
  DocumentChoice chosen;  ///< one of these documents has a frame for it; only these are heard
};

/// Operations that fit and that at least one document has a frame for, in key order. Looks at no
/// more than `most` of the store's operations, so a page may have fewer than `limit` items, or
/// none, and still a next one.
Result<Page<UnitedOperation>> list_operations(const Store& store, const OperationFilter& filter,
                                              std::string_view cursor, std::size_t limit,
                                              std::size_t most);

}  // namespace onrecord
