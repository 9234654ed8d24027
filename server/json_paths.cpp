#include "server/json_paths.h"

namespace onrecord {
namespace {

EntityRef to_ref(const SubgraphNode& node) { return {node.id, node.type, node.name}; }

}  // namespace

void write_hop(JsonWriter& writer, const Hop& hop) {
  writer.StartObject();
  write_ref(writer, "from", to_ref(hop.from));
  write_ref(writer, "to", to_ref(hop.to));
  write_member(writer, "predicate", to_string(hop.edge.predicate));
  write_member(writer, "label", edge_label(hop.edge));
  write_flag(writer, "forward", hop.forward);
  writer.Key("statement");
  if (hop.edge.statement) {
    write_string(writer, to_string(*hop.edge.statement));
  } else {
    writer.Null();
  }
  write_qualifiers(writer, hop.edge.qualifiers);
  write_count(writer, "support", hop.edge.support);
  write_number(writer, "confidence", hop.edge.confidence);
  write_date(writer, "first", hop.edge.first);
  write_date(writer, "last", hop.edge.last);
  write_count(writer, "others", hop.others);
  write_sentences(writer, "evidence", hop.edge.evidence);
  writer.EndObject();
}

namespace {

void write_path(JsonWriter& writer, const Path& path) {
  writer.StartObject();
  write_count(writer, "length", path.hops.size());
  if (path.measure == Measure::Reliable) {
    write_number(writer, "reliability", reliability_of(path.cost));
  }
  if (path.measure == Measure::Telling) {
    write_number(writer, "hub_penalty", hub_penalty_of(path.cost));
  }
  writer.Key("hops");
  writer.StartArray();
  for (const Hop& hop : path.hops) write_hop(writer, hop);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

void write_paths(JsonWriter& writer, const std::vector<Path>& paths) {
  writer.StartArray();
  for (const Path& path : paths) write_path(writer, path);
  writer.EndArray();
}

std::string to_json(const std::vector<Path>& paths) {
  return to_json_text([&](JsonWriter& writer) { write_paths(writer, paths); });
}

std::string to_json(const Path& path) {
  return to_json_text([&](JsonWriter& writer) { write_path(writer, path); });
}

}  // namespace onrecord
