// Label setting from the start. A label is a way to have come to a node: its cost, the earliest day
// it may be (each edge is taken as early as it allows), what it has been through. A label makes way
// for another at the same node that is as good in everything; where the costs are equal, the walk
// with the smaller ids is the better one.
//
// A cheapest walk without conditions never comes to a node twice, nor does one in order of time:
// leaving out the round trip is cheaper and earlier. With nodes to go through it may: A-B-C-B-D
// passes C. Then the nodes that it came to twice are watched, so that labels which have been there
// no longer give way to those that have not, and the search begins anew (decremental state space
// relaxation: Righini & Salani 2008). It ends, because each round watches another node.
//
// Does:     A-B-C-E-D for A to D through C where A-B-C-B-D is the cheapest walk.
// Does not: know how far the target is; it looks at all that is cheaper.

#include "graph/label_search.h"

#include <algorithm>
#include <functional>

#include "graph/day_range.h"

namespace onrecord {

namespace {

std::uint64_t bit_of(const std::vector<NodeIndex>& nodes, NodeIndex node) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i] == node) return std::uint64_t{1} << i;
  }
  return 0;
}

}  // namespace

LabelSearch::LabelSearch(const HopCosts& costs, const PathQuestion& question)
    : costs_(costs),
      question_(question),
      space_(costs.view().snapshot().node_count()),
      all_passed_((std::uint64_t{1} << (question.through.size() + question.through_types.size())) -
                  1) {}

void LabelSearch::begin(const std::vector<NodeIndex>& root) {
  space_->begin();
  labels_.clear();
  waiting_.clear();
  spur_ = root.back();
  // Side 1: where no walk may go.
  for (const NodeIndex node : question_.avoid) space_->mark(node, 1) = {space_->stamp(), node, 0};
  for (const NodeIndex node : root) space_->mark(node, 1) = {space_->stamp(), node, 0};
}

/// Of two labels of one cost, hence of as many hops: whether the nodes of `a` come first or are the
/// same.
bool LabelSearch::comes_first(const Label& a, const Label& b) const {
  bool first = true;
  const Label *left = &a, *right = &b;
  while (left != right) {
    if (left->node != right->node) first = left->node < right->node;
    left = &labels_[left->parent];
    right = &labels_[right->parent];
  }
  return first;
}

bool LabelSearch::dominates(const Label& a, const Label& b) const {
  if (a.cost > b.cost || a.day > b.day) return false;
  if (costs_.hops(a.cost) > costs_.hops(b.cost)) return false;
  if ((b.passed & ~a.passed) != 0 || (a.watched & ~b.watched) != 0) return false;
  return a.cost < b.cost || comes_first(a, b);
}

void LabelSearch::add(Label label) {
  NodeMark& mark = space_->mark(label.node, 0);
  const bool first = mark.stamp != space_->stamp();
  if (first) mark = {space_->stamp(), kNoLabel, 0};
  for (std::uint32_t i = mark.parent; i != kNoLabel; i = labels_[i].sibling) {
    Label& other = labels_[i];
    if (other.dead) continue;
    if (dominates(other, label)) return;
    if (dominates(label, other)) other.dead = true;
  }
  label.sibling = mark.parent;
  const auto index = static_cast<std::uint32_t>(labels_.size());
  if (index == 0) label.parent = 0;
  mark.parent = index;
  labels_.push_back(label);
  if (hold_back_) return;
  waiting_.emplace_back(label.cost, index);
  std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
}

/// The label at `other` after a hop over `edge`; nothing where it is too late for that.
std::optional<LabelSearch::Label> LabelSearch::over(std::uint32_t from, EdgeIndex edge,
                                                    NodeIndex other) const {
  Label label = labels_[from];
  label.dead = false;
  label.parent = from;
  label.cost += costs_.node(label.node) + costs_.link(edge) + costs_.node(other);
  label.node = other;
  if (question_.in_order) {
    const auto day = earliest_day(day_range(costs_.view().snapshot(), edge), label.day);
    if (!day) return std::nullopt;
    label.day = *day;
  }
  if (other == question_.to) return label;
  label.passed |= bit_of(question_.through, other);
  const EntityType type = costs_.view().snapshot().type(other);
  for (std::size_t i = 0; i < question_.through_types.size(); ++i) {
    if (question_.through_types[i] == type) {
      label.passed |= std::uint64_t{1} << (question_.through.size() + i);
    }
  }
  return label;
}

