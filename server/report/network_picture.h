#pragma once

#include <string>

#include "graph/subgraph.h"
#include "model/result.h"
#include "viz/render.h"

namespace onrecord {

/// The network as an <svg> element that may stand within HTML and XML, drawn by Graphviz, with its
/// legend. label: what it shows, for those who do not see it. Errors as of render_dot.
Result<std::string> network_picture(const Subgraph& network, std::string_view label,
                                    const RenderOptions& options);

}  // namespace onrecord
