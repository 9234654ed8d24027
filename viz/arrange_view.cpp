// What of a graph a view shows. The page decides the same in viz/web/src/core/scene.ts.

#include <algorithm>
#include <map>
#include <set>

#include "viz/saved_view.h"

namespace onrecord {
namespace {

/// Whether a filter may leave an entity without any of its edges, which takes it from the picture.
bool restricts_edges(const SavedView& view) {
  const GraphFilter& filter = view.filter;
  return !filter.predicates.empty() || !filter.since.empty() || !filter.until.empty() ||
         filter.min_support > 1 || filter.min_confidence > 0.0 || !filter.co_mentioned ||
         !view.outlets.empty();
}

/// The view's nodes by their index, and whether each is shown.
class Arrangement {
 public:
  Arrangement(const SavedView& view, GraphParts& graph)
      : view_(view), graph_(graph), shown_(view.nodes.size(), false) {
    for (GraphNode& node : graph.nodes) found_.emplace(node.id, std::move(node));
  }

  void choose() {
    for (std::size_t at = 0; at < shown_.size(); ++at) {
      const auto node = found_.find(to_string(view_.nodes[at].id));
      if (node == found_.end()) continue;
      index_.emplace(node->first, at);
      shown_[at] = !view_.nodes[at].hidden && (is_focus(at) || is_of_type(node->second));
    }
  }

  void leave_out_lonely() {
    const auto around = neighbours();
    for (std::size_t at = 0; at < shown_.size(); ++at) {
      if (around[at].empty() && !is_focus(at) && !view_.nodes[at].pinned) shown_[at] = false;
    }
  }

  void fold() {
    for (std::size_t at = 0; at < shown_.size(); ++at) {
      if (!shown_[at] || !view_.nodes[at].folded) continue;
      const auto around = neighbours();
      for (const std::size_t leaf : around[at]) {
        const ViewNode& node = view_.nodes[leaf];
        const bool stays = node.pinned || node.folded || is_focus(leaf);
        if (around[leaf].size() == 1 && !stays) shown_[leaf] = false;
      }
    }
  }

  void put_into_graph() {
    std::erase_if(graph_.edges, [&](const GraphEdge& edge) {
      return !place_of(edge.source) || !place_of(edge.target);
    });
    graph_.nodes.clear();
    for (std::size_t at = 0; at < shown_.size(); ++at) {
      if (!shown_[at]) continue;
      GraphNode& node = found_.at(to_string(view_.nodes[at].id));
      node.place = view_.nodes[at].place;
      node.focus = is_focus(at);
      graph_.nodes.push_back(std::move(node));
    }
  }

 private:
  bool is_focus(std::size_t at) const { return view_.focus == view_.nodes[at].id; }

  bool is_of_type(const GraphNode& node) const {
    const auto& types = view_.filter.types;
    const auto type = parse_entity_type(node.type);
    return types.empty() || (type && std::find(types.begin(), types.end(), *type) != types.end());
  }

  /// Of one that is shown.
  std::optional<std::size_t> place_of(const std::string& id) const {
    const auto at = index_.find(id);
    return at != index_.end() && shown_[at->second] ? std::optional(at->second) : std::nullopt;
  }

  std::vector<std::set<std::size_t>> neighbours() const {
    std::vector<std::set<std::size_t>> around(shown_.size());
    for (const GraphEdge& edge : graph_.edges) {
      const auto from = place_of(edge.source), to = place_of(edge.target);
      if (!from || !to) continue;
      around[*from].insert(*to);
      around[*to].insert(*from);
    }
    return around;
  }

  const SavedView& view_;
  GraphParts& graph_;
  std::map<std::string, GraphNode> found_;
  std::map<std::string, std::size_t> index_;
  std::vector<bool> shown_;
};

}  // namespace

void arrange(const SavedView& view, GraphParts& graph) {
  if (view.tab == "quotes" || view.tab == "paths") return;
  Arrangement arrangement(view, graph);
  arrangement.choose();
  if (restricts_edges(view)) arrangement.leave_out_lonely();
  arrangement.fold();
  arrangement.put_into_graph();
}

}  // namespace onrecord
