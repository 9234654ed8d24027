#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/limits.h"
#include "graph/view.h"

namespace onrecord {

/// A view's links as plain neighbour lists, each pair once: what algorithms go over many times.
/// Four bytes a neighbour and eight a node. Holds node indices of the view's snapshot.
class LinkGraph {
 public:
  enum class Kind : std::uint8_t {
    Both,     ///< neighbours, whatever the direction
    Sources,  ///< those from whom an edge leads here; a co_mentioned leads both ways
  };
  /// Busy past the counter's limits.
  static Result<LinkGraph> build(const GraphView& view, Kind kind, StepCounter& counter);

  NodeIndex node_count() const { return static_cast<NodeIndex>(begins_.size() - 1); }
  /// Sorted, each once.
  std::span<const NodeIndex> of(NodeIndex node) const {
    return {neighbours_.data() + begins_[node], neighbours_.data() + begins_[node + 1]};
  }
  std::uint64_t degree(NodeIndex node) const { return begins_[node + 1] - begins_[node]; }
  std::uint64_t entries() const { return neighbours_.size(); }

 private:
  std::vector<std::uint64_t> begins_{0};
  std::vector<NodeIndex> neighbours_;
};

}  // namespace onrecord
