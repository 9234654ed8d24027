#pragma once

#include <utility>
#include <vector>

#include "graph/limits.h"
#include "graph/measure.h"

namespace onrecord {

struct SteinerTree {
  /// Pairs of neighbours, the one nearer to the first terminal first; parents before children.
  std::vector<std::pair<NodeIndex, NodeIndex>> links;
  std::vector<NodeIndex> apart;  ///< terminals that nothing joins with the first
  Cost cost = 0;                 ///< of all links
};

/// A cheap tree over the terminals; see `connect` in between.h. Terminals that cannot be joined to
/// the first are left out. Busy past the counter's limits.
Result<SteinerTree> find_steiner_tree(const HopCosts& costs,
                                      const std::vector<NodeIndex>& terminals,
                                      StepCounter& counter);

}  // namespace onrecord
