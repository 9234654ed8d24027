// Yen's algorithm. All simple paths that are not yet found fall into classes: those that share the
// first i nodes of a found path and then go elsewhere than any found path with the same beginning.
// The cheapest of each class waits in a queue; the cheapest of the queue is the next path, and its
// class is split further.
//
// Does:     A-B-D then A-C-D, found once each though both A and the root A-B give them.
// Does not: tell two edges between the same neighbours apart; they are one step.

#include "graph/k_shortest.h"

#include <algorithm>
#include <set>

namespace onrecord {

namespace {

struct Waiting {
  NodePath path;
  std::size_t split = 0;  // index of the last node shared with the path it was split from
  bool operator<(const Waiting& other) const { return path < other.path; }
};

Cost cost_of_walk(const GraphView& view, const std::vector<NodeIndex>& nodes) {
  Cost cost;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    cost = cost + cost_of(view.snapshot(), best_link(view, nodes[i], nodes[i + 1])->edge);
  }
  return cost;
}

class Splitter {
 public:
  Splitter(const GraphView& view, NodeIndex to, std::uint32_t max_hops, StepCounter& counter)
      : view_(view), to_(to), max_hops_(max_hops), counter_(counter), search_(view) {}

  /// The cheapest path that begins with `root` and whose next node none of `found` has after the
  /// same root, queued unless there is none.
  Status split(std::vector<NodeIndex> root, const std::vector<NodePath>& found) {
    ShortestSearch::Barrier barrier;
    barrier.nodes.assign(root.begin(), root.end() - 1);
    for (const NodePath& path : found) {
      if (path.nodes.size() <= root.size()) continue;
      if (!std::equal(root.begin(), root.end(), path.nodes.begin())) continue;
      barrier.first_hops.push_back(path.nodes[root.size()]);
    }
    const auto hops = static_cast<std::uint32_t>(root.size() - 1);
    if (hops >= max_hops_) return {};
    Result<std::vector<NodeIndex>> rest =
        search_.find(root.back(), to_, max_hops_ - hops, barrier, counter_);
    if (!rest) return rest.error();
    if (rest->empty()) return {};
    const std::size_t split = root.size() - 1;
    root.pop_back();
    root.insert(root.end(), rest->begin(), rest->end());
    const Cost cost = cost_of_walk(view_, root);
    queue_.insert({{cost, std::move(root)}, split});
    return {};
  }

  std::set<Waiting>& queue() { return queue_; }

 private:
  const GraphView& view_;
  NodeIndex to_;
  std::uint32_t max_hops_;
  StepCounter& counter_;
  ShortestSearch search_;
  std::set<Waiting> queue_;
};

}  // namespace

Result<std::vector<NodePath>> find_k_shortest(const GraphView& view, NodeIndex from, NodeIndex to,
                                              std::size_t k, std::uint32_t max_hops,
                                              StepCounter& counter) {
  std::vector<NodePath> found;
  Splitter splitter(view, to, max_hops, counter);
  if (const Status first = splitter.split({from}, found); !first) return first.error();
  while (!splitter.queue().empty()) {
    const Waiting next = splitter.queue().extract(splitter.queue().begin()).value();
    found.push_back(next.path);
    if (found.size() >= k) break;
    const std::vector<NodeIndex>& nodes = next.path.nodes;
    for (std::size_t i = next.split; i + 1 < nodes.size(); ++i) {
      const Status done = splitter.split({nodes.begin(), nodes.begin() + i + 1}, found);
      if (!done) return done.error();
    }
  }
  return found;
}

}  // namespace onrecord
