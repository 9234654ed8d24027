#include "graph/between.h"
#include "graph/steiner.h"
#include "graph/terminals.h"

namespace onrecord {

Result<Connection> connect(const Snapshot& snapshot, const Store& store,
                           const std::vector<EntityId>& entities, const BetweenOptions& options) {
  const Result<std::vector<NodeIndex>> terminals = find_terminals(snapshot, entities, options);
  if (!terminals) return terminals.error();
  const GraphFilter filter = filter_of(options);
  const GraphView view(snapshot, filter, *terminals);
  const HopCosts costs(view, options.measure, *terminals);
  StepCounter counter(options.limits);
  const Result<SteinerTree> tree = find_steiner_tree(costs, *terminals, counter);
  if (!tree) return tree.error();
  Connection found;
  found.cost = tree->cost;
  SubgraphLoader loader(snapshot, store);
  found.graph.nodes.push_back(loader.node(terminals->front(), true));
  for (const auto& [from, to] : tree->links) {
    if (!counter.slow_step()) return counter.error();
    Result<Hop> hop = load_hop(costs, from, to, loader, options.evidence_per_hop, *terminals);
    if (!hop) return hop.error();
    found.graph.nodes.push_back(hop->to);
    found.graph.edges.push_back(hop->edge);
    found.hops.push_back(*std::move(hop));
  }
  sort_subgraph(found.graph);
  for (const NodeIndex node : tree->apart) found.apart.push_back(snapshot.node(node).id);
  return found;
}

}  // namespace onrecord
