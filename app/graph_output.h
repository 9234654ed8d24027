#pragma once

#include <ostream>
#include <string>

#include "graph/subgraph.h"
#include "model/result.h"

namespace onrecord {

/// Whether `format` is dot, nodelink, svg or png.
bool is_graph_format(std::string_view format);

/// Writes a subgraph as dot, nodelink, svg or png; big ones are drawn by force instead of in
/// layers.
Status write_graph(const Subgraph& graph, const std::string& format, const std::string& title,
                   std::ostream& out);

}  // namespace onrecord
