// Which nodes may lie on a walk from s to t of cost at most B. Both ends search by cost until what
// they have reached adds up to B. A node of such a walk that the start has not reached is then
// near enough to the end that the end has, and the other way round, so the walk lies within what
// one of them knows. Then each side goes on, but only into what the other one knows and only while
// both costs stay within B: a narrow way, not a ball.

#include "graph/corridor.h"

#include <algorithm>
#include <functional>

namespace onrecord {

namespace {

constexpr Cost kNone = ~Cost{0};
constexpr std::uint32_t kHopsCounted = 120;  // of each side; both together fit into a cost

class Explorer {
 public:
  Explorer(const HopCosts& costs, const PathQuestion& question, Cost bound, StepCounter& counter)
      : costs_(costs),
        question_(question),
        bound_(bound),
        counter_(counter),
        space_(costs.view().snapshot().node_count()) {}

  Result<Corridor> explore() {
    begin();
    if (!meet() || !complete(1) || !complete(0)) return counter_.error();
    Corridor corridor;
    corridor.bound = bound_;
    corridor.sure = sure_;
    collect_nodes(corridor);
    if (!collect_links(corridor)) return counter_.error();
    if (corridor.whole) corridor.bound = kNone;  // all links are here, so all paths are
    return corridor;
  }

 private:
  using Heap = std::vector<Workspace::Waiting>;

  void begin() {
    space_->begin();
    for (const NodeIndex node : question_.avoid) {
      for (int side : {0, 1}) space_->mark(node, side) = {space_->stamp(), node, 0};
    }
    const NodeIndex ends[2] = {question_.from, question_.to};
    for (int side : {0, 1}) {
      space_->mark(ends[side], side) = {space_->stamp(), ends[side], 0};
      space_->heaps[side].emplace_back(0, ends[side]);
    }
    reached_ = {question_.from};
  }

  Cost least(int side) {
    Heap& heap = space_->heaps[side];
    while (!heap.empty() && space_->mark(heap.front().second, side).cost != heap.front().first) {
      pop(side);
    }
    return heap.empty() ? kNone : heap.front().first;
  }

  Workspace::Waiting pop(int side) {
    Heap& heap = space_->heaps[side];
    const Workspace::Waiting first = heap.front();
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    heap.pop_back();
    return first;
  }

  bool meet() {
    for (;;) {
      const Cost costs[2] = {least(0), least(1)};
      if (costs[0] == kNone || costs[1] == kNone || costs[0] + costs[1] > bound_) return true;
      const int side = space_->side_with_less(costs_.view().snapshot());
      if (!expand(side, costs[1 - side])) return false;
    }
  }

  bool complete(int side) {
    while (least(side) != kNone) {
      const auto [cost, node] = space_->heaps[side].front();
      const bool useful =
          space_->known(node, 1 - side) && cost + space_->mark(node, 1 - side).cost <= bound_;
      if (!useful) {
        pop(side);
      } else if (!expand(side, kNone)) {
        return false;
      }
    }
    return true;
  }

  /// across: what any node that the other side does not yet know will cost it at least.
  bool expand(int side, Cost across) {
    const auto next = pop(side);
    const Cost here = next.first;
    const NodeIndex node = next.second;
    if (costs_.hops(here) >= kHopsCounted) {
      sure_ = false;
      return true;
    }
    const Cost leaving = here + costs_.node(node);
    const auto visit = [&](EdgeIndex, NodeIndex other, EdgeGist gist) {
      if (!counter_.step()) return false;
      const Cost cost = leaving + costs_.link(gist) + costs_.node(other);
      if (cost > bound_) return true;
      NodeMark& mark = space_->mark(other, side);
      if (mark.stamp == space_->stamp() && mark.cost <= cost) return true;
      Cost rest = across;
      if (space_->known(other, 1 - side)) {
        rest = std::min(rest, space_->mark(other, 1 - side).cost);
      }
      if (rest == kNone || cost + rest > bound_) return true;
      if (side == 0 && mark.stamp != space_->stamp()) reached_.push_back(other);
      mark = {space_->stamp(), node, cost};
      space_->heaps[side].emplace_back(cost, other);
      std::push_heap(space_->heaps[side].begin(), space_->heaps[side].end(), std::greater<>());
      return true;
    };
    return costs_.view().for_each_gist(node, visit, [this](NodeIndex other) { expect(other); });
  }

  void expect(NodeIndex node) const {
    space_->expect(node);
    costs_.expect(node);
  }

  bool within(NodeIndex node) const {
    return space_->known(node, 0) && space_->known(node, 1) &&
           cost(node, 0) + cost(node, 1) <= bound_;
  }
  Cost cost(NodeIndex node, int side) const { return space_->mark(node, side).cost; }
  void collect_nodes(Corridor& corridor) {
    for (const NodeIndex node : reached_) {
      if (within(node)) corridor.nodes.push_back(node);
    }
    std::sort(corridor.nodes.begin(), corridor.nodes.end());
    for (const NodeIndex node : corridor.nodes) corridor.to_end.push_back(cost(node, 1));
  }

