#include <sstream>

#include "graph/neighbours.h"
#include "server/json_values.h"
#include "server/offset_cursor.h"
#include "server/routes.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

void write_neighbour(JsonWriter& writer, const Neighbour& neighbour) {
  writer.StartObject();
  writer.Key("entity");
  writer.StartObject();
  write_member(writer, "id", to_string(neighbour.node.id));
  write_member(writer, "type", to_string(neighbour.node.type));
  write_member(writer, "name", neighbour.node.name);
  write_count(writer, "documents", neighbour.node.documents);
  write_count(writer, "degree", neighbour.degree);
  writer.EndObject();
  write_count(writer, "support", neighbour.support);
  write_date(writer, "first", neighbour.first);
  write_date(writer, "last", neighbour.last);
  write_count(writer, "link_count", neighbour.link_count);
  writer.Key("links");
  writer.StartArray();
  for (const SubgraphEdge& link : neighbour.links) {
    std::ostringstream out;
    write_link(link, out);
    const std::string text = out.str();
    writer.RawValue(text.data(), text.size(), rapidjson::kObjectType);
  }
  writer.EndArray();
  writer.EndObject();
}

void write_group(JsonWriter& writer, const NeighbourGroup& group) {
  writer.StartObject();
  write_member(writer, "predicate", to_string(group.predicate));
  write_member(writer, "direction", to_string(group.direction));
  write_count(writer, "entities", group.entities);
  writer.EndObject();
}

}  // namespace

Result<Reply> list_neighbours(Call& call) {
  const auto id = path_entity(call);
  if (!id) return id.error();
  NeighbourOptions options;
  options.filter = call.params.graph_filter();
  options.direction = *parse_link_direction(call.params.one_of("direction", {"any", "out", "in"}));
  options.order = *parse_neighbour_order(call.params.one_of("sort", {"support", "recent", "name"}));
  options.limit = call.params.count("limit", 50, 1, 500);
  options.evidence_per_link = call.params.count("evidence", 1, 0, 10);
  options.limits = search_limits(call);
  if (!call.params.ok()) return call.params.error();
  const auto offset = parse_offset_cursor(call.params.text("cursor"));
  if (!offset) return offset.error();
  options.offset = *offset;
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto found = find_neighbours(*call.graph, call.store, *id, options);
  if (!found) return found.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_count(writer, "total", found->total);
    writer.Key("items");
    writer.StartArray();
    for (const Neighbour& neighbour : found->items) write_neighbour(writer, neighbour);
    writer.EndArray();
    writer.Key("groups");
    writer.StartArray();
    for (const NeighbourGroup& group : found->groups) write_group(writer, group);
    writer.EndArray();
    write_member(writer, "next", offset_cursor(options.offset + options.limit, found->total));
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
