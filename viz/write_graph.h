#pragma once

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>

#include "graph/subgraph.h"
#include "model/result.h"
#include "viz/graph_writer.h"

namespace onrecord {

/// Whether `format` is one of viz/formats.h that writes a graph into one file.
bool is_graph_format(std::string_view format);

/// Writes a graph in such a format; in pictures, big ones are drawn by force instead of in
/// layers. title: under the picture. time_limit: of drawing; Busy past it.
Status write_graph(const GraphParts& graph, std::string_view format, const GraphInfo& info,
                   std::ostream& out,
                   std::chrono::milliseconds time_limit = std::chrono::minutes(2));
Status write_graph(const Subgraph& graph, std::string_view format, const std::string& title,
                   std::ostream& out,
                   std::chrono::milliseconds time_limit = std::chrono::minutes(2));

}  // namespace onrecord
