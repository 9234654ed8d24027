#pragma once

#include <string>

#include "server/report/report.h"
#include "viz/render.h"

namespace onrecord {

/// As CommonMark, with the network as a Mermaid diagram, which GitHub and Obsidian draw. The same
/// report gives the same bytes.
std::string write_markdown(const Report& report);

/// As one HTML page that needs nothing else: no script, its style within, the network as an SVG
/// within. Also well-formed XML. A picture that cannot be drawn leaves a note, and the table of
/// links stands anyway.
std::string write_html(const Report& report, const RenderOptions& render = {});

}  // namespace onrecord
