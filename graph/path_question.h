#pragma once

#include <cstdint>
#include <vector>

#include "graph/measure.h"

namespace onrecord {

/// Which paths are looked for, in terms of a snapshot. All simple: no node twice.
struct PathQuestion {
  NodeIndex from = 0, to = 0;             ///< different
  std::uint32_t max_hops = 8;             ///< 1 to 64
  std::vector<NodeIndex> through;         ///< each lies in between, in any order
  std::vector<EntityType> through_types;  ///< of each, at least one lies in between
  std::vector<NodeIndex> avoid;           ///< none lies in between
  /// There are days, one for each hop and each within its edge's DayRange, of which none is before
  /// the one before it. Edges without dates take no part.
  bool in_order = false;

  bool constrained() const { return in_order || !through.empty() || !through_types.empty(); }
};

/// Entities and types that a path may be told to go through, together.
constexpr std::size_t kMostThrough = 16;

}  // namespace onrecord
