#include "graph/paths.h"

#include <string>

#include "graph/k_shortest.h"
#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {

namespace {

Error out_of_range(const std::string& what, std::size_t value, std::size_t most) {
  return {ErrorCode::InvalidInput,
          what + ": " + std::to_string(value) + " is out of range, 1 to " + std::to_string(most)};
}

Status check(const PathOptions& options) {
  if (options.k < 1 || options.k > 100) return out_of_range("number of paths", options.k, 100);
  if (options.max_hops < 1 || options.max_hops > 64) {
    return out_of_range("hops", options.max_hops, 64);
  }
  if (options.evidence_per_hop < 1 || options.evidence_per_hop > 1000) {
    return out_of_range("sentences for each hop", options.evidence_per_hop, 1000);
  }
  return check_filter(options.filter);
}

Result<Path> to_path(const NodePath& nodes, const GraphView& view, SubgraphLoader& loader,
                     std::size_t sentences) {
  Path path;
  for (std::size_t i = 0; i + 1 < nodes.nodes.size(); ++i) {
    const NodeIndex from = nodes.nodes[i], to = nodes.nodes[i + 1];
    const BestLink link = *best_link(view, from, to);
    Result<SubgraphEdge> edge = loader.edge(link.edge, sentences);
    if (!edge) return edge.error();
    Hop hop;
    hop.from = loader.node(from, i == 0);
    hop.to = loader.node(to, i + 2 == nodes.nodes.size());
    hop.edge = *std::move(edge);
    hop.forward = view.snapshot().ends(link.edge).first == from;
    hop.others = link.others;
    path.hops.push_back(std::move(hop));
  }
  return path;
}

}  // namespace

Result<std::vector<Path>> find_paths(const Snapshot& snapshot, const Store& store, EntityId from,
                                     EntityId to, const PathOptions& options) {
  if (const Status checked = check(options); !checked) return checked.error();
  for (const EntityId id : {from, to}) {
    if (!snapshot.find(id)) {
      return Error{ErrorCode::NotFound, "entity " + to_string(id) + ": not in the graph"};
    }
  }
  const NodeIndex first = *snapshot.find(from), last = *snapshot.find(to);
  if (first == last) {
    return Error{ErrorCode::InvalidInput, "a path needs two different entities; both ends are '" +
                                              std::string(snapshot.node(first).name) + "'"};
  }
  GraphFilter filter = options.filter;
  filter.geography = filter.geography && options.geography;
  const GraphView view(snapshot, filter, {first, last});
  StepCounter counter(options.limits);
  const Result<std::vector<NodePath>> found = find_k_shortest(
      view, first, last, options.k, static_cast<std::uint32_t>(options.max_hops), counter);
  if (!found) return found.error();

  std::vector<Path> paths;
  SubgraphLoader loader(snapshot, store);
  for (const NodePath& nodes : *found) {
    if (!counter.slow_step()) return counter.error();
    Result<Path> path = to_path(nodes, view, loader, options.evidence_per_hop);
    if (!path) return path.error();
    paths.push_back(*std::move(path));
  }
  return paths;
}

Subgraph to_subgraph(const std::vector<Path>& paths) {
  Subgraph graph;
  for (const Path& path : paths) {
    for (const Hop& hop : path.hops) {
      graph.nodes.push_back(hop.from);
      graph.nodes.push_back(hop.to);
      graph.edges.push_back(hop.edge);
    }
  }
  sort_subgraph(graph);
  return graph;
}

}  // namespace onrecord
