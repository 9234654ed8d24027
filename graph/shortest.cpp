// Bidirectional breadth-first search that also settles the ties.
//
// Two fronts grow, the smaller one first, until they touch. With the fronts at a and b hops, every
// shortest walk has a + b hops and passes, after a of them, a node that both fronts know. Costs to
// the end are settled level by level behind the end's front (hops decide first, so a level is
// final before the next begins), then carried back from the touching nodes to the start. The walk
// is read off forwards: at each node the smallest neighbour that lies on a cheapest walk.
//
// Does:     A-B-D, A-C-D with statements on A-C and C-D only: takes C though B's id is smaller.
// Does not: weigh a longer walk against a shorter one, however doubtful the shorter one is.

#include "graph/shortest.h"

#include <algorithm>
#include <cassert>

namespace onrecord {

Cost cost_of(const Snapshot& snapshot, EdgeIndex edge) {
  if (snapshot.co_mentioned(edge)) return {1, 1, 0};
  return {1, 0, snapshot.doubt(edge)};
}

std::optional<BestLink> best_link(const GraphView& view, NodeIndex a, NodeIndex b) {
  std::optional<BestLink> best;
  Cost best_cost;
  std::uint64_t links = 0;
  const Snapshot& snapshot = view.snapshot();
  if (snapshot.degree(b) < snapshot.degree(a)) std::swap(a, b);
  view.for_each_link(a, [&](EdgeIndex index, NodeIndex other) {
    if (other != b) return true;
    ++links;
    const Cost cost = cost_of(snapshot, index);
    if (!best || cost < best_cost || (cost == best_cost && index < best->edge)) {
      best = BestLink{index, 0};
      best_cost = cost;
    }
    return true;
  });
  if (best) best->others = links - 1;
  return best;
}

ShortestSearch::ShortestSearch(const GraphView& view)
    : view_(view), marks_(view.snapshot().node_count()) {}

bool ShortestSearch::blocked(NodeIndex a, NodeIndex b) const {
  if (marks_[a].barred || marks_[b].barred) return true;
  return (a == from_ && marks_[b].first_hop_barred) || (b == from_ && marks_[a].first_hop_barred);
}

ShortestSearch::Mark& ShortestSearch::touch(NodeIndex node) {
  touched_.push_back(node);
  return marks_[node];
}

void ShortestSearch::clean() {
  for (const NodeIndex node : touched_) marks_[node] = Mark{};
  touched_.clear();
  start_front_.clear();
  end_front_.clear();
}

bool ShortestSearch::expand_start(std::uint32_t level, StepCounter& counter, bool& met) {
  std::vector<NodeIndex> next;
  for (const NodeIndex node : start_front_) {
    const bool going = view_.for_each_link(node, [&](EdgeIndex, NodeIndex other) {
      if (!counter.step()) return false;
      if (marks_[other].from_start != kFar || blocked(node, other)) return true;
      touch(other).from_start = level + 1;
      next.push_back(other);
      met = met || marks_[other].from_end != kFar;
      return true;
    });
    if (!going) return false;
  }
  start_front_ = std::move(next);
  return true;
}

bool ShortestSearch::expand_end(std::uint32_t level, StepCounter& counter, bool& met) {
  std::vector<NodeIndex> next;
  for (const NodeIndex node : end_front_) {
    const Cost here = marks_[node].to_end;
    const bool going = view_.for_each_link(node, [&](EdgeIndex index, NodeIndex other) {
      if (!counter.step()) return false;
      if (blocked(node, other)) return true;
      Mark& mark = marks_[other];
      if (mark.from_end == kFar) {
        touch(other).from_end = level + 1;
        next.push_back(other);
        met = met || mark.from_start != kFar;
      }
      if (mark.from_end == level + 1) {
        mark.to_end = std::min(mark.to_end, here + cost_of(view_.snapshot(), index));
      }
      return true;
    });
    if (!going) return false;
  }
  end_front_ = std::move(next);
  return true;
}

bool ShortestSearch::cost_back_to_start(std::vector<NodeIndex> layer, std::uint32_t level,
                                        StepCounter& counter) {
  for (; level > 0; --level) {
    std::vector<NodeIndex> next;
    for (const NodeIndex node : layer) {
      const Cost here = marks_[node].to_end;
      const bool going = view_.for_each_link(node, [&](EdgeIndex index, NodeIndex other) {
        if (!counter.step()) return false;
        Mark& mark = marks_[other];
        if (mark.from_start != level - 1 || blocked(node, other)) return true;
        if (mark.to_end.hops == kFar) next.push_back(other);
        mark.to_end = std::min(mark.to_end, here + cost_of(view_.snapshot(), index));
        return true;
      });
      if (!going) return false;
    }
    layer = std::move(next);
  }
  return true;
}

std::vector<NodeIndex> ShortestSearch::walk(NodeIndex from, NodeIndex to) const {
  std::vector<NodeIndex> nodes{from};
  while (nodes.back() != to) {
    const NodeIndex here = nodes.back();
    std::optional<NodeIndex> next;
    view_.for_each_link(here, [&](EdgeIndex index, NodeIndex other) {
      const Mark& mark = marks_[other];
      if (mark.to_end.hops == kFar || blocked(here, other)) return true;
      const bool cheapest = cost_of(view_.snapshot(), index) + mark.to_end == marks_[here].to_end;
      if (cheapest && (!next || other < *next)) next = other;
      return true;
    });
    assert(next);
    nodes.push_back(*next);
  }
  return nodes;
}

Result<std::vector<NodeIndex>> ShortestSearch::find(NodeIndex from, NodeIndex to,
                                                    std::uint32_t max_hops, const Barrier& barrier,
                                                    StepCounter& counter) {
  assert(from != to);
  clean();
  from_ = from;
  for (const NodeIndex node : barrier.nodes) touch(node).barred = true;
  for (const NodeIndex node : barrier.first_hops) touch(node).first_hop_barred = true;
  touch(from).from_start = 0;
  Mark& end = touch(to);
  end.from_end = 0;
  end.to_end = Cost{};
  start_front_ = {from};
  end_front_ = {to};

  std::uint32_t start_level = 0, end_level = 0;
  bool met = false;
  while (!met) {
    if (start_front_.empty() || end_front_.empty()) return std::vector<NodeIndex>{};
    if (start_level + end_level >= max_hops) return std::vector<NodeIndex>{};
    const bool from_start = start_front_.size() <= end_front_.size();
    const bool going = from_start ? expand_start(start_level++, counter, met)
                                  : expand_end(end_level++, counter, met);
    if (!going) return counter.error();
  }
  std::vector<NodeIndex> touching;
  for (const NodeIndex node : start_front_) {
    if (marks_[node].from_end != kFar) touching.push_back(node);
  }
  if (!cost_back_to_start(std::move(touching), start_level, counter)) return counter.error();
  return walk(from, to);
}

}  // namespace onrecord
