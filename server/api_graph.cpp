#include <sstream>

#include "graph/ego.h"
#include "graph/paths.h"
#include "server/json_paths.h"
#include "server/picture_reply.h"
#include "server/routes.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

/// The ids of a comma-separated list, whether the store has them or not.
Result<std::vector<EntityId>> listed_ids(const std::string& text) {
  std::vector<EntityId> ids;
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, ',');) {
    const auto id = parse_id<EntityId>(word);
    if (!id) {
      return Error{ErrorCode::InvalidInput,
                   "parameter 'entities': '" + word + "' is not an id of 16 hex digits"};
    }
    ids.push_back(*id);
  }
  if (ids.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "parameter 'entities' is missing: ids, separated by commas"};
  }
  return ids;
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
  options.limits = search_limits(call);
  const std::string format = call.params.one_of("format", {"json", "dot", "svg"});
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto graph = ego_network(*call.graph, call.store, *id, options);
  if (!graph) return graph.error();
  if (format != "json") return draw(call, *graph, format, "");
  std::ostringstream out;
  write_node_link(*graph, out);
  Reply reply;
  reply.body = out.str();
  return reply;
}

Result<Reply> get_among(Call& call) {
  const auto entities = listed_ids(call.params.text("entities"));
  if (!entities) return entities.error();
  AmongOptions options;
  options.evidence_per_edge = call.params.count("evidence", 0, 0, 10);
  options.filter = call.params.graph_filter();
  options.limits = search_limits(call);
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto graph = network_among(*call.graph, call.store, *entities, options);
  if (!graph) return graph.error();
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
  options.limits = search_limits(call);
  const std::string format = call.params.one_of("format", {"json", "dot", "svg"});
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto paths = find_paths(*call.graph, call.store, *from, *to, options);
  if (!paths) return paths.error();
  if (format == "json") return paths_json(call, *from, *to, *paths);
  return draw(call, to_subgraph(*paths), format, "");
}

}  // namespace onrecord
