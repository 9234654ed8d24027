#include <memory>
#include <sstream>

#include "graph/ego.h"
#include "server/picture_reply.h"
#include "server/routes.h"
#include "viz/export_json.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

constexpr std::chrono::seconds kDrawingTime{10};

using Pass = std::shared_ptr<GatePass>;

Result<Pass> enter(const Call& call, Gate& gate, const char* what) {
  Pass pass = GatePass::enter(gate, *call.request.life);
  if (pass != nullptr) return pass;
  return Error{ErrorCode::Busy, std::string(what) + "; try again in a moment"};
}

Result<Reply> export_store(Call& call) {
  const bool with_text = call.params.flag("with_text", false);
  if (!call.params.ok()) return call.params.error();
  if (!call.params.check_known("format with_text")) {
    return Error{ErrorCode::InvalidInput,
                 "format=json exports the whole store; entity and filters go with dot, nodelink, "
                 "svg and png"};
  }
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  Reply reply;
  reply.stream = [&store = call.store, with_text, pass = *pass](std::ostream& out) {
    return static_cast<bool>(export_json(store, out, {with_text}));
  };
  return reply;
}

Result<Subgraph> asked_graph(Call& call) {
  const std::size_t evidence = call.params.count("evidence", 0, 0, 10);
  const GraphFilter filter = call.params.graph_filter();
  EgoOptions ego;
  ego.depth = call.params.count("depth", 1, 0, 6);
  ego.max_nodes = call.params.count("nodes", 60, 1, 2000);
  if (!call.params.ok()) return call.params.error();
  const auto entity = param_entity(call, "entity");
  if (!entity) return entity.error();
  if (!*entity) {
    WholeOptions whole;
    whole.filter = filter;
    whole.evidence_per_edge = evidence;
    return whole_graph(*call.graph, call.store, whole);
  }
  ego.filter = filter;
  ego.evidence_per_edge = evidence;
  ego.limits = search_limits(call);
  return ego_network(*call.graph, call.store, **entity, ego);
}

Result<Reply> draw_graph(Call& call, const Subgraph& graph, const std::string& format) {
  const Result<Pass> pass = enter(call, call.gates.drawings, "other pictures are being drawn");
  if (!pass) return pass.error();
  std::ostringstream out;
  const Status drawn = write_graph(graph, format, "", out, kDrawingTime);
  if (!drawn) return drawn.error();
  Reply reply;
  reply.content_type = format == "png" ? "image/png" : "image/svg+xml";
  reply.body = out.str();
  return reply;
}

}  // namespace

Result<Reply> get_export(Call& call) {
  const std::string format =
      call.params.one_of("format", {"json", "dot", "nodelink", "svg", "png"});
  if (!call.params.ok()) return call.params.error();
  if (format == "json") return export_store(call);
  if (call.params.has("with_text")) {
    return Error{ErrorCode::InvalidInput, "parameter 'with_text' goes with format=json only"};
  }
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  auto found = asked_graph(call);
  if (!found) return found.error();
  if (format == "svg" || format == "png") return draw_graph(call, *found, format);
  Reply reply;
  if (format == "dot") reply.content_type = kDotType;
  reply.stream = [graph = std::make_shared<const Subgraph>(std::move(*found)), format,
                  pass = *pass](std::ostream& out) {
    return static_cast<bool>(write_graph(*graph, format, "", out)) && static_cast<bool>(out);
  };
  return reply;
}

}  // namespace onrecord
