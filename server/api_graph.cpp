#include <memory>
#include <sstream>

#include "graph/ego.h"
#include "graph/paths.h"
#include "server/json_paths.h"
#include "server/picture_reply.h"
#include "server/routes.h"
#include "viz/export_json.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

Result<EntityId> required_entity(Call& call, const char* name) {
  const auto id = param_entity(call, name);
  if (!id) return id.error();
  if (*id) return **id;
  return Error{ErrorCode::InvalidInput,
               "parameter '" + std::string(name) + "' is missing: a name or an id"};
}

Result<Reply> paths_json(Call& call, EntityId from, EntityId to, const std::vector<Path>& paths) {
  const auto from_ref = call.lookup.entity(from);
  if (!from_ref) return from_ref.error();
  const auto to_ref = call.lookup.entity(to);
  if (!to_ref) return to_ref.error();
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_ref(writer, "from", *from_ref);
    write_ref(writer, "to", *to_ref);
    writer.Key("paths");
    write_paths(writer, paths);
    writer.EndObject();
  });
  return reply;
}

}  // namespace

Result<Reply> get_entity_graph(Call& call) {
  const auto id = path_entity(call);
  if (!id) return id.error();
  EgoOptions options;
  options.depth = call.params.count("depth", 1, 0, 6);
  options.max_nodes = call.params.count("nodes", 60, 1, 2000);
  options.evidence_per_edge = call.params.count("evidence", 1, 0, 10);
  options.filter = call.params.graph_filter();
  options.limits = search_limits();
  const std::string format = call.params.one_of("format", {"json", "dot", "svg"});
  if (!call.params.ok()) return call.params.error();
  const auto graph = ego_network(*call.graph, call.store, *id, options);
  if (!graph) return graph.error();
  if (format != "json") return draw(call, *graph, format, "");
  std::ostringstream out;
  write_node_link(*graph, out);
  Reply reply;
  reply.body = out.str();
  return reply;
}

Result<Reply> get_path(Call& call) {
  const auto from = required_entity(call, "from");
  if (!from) return from.error();
  const auto to = required_entity(call, "to");
  if (!to) return to.error();
  auto through = param_entities(call, "through");
  if (!through) return through.error();
  auto avoid = param_entities(call, "avoid");
  if (!avoid) return avoid.error();
  PathOptions options;
  options.measure = *parse_measure(call.params.one_of("by", {"hops", "reliable", "telling"}));
  options.through = *std::move(through);
  options.avoid = *std::move(avoid);
  options.through_types = call.params.types("through_types");
  options.avoid_types = call.params.types("avoid_types");
  options.in_order = call.params.flag("in_order", false);
  options.k = call.params.count("k", 1, 1, 100);
  if (call.params.has("max_hops")) options.max_hops = call.params.count("max_hops", 8, 1, 64);
  options.evidence_per_hop = call.params.count("evidence", 3, 1, 10);
  options.filter = call.params.graph_filter();
  options.limits = search_limits();
  const std::string format = call.params.one_of("format", {"json", "dot", "svg"});
  if (!call.params.ok()) return call.params.error();
  const auto paths = find_paths(*call.graph, call.store, *from, *to, options);
  if (!paths) return paths.error();
  if (format == "json") return paths_json(call, *from, *to, *paths);
  return draw(call, to_subgraph(*paths), format, "");
}

Result<Reply> get_export(Call& call) {
  WholeOptions options;
  options.filter = call.params.graph_filter();
  const std::string format = call.params.one_of("format", {"json", "dot", "nodelink"});
  if (!call.params.ok()) return call.params.error();
  if (format == "json") {
    const Status unfiltered = call.params.check_known("format");
    if (!unfiltered) {
      return Error{ErrorCode::InvalidInput,
                   "format=json exports the whole store; filters go with dot and nodelink"};
    }
  }
  const std::shared_ptr<GatePass> pass = GatePass::try_enter(call.gates.exports);
  if (pass == nullptr) {
    return Error{ErrorCode::Busy, "other exports are running; try again in a moment"};
  }
  Reply reply;
  if (format == "json") {
    reply.stream = [&store = call.store, pass](std::ostream& out) {
      return static_cast<bool>(export_json(store, out));
    };
    return reply;
  }
  auto whole = whole_graph(*call.graph, call.store, options);
  if (!whole) return whole.error();
  const auto graph = std::make_shared<const Subgraph>(std::move(*whole));
  if (format == "dot") {
    reply.content_type = kDotType;
    reply.stream = [graph, pass](std::ostream& out) {
      write_dot(*graph, out);
      return static_cast<bool>(out);
    };
  } else {
    reply.stream = [graph, pass](std::ostream& out) {
      write_node_link(*graph, out);
      return static_cast<bool>(out);
    };
  }
  return reply;
}

}  // namespace onrecord