/// Labels at the end of the root: one, or several of different days and costs.
Status LabelSearch::start_along(const std::vector<NodeIndex>& root, StepCounter& counter) {
  hold_back_ = true;
  Label start;
  start.node = root.front();
  start.day = kBeforeAllDays;
  add(start);
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i + 1 < root.size(); ++i) {
    const auto end = static_cast<std::uint32_t>(labels_.size());
    bool going = true;
    for (std::uint32_t label = begin; label < end && going; ++label) {
      if (labels_[label].dead) continue;
      for_each_link_between(costs_.view(), root[i], root[i + 1], [&](EdgeIndex edge) {
        going = going && counter.step();
        if (const auto next = over(label, edge, root[i + 1])) add(*next);
      });
    }
    if (!going) return counter.error();
    begin = end;
  }
  hold_back_ = false;
  for (std::uint32_t label = begin; label < labels_.size(); ++label) {
    if (!labels_[label].dead) waiting_.emplace_back(labels_[label].cost, label);
  }
  std::make_heap(waiting_.begin(), waiting_.end(), std::greater<>());
  return {};
}

bool LabelSearch::extend(std::uint32_t from, const std::vector<NodeIndex>& not_next,
                         StepCounter& counter) {
  const NodeIndex node = labels_[from].node;
  if (costs_.hops(labels_[from].cost) >= question_.max_hops) return true;
  return costs_.view().for_each_link(node, [&](EdgeIndex edge, NodeIndex other) {
    if (!counter.step()) return false;
    if (space_->known(other, 1)) return true;
    if (node == spur_ && std::find(not_next.begin(), not_next.end(), other) != not_next.end()) {
      return true;
    }
    const std::uint64_t watch = bit_of(watched_, other);
    if ((labels_[from].watched & watch) != 0) return true;
    std::optional<Label> label = over(from, edge, other);
    if (!label || (other == question_.to && label->passed != all_passed_)) return true;
    label->watched |= watch;
    add(*label);
    return true;
  });
}

std::vector<NodeIndex> LabelSearch::walk_to(std::uint32_t label) const {
  std::vector<NodeIndex> nodes{labels_[label].node};
  while (labels_[label].parent != label) {
    label = labels_[label].parent;
    nodes.push_back(labels_[label].node);
  }
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

Result<std::optional<NodePath>> LabelSearch::cheapest_walk(const std::vector<NodeIndex>& root,
                                                           const std::vector<NodeIndex>& not_next,
                                                           StepCounter& counter) {
  begin(root);
  if (const Status started = start_along(root, counter); !started) return started.error();
  std::optional<NodePath> best;
  while (!waiting_.empty()) {
    const auto [cost, label] = waiting_.front();
    if (best && cost > best->cost) break;
    std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
    waiting_.pop_back();
    if (labels_[label].dead) continue;
    if (labels_[label].node == question_.to) {
      NodePath walk{cost, walk_to(label)};
      if (!best || walk < *best) best = std::move(walk);
    } else if (!best && !extend(label, not_next, counter)) {
      return counter.error();
    }
  }
  return best;
}

Result<std::optional<NodePath>> LabelSearch::find(const std::vector<NodeIndex>& root,
                                                  const std::vector<NodeIndex>& not_next,
                                                  StepCounter& counter) {
  watched_.clear();
  for (;;) {
    Result<std::optional<NodePath>> walk = cheapest_walk(root, not_next, counter);
    if (!walk || !*walk) return walk;
    std::vector<NodeIndex> sorted = (*walk)->nodes;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t before = watched_.size();
    for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
      if (sorted[i] == sorted[i + 1] && bit_of(watched_, sorted[i]) == 0) {
        watched_.push_back(sorted[i]);
      }
    }
    if (watched_.size() == before) return walk;
    if (watched_.size() > 64) {
      return Error{ErrorCode::Busy,
                   "no path without a round trip was found in time; ask for fewer entities or "
                   "types to go through, or for fewer hops"};
    }
  }
}

}  // namespace onrecord
