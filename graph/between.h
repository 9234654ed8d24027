#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/paths.h"

namespace onrecord {

struct BetweenOptions {
  Measure measure = Measure::Hops;  ///< of connect
  GraphFilter filter;
  bool geography = false;            ///< as PathOptions has it
  std::size_t limit = 50;            ///< of common neighbours; 1 to 10,000
  std::size_t evidence_per_hop = 1;  ///< sentences, at least 1
  SearchLimits limits;
};

/// An entity that is linked with each of several others.
struct CommonNeighbour {
  SubgraphNode node;
  std::vector<Hop> links;  ///< from each of the others to it, in the order they were asked for
};

struct CommonNeighbours {
  std::vector<CommonNeighbour> items;
  std::uint64_t total = 0;  ///< with those past the limit
};

/// Who is linked with all of two or more entities. In order of
///   1. links among those shown that only a co_mentioned carries, fewest first;
///   2. degree in the whole snapshot, smallest first: who is linked with few others tells most;
///   3. id.
/// Links are as in a path by fewest hops. NotFound for an unknown entity; InvalidInput for fewer
/// than two or more than 16 different ones, or options out of range; Busy as for paths.
Result<CommonNeighbours> common_neighbours(const Snapshot& snapshot, const Store& store,
                                           const std::vector<EntityId>& entities,
                                           const BetweenOptions& options = {});

/// What joins several entities.
struct Connection {
  Subgraph graph;         ///< a tree; the entities asked for are in focus
  std::vector<Hop> hops;  ///< its edges, each away from the first entity, parents first
  std::vector<EntityId>
      apart;      ///< those that nothing joins with the first; then the tree lacks them
  Cost cost = 0;  ///< of all hops
};

/// A small tree that joins two or more entities, of cheap hops: at most 2 - 2/n times as costly as
/// the cheapest one for n entities, whose search would take time exponential in n. Costs are those
/// of paths; entities in between that a measure penalises count half for each hop at them. Of
/// equally costly choices the one with the smaller ids is taken. Errors as above.
/// Reference: Mehlhorn, "A faster approximation algorithm for the Steiner problem in graphs", 1988;
/// the search ends as soon as everything is joined.
Result<Connection> connect(const Snapshot& snapshot, const Store& store,
                           const std::vector<EntityId>& entities,
                           const BetweenOptions& options = {});

}  // namespace onrecord
