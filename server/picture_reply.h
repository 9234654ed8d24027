#pragma once

#include <string>

#include "graph/subgraph.h"
#include "server/routes.h"

namespace onrecord {

constexpr const char* kDotType = "text/vnd.graphviz; charset=utf-8";

/// A subgraph as DOT text (format "dot") or as a picture of it. Busy when too many are being drawn.
Result<Reply> draw(Call& call, const Subgraph& graph, const std::string& format,
                   const std::string& title);

}  // namespace onrecord
