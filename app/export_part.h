#pragma once

#include "app/export.h"
#include "viz/graph_record.h"

namespace onrecord {

/// Whether the graph of quotes is asked for.
bool asks_quotes(const ExportArguments& options);
/// Whether only a part of the graph is asked for, or that of quotes.
bool asks_part(const ExportArguments& options);

/// The part that is asked for, or the whole graph, in memory. Entities are found by name; errors as
/// of the questions.
Result<GraphParts> find_part(const Store& store, const ExportArguments& options,
                             const GraphFilter& filter);

}  // namespace onrecord
