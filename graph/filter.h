#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/date.h"
#include "model/entity.h"
#include "model/ontology.h"
#include "model/result.h"

namespace onrecord {

/// Which nodes and edges take part. Empty fields do not restrict.
struct GraphFilter {
  std::vector<Predicate> predicates;
  /// Of nodes. The ends of a path and the centre of an ego network are always allowed.
  std::vector<EntityType> types;
  /// Inclusive. An edge is kept when the time of its evidence may overlap the window; one without
  /// any date is kept only when there is no window.
  PartialDate since, until;
  std::uint64_t min_support = 0;  ///< documents
  double min_confidence = 0.0;    ///< of statements; co_mentioned edges have none to fail
  bool co_mentioned = true;       ///< false: statements only
  /// false: without `located_in` between two places, which joins everybody through their country.
  /// Asking for `located_in` among the predicates brings it back.
  bool geography = true;
};

/// InvalidInput when a window ends before it begins, the confidence is not within [0, 1], or a
/// predicate is asked for that never joins two entities.
Status check_filter(const GraphFilter& filter);

}  // namespace onrecord
