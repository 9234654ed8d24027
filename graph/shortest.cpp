// Bidirectional search that also settles the ties.
//
// Each side keeps for every node it has reached the cheapest cost and, among equal ones, the parent
// on the walk with the smallest ids: from the start that is the smallest walk so far, from the end
// the smallest next node. Hops are part of every cost, so equal walks have equally many nodes and
// can be compared one by one. Where both sides know a node, their sum is a whole walk.
//
// Fewest hops go level by level, the side with fewer links to look at first, until a level touches
// the other side; each level is first looked through for that alone. The other measures take the
// cheapest node of the side with less to look at and stop when the cheapest ones of both sides
// together cost more than the best walk (Pohl 1971). They stop strictly beyond it, so every walk of
// that cost has been seen where the sides meet.
//
// Does:     A-B-D, A-C-D with statements on A-C and C-D only: takes C though B's id is smaller.
// Does not: limit hops together with another measure; it says then that it cannot be sure.

#include "graph/shortest.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace onrecord {

ShortestSearch::ShortestSearch(const HopCosts& costs)
    : costs_(costs), space_(costs.view().snapshot().node_count()) {}

void ShortestSearch::begin(NodeIndex from, NodeIndex to, const Barrier& barrier) {
  space_->begin();
  for (const NodeIndex node : barrier.nodes) {
    // Known from both sides for nothing: no walk into it is ever an improvement.
    for (int side : {0, 1}) space_->mark(node, side) = {space_->stamp(), node, 0};
  }
  ends_[0] = from;
  ends_[1] = to;
  for (int side : {0, 1}) space_->mark(ends_[side], side) = {space_->stamp(), ends_[side], 0};
  first_hops_ = &barrier.first_hops;
  best_ = kNone;
  too_long_ = false;
}

bool ShortestSearch::blocked(NodeIndex node, NodeIndex other) const {
  if (first_hops_->empty() || (node != ends_[0] && other != ends_[0])) return false;
  const NodeIndex hop = node == ends_[0] ? other : node;
  return std::find(first_hops_->begin(), first_hops_->end(), hop) != first_hops_->end();
}

/// Whether the walk over `node` comes before the equally long one over `other`.
bool ShortestSearch::before(int side, NodeIndex node, NodeIndex other) const {
  if (side == 1 || node == other) return node < other;
  for (;;) {
    const NodeIndex a = space_->mark(node, 0).parent, b = space_->mark(other, 0).parent;
    if (a == b) return node < other;
    node = a;
    other = b;
  }
}

/// Whether `other` was reached for the first time, or for less than before.
bool ShortestSearch::relax(int side, NodeIndex node, NodeIndex other, Cost cost) {
  NodeMark& mark = space_->mark(other, side);
  if (mark.stamp == space_->stamp()) {
    if (mark.cost < cost) return false;
    if (mark.cost == cost) {
      if (before(side, node, mark.parent)) mark.parent = node;
      return false;
    }
  }
  mark = {space_->stamp(), node, cost};
  if (!space_->known(other, 1 - side)) return true;
  const Cost whole = cost + space_->mark(other, 1 - side).cost;
  if (whole > best_) return true;
  if (whole < best_) space_->meetings.clear();
  best_ = whole;
  space_->meetings.push_back(other);
  return true;
}

/// Goes over the links of the front that lead to what the other side has reached, and finds the
/// best walks if there are any. The last level is the largest, and most of its links lead
/// elsewhere.
bool ShortestSearch::meet_at_level(int side, StepCounter& counter) {
  const NodeSieve& reached = space_->reached[1 - side];
  const auto wanted = [&](NodeIndex other) {
    return reached.may_have(other) && space_->known(other, 1 - side);
  };
  for (const NodeIndex node : space_->fronts[side]) {
    if (!counter.step()) return false;
    const Cost here = space_->mark(node, side).cost;
    const auto visit = [&, from = node](EdgeIndex, NodeIndex other, EdgeGist gist) {
      if (!counter.step()) return false;
      if (!blocked(from, other)) relax(side, from, other, here + costs_.link(gist));
      return true;
    };
    if (!costs_.view().for_each_gist_to(node, wanted, visit)) return false;
  }
  return true;
}

bool ShortestSearch::expand_level(int side, StepCounter& counter) {
  std::vector<NodeIndex>& next = space_->next_front;
  next.clear();
  for (const NodeIndex node : space_->fronts[side]) {
    const Cost here = space_->mark(node, side).cost;
    const auto visit = [&](EdgeIndex, NodeIndex other, EdgeGist gist) {
      if (!counter.step()) return false;
      if (blocked(node, other)) return true;
      const bool is_new = !space_->known(other, side);
      if (relax(side, node, other, here + costs_.link(gist)) && is_new) {
        next.push_back(other);
        space_->reached[side].add(other);
      }
      return true;
    };
    const bool going =
        costs_.view().for_each_gist(node, visit, [&](NodeIndex other) { space_->expect(other); });
    if (!going) return false;
  }
  std::swap(space_->fronts[side], next);
  return true;
}

