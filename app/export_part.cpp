#include "app/export_part.h"

#include "app/graph_questions.h"
#include "graph/ego.h"
#include "graph/paths.h"
#include "server/resolve_name.h"
#include "viz/quote_graph.h"

namespace onrecord {
namespace {

Result<Subgraph> around(const Snapshot& snapshot, const Store& store,
                        const ExportArguments& options, const GraphFilter& filter) {
  const auto centre = find_entity(store, options.entity);
  if (!centre) return centre.error();
  EgoOptions ego;
  ego.filter = filter;
  ego.depth = options.depth;
  ego.max_nodes = options.max_nodes;
  ego.evidence_per_edge = options.evidence;
  return ego_network(snapshot, store, *centre, ego);
}

Result<Subgraph> between(const Snapshot& snapshot, const Store& store,
                         const ExportArguments& options, const GraphFilter& filter) {
  const auto ends = find_entities(store, options.path);
  if (!ends) return ends.error();
  PathOptions path;
  path.filter = filter;
  path.evidence_per_hop = std::max<std::size_t>(options.evidence, 1);
  const auto found = find_paths(snapshot, store, ends->front(), ends->back(), path);
  if (!found) return found.error();
  if (found->empty()) {
    return Error{ErrorCode::NotFound, "nothing joins '" + options.path.front() + "' and '" +
                                          options.path.back() + "' within this filter"};
  }
  Subgraph graph = to_subgraph(*found);
  for (SubgraphEdge& edge : graph.edges) {
    if (options.evidence == 0) edge.evidence.clear();
  }
  return graph;
}

Result<Subgraph> among(const Snapshot& snapshot, const Store& store, const ExportArguments& options,
                       const GraphFilter& filter) {
  const auto entities = find_entities(store, options.among);
  if (!entities) return entities.error();
  AmongOptions among;
  among.filter = filter;
  among.evidence_per_edge = options.evidence;
  return network_among(snapshot, store, *entities, among);
}

Result<GraphParts> quotes(const Store& store, const ExportArguments& options,
                          const GraphFilter& filter) {
  QuoteGraphOptions asked;
  const auto find = [&](const std::string& name, std::optional<EntityId>& id) -> Status {
    if (name.empty()) return {};
    const auto found = find_entity(store, name);
    if (!found) return found.error();
    id = *found;
    return {};
  };
  if (const Status found = find(options.speaker, asked.filter.speaker); !found)
    return found.error();
  if (const Status found = find(options.about, asked.filter.about); !found) return found.error();
  if (const Status found = find(options.place, asked.filter.place); !found) return found.error();
  asked.filter.since = filter.since;
  asked.filter.until = filter.until;
  asked.filter.min_confidence = filter.min_confidence;
  asked.types = filter.types;
  asked.min_support = filter.min_support;
  asked.collapse = options.collapse_quotes;
  asked.evidence_per_edge = options.evidence;
  return quote_graph(store, asked);
}

Result<Subgraph> of_snapshot(const Store& store, const ExportArguments& options,
                             const GraphFilter& filter) {
  const auto snapshot = Snapshot::load(store);
  if (!snapshot) return snapshot.error();
  if (!options.entity.empty()) return around(*snapshot, store, options, filter);
  if (!options.path.empty()) return between(*snapshot, store, options, filter);
  if (!options.among.empty()) return among(*snapshot, store, options, filter);
  WholeOptions whole;
  whole.filter = filter;
  whole.evidence_per_edge = options.evidence;
  return whole_graph(*snapshot, store, whole);
}

}  // namespace

bool asks_quotes(const ExportArguments& options) {
  return options.quotes || options.collapse_quotes || !options.speaker.empty() ||
         !options.about.empty() || !options.place.empty();
}

bool asks_part(const ExportArguments& options) {
  return asks_quotes(options) || !options.entity.empty() || !options.path.empty() ||
         !options.among.empty();
}

Result<GraphParts> find_part(const Store& store, const ExportArguments& options,
                             const GraphFilter& filter) {
  if (asks_quotes(options)) return quotes(store, options, filter);
  const auto graph = of_snapshot(store, options, filter);
  if (!graph) return graph.error();
  return to_graph_parts(*graph);
}

}  // namespace onrecord
