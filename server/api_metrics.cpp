#include "server/metrics.h"
#include "server/routes.h"

namespace onrecord {

Result<Reply> get_metrics(Call& call) {
  const auto stats = call.store.stats();
  if (!stats) return stats.error();
  const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
  Reply reply;
  reply.content_type = "text/plain; version=0.0.4";
  reply.body = call.metrics.requests.to_text();
  reply.body +=
      gauge("onrecord_graph_nodes", "Entities in the graph.", number(call.graph->nodes().size()));
  reply.body +=
      gauge("onrecord_graph_edges", "Links in the graph.", number(call.graph->edges().size()));
  reply.body += gauge("onrecord_graph_age_seconds", "Since the graph was last made anew.",
                      call.metrics.graph_age().count());
  reply.body += gauge("onrecord_graph_version", "Of the store, when the graph was made.",
                      number(call.graph->version()));
  reply.body += gauge("onrecord_store_version", "Grows with each change of the store.",
                      number(call.store.version()));
  reply.body += gauge("onrecord_store_documents", "Documents.", number(stats->documents));
  reply.body += gauge("onrecord_store_unindexed_documents", "Documents that wait to be indexed.",
                      number(stats->unindexed));
  reply.body += gauge("onrecord_store_quotes", "Quotes.", number(stats->quotes));
  reply.body += gauge("onrecord_store_statements", "Statements.", number(stats->statements));
  reply.body +=
      gauge("onrecord_store_evidence", "Sentences behind statements.", number(stats->evidence));
  reply.body += gauge("onrecord_store_bytes", "On disk.", number(stats->bytes_on_disk));
  reply.body += process_metrics();
  return reply;
}

}  // namespace onrecord
