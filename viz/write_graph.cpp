#include "viz/write_graph.h"

#include <sstream>

#include "viz/formats.h"
#include "viz/render.h"

namespace onrecord {
namespace {

constexpr std::size_t kLayeredNodes = 300;  // above, `dot` takes minutes and shows nothing

PictureFormat picture_format(std::string_view format) {
  if (format == "png") return PictureFormat::Png;
  return format == "pdf" ? PictureFormat::Pdf : PictureFormat::Svg;
}

}  // namespace

bool is_graph_format(std::string_view name) {
  const Format* format = find_format(name);
  return format != nullptr && format->has_graph() && !format->folder;
}

Status write_graph(const GraphParts& graph, std::string_view format, const GraphInfo& info,
                   std::ostream& out, std::chrono::milliseconds time_limit) {
  const Format* found = find_format(format);
  if (found != nullptr && found->make != nullptr) {
    feed(graph, info, *found->make(out));
    return {};
  }
  std::ostringstream dot;
  feed(graph, info, *make_dot_writer(dot));
  RenderOptions render_options;
  if (graph.nodes.size() > kLayeredNodes) render_options.layout = Layout::Sfdp;
  render_options.time_limit = time_limit;
  const auto picture = render_dot(dot.str(), picture_format(format), render_options);
  if (!picture) return picture.error();
  out << *picture;
  return {};
}

Status write_graph(const Subgraph& graph, std::string_view format, const std::string& title,
                   std::ostream& out, std::chrono::milliseconds time_limit) {
  GraphInfo info;
  info.title = title;
  return write_graph(to_graph_parts(graph), format, info, out, time_limit);
}

}  // namespace onrecord
