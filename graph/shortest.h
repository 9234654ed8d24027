#pragma once

#include <cstdint>
#include <vector>

#include "graph/limits.h"
#include "graph/measure.h"
#include "graph/workspace.h"

namespace onrecord {

/// A sequence of different nodes, each joined to the next.
struct NodePath {
  Cost cost = 0;
  std::vector<NodeIndex> nodes;
  auto operator<=>(const NodePath&) const = default;
};

/// Where a search must not go.
struct Barrier {
  std::vector<NodeIndex> nodes;       ///< not to be entered
  std::vector<NodeIndex> first_hops;  ///< not to be entered straight from `from`
};

/// Cheapest walks between two nodes, one after another, each searched from both ends at once. The
/// costs must outlive it. Not for several threads; each may have its own.
class ShortestSearch {
 public:
  explicit ShortestSearch(const HopCosts& costs);

  struct Found {
    NodePath path;      ///< `from` first, `to` last; empty when there is none
    bool sure = false;  ///< nothing of at most `max_hops` is cheaper, or comes first among equals
  };
  /// The cheapest walk, ties to the smallest ids along it. from != to. It is not `sure` when the
  /// cheapest walk of all has more than `max_hops`; with Measure::Hops it always is. Busy past the
  /// counter's limits.
  Result<Found> find(NodeIndex from, NodeIndex to, std::uint32_t max_hops, const Barrier& barrier,
                     StepCounter& counter);

 private:
  void begin(NodeIndex from, NodeIndex to, const Barrier& barrier);
  bool blocked(NodeIndex node, NodeIndex other) const;
  bool relax(int side, NodeIndex node, NodeIndex other, Cost cost);
  bool before(int side, NodeIndex node, NodeIndex other) const;
  bool search_levels(std::uint32_t max_hops, StepCounter& counter);
  bool meet_at_level(int side, StepCounter& counter);
  bool expand_level(int side, StepCounter& counter);
  std::uint64_t links_of_front(int side) const;
  bool search_by_cost(std::uint32_t max_hops, StepCounter& counter);
  bool expand_cheapest(int side, std::uint32_t max_hops, StepCounter& counter);
  Cost least_waiting(int side);
  std::vector<NodeIndex> walk_over(NodeIndex meeting) const;

  static constexpr Cost kNone = ~Cost{0};
  const HopCosts& costs_;
  BorrowedWorkspace space_;
  NodeIndex ends_[2] = {0, 0};
  const std::vector<NodeIndex>* first_hops_ = nullptr;
  Cost best_ = kNone;
  bool too_long_ = false;
};

}  // namespace onrecord
