#pragma once

#include "graph/between.h"
#include "server/json_values.h"

namespace onrecord {

/// {"total", "items": [{"id", "type", "name", "links": [hops]}]}
void write_common(JsonWriter& writer, const CommonNeighbours& found);

/// {"joined", "apart", "hops"}: the entities that are joined, those that nothing joins with the
/// first, and the tree. `names` names those apart.
Status write_connection(JsonWriter& writer, const Connection& found, Lookup& names);

}  // namespace onrecord
