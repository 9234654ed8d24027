#include "graph/link_graph.h"

#include <algorithm>

namespace onrecord {

namespace {

/// Whether an edge at a node begins there: the edges that do have consecutive indices.
class Outgoing {
 public:
  Outgoing(const Snapshot& snapshot, NodeIndex node)
      : count_(static_cast<EdgeIndex>(out_degree(node, snapshot.graph()))) {
    if (count_ == 0) return;
    first_ = get(boost::edge_index, snapshot.graph(), *out_edges(node, snapshot.graph()).first);
  }
  bool operator()(EdgeIndex edge) const { return edge >= first_ && edge - first_ < count_; }

 private:
  EdgeIndex first_ = 0, count_;
};

}  // namespace

Result<LinkGraph> LinkGraph::build(const GraphView& view, Kind kind, StepCounter& counter) {
  const Snapshot& snapshot = view.snapshot();
  LinkGraph graph;
  graph.begins_.reserve(std::size_t{snapshot.node_count()} + 1);
  for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
    const auto begin = static_cast<std::ptrdiff_t>(graph.neighbours_.size());
    const Outgoing outgoing(snapshot, node);
    const bool going = view.for_each_link(node, [&](EdgeIndex edge, NodeIndex other) {
      if (kind == Kind::Both || snapshot.co_mentioned(edge) || !outgoing(edge)) {
        graph.neighbours_.push_back(other);
      }
      return counter.step();
    });
    if (!going) return counter.error();
    std::vector<NodeIndex>& all = graph.neighbours_;
    std::sort(all.begin() + begin, all.end());
    all.erase(std::unique(all.begin() + begin, all.end()), all.end());
    graph.begins_.push_back(all.size());
  }
  return graph;
}

}  // namespace onrecord
