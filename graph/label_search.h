#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/limits.h"
#include "graph/path_question.h"
#include "graph/shortest.h"
#include "graph/workspace.h"

namespace onrecord {

/// Cheapest paths under conditions that a walk has to remember: how many hops it has, what it has
/// been through, which day it has reached. Exact, and much slower than ShortestSearch, since it
/// looks at everything that is cheaper than the answer. All arguments must outlive it.
class LabelSearch {
 public:
  LabelSearch(const HopCosts& costs, const PathQuestion& question);

  /// The cheapest simple path of the question that begins with `root` (whose first node is `from`)
  /// and goes on to none of `not_next`; ties to the smallest ids along it. Nothing when there is
  /// none, Busy past the counter's limits.
  Result<std::optional<NodePath>> find(const std::vector<NodeIndex>& root,
                                       const std::vector<NodeIndex>& not_next,
                                       StepCounter& counter);

 private:
  /// One way to have come to a node.
  struct Label {
    Cost cost = 0;
    NodeIndex node = 0;
    std::uint32_t parent = 0;   // of labels_; itself for the first
    std::uint32_t sibling = 0;  // next label at the same node
    std::int32_t day = 0;
    std::uint64_t passed = 0;   // of the conditions in `through`, a bit each
    std::uint64_t watched = 0;  // of watched_, those on this walk
    bool dead = false;
  };
  static constexpr std::uint32_t kNoLabel = ~0u;

  void begin(const std::vector<NodeIndex>& root);
  Status start_along(const std::vector<NodeIndex>& root, StepCounter& counter);
  void add(Label label);
  bool extend(std::uint32_t from, const std::vector<NodeIndex>& not_next, StepCounter& counter);
  std::optional<Label> over(std::uint32_t from, EdgeIndex edge, NodeIndex other) const;
  bool dominates(const Label& a, const Label& b) const;
  bool comes_first(const Label& a, const Label& b) const;
  std::vector<NodeIndex> walk_to(std::uint32_t label) const;
  Result<std::optional<NodePath>> cheapest_walk(const std::vector<NodeIndex>& root,
                                                const std::vector<NodeIndex>& not_next,
                                                StepCounter& counter);

  const HopCosts& costs_;
  const PathQuestion& question_;
  BorrowedWorkspace space_;
  std::vector<Label> labels_;
  std::vector<std::pair<Cost, std::uint32_t>> waiting_;
  std::vector<NodeIndex> watched_;  // nodes that a walk must not come to twice
  std::uint64_t all_passed_ = 0;
  NodeIndex spur_ = 0;
  bool hold_back_ = false;  // labels are collected, not queued
};

}  // namespace onrecord
