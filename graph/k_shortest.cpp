// Yen's algorithm. All simple paths that are not yet found fall into classes: those that share the
// first i nodes of a found path and then go elsewhere than any found path with the same beginning.
// The cheapest of each class waits in a queue; the cheapest of the queue is the next path, and its
// class is split further.
//
// By cost, the searches would each go over much of the graph again. So all but the first path are
// looked for within a corridor around the cheapest ones, which is widened when it has no more.
//
// Does:     A-B-D then A-C-D, found once each though both A and the root A-B give them.
// Does not: tell two edges between the same neighbours apart; they are one step.

#include "graph/k_shortest.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace onrecord {

namespace {

constexpr std::uint32_t kHopsUnlimited = 64;  // as many as any question may ask for

/// How wide the first corridor is. Too narrow, and another is looked for; too wide, and much of the
/// graph lies in it. Most reliable paths lie closer together than most telling ones.
Cost first_width(Measure measure, Cost cheapest) {
  if (measure == Measure::Reliable) return std::max(cheapest / 32, Cost{20'000} << 16);
  return std::max(cheapest / 8, Cost{100'000} << 16);
}

}  // namespace

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
  if (corridor_search_) {
    return corridor_search_->find(root, root_cost, not_next, question_.to);
  }
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
    corridor_unsure_ = true;  // it would begin with the walk that is too long
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

/// Splits the path that was given out last.
Status PathStream::split_last() {
  if (!last_) return {};
  const Waiting last = *std::exchange(last_, std::nullopt);
  const std::vector<NodeIndex>& nodes = last.path.nodes;
  std::size_t branch = 0;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) branch = branch_after(branch, nodes[i + 1]);
  branch = 0;
  std::vector<NodeIndex> root;
  Cost root_cost = 0;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    root.push_back(nodes[i]);
    if (i >= last.split) {
      if (!counter_.step()) return counter_.error();
      if (const Status done = split(root, root_cost, branch); !done) return done;
    }
    branch = branch_after(branch, nodes[i + 1]);
    if (!question_.in_order) {
      root_cost += costs_.node(nodes[i]) + best_link(costs_, nodes[i], nodes[i + 1])->cost +
                   costs_.node(nodes[i + 1]);
    }
  }
  return {};
}

Result<std::optional<NodePath>> PathStream::next_waiting() {
  if (!begun_) {
    begun_ = true;
    if (const Status first = split({question_.from}, 0, 0); !first) return first.error();
  }
  if (const Status done = split_last(); !done) return done.error();
  if (queue_.empty()) return std::optional<NodePath>{};
  last_ = queue_.extract(queue_.begin()).value();
  return std::optional(last_->path);
}

/// Whether further paths are looked for in a corridor: where costs decide and hops are not limited.
bool PathStream::within_corridor() const {
  return costs_.measure() != Measure::Hops && !question_.constrained() &&
         question_.max_hops >= kHopsUnlimited && !corridor_unsure_;
}

/// A corridor twice as wide as the one before, and all that was given out passed over in it.
Status PathStream::widen() {
  width_ = corridor_ ? width_ * 2 : first_width(costs_.measure(), first_cost_);
  Result<Corridor> corridor = find_corridor(costs_, question_, first_cost_ + width_, counter_);
  if (!corridor) return corridor.error();
  corridor_unsure_ = !corridor->sure;
  corridor_search_.reset();
  corridor_ = *std::move(corridor);
  if (!corridor_unsure_) corridor_search_.emplace(*corridor_);
  branches_.assign(1, Branch());
  queue_.clear();
  last_.reset();
  begun_ = false;
  for (std::size_t i = 0; i < given_; ++i) {
    if (const auto passed = next_waiting(); !passed) return passed.error();
  }
  return {};
}

Result<std::optional<NodePath>> PathStream::next() {
  if (given_ == 1 && !corridor_ && within_corridor()) {
    if (const Status widened = widen(); !widened) return widened.error();
  }
  for (;;) {
    Result<std::optional<NodePath>> path = next_waiting();
    if (!path) return path;
    if (!*path) {
      if (!corridor_search_ || corridor_->whole) return path;
      if (const Status widened = widen(); !widened) return widened.error();
      continue;
    }
    if (given_++ == 0) first_cost_ = (*path)->cost;
    if ((*path)->nodes.size() <= std::size_t{question_.max_hops} + 1) return path;
  }
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
