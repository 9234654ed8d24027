#include "graph/ego.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {

namespace {

/// How well a node is joined to those one hop closer to the centre.
struct Standing {
  NodeIndex node = 0;
  std::size_t hops = 0;
  bool stated = false;        // by a statement, not only a co_mentioned
  std::uint64_t support = 0;  // documents behind its edges to closer nodes
};

Status check(const EgoOptions& options) {
  if (options.depth > 6) {
    return Error{ErrorCode::InvalidInput,
                 "depth: " + std::to_string(options.depth) + " is out of range, 0 to 6"};
  }
  if (options.max_nodes < 1 || options.max_nodes > 10'000) {
    return Error{ErrorCode::InvalidInput,
                 "nodes: " + std::to_string(options.max_nodes) + " is out of range, 1 to 10000"};
  }
  return check_filter(options.filter);
}

/// All nodes within `depth`, closest first, each distance in the order of the header. Stops after
/// the distance at which there are more than enough.
Result<std::vector<Standing>> find_around(const GraphView& view, NodeIndex centre,
                                          const EgoOptions& options, StepCounter& counter) {
  std::vector<Standing> found{{centre, 0, true, 0}};
  std::unordered_map<NodeIndex, std::size_t> place{{centre, 0}};  // in `found`; never iterated
  std::size_t begin = 0;
  for (std::size_t hops = 1; hops <= options.depth && found.size() <= options.max_nodes; ++hops) {
    const std::size_t end = found.size();
    for (std::size_t i = begin; i < end; ++i) {
      const NodeIndex from = found[i].node;
      const bool going = view.for_each_link(from, [&](EdgeIndex index, NodeIndex other) {
        if (!counter.step()) return false;
        const auto [at, is_new] = place.try_emplace(other, found.size());
        if (is_new) found.push_back({other, hops, false, 0});
        Standing& standing = found[at->second];
        if (standing.hops != hops) return true;
        standing.stated = standing.stated || !view.snapshot().co_mentioned(index);
        standing.support += view.snapshot().support(index);
        return true;
      });
      if (!going) return counter.error();
    }
    begin = end;
  }
  const auto order = [&](const Standing& s) {
    return std::tuple(s.hops, !s.stated, ~s.support, ~view.snapshot().node(s.node).documents,
                      s.node);
  };
  std::sort(found.begin(), found.end(),
            [&](const Standing& a, const Standing& b) { return order(a) < order(b); });
  return found;
}

/// Adds every allowed edge among `nodes` (sorted).
Status add_edges(const GraphView& view, const std::vector<NodeIndex>& nodes, SubgraphLoader& loader,
                 std::size_t sentences, StepCounter& counter, Subgraph& graph) {
  std::vector<EdgeIndex> wanted;
  for (const NodeIndex node : nodes) {
    const bool going = view.for_each_link(node, [&](EdgeIndex index, NodeIndex other) {
      if (!counter.step()) return false;
      const bool outgoing = view.snapshot().ends(index).first == node;
      if (outgoing && std::binary_search(nodes.begin(), nodes.end(), other)) {
        wanted.push_back(index);
      }
      return true;
    });
    if (!going) return counter.error();
  }
  for (const EdgeIndex index : wanted) {
    if (!counter.slow_step()) return counter.error();
    Result<SubgraphEdge> edge = loader.edge(index, sentences);
    if (!edge) return edge.error();
    graph.edges.push_back(*std::move(edge));
  }
  return {};
}

}  // namespace

Result<Subgraph> ego_network(const Snapshot& snapshot, const Store& store, EntityId centre,
                             const EgoOptions& options) {
  if (const Status checked = check(options); !checked) return checked.error();
  const std::optional<NodeIndex> start = snapshot.find(centre);
  if (!start) {
    return Error{ErrorCode::NotFound, "entity " + to_string(centre) + ": not in the graph"};
  }
  const GraphView view(snapshot, options.filter, {*start});
  StepCounter counter(options.limits);
  const Result<std::vector<Standing>> around = find_around(view, *start, options, counter);
  if (!around) return around.error();

  const std::size_t kept = std::min(around->size(), options.max_nodes);
  std::vector<NodeIndex> nodes;
  for (std::size_t i = 0; i < kept; ++i) nodes.push_back((*around)[i].node);
  std::sort(nodes.begin(), nodes.end());

  Subgraph graph;
  graph.left_out = around->size() - kept;
  SubgraphLoader loader(snapshot, store);
  for (const NodeIndex node : nodes) graph.nodes.push_back(loader.node(node, node == *start));
  const Status added = add_edges(view, nodes, loader, options.evidence_per_edge, counter, graph);
  if (!added) return added.error();
  sort_subgraph(graph);
  return graph;
}

Result<Subgraph> network_among(const Snapshot& snapshot, const Store& store,
                               const std::vector<EntityId>& entities, const AmongOptions& options) {
  if (const Status checked = check_filter(options.filter); !checked) return checked.error();
  std::vector<EntityId> wanted = entities;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  Subgraph graph;
  SubgraphLoader loader(snapshot, store);
  std::vector<NodeIndex> nodes;
  for (const EntityId id : wanted) {
    const std::optional<NodeIndex> node = snapshot.find(id);
    if (!node) {
      ++graph.left_out;
      continue;
    }
    nodes.push_back(*node);
    graph.nodes.push_back(loader.node(*node, false));
  }
  std::sort(nodes.begin(), nodes.end());
  StepCounter counter(options.limits);
  const GraphView view(snapshot, options.filter);
  const Status added = add_edges(view, nodes, loader, options.evidence_per_edge, counter, graph);
  if (!added) return added.error();
  sort_subgraph(graph);
  return graph;
}

Result<Subgraph> whole_graph(const Snapshot& snapshot, const Store& store,
                             const WholeOptions& options) {
  if (const Status checked = check_filter(options.filter); !checked) return checked.error();
  const GraphView view(snapshot, options.filter);
  std::vector<bool> joined(snapshot.node_count(), options.isolated);
  Subgraph graph;
  SubgraphLoader loader(snapshot, store);
  for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
    if (!view.allows_edge(index)) continue;
    const auto [from, to] = snapshot.ends(index);
    joined[from] = joined[to] = true;
    Result<SubgraphEdge> edge = loader.edge(index, options.evidence_per_edge);
    if (!edge) return edge.error();
    graph.edges.push_back(*std::move(edge));
  }
  for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
    if (joined[node] && view.allows_node(node)) graph.nodes.push_back(loader.node(node));
  }
  sort_subgraph(graph);
  return graph;
}

}  // namespace onrecord
