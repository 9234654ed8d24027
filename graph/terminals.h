#pragma once

#include <string>
#include <vector>

#include "graph/between.h"
#include "graph/subgraph_loader.h"

namespace onrecord {

constexpr std::size_t kMostTerminals = 16;

/// The nodes of two or more different entities, as asked for, repeats left out. Errors as in
/// between.h.
Result<std::vector<NodeIndex>> find_terminals(const Snapshot& snapshot,
                                              const std::vector<EntityId>& entities,
                                              const BetweenOptions& options);

/// The filter of the options, without geography unless asked for.
GraphFilter filter_of(const BetweenOptions& options);

/// One hop over the cheapest edge between two neighbours.
Result<Hop> load_hop(const HopCosts& costs, NodeIndex from, NodeIndex to, SubgraphLoader& loader,
                     std::size_t sentences, const std::vector<NodeIndex>& in_focus);

}  // namespace onrecord
