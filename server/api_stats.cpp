#include "server/admission.h"
#include "server/json_values.h"
#include "server/routes.h"

namespace onrecord {

Result<Reply> get_health(Call& call) {
  const std::string trouble = call.metrics.trouble();
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "status", trouble.empty() ? "ok" : "behind");
    if (!trouble.empty()) write_member(writer, "trouble", trouble);
    write_count(writer, "store_version", call.store.version());
    write_count(writer, "graph_version", call.graph->version());
    writer.Key("read_only");
    writer.Bool(call.access.read_only);
    write_member(writer, "writes", takes_writes(call.access) ? "token" : "none");
    writer.EndObject();
  });
  return reply;
}

Result<Reply> get_stats(Call& call) {
  const auto stats = call.store.stats();
  if (!stats) return stats.error();
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_count(writer, "documents", stats->documents);
    write_count(writer, "quotes", stats->quotes);
    write_count(writer, "statements", stats->statements);
    write_count(writer, "evidence", stats->evidence);
    writer.Key("entities");
    writer.StartObject();
    for (const auto& [type, count] : stats->entities) {
      write_string(writer, to_string(type));
      writer.Uint64(count);
    }
    writer.EndObject();
    writer.Key("predicates");
    writer.StartObject();
    for (const auto& [predicate, count] : stats->predicates) {
      write_string(writer, to_string(predicate));
      writer.Uint64(count);
    }
    writer.EndObject();
    writer.Key("graph");
    writer.StartObject();
    write_count(writer, "nodes", call.graph->nodes().size());
    write_count(writer, "edges", call.graph->edges().size());
    writer.EndObject();
    const SnapshotMemory memory = call.graph->memory();
    writer.Key("memory");
    writer.StartObject();
    write_count(writer, "graph", memory.nodes + memory.edges + memory.documents);
    write_count(writer, "names", call.names->memory());
    writer.EndObject();
    write_count(writer, "unindexed", stats->unindexed);
    write_member(writer, "stopped", stats->stopped);
    write_count(writer, "bytes_on_disk", stats->bytes_on_disk);
    write_count(writer, "schema_version", stats->schema_version);
    writer.Key("extractor");
    writer.StartObject();
    write_member(writer, "version", stats->extractor.version);
    write_member(writer, "model", stats->extractor.model);
    writer.EndObject();
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
