#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "graph/limits.h"
#include "graph/view.h"

namespace onrecord {

/// What a walk costs; compared member by member, so hops decide first. Whole numbers, because sums
/// must not depend on their order.
struct Cost {
  std::uint32_t hops = 0;
  std::uint32_t co_mentioned = 0;  ///< hops that nothing but a co_mentioned carries
  std::uint64_t doubt = 0;         ///< sum of -ln(confidence), in millionths
  auto operator<=>(const Cost&) const = default;
  Cost operator+(const Cost& other) const {
    return {hops + other.hops, co_mentioned + other.co_mentioned, doubt + other.doubt};
  }
};

/// Of one hop over this edge.
Cost cost_of(const Snapshot& snapshot, EdgeIndex edge);

/// The cheapest edge between two neighbours, ties to the smaller index.
struct BestLink {
  EdgeIndex edge = 0;
  std::uint64_t others = 0;  ///< further allowed edges between the two
};
std::optional<BestLink> best_link(const GraphView& view, NodeIndex a, NodeIndex b);

/// Cheapest walks between two nodes, one after another. Keeps 32 bytes for each node of the
/// snapshot; a search cleans up only what it touched. The view must outlive it.
class ShortestSearch {
 public:
  explicit ShortestSearch(const GraphView& view);

  struct Barrier {
    std::vector<NodeIndex> nodes;       ///< not to be entered
    std::vector<NodeIndex> first_hops;  ///< not to be entered straight from `from`
  };
  /// The cheapest walk, ties to the smallest ids along it; `from` first, `to` last. Empty when
  /// there is none of at most `max_hops`. from != to. Busy past the counter's limits.
  Result<std::vector<NodeIndex>> find(NodeIndex from, NodeIndex to, std::uint32_t max_hops,
                                      const Barrier& barrier, StepCounter& counter);

 private:
  static constexpr std::uint32_t kFar = ~0u;
  struct Mark {
    std::uint32_t from_start = kFar;  // hops, once reached from that side
    std::uint32_t from_end = kFar;
    bool barred = false;
    bool first_hop_barred = false;
    Cost to_end{kFar, 0, 0};  // known for what lies on a cheapest walk's second half
  };

  bool blocked(NodeIndex a, NodeIndex b) const;
  Mark& touch(NodeIndex node);
  bool expand_start(std::uint32_t level, StepCounter& counter, bool& met);
  bool expand_end(std::uint32_t level, StepCounter& counter, bool& met);
  bool cost_back_to_start(std::vector<NodeIndex> layer, std::uint32_t level, StepCounter& counter);
  std::vector<NodeIndex> walk(NodeIndex from, NodeIndex to) const;
  void clean();

  const GraphView& view_;
  std::vector<Mark> marks_;
  std::vector<NodeIndex> touched_;
  std::vector<NodeIndex> start_front_, end_front_;
  NodeIndex from_ = 0;
};

}  // namespace onrecord
