#include "graph/paths.h"

#include <algorithm>
#include <string>

#include "graph/k_shortest.h"
#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {

namespace {

constexpr std::size_t kMostHops = 64;

Error out_of_range(const std::string& what, std::size_t value, std::size_t most) {
  return {ErrorCode::InvalidInput,
          what + ": " + std::to_string(value) + " is out of range, 1 to " + std::to_string(most)};
}

Status check(const PathOptions& options) {
  if (options.k < 1 || options.k > 100) return out_of_range("number of paths", options.k, 100);
  if (options.max_hops && (*options.max_hops < 1 || *options.max_hops > kMostHops)) {
    return out_of_range("hops", *options.max_hops, kMostHops);
  }
  if (options.evidence_per_hop < 1 || options.evidence_per_hop > 1000) {
    return out_of_range("sentences for each hop", options.evidence_per_hop, 1000);
  }
  if (options.through.size() + options.through_types.size() > kMostThrough) {
    return Error{ErrorCode::InvalidInput, "entities and types to go through: at most " +
                                              std::to_string(kMostThrough) + " together"};
  }
  return check_filter(options.filter);
}

Result<NodeIndex> find_node(const Snapshot& snapshot, EntityId id) {
  if (const std::optional<NodeIndex> node = snapshot.find(id)) return *node;
  return Error{ErrorCode::NotFound, "entity " + to_string(id) + ": not in the graph"};
}

/// The entities in between that are asked for or refused; none of them may be an end.
Result<std::vector<NodeIndex>> find_between(const Snapshot& snapshot,
                                            const std::vector<EntityId>& ids,
                                            const PathQuestion& question, const std::string& how) {
  std::vector<NodeIndex> nodes;
  for (const EntityId id : ids) {
    const Result<NodeIndex> node = find_node(snapshot, id);
    if (!node) return node.error();
    if (*node == question.from || *node == question.to) {
      return Error{ErrorCode::InvalidInput, "'" + std::string(snapshot.node(*node).name) +
                                                "' is an end of the path; it cannot be " + how};
    }
    nodes.push_back(*node);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

Result<PathQuestion> to_question(const Snapshot& snapshot, EntityId from, EntityId to,
                                 const PathOptions& options) {
  const Result<NodeIndex> first = find_node(snapshot, from), last = find_node(snapshot, to);
  if (!first) return first.error();
  if (!last) return last.error();
  if (*first == *last) {
    return Error{ErrorCode::InvalidInput, "a path needs two different entities; both ends are '" +
                                              std::string(snapshot.node(*first).name) + "'"};
  }
  PathQuestion question;
  question.from = *first;
  question.to = *last;
  const bool by_hops = options.measure == Measure::Hops;
  question.max_hops =
      static_cast<std::uint32_t>(options.max_hops.value_or(by_hops ? 8 : kMostHops));
  Result<std::vector<NodeIndex>> through =
      find_between(snapshot, options.through, question, "gone through");
  if (!through) return through.error();
  Result<std::vector<NodeIndex>> avoid = find_between(snapshot, options.avoid, question, "avoided");
  if (!avoid) return avoid.error();
  for (const NodeIndex node : *through) {
    if (std::binary_search(avoid->begin(), avoid->end(), node)) {
      return Error{ErrorCode::InvalidInput, "'" + std::string(snapshot.node(node).name) +
                                                "' is to be gone through and to be avoided"};
    }
  }
  question.through = *std::move(through);
  question.avoid = *std::move(avoid);
  question.through_types = options.through_types;
  question.in_order = options.in_order;
  return question;
}

/// The filter of the options without the types to avoid, and without geography unless asked for.
Result<GraphFilter> to_filter(const PathOptions& options) {
  GraphFilter filter = options.filter;
  filter.geography = filter.geography && options.geography;
  if (options.avoid_types.empty()) return filter;
  if (filter.types.empty()) {
    filter.types = {EntityType::Person, EntityType::Agency, EntityType::Organization,
                    EntityType::Place, EntityType::Operation};
  }
  std::erase_if(filter.types, [&](EntityType type) {
    const auto& avoid = options.avoid_types;
    return std::find(avoid.begin(), avoid.end(), type) != avoid.end();
  });
  if (filter.types.empty()) {
    return Error{ErrorCode::InvalidInput, "types: all that are allowed are also to be avoided"};
  }
  return filter;
}

Result<Path> to_path(const NodePath& found, const PathQuestion& question, const HopCosts& costs,
                     SubgraphLoader& loader, std::size_t sentences) {
  const Snapshot& snapshot = costs.view().snapshot();
  const std::vector<EdgeIndex> edges = edges_along(costs, question, found.nodes);
  Path path;
  path.measure = costs.measure();
  path.cost = found.cost;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const NodeIndex from = found.nodes[i], to = found.nodes[i + 1];
    Result<SubgraphEdge> edge = loader.edge(edges[i], sentences);
    if (!edge) return edge.error();
    Hop hop;
    hop.from = loader.node(from, i == 0);
    hop.to = loader.node(to, i + 1 == edges.size());
    hop.forward = edge->source == snapshot.node(from).id;
    hop.others = best_link(costs, from, to)->others;
    hop.edge = *std::move(edge);
    path.hops.push_back(std::move(hop));
  }
  return path;
}

}  // namespace

Status for_each_path(const Snapshot& snapshot, const Store& store, EntityId from, EntityId to,
                     const PathOptions& options, const std::function<bool(Path)>& visit) {
  if (const Status checked = check(options); !checked) return checked;
  const Result<PathQuestion> question = to_question(snapshot, from, to, options);
  if (!question) return question.error();
  const Result<GraphFilter> filter = to_filter(options);
  if (!filter) return filter.error();
  std::vector<NodeIndex> always = question->through;
  always.push_back(question->from);
  always.push_back(question->to);
  const GraphView view(snapshot, *filter, std::move(always));
  const HopCosts costs(view, options.measure, {question->from, question->to});
  StepCounter counter(options.limits);
  PathStream stream(costs, *question, counter);
  SubgraphLoader loader(snapshot, store);
  for (;;) {
    const Result<std::optional<NodePath>> found = stream.next();
    if (!found) return found.error();
    if (!*found) return {};
    if (!counter.slow_step()) return counter.error();
    Result<Path> path = to_path(**found, *question, costs, loader, options.evidence_per_hop);
    if (!path) return path.error();
    if (!visit(*std::move(path))) return {};
  }
}

Result<std::vector<Path>> find_paths(const Snapshot& snapshot, const Store& store, EntityId from,
                                     EntityId to, const PathOptions& options) {
  std::vector<Path> paths;
  const Status done = for_each_path(snapshot, store, from, to, options, [&](Path path) {
    paths.push_back(std::move(path));
    return paths.size() < options.k;
  });
  if (!done) return done.error();
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
