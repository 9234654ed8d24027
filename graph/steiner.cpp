// Mehlhorn's approximation. One search grows from all terminals at once, so that every node belongs
// to the terminal it is nearest to. A link between the regions of two terminals is a way between
// them; the cheapest such ways that join everything (Kruskal 1956) make the tree, and since the
// ways follow the regions' own trees, no circle can come about.
//
// A way of cost c is final when all nodes nearer than c/2 have been reached, since both halves of
// any cheaper one would lie among them. So the search ends as soon as the tree does.
//
// Does:     A, B, C around a common neighbour X: the star A-X, B-X, C-X.
// Does not: find the star when the three are also linked pairwise at nearly the cost of two hops.

#include "graph/steiner.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <tuple>

#include "graph/workspace.h"

namespace onrecord {

namespace {

/// A link between two regions, and what the way over it costs.
struct Way {
  Cost cost = 0;
  NodeIndex a = 0, b = 0;  // a < b
  auto operator<=>(const Way&) const = default;
};

class Growth {
 public:
  Growth(const HopCosts& costs, const std::vector<NodeIndex>& terminals, StepCounter& counter)
      : costs_(costs),
        terminals_(terminals),
        counter_(counter),
        space_(costs.view().snapshot().node_count()),
        group_(terminals.size()) {}

  /// The links between regions that the tree uses.
  Result<std::vector<Way>> grow() {
    space_->begin();
    std::iota(group_.begin(), group_.end(), 0u);
    for (const std::uint32_t i : group_) reach(terminals_[i], terminals_[i], 0, i);
    while (!heap().empty() && chosen_.size() + 1 < terminals_.size()) {
      const auto [cost, node] = heap().front();
      take_ways(2 * cost);
      std::pop_heap(heap().begin(), heap().end(), std::greater<>());
      heap().pop_back();
      if (space_->mark(node, 0).cost != cost || settled(node)) continue;
      if (!settle(node)) return counter_.error();
    }
    take_ways(~Cost{0});
    return chosen_;
  }

  /// From a node to its terminal.
  std::vector<NodeIndex> way_home(NodeIndex node) const {
    std::vector<NodeIndex> nodes{node};
    while (space_->mark(nodes.back(), 0).parent != nodes.back()) {
      nodes.push_back(space_->mark(nodes.back(), 0).parent);
    }
    return nodes;
  }

 private:
  // Side 0: cost and parent. Side 1: the region's number as parent, and whether it is settled.
  std::vector<Workspace::Waiting>& heap() { return space_->heaps[0]; }
  bool settled(NodeIndex node) const {
    return space_->known(node, 1) && space_->mark(node, 1).cost == 1;
  }
  std::uint32_t region(NodeIndex node) const { return space_->mark(node, 1).parent; }

  void reach(NodeIndex node, NodeIndex parent, Cost cost, std::uint32_t region) {
    space_->mark(node, 0) = {space_->stamp(), parent, cost};
    space_->mark(node, 1) = {space_->stamp(), region, 0};
    heap().emplace_back(cost, node);
    std::push_heap(heap().begin(), heap().end(), std::greater<>());
  }

  bool settle(NodeIndex node) {
    space_->mark(node, 1).cost = 1;
    const Cost leaving = space_->mark(node, 0).cost + costs_.node(node);
    return costs_.view().for_each_link(node, [&](EdgeIndex edge, NodeIndex other) {
      if (!counter_.step()) return false;
      const Cost hop = costs_.link(edge) + costs_.node(other);
      if (settled(other)) {
        if (region(other) == region(node)) return true;
        const Cost whole = leaving + hop + space_->mark(other, 0).cost;
        ways_.push_back({whole, std::min(node, other), std::max(node, other)});
        std::push_heap(ways_.begin(), ways_.end(), std::greater<>());
        return true;
      }
      const NodeMark& mark = space_->mark(other, 0);
      const Cost cost = leaving + hop;
      if (!space_->known(other, 0) || std::tuple(cost, region(node), node) <
                                          std::tuple(mark.cost, region(other), mark.parent)) {
        reach(other, node, cost, region(node));
      }
      return true;
    });
  }

  /// Joins what the ways cheaper than `limit` join, cheapest first.
  void take_ways(Cost limit) {
    while (!ways_.empty() && ways_.front().cost < limit) {
      const Way way = ways_.front();
      std::pop_heap(ways_.begin(), ways_.end(), std::greater<>());
      ways_.pop_back();
      const std::uint32_t a = group_[region(way.a)], b = group_[region(way.b)];
      if (a == b) continue;
      std::replace(group_.begin(), group_.end(), b, a);
      chosen_.push_back(way);
    }
  }

  const HopCosts& costs_;
  const std::vector<NodeIndex>& terminals_;
  StepCounter& counter_;
  BorrowedWorkspace space_;
  std::vector<Way> ways_, chosen_;
  std::vector<std::uint32_t> group_;  // by terminal; equal where the tree joins them
};

using Neighbours = std::map<NodeIndex, std::vector<NodeIndex>>;

void add_link(Neighbours& tree, NodeIndex a, NodeIndex b) {
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    std::vector<NodeIndex>& list = tree[from];
    if (std::find(list.begin(), list.end(), to) == list.end()) list.push_back(to);
  }
}

}  // namespace

Result<SteinerTree> find_steiner_tree(const HopCosts& costs,
                                      const std::vector<NodeIndex>& terminals,
                                      StepCounter& counter) {
  Growth growth(costs, terminals, counter);
  const Result<std::vector<Way>> ways = growth.grow();
  if (!ways) return ways.error();
  Neighbours tree;
  tree[terminals.front()];
  for (const Way& way : *ways) {
    add_link(tree, way.a, way.b);
    for (const NodeIndex end : {way.a, way.b}) {
      const std::vector<NodeIndex> home = growth.way_home(end);
      for (std::size_t i = 0; i + 1 < home.size(); ++i) add_link(tree, home[i], home[i + 1]);
    }
  }
  SteinerTree found;
  std::vector<NodeIndex> reached{terminals.front()};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    std::vector<NodeIndex>& next = tree[reached[i]];
    std::sort(next.begin(), next.end());
    for (const NodeIndex other : next) {
      if (std::find(reached.begin(), reached.end(), other) != reached.end()) continue;
      reached.push_back(other);
      found.links.emplace_back(reached[i], other);
      found.cost +=
          costs.node(reached[i]) + best_link(costs, reached[i], other)->cost + costs.node(other);
    }
  }
  for (const NodeIndex terminal : terminals) {
    if (std::find(reached.begin(), reached.end(), terminal) == reached.end()) {
      found.apart.push_back(terminal);
    }
  }
  return found;
}

}  // namespace onrecord