  bool collect_links(Corridor& corridor) {
    corridor.whole = true;
    for (const NodeIndex node : corridor.nodes) {
      std::vector<Corridor::Link> links;
      const Cost leaving = costs_.node(node);
      const auto visit = [&](EdgeIndex, NodeIndex other, EdgeGist gist) {
        if (!counter_.step()) return false;
        const Cost hop = leaving + costs_.link(gist) + costs_.node(other);
        if (!space_->known(other, 1) || cost(node, 0) + hop + cost(other, 1) > bound_) {
          corridor.whole = false;
          return true;
        }
        if (const auto to = corridor.number_of(other)) links.push_back({*to, hop});
        return true;
      };
      const auto soon = [this](NodeIndex other) { expect(other); };
      if (!costs_.view().for_each_gist(node, visit, soon)) return false;
      std::sort(links.begin(), links.end(), [](const auto& a, const auto& b) {
        return std::pair(a.to, a.cost) < std::pair(b.to, b.cost);
      });
      links.erase(std::unique(links.begin(), links.end(),
                              [](const auto& a, const auto& b) { return a.to == b.to; }),
                  links.end());
      corridor.links.push_back(std::move(links));
    }
    return true;
  }

  const HopCosts& costs_;
  const PathQuestion& question_;
  Cost bound_;
  StepCounter& counter_;
  BorrowedWorkspace space_;
  std::vector<NodeIndex> reached_;  // from the start
  bool sure_ = true;
};

}  // namespace

std::optional<std::uint32_t> Corridor::number_of(NodeIndex node) const {
  const auto at = std::lower_bound(nodes.begin(), nodes.end(), node);
  if (at == nodes.end() || *at != node) return std::nullopt;
  return static_cast<std::uint32_t>(at - nodes.begin());
}

Result<Corridor> find_corridor(const HopCosts& costs, const PathQuestion& question, Cost bound,
                               StepCounter& counter) {
  return Explorer(costs, question, bound, counter).explore();
}

/// Whether the walk over `node` comes before the equally long one over `other`.
bool CorridorSearch::before(std::uint32_t node, std::uint32_t other) const {
  for (;;) {
    const std::uint32_t a = marks_[node].parent, b = marks_[other].parent;
    if (a == b) return node < other;
    node = a;
    other = b;
  }
}

void CorridorSearch::relax(std::uint32_t node, const Corridor::Link& link) {
  Mark& mark = marks_[link.to];
  const Cost cost = marks_[node].cost + link.cost;
  const Cost whole = cost + corridor_.to_end[link.to];
  if (whole > corridor_.bound) return;
  if (mark.stamp == stamp_) {
    if (mark.barred || mark.cost < cost) return;
    if (mark.cost == cost) {
      if (mark.parent != node && before(node, mark.parent)) mark.parent = node;
      return;
    }
  }
  mark = {stamp_, node, cost, false};
  heap_.push_back({whole, cost, link.to});
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::optional<NodePath> CorridorSearch::find(const std::vector<NodeIndex>& root, Cost root_cost,
                                             const std::vector<NodeIndex>& not_next, NodeIndex to) {
  ++stamp_;
  heap_.clear();
  for (const NodeIndex node : root) {
    const auto number = corridor_.number_of(node);
    if (!number) return std::nullopt;
    marks_[*number] = {stamp_, *number, 0, true};
  }
  const auto end = corridor_.number_of(to);
  if (!end) return std::nullopt;
  const std::uint32_t spur = *corridor_.number_of(root.back());
  marks_[spur].cost = root_cost;
  for (const Corridor::Link& link : corridor_.links[spur]) {
    const NodeIndex next = corridor_.nodes[link.to];
    if (std::find(not_next.begin(), not_next.end(), next) == not_next.end()) relax(spur, link);
  }
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const Waiting first = heap_.back();
    heap_.pop_back();
    if (marks_[first.node].cost != first.cost) continue;
    if (first.node == *end) break;
    for (const Corridor::Link& link : corridor_.links[first.node]) relax(first.node, link);
  }
  if (marks_[*end].stamp != stamp_) return std::nullopt;
  NodePath path{marks_[*end].cost, {}};
  for (std::uint32_t node = *end; node != spur; node = marks_[node].parent) {
    path.nodes.push_back(corridor_.nodes[node]);
  }
  path.nodes.insert(path.nodes.end(), root.rbegin(), root.rend());
  std::reverse(path.nodes.begin(), path.nodes.end());
  return path;
}

}  // namespace onrecord
