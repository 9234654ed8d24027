#include "viz/stream_graph.h"

#include "viz/edge_stream.h"

namespace onrecord {
namespace {

Status full() { return Error{ErrorCode::Io, "export: could not write; is the disk full?"}; }

GraphInfo info_of(const StreamOptions& options) {
  GraphInfo info = options.info;
  info.evidence = options.evidence_per_edge > 0;
  return info;
}

}  // namespace

Status stream_store(const Store& store, const StreamOptions& options, GraphWriter& writer) {
  if (const Status checked = check_filter(options.filter); !checked) return checked;
  const StoreReading reading(store);
  StreamChoice choice(reading, options);
  if (const Status read = choice.read(writer.wants_nodes()); !read) return read;
  writer.begin(info_of(options));
  if (writer.wants_nodes()) {
    const Status read = reading.entities({}, [&](const EntityLine& line) {
      if (const auto node = choice.entity(line)) writer.node(to_graph_node(*node));
      return writer.good();
    });
    if (!read) return read;
  }
  if (writer.wants_edges()) {
    EdgeStream edges(store, reading, choice, options);
    if (const Status written = edges.write(writer); !written) return written;
  }
  writer.end();
  return writer.good() ? Status() : full();
}

Status add_dates(const Store& store, const DocumentChoice& chosen, GraphParts& graph) {
  for (GraphEdge& edge : graph.edges) {
    edge.dates = {edge.first_date, edge.last_date};
    const auto statement = parse_id<StatementId>(edge.statement);
    if (!statement) continue;
    auto told = dates_of(store, *statement, chosen);
    if (!told) return told.error();
    if (!told->empty()) edge.dates = *std::move(told);
  }
  return {};
}

}  // namespace onrecord
