#include "graph/terminals.h"

#include <algorithm>

namespace onrecord {

Result<std::vector<NodeIndex>> find_terminals(const Snapshot& snapshot,
                                              const std::vector<EntityId>& entities,
                                              const BetweenOptions& options) {
  if (options.evidence_per_hop < 1 || options.evidence_per_hop > 1000) {
    return Error{ErrorCode::InvalidInput,
                 "sentences for each hop: " + std::to_string(options.evidence_per_hop) +
                     " is out of range, 1 to 1000"};
  }
  if (const Status checked = check_filter(options.filter); !checked) return checked.error();
  std::vector<NodeIndex> nodes;
  for (const EntityId id : entities) {
    const std::optional<NodeIndex> node = snapshot.find(id);
    if (!node) {
      return Error{ErrorCode::NotFound, "entity " + to_string(id) + ": not in the graph"};
    }
    if (std::find(nodes.begin(), nodes.end(), *node) == nodes.end()) nodes.push_back(*node);
  }
  if (nodes.size() < 2 || nodes.size() > kMostTerminals) {
    return Error{ErrorCode::InvalidInput, "needs 2 to " + std::to_string(kMostTerminals) +
                                              " different entities; these are " +
                                              std::to_string(nodes.size())};
  }
  return nodes;
}

GraphFilter filter_of(const BetweenOptions& options) {
  GraphFilter filter = options.filter;
  filter.geography = filter.geography && options.geography;
  return filter;
}

Result<Hop> load_hop(const HopCosts& costs, NodeIndex from, NodeIndex to, SubgraphLoader& loader,
                     std::size_t sentences, const std::vector<NodeIndex>& in_focus) {
  const auto focus = [&](NodeIndex node) {
    return std::find(in_focus.begin(), in_focus.end(), node) != in_focus.end();
  };
  const BestLink link = *best_link(costs, from, to);
  Result<SubgraphEdge> edge = loader.edge(link.edge, sentences);
  if (!edge) return edge.error();
  Hop hop;
  hop.from = loader.node(from, focus(from));
  hop.to = loader.node(to, focus(to));
  hop.forward = edge->source == hop.from.id;
  hop.others = link.others;
  hop.edge = *std::move(edge);
  return hop;
}

}  // namespace onrecord