std::uint64_t ShortestSearch::links_of_front(int side) const {
  std::uint64_t links = 0;
  for (const NodeIndex node : space_->fronts[side]) {
    links += costs_.view().snapshot().degree(node);
  }
  return links;
}

bool ShortestSearch::search_levels(std::uint32_t max_hops, StepCounter& counter) {
  std::uint64_t links[2] = {0, 0};
  for (int side : {0, 1}) {
    space_->fronts[side] = {ends_[side]};
    space_->reached[side].clear();
    space_->reached[side].add(ends_[side]);
    links[side] = links_of_front(side);
  }
  for (std::uint32_t hops = 0; hops < max_hops; ++hops) {
    const int side = links[0] <= links[1] ? 0 : 1;
    if (!meet_at_level(side, counter)) return false;
    if (best_ != kNone) break;
    if (!expand_level(side, counter)) return false;
    if (space_->fronts[side].empty()) break;
    links[side] = links_of_front(side);
  }
  return true;
}

Cost ShortestSearch::least_waiting(int side) {
  std::vector<Workspace::Waiting>& heap = space_->heaps[side];
  while (!heap.empty() && space_->mark(heap.front().second, side).cost != heap.front().first) {
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    heap.pop_back();
  }
  return heap.empty() ? kNone : heap.front().first;
}

bool ShortestSearch::expand_cheapest(int side, std::uint32_t max_hops, StepCounter& counter) {
  std::vector<Workspace::Waiting>& heap = space_->heaps[side];
  const auto [here, node] = heap.front();
  std::pop_heap(heap.begin(), heap.end(), std::greater<>());
  heap.pop_back();
  if (costs_.hops(here) >= max_hops) {
    too_long_ = true;
    return true;
  }
  const Cost leaving = here + costs_.node(node);
  const Cost across = least_waiting(1 - side);
  const auto visit = [&, from = node](EdgeIndex, NodeIndex other, EdgeGist gist) {
    if (!counter.step()) return false;
    if (blocked(from, other)) return true;
    const Cost cost = leaving + costs_.link(gist) + costs_.node(other);
    // Too dear, whatever is known of `other`: had the other side gone on from it, it would have
    // met this side at `node` by now.
    if (cost + across > best_) return true;
    if (!relax(side, from, other, cost)) return true;
    heap.emplace_back(cost, other);
    std::push_heap(heap.begin(), heap.end(), std::greater<>());
    return true;
  };
  return costs_.view().for_each_gist(node, visit, [&](NodeIndex other) { costs_.expect(other); });
}

bool ShortestSearch::search_by_cost(std::uint32_t max_hops, StepCounter& counter) {
  for (int side : {0, 1}) space_->heaps[side].emplace_back(0, ends_[side]);
  for (;;) {
    const Cost least[2] = {least_waiting(0), least_waiting(1)};
    if (least[0] == kNone || least[1] == kNone) return true;
    if (best_ != kNone && least[0] + least[1] > best_) return true;
    const int side = space_->side_with_less(costs_.view().snapshot());
    if (!expand_cheapest(side, max_hops, counter)) return false;
  }
}

std::vector<NodeIndex> ShortestSearch::walk_over(NodeIndex meeting) const {
  std::vector<NodeIndex> nodes{meeting};
  while (nodes.back() != ends_[0]) nodes.push_back(space_->mark(nodes.back(), 0).parent);
  std::reverse(nodes.begin(), nodes.end());
  while (nodes.back() != ends_[1]) nodes.push_back(space_->mark(nodes.back(), 1).parent);
  return nodes;
}

Result<ShortestSearch::Found> ShortestSearch::find(NodeIndex from, NodeIndex to,
                                                   std::uint32_t max_hops, const Barrier& barrier,
                                                   StepCounter& counter) {
  assert(from != to);
  begin(from, to, barrier);
  const bool by_level = costs_.measure() == Measure::Hops;
  const bool going =
      by_level ? search_levels(max_hops, counter) : search_by_cost(max_hops, counter);
  if (!going) return counter.error();
  Found found;
  found.sure = !too_long_;
  for (const NodeIndex node : space_->meetings) {
    if (space_->mark(node, 0).cost + space_->mark(node, 1).cost != best_) continue;
    std::vector<NodeIndex> nodes = walk_over(node);
    if (found.path.nodes.empty() || nodes < found.path.nodes)
      found.path = {best_, std::move(nodes)};
  }
  if (found.path.nodes.size() > std::size_t{max_hops} + 1) return Found{};
  return found;
}

}  // namespace onrecord
