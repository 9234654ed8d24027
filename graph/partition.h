#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "graph/link_graph.h"

namespace onrecord {

/// By node: the number of its group; the numbers mean nothing else. Nodes without links are alone.
using Partition = std::vector<std::uint32_t>;

Partition components(const LinkGraph& links);

struct Communities {
  Partition groups;
  double modularity = 0.0;
};
/// Louvain: nodes in order move to the neighbouring community that raises modularity most, ties to
/// the smallest number, until none moves; then communities become nodes. All gains are compared in
/// whole numbers. Communities come out connected. Busy past the counter's limits.
Result<Communities> communities(const LinkGraph& links, StepCounter& counter);

struct Bridge {
  NodeIndex end = 0, other = 0;  ///< `other` lies on the side that is not the greater one
  std::uint64_t smaller_side = 0;
};
struct CutPoint {
  NodeIndex node = 0;
  std::uint32_t parts = 0;  ///< that its component would fall into
};
struct Cuts {
  std::vector<Bridge> bridges;
  std::vector<CutPoint> points;
};
/// In order of the nodes.
Cuts find_cuts(const LinkGraph& links);

}  // namespace onrecord
