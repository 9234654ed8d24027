#pragma once

#include "app/export.h"
#include "graph/snapshot.h"
#include "graph/subgraph.h"

namespace onrecord {

/// Whether only a part of the graph is asked for.
bool asks_part(const ExportArguments& options);

/// The part that is asked for, or the whole graph, in memory. Entities are found by name; errors as
/// of the questions.
Result<Subgraph> find_part(const Store& store, const ExportArguments& options,
                           const GraphFilter& filter);

}  // namespace onrecord
