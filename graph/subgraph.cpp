#include "graph/subgraph.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace onrecord {

namespace {

auto order_of(const SubgraphEdge& edge) {
  return std::tuple(edge.source, edge.target, edge.predicate,
                    edge.statement.value_or(StatementId{}));
}

template <typename Item, typename Key>
void sort_unique(std::vector<Item>& items, Key key) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const Item& a, const Item& b) { return key(a) < key(b); });
  const auto same = [&](const Item& a, const Item& b) { return key(a) == key(b); };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

}  // namespace

const SubgraphNode* Subgraph::find(EntityId id) const {
  const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                   [](const SubgraphNode& n, EntityId i) { return n.id < i; });
  return it != nodes.end() && it->id == id ? &*it : nullptr;
}

void sort_subgraph(Subgraph& graph) {
  // A node that came twice is in focus when either was.
  std::stable_sort(graph.nodes.begin(), graph.nodes.end(),
                   [](const SubgraphNode& a, const SubgraphNode& b) {
                     return std::tuple(a.id, !a.focus) < std::tuple(b.id, !b.focus);
                   });
  sort_unique(graph.nodes, [](const SubgraphNode& node) { return node.id; });
  sort_unique(graph.edges, order_of);
}

std::string edge_label(const SubgraphEdge& edge) {
  const PredicateRow& row = row_of(edge.predicate);
  std::string label(row.phrase);
  std::string details;
  for (std::string_view names = row.tells_apart; !names.empty() && !edge.qualifiers.empty();) {
    const std::string name(names.substr(0, names.find(' ')));
    names.remove_prefix(std::min(name.size() + 1, names.size()));
    const auto found = edge.qualifiers.find(name);
    if (found == edge.qualifiers.end() || found->second == "current") continue;
    if (!details.empty()) details += ", ";
    details += found->second;
  }
  if (!details.empty()) label += " (" + details + ")";
  return label;
}

}  // namespace onrecord
