#include "server/report/network_picture.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string_view>

#include "server/html.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

constexpr double kPixelsPerPoint = 4.0 / 3.0;
constexpr double kColumn = 880.0;   // pixels that a page has for it without being scrolled
constexpr double kSmallest = 0.66;  // of its own size: its smallest words have 9 pixels then

/// How wide a picture is shown, in pixels, that Graphviz made so many points wide: as wide as the
/// page where its words can still be read, else wider.
long shown_width(double points) {
  const double whole = points * kPixelsPerPoint;
  return std::lround(std::min(whole, std::max(kColumn, whole * kSmallest)));
}

/// What stands between `before` and `after`; "" when they do not stand so.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const std::size_t end = text.find(after);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

}  // namespace

Result<std::string> network_picture(const Subgraph& network, std::string_view label,
                                    const RenderOptions& options) {
  std::ostringstream dot;
  write_dot(network, dot);
  Result<std::string> svg = render_dot(dot.str(), PictureFormat::Svg, options);
  if (!svg) return svg.error();
  // The element anew: what Graphviz puts before it belongs to a file of its own, and its size is
  // in points of paper.
  const std::string_view element =
      std::string_view(*svg).substr(std::min(svg->find("<svg"), svg->size()));
  const std::string_view box = between(element, "viewBox=\"", "\"");
  const std::size_t end = element.find('>');
  double points = 0.0;
  std::istringstream(std::string(between(element, "width=\"", "pt\""))) >> points;
  if (box.empty() || end == std::string_view::npos || points <= 0.0) {
    return Error{ErrorCode::Internal, "draw graph: Graphviz gave no picture of a known size"};
  }
  return "<svg role=\"img\" aria-label=\"" + escape_html(label) + "\" width=\"" +
         std::to_string(shown_width(points)) + "\" viewBox=\"" + std::string(box) +
         "\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"" +
         std::string(element.substr(end));
}

}  // namespace onrecord
