#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/snapshot.h"
#include "graph/subgraph.h"

namespace onrecord {

/// One step of a path, with the sentences it rests on.
struct Hop {
  SubgraphNode from, to;
  SubgraphEdge edge;
  bool forward = true;       ///< the edge points from `from` to `to`; co_mentioned has no direction
  std::uint64_t others = 0;  ///< further edges of the filter between the two
};

struct Path {
  std::vector<Hop> hops;  ///< never empty; each begins where the one before it ended
};

struct PathOptions {
  GraphFilter filter;
  /// false: a path does not climb from a place to the place it lies in (GraphFilter::geography),
  /// unless the filter's predicates name `located_in`.
  bool geography = false;
  std::size_t k = 1;                 ///< paths wanted, 1 to 100
  std::size_t max_hops = 8;          ///< longer ones are not looked for; 1 to 64
  std::size_t evidence_per_hop = 3;  ///< sentences, at least 1
  SearchLimits limits;
};

/// The k shortest simple paths between two entities: no entity twice, each path another sequence of
/// entities, edges walked in both directions. In order of
///   1. hops, fewest first;
///   2. hops that only a co_mentioned carries, fewest first;
///   3. product of the confidences of the edges shown, highest first (to six decimals of its log);
///   4. ids along the path, smallest first.
/// Between two neighbours the edge shown is a statement before a co_mentioned, then the most
/// confident, then the first by direction, predicate and qualifiers.
///
/// returns: fewer than k when there are no more; empty when nothing joins the two. NotFound for an
///          unknown entity; InvalidInput for twice the same one or options out of range; Busy past
///          a limit, or when the store no longer has the evidence of this snapshot (load a new
///          one).
/// Reference: Yen 1971, with Lawler's 1972 partition; every search is bidirectional.
Result<std::vector<Path>> find_paths(const Snapshot& snapshot, const Store& store, EntityId from,
                                     EntityId to, const PathOptions& options = {});

/// All hops of all paths, each edge once; the ends of the paths are in focus.
Subgraph to_subgraph(const std::vector<Path>& paths);

}  // namespace onrecord
