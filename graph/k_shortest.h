#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "graph/corridor.h"
#include "graph/label_search.h"
#include "graph/limits.h"
#include "graph/path_question.h"
#include "graph/shortest.h"

namespace onrecord {

/// The simple paths of a question, one after another: cheapest first, ties to the smallest ids
/// along the path. Each costs a few searches, however many there are. All arguments must outlive
/// it.
/// Reference: Yen, "Finding the K Shortest Loopless Paths in a Network", 1971; every path is split
/// only from where it left its parent (Lawler 1972).
class PathStream {
 public:
  PathStream(const HopCosts& costs, const PathQuestion& question, StepCounter& counter);

  /// Nothing when there are no more. Busy past the counter's limits.
  Result<std::optional<NodePath>> next();

 private:
  struct Waiting {
    NodePath path;
    std::size_t split = 0;  // index of the last node shared with the path it was split from
    bool operator<(const Waiting& other) const { return path < other.path; }
  };
  /// Found paths by their beginnings: which nodes have come next after the same ones.
  struct Branch {
    std::vector<NodeIndex> next;
    std::vector<std::size_t> branches;  // as `next`
  };

  Result<std::optional<NodePath>> next_waiting();
  Status split_last();
  Status widen();
  bool within_corridor() const;
  std::size_t branch_after(std::size_t branch, NodeIndex next);
  Status split(const std::vector<NodeIndex>& root, Cost root_cost, std::size_t branch);
  Result<std::optional<NodePath>> complete(const std::vector<NodeIndex>& root, Cost root_cost,
                                           const std::vector<NodeIndex>& not_next);

  const HopCosts& costs_;
  const PathQuestion& question_;
  StepCounter& counter_;
  std::optional<ShortestSearch> search_;
  std::optional<LabelSearch> label_search_;
  std::vector<Branch> branches_{1};
  std::set<Waiting> queue_;
  std::optional<Waiting> last_;  // given out, not yet split
  bool begun_ = false;

  // Instead of the searches above, once there is more than one path to find by cost: the queue is
  // filled anew within each wider corridor, and the paths given out before are passed over.
  std::optional<Corridor> corridor_;
  std::optional<CorridorSearch> corridor_search_;
  Cost first_cost_ = 0, width_ = 0;
  std::size_t given_ = 0;
  bool corridor_unsure_ = false;
};

/// The first k of the stream.
Result<std::vector<NodePath>> find_k_shortest(const HopCosts& costs, const PathQuestion& question,
                                              std::size_t k, StepCounter& counter);

/// The edges that the path goes over: between two neighbours the cheapest, ties to the smaller
/// index; of a question that is `in_order`, the cheapest ones that keep the order, ties to the
/// smallest indices along the path. `nodes` is a path of the question.
std::vector<EdgeIndex> edges_along(const HopCosts& costs, const PathQuestion& question,
                                   const std::vector<NodeIndex>& nodes);

}  // namespace onrecord
