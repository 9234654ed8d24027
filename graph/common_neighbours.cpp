#include <algorithm>
#include <tuple>

#include "graph/between.h"
#include "graph/terminals.h"

namespace onrecord {

namespace {

struct Neighbour {
  std::size_t co_mentioned = 0;  // links that nothing but a co_mentioned carries
  std::uint64_t degree = 0;
  NodeIndex node = 0;
  auto operator<=>(const Neighbour&) const = default;
};

/// The different neighbours of a node, sorted.
Result<std::vector<NodeIndex>> neighbours_of(const GraphView& view, NodeIndex node,
                                             StepCounter& counter) {
  std::vector<NodeIndex> found;
  const bool going = view.for_each_link(node, [&](EdgeIndex, NodeIndex other) {
    found.push_back(other);
    return counter.step();
  });
  if (!going) return counter.error();
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// As a common neighbour; nothing when it is not one.
std::optional<Neighbour> as_common(const HopCosts& costs, NodeIndex node,
                                   const std::vector<NodeIndex>& terminals) {
  const Snapshot& snapshot = costs.view().snapshot();
  Neighbour common{0, snapshot.degree(node), node};
  for (const NodeIndex terminal : terminals) {
    if (node == terminal) return std::nullopt;
    const std::optional<BestLink> link = best_link(costs, terminal, node);
    if (!link) return std::nullopt;
    common.co_mentioned += snapshot.co_mentioned(link->edge);
  }
  return common;
}

}  // namespace

Result<CommonNeighbours> common_neighbours(const Snapshot& snapshot, const Store& store,
                                           const std::vector<EntityId>& entities,
                                           const BetweenOptions& options) {
  const Result<std::vector<NodeIndex>> terminals = find_terminals(snapshot, entities, options);
  if (!terminals) return terminals.error();
  if (options.limit < 1 || options.limit > 10'000) {
    return Error{ErrorCode::InvalidInput,
                 "limit: " + std::to_string(options.limit) + " is out of range, 1 to 10000"};
  }
  const GraphFilter filter = filter_of(options);
  const GraphView view(snapshot, filter, *terminals);
  const HopCosts costs(view, Measure::Hops, *terminals);
  StepCounter counter(options.limits);
  const NodeIndex fewest = *std::min_element(
      terminals->begin(), terminals->end(),
      [&](NodeIndex a, NodeIndex b) { return snapshot.degree(a) < snapshot.degree(b); });
  const Result<std::vector<NodeIndex>> candidates = neighbours_of(view, fewest, counter);
  if (!candidates) return candidates.error();
  std::vector<Neighbour> common;
  for (const NodeIndex node : *candidates) {
    if (!counter.step()) return counter.error();
    if (const auto found = as_common(costs, node, *terminals)) common.push_back(*found);
  }
  std::sort(common.begin(), common.end());

  CommonNeighbours found;
  found.total = common.size();
  SubgraphLoader loader(snapshot, store);
  for (const Neighbour& one : common) {
    if (found.items.size() >= options.limit) break;
    CommonNeighbour item;
    item.node = loader.node(one.node);
    for (const NodeIndex terminal : *terminals) {
      if (!counter.slow_step()) return counter.error();
      Result<Hop> hop =
          load_hop(costs, terminal, one.node, loader, options.evidence_per_hop, *terminals);
      if (!hop) return hop.error();
      item.links.push_back(*std::move(hop));
    }
    found.items.push_back(std::move(item));
  }
  return found;
}

}  // namespace onrecord
