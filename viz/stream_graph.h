#pragma once

#include <cstddef>
#include <string>

#include "graph/filter.h"
#include "graph/snapshot.h"
#include "graph/store_pairs.h"
#include "viz/graph_writer.h"

namespace onrecord {

struct StreamOptions {
  GraphFilter filter;
  std::size_t evidence_per_edge = 0;
  GraphInfo info;              ///< title and times
  DocumentChoice chosen = {};  ///< as if the store had these documents alone; null: all
  SpillSort::Options sort = {};
};

/// The whole graph of a store into a writer, as it is read: entities in the order of their ids,
/// statements in the order of theirs, then co_mentioned pairs in the order of their ends. Without
/// restrictions by the filter or by documents, every entity, in memory that does not grow with the
/// store; with a filter the entities that a link of it touches, with some 15 bytes for each entity
/// of the store; of some documents alone those that they mention as well, with some 20.
/// What the store reports, Busy when it has changed meanwhile, and Io when the stream fails.
Status stream_store(const Store& store, const StreamOptions& options, GraphWriter& writer);

/// GraphEdge::dates of a graph that is in memory. chosen: of these documents; null: of all.
Status add_dates(const Store& store, const DocumentChoice& chosen, GraphParts& graph);

}  // namespace onrecord
