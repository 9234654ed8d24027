#include "server/picture_reply.h"

#include <sstream>

#include "viz/render.h"
#include "viz/writers.h"

namespace onrecord {

Result<Reply> draw(Call& call, const Subgraph& graph, const std::string& format,
                   const std::string& title) {
  DotOptions options;
  options.title = title;
  std::ostringstream dot;
  write_dot(graph, dot, options);
  Reply reply;
  if (format == "dot") {
    reply.content_type = kDotType;
    reply.body = dot.str();
    return reply;
  }
  const auto pass = GatePass::enter(call.gates.drawings, *call.request.life);
  if (pass == nullptr) {
    return Error{ErrorCode::Busy, "other pictures are being drawn; try again in a moment"};
  }
  auto svg = render_dot(dot.str(), PictureFormat::Svg);
  if (!svg) return svg.error();
  reply.content_type = "image/svg+xml";
  reply.body = std::move(*svg);
  return reply;
}

}  // namespace onrecord
