#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/limits.h"
#include "graph/shortest.h"
#include "graph/view.h"

namespace onrecord {

/// A sequence of different nodes, each joined to the next.
struct NodePath {
  Cost cost;
  std::vector<NodeIndex> nodes;
  auto operator<=>(const NodePath&) const = default;
};

/// The k cheapest simple paths, cheapest first, ties to the smallest ids along the path; fewer when
/// there are no more. from != to. Busy past the counter's limits.
/// Reference: Yen, "Finding the K Shortest Loopless Paths in a Network", 1971; every path is split
/// only from where it left its parent (Lawler 1972).
Result<std::vector<NodePath>> find_k_shortest(const GraphView& view, NodeIndex from, NodeIndex to,
                                              std::size_t k, std::uint32_t max_hops,
                                              StepCounter& counter);

}  // namespace onrecord
