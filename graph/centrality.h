#pragma once

#include <cstddef>
#include <vector>

#include "graph/link_graph.h"

namespace onrecord {

/// By node; 0 for those without links. They sum to 1. `sources` of Kind::Sources.
Result<std::vector<double>> page_ranks(const LinkGraph& links, const LinkGraph& sources,
                                       StepCounter& counter);

/// By node, 0 to 1, from so many sources; 0 samples: all of them.
Result<std::vector<double>> betweenness(const LinkGraph& links, std::size_t samples,
                                        StepCounter& counter);

/// The nodes with links, in order.
std::vector<NodeIndex> linked_nodes(const LinkGraph& links);

}  // namespace onrecord
