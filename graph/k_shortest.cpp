// Yen's algorithm. All simple paths that are not yet found fall into classes: those that share the
// first i nodes of a found path and then go elsewhere than any found path with the same beginning.
// The cheapest of each class waits in a queue; the cheapest of the queue is the next path, and its
// class is split further.
//
// Does:     A-B-D then A-C-D, found once each though both A and the root A-B give them.
// Does not: tell two edges between the same neighbours apart; they are one step.

#include "graph/k_shortest.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace onrecord {

PathStream::PathStream(const HopCosts& costs, const PathQuestion& question, StepCounter& counter)
    : costs_(costs), question_(question), counter_(counter) {}

std::size_t PathStream::branch_after(std::size_t branch, NodeIndex next) {
  const Branch& here = branches_[branch];
  const auto at = std::find(here.next.begin(), here.next.end(), next);
  if (at != here.next.end()) return here.branches[at - here.next.begin()];
  branches_.emplace_back();
  branches_[branch].next.push_back(next);
  branches_[branch].branches.push_back(branches_.size() - 1);
  return branches_.size() - 1;
}

/// The cheapest path that begins with `root` and goes on to none of `not_next`.
Result<std::optional<NodePath>> PathStream::complete(const std::vector<NodeIndex>& root,
                                                     Cost root_cost,
                                                     const std::vector<NodeIndex>& not_next) {
  const auto hops = static_cast<std::uint32_t>(root.size() - 1);
  if (hops >= question_.max_hops) return std::optional<NodePath>{};
  if (!question_.constrained()) {
    Barrier barrier{question_.avoid, not_next};
    barrier.nodes.insert(barrier.nodes.end(), root.begin(), root.end() - 1);
    if (!search_) search_.emplace(costs_);
    Result<ShortestSearch::Found> rest =
        search_->find(root.back(), question_.to, question_.max_hops - hops, barrier, counter_);
    if (!rest) return rest.error();
    if (rest->sure) {
      if (rest->path.nodes.empty()) return std::optional<NodePath>{};
      NodePath path{root_cost + rest->path.cost, root};
      path.nodes.insert(path.nodes.end(), rest->path.nodes.begin() + 1, rest->path.nodes.end());
      return std::optional(std::move(path));
    }
  }
  if (!label_search_) label_search_.emplace(costs_, question_);
  return label_search_->find(root, not_next, counter_);
}

Status PathStream::split(const std::vector<NodeIndex>& root, Cost root_cost, std::size_t branch) {
  Result<std::optional<NodePath>> path = complete(root, root_cost, branches_[branch].next);
  if (!path) return path.error();
  if (*path) queue_.insert({**std::move(path), root.size() - 1});
  return {};
}

Result<std::optional<NodePath>> PathStream::next() {
  if (!begun_) {
    begun_ = true;
    if (const Status first = split({question_.from}, 0, 0); !first) return first.error();
  }
  if (last_) {
    const Waiting last = *std::exchange(last_, std::nullopt);
    const std::vector<NodeIndex>& nodes = last.path.nodes;
    std::size_t branch = 0;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
      branch = branch_after(branch, nodes[i + 1]);
    }
    branch = 0;
    std::vector<NodeIndex> root;
    Cost root_cost = 0;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
      root.push_back(nodes[i]);
      if (i >= last.split) {
        if (const Status done = split(root, root_cost, branch); !done) return done.error();
      }
      branch = branch_after(branch, nodes[i + 1]);
      if (!question_.in_order) {
        root_cost += costs_.node(nodes[i]) + best_link(costs_, nodes[i], nodes[i + 1])->cost +
                     costs_.node(nodes[i + 1]);
      }
    }
  }
  if (queue_.empty()) return std::optional<NodePath>{};
  last_ = queue_.extract(queue_.begin()).value();
  return std::optional(last_->path);
}

Result<std::vector<NodePath>> find_k_shortest(const HopCosts& costs, const PathQuestion& question,
                                              std::size_t k, StepCounter& counter) {
  std::vector<NodePath> found;
  PathStream stream(costs, question, counter);
  while (found.size() < k) {
    Result<std::optional<NodePath>> path = stream.next();
    if (!path) return path.error();
    if (!*path) break;
    found.push_back(**std::move(path));
  }
  return found;
}

}  // namespace onrecord
