#include "viz/graph_part.h"

#include "graph/ego.h"
#include "viz/network_quotes.h"
#include "viz/quote_graph.h"
#include "viz/stream_graph.h"

namespace onrecord {
namespace {

Result<std::string> name_of(const Store& store, EntityId id) {
  const auto found = store.entity(id);
  if (!found) return found.error();
  return *found ? (*found)->entity.name : to_string(id);
}

Error not_joined(const Store& store, const PartQuestion& question) {
  const auto from = name_of(store, question.from), to = name_of(store, question.to);
  if (!from) return from.error();
  if (!to) return to.error();
  return {ErrorCode::NotFound,
          "nothing joins '" + *from + "' and '" + *to + "' within this filter"};
}

Result<Subgraph> paths_between(const Snapshot& snapshot, const Store& store,
                               const PartQuestion& question) {
  PathOptions options;
  options.filter = question.filter;
  options.measure = question.measure;
  options.k = question.paths;
  options.max_hops = question.max_hops;
  options.evidence_per_hop = std::max<std::size_t>(question.evidence_per_edge, 1);
  options.limits = question.limits;
  const auto paths = find_paths(snapshot, store, question.from, question.to, options);
  if (!paths) return paths.error();
  if (paths->empty()) return not_joined(store, question);
  Subgraph graph = to_subgraph(*paths);
  for (SubgraphEdge& edge : graph.edges) {
    if (question.evidence_per_edge == 0) edge.evidence.clear();
  }
  return graph;
}

Result<Subgraph> network(const Snapshot& snapshot, const Store& store,
                         const PartQuestion& question) {
  if (question.part == GraphPart::Around) {
    EgoOptions options{question.filter, question.depth, question.max_nodes,
                       question.evidence_per_edge, question.limits};
    return ego_network(snapshot, store, question.centre, options);
  }
  if (question.part == GraphPart::Among) {
    AmongOptions options{question.filter, question.evidence_per_edge, question.limits};
    return network_among(snapshot, store, question.entities, options);
  }
  if (question.part == GraphPart::Paths) return paths_between(snapshot, store, question);
  WholeOptions options;
  options.filter = question.filter;
  options.evidence_per_edge = question.evidence_per_edge;
  return whole_graph(snapshot, store, options);
}

QuoteGraphOptions quote_options(const PartQuestion& question) {
  QuoteGraphOptions options;
  options.filter = question.quotes;
  options.filter.since = question.filter.since;
  options.filter.until = question.filter.until;
  options.filter.min_confidence = question.filter.min_confidence;
  options.filter.chosen = question.chosen;
  options.types = question.filter.types;
  options.predicates = question.filter.predicates;
  options.min_support = question.filter.min_support;
  options.collapse = question.shape == QuoteShape::Counted;
  options.evidence_per_edge = question.evidence_per_edge;
  options.max_quotes = question.max_quotes;
  return options;
}

Result<GraphParts> network_with_quotes(const Snapshot& snapshot, const Store& store,
                                       const PartQuestion& question) {
  if (const Status checked = check_part(question); !checked) return checked.error();
  const auto found = network(snapshot, store, question);
  if (!found) return found.error();
  GraphParts graph = to_graph_parts(*found);
  if (question.shape == QuoteShape::Edge) return graph;
  NetworkQuotesOptions options;
  options.collapse = question.shape == QuoteShape::Counted;
  options.since = question.filter.since;
  options.until = question.filter.until;
  options.chosen = question.chosen;
  options.evidence_per_edge = question.evidence_per_edge;
  options.max_quotes = question.max_quotes;
  if (const Status shown = show_quotes(store, options, graph); !shown) return shown.error();
  return graph;
}

}  // namespace

Status check_part(const PartQuestion& question) {
  if (question.part == GraphPart::Quotes) return check_quote_graph(quote_options(question));
  for (const Predicate predicate : question.filter.predicates) {
    if (predicate != Predicate::Said && predicate != Predicate::About) continue;
    return Error{ErrorCode::InvalidInput,
                 "predicate '" + std::string(to_string(predicate)) +
                     "' joins quotes, and is in a graph of quotes alone: by speaker, about, place "
                     "or quotes; between entities it is quoted_about"};
  }
  return check_filter(question.filter);
}

Result<GraphParts> find_part(const Snapshot* snapshot, const Store& store,
                             const PartQuestion& question) {
  auto graph = question.part == GraphPart::Quotes ? quote_graph(store, quote_options(question))
                                                  : network_with_quotes(*snapshot, store, question);
  if (!graph || !question.dates) return graph;
  if (const Status dated = add_dates(store, question.chosen, *graph); !dated) return dated.error();
  return graph;
}

std::string title_of_part(const std::string& asked, const GraphParts& graph) {
  for (const GraphNode& node : graph.nodes) {
    if (node.id == asked) return node.label;
  }
  return asked;
}

}  // namespace onrecord
