// Which edges a path shows. In order of time that is a choice for the whole path: the cheapest edge
// of the first hop may be too late for the second.

#include <algorithm>
#include <tuple>

#include "graph/day_range.h"
#include "graph/k_shortest.h"

namespace onrecord {

namespace {

/// One way to have come so far.
struct Choice {
  Cost cost = 0;
  std::vector<EdgeIndex> edges;
  std::int32_t day = kBeforeAllDays;
  bool operator<(const Choice& other) const {
    return std::tie(cost, edges) < std::tie(other.cost, other.edges);
  }
};

/// Cheapest first, each earlier than those before it; the others can never be the better choice.
std::vector<Choice> worth_keeping(std::vector<Choice> choices) {
  std::sort(choices.begin(), choices.end());
  std::vector<Choice> kept;
  for (Choice& choice : choices) {
    if (kept.empty() || choice.day < kept.back().day) kept.push_back(std::move(choice));
  }
  return kept;
}

std::vector<EdgeIndex> edges_in_order(const HopCosts& costs, const std::vector<NodeIndex>& nodes) {
  std::vector<Choice> choices(1);
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    std::vector<Choice> next;
    for_each_link_between(costs.view(), nodes[i], nodes[i + 1], [&](EdgeIndex edge) {
      const auto range = day_range(costs.view().snapshot(), edge);
      for (const Choice& choice : choices) {
        const auto day = earliest_day(range, choice.day);
        if (!day) continue;
        Choice longer{choice.cost + costs.link(edge), choice.edges, *day};
        longer.edges.push_back(edge);
        next.push_back(std::move(longer));
      }
    });
    choices = worth_keeping(std::move(next));
  }
  return choices.empty() ? std::vector<EdgeIndex>{} : choices.front().edges;
}

}  // namespace

std::vector<EdgeIndex> edges_along(const HopCosts& costs, const PathQuestion& question,
                                   const std::vector<NodeIndex>& nodes) {
  if (question.in_order) return edges_in_order(costs, nodes);
  std::vector<EdgeIndex> edges;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    edges.push_back(best_link(costs, nodes[i], nodes[i + 1])->edge);
  }
  return edges;
}

}  // namespace onrecord
