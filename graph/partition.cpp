// Components and what holds them together, by one depth-first search without recursion: `low` is
// the earliest node that a subtree reaches over a link outside the tree (Hopcroft & Tarjan 1973).

#include "graph/partition.h"

#include <algorithm>

namespace onrecord {

namespace {

class CutFinder {
 public:
  explicit CutFinder(const LinkGraph& links)
      : links_(links), nodes_(links.node_count()), points_(links.node_count(), 0) {}

  Cuts find() {
    for (NodeIndex root = 0; root < links_.node_count(); ++root) {
      if (nodes_[root].order != 0 || links_.degree(root) == 0) continue;
      const std::size_t first_bridge = cuts_.bridges.size();
      search(root);
      const std::uint64_t size = nodes_[root].below;
      for (std::size_t i = first_bridge; i < cuts_.bridges.size(); ++i) {
        Bridge& bridge = cuts_.bridges[i];
        if (bridge.smaller_side * 2 <= size) continue;
        bridge.smaller_side = size - bridge.smaller_side;
        std::swap(bridge.end, bridge.other);
      }
      if (points_[root] > 0) --points_[root];  // nothing lies above it
    }
    for (NodeIndex node = 0; node < links_.node_count(); ++node) {
      if (points_[node] > 0) cuts_.points.push_back({node, points_[node] + 1});
    }
    return std::move(cuts_);
  }

 private:
  struct Node {
    std::uint32_t order = 0;  // from 1; 0: not yet seen
    std::uint32_t low = 0;
    NodeIndex parent = 0;
    std::uint32_t next = 0;   // neighbours looked at
    std::uint64_t below = 1;  // nodes of its subtree
  };

  void search(NodeIndex root) {
    std::vector<NodeIndex> stack{root};
    enter(root, root);
    while (!stack.empty()) {
      const NodeIndex node = stack.back();
      Node& here = nodes_[node];
      if (here.next < links_.degree(node)) {
        const NodeIndex other = links_.of(node)[here.next++];
        if (nodes_[other].order == 0) {
          enter(other, node);
          stack.push_back(other);
        } else if (other != here.parent) {
          here.low = std::min(here.low, nodes_[other].order);
        }
        continue;
      }
      stack.pop_back();
      if (node != root) leave(node);
    }
  }

  void enter(NodeIndex node, NodeIndex parent) {
    ++time_;
    nodes_[node] = {time_, time_, parent, 0, 1};
  }

  void leave(NodeIndex node) {
    const Node& here = nodes_[node];
    Node& above = nodes_[here.parent];
    above.low = std::min(above.low, here.low);
    above.below += here.below;
    if (here.low > above.order) cuts_.bridges.push_back({here.parent, node, here.below});
    if (here.low >= above.order) ++points_[here.parent];
  }

  const LinkGraph& links_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> points_;  // subtrees that only this node joins with the rest
  Cuts cuts_;
  std::uint32_t time_ = 0;
};

}  // namespace

Partition components(const LinkGraph& links) {
  constexpr std::uint32_t kNone = ~0u;
  Partition groups(links.node_count(), kNone);
  std::uint32_t count = 0;
  std::vector<NodeIndex> queue;
  for (NodeIndex start = 0; start < links.node_count(); ++start) {
    if (groups[start] != kNone) continue;
    queue = {start};
    groups[start] = count;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const NodeIndex next : links.of(queue[i])) {
        if (groups[next] != kNone) continue;
        groups[next] = count;
        queue.push_back(next);
      }
    }
    ++count;
  }
  return groups;
}

Cuts find_cuts(const LinkGraph& links) { return CutFinder(links).find(); }

}  // namespace onrecord
