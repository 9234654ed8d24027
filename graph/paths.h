#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/measure.h"
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
  Measure measure = Measure::Hops;
  Cost cost = 0;  ///< under that measure
};

struct PathOptions {
  Measure measure = Measure::Hops;
  GraphFilter filter;
  /// false: a path does not climb from a place to the place it lies in (GraphFilter::geography),
  /// unless the filter's predicates name `located_in`.
  bool geography = false;
  std::vector<EntityId> through;          ///< each lies in between, in any order
  std::vector<EntityType> through_types;  ///< of each, at least one entity lies in between
  std::vector<EntityId> avoid;            ///< none lies in between
  std::vector<EntityType> avoid_types;    ///< nothing in between is of these
  bool in_order = false;                  ///< in order of time; see PathQuestion
  std::size_t k = 1;                      ///< paths wanted, 1 to 100
  /// Longer ones are not looked for; 1 to 64. Nothing: 8, or 64 where hops are not what counts.
  std::optional<std::size_t> max_hops;
  std::size_t evidence_per_hop = 3;  ///< sentences, at least 1
  SearchLimits limits;
};

/// The k best simple paths between two entities: no entity twice, each path another sequence of
/// entities, edges walked in both directions. In order of
///   hops:      hops, fewest first; then hops that only a co_mentioned carries, fewest first; then
///              the product of the confidences of the edges shown, highest first (to six decimals
///              of its log);
///   reliable:  that product, where a co_mentioned counts one half; then hops; then such hops;
///   telling:   the sum of ln(degree) of the entities in between, smallest first (to six decimals;
///              degree: edges of the whole snapshot); then hops; then such hops;
/// and last by the ids along the path, smallest first. Between two neighbours the edge shown is the
/// one that costs least under the measure, then the first by (source, target, predicate,
/// qualifiers).
///
/// returns: fewer than k when there are no more; empty when nothing joins the two. NotFound for an
///          unknown entity; InvalidInput for twice the same one or options out of range; Busy past
///          a limit, or when the store no longer has the evidence of this snapshot (load a new
///          one).
Result<std::vector<Path>> find_paths(const Snapshot& snapshot, const Store& store, EntityId from,
                                     EntityId to, const PathOptions& options = {});

/// Every path of the options, whatever their k, in the same order and one at a time. visit returns
/// false to have enough. Errors as above; what was visited before one is right.
Status for_each_path(const Snapshot& snapshot, const Store& store, EntityId from, EntityId to,
                     const PathOptions& options, const std::function<bool(Path)>& visit);

/// All hops of all paths, each edge once; the ends of the paths are in focus.
Subgraph to_subgraph(const std::vector<Path>& paths);

}  // namespace onrecord
