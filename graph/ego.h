#pragma once

#include <cstddef>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/snapshot.h"
#include "graph/subgraph.h"

namespace onrecord {

struct EgoOptions {
  GraphFilter filter;
  std::size_t depth = 1;              ///< hops from the centre, 0 to 6
  std::size_t max_nodes = 60;         ///< with the centre; 1 to 10,000
  std::size_t evidence_per_edge = 1;  ///< 0: none
  SearchLimits limits;
};

/// An entity and those around it, with every edge of the filter among them. When there are more
/// than `max_nodes`, the closest stay; among equally close ones those joined by a statement before
/// those only co_mentioned, then by documents behind their edges to closer nodes, then by documents
/// that mention them, then by id. `left_out` counts the rest of the
/// last distance looked at.
/// NotFound for an unknown entity, InvalidInput for options out of range, Busy past a limit or when
/// the store no longer has the evidence of this snapshot.
Result<Subgraph> ego_network(const Snapshot& snapshot, const Store& store, EntityId centre,
                             const EgoOptions& options = {});

struct AmongOptions {
  GraphFilter filter;  ///< types: nodes of others stay, without edges
  std::size_t evidence_per_edge = 0;
  SearchLimits limits;
};

/// These entities and every edge of the filter among them. Those that the graph does not have are
/// not among the nodes; `left_out` counts them. InvalidInput and Busy as of an ego network.
Result<Subgraph> network_among(const Snapshot& snapshot, const Store& store,
                               const std::vector<EntityId>& entities,
                               const AmongOptions& options = {});

struct WholeOptions {
  GraphFilter filter;
  std::size_t evidence_per_edge = 0;
  bool isolated = false;  ///< also entities that no edge of the filter touches
};

/// The whole graph, for export.
Result<Subgraph> whole_graph(const Snapshot& snapshot, const Store& store,
                             const WholeOptions& options = {});

}  // namespace onrecord
