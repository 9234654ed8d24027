#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/limits.h"
#include "graph/path_question.h"
#include "graph/shortest.h"
#include "graph/workspace.h"

namespace onrecord {

/// The part of a graph in which all walks between two nodes lie that cost at most `bound`, small
/// enough to search it again and again. Its nodes are numbered in the order of their indices.
struct Corridor {
  struct Link {
    std::uint32_t to = 0;
    Cost cost = 0;  ///< of the cheapest edge, with the penalties at both ends
  };
  std::vector<NodeIndex> nodes;          ///< sorted
  std::vector<std::vector<Link>> links;  ///< by number of the node; by `to`, each once
  std::vector<Cost> to_end;              ///< by number: cheapest cost from there to the end
  Cost bound = 0;                        ///< none where it is whole
  bool whole = false;                    ///< no link at its nodes was left out because of the bound
  bool sure = false;  ///< false: some walks were too long to be counted; do not use it

  std::optional<std::uint32_t> number_of(NodeIndex node) const;
};

/// Both ends search until they have gone `bound` between them, and then each goes on only where a
/// walk within the bound leads. Of the question, its ends and what it avoids. Busy past the
/// counter's limits.
Result<Corridor> find_corridor(const HopCosts& costs, const PathQuestion& question, Cost bound,
                               StepCounter& counter);

/// Cheapest paths within a corridor, towards its end by the known costs to it (A*: Hart, Nilsson &
/// Raphael 1968). The corridor must outlive it.
class CorridorSearch {
 public:
  explicit CorridorSearch(const Corridor& corridor)
      : corridor_(corridor), marks_(corridor.nodes.size()) {}

  /// The cheapest path of at most the corridor's bound that begins with `root`, at `root_cost`, and
  /// goes on to none of `not_next`; ties to the smallest ids along it.
  std::optional<NodePath> find(const std::vector<NodeIndex>& root, Cost root_cost,
                               const std::vector<NodeIndex>& not_next, NodeIndex to);

 private:
  struct Mark {
    std::uint32_t stamp = 0;
    std::uint32_t parent = 0;
    Cost cost = 0;
    bool barred = false;
  };
  bool before(std::uint32_t node, std::uint32_t other) const;
  void relax(std::uint32_t node, const Corridor::Link& link);

  const Corridor& corridor_;
  std::vector<Mark> marks_;
  struct Waiting {
    Cost whole = 0, cost = 0;  // to the end by way of `node`, and up to it
    std::uint32_t node = 0;
    auto operator<=>(const Waiting&) const = default;
  };
  std::vector<Waiting> heap_;
  std::uint32_t stamp_ = 0;
};

}  // namespace onrecord
