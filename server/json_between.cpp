#include "server/json_between.h"

#include "server/json_paths.h"

namespace onrecord {

namespace {

void write_hops(JsonWriter& writer, const char* name, const std::vector<Hop>& hops) {
  writer.Key(name);
  writer.StartArray();
  for (const Hop& hop : hops) write_hop(writer, hop);
  writer.EndArray();
}

}  // namespace

void write_common(JsonWriter& writer, const CommonNeighbours& found) {
  writer.StartObject();
  write_count(writer, "total", found.total);
  writer.Key("items");
  writer.StartArray();
  for (const CommonNeighbour& item : found.items) {
    writer.StartObject();
    write_member(writer, "id", to_string(item.node.id));
    write_member(writer, "type", to_string(item.node.type));
    write_member(writer, "name", item.node.name);
    write_hops(writer, "links", item.links);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

Status write_connection(JsonWriter& writer, const Connection& found, Lookup& names) {
  const auto apart = names.entities(found.apart);
  if (!apart) return apart.error();
  std::vector<EntityRef> joined;
  for (const SubgraphNode& node : found.graph.nodes) {
    if (node.focus) joined.push_back({node.id, node.type, node.name});
  }
  writer.StartObject();
  write_refs(writer, "joined", joined);
  write_refs(writer, "apart", *apart);
  write_hops(writer, "hops", found.hops);
  writer.EndObject();
  return {};
}

}  // namespace onrecord
