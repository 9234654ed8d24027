#include "viz/write_graph.h"

#include <sstream>

#include "viz/render.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

constexpr std::size_t kLayeredNodes = 300;  // above, `dot` takes minutes and shows nothing

}  // namespace

bool is_graph_format(std::string_view format) {
  return format == "dot" || format == "nodelink" || format == "svg" || format == "png";
}

Status write_graph(const Subgraph& graph, std::string_view format, const std::string& title,
                   std::ostream& out, std::chrono::milliseconds time_limit) {
  if (format == "nodelink") {
    write_node_link(graph, out);
    return {};
  }
  DotOptions dot_options;
  dot_options.title = title;
  if (format == "dot") {
    write_dot(graph, out, dot_options);
    return {};
  }
  std::ostringstream dot;
  write_dot(graph, dot, dot_options);
  RenderOptions render_options;
  if (graph.nodes.size() > kLayeredNodes) render_options.layout = Layout::Sfdp;
  render_options.time_limit = time_limit;
  const auto picture = render_dot(
      dot.str(), format == "png" ? PictureFormat::Png : PictureFormat::Svg, render_options);
  if (!picture) return picture.error();
  out << *picture;
  return {};
}

}  // namespace onrecord
