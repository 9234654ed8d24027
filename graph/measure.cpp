#include "graph/measure.h"

#include <algorithm>
#include <cmath>

namespace onrecord {

namespace {

std::uint32_t millionths_of_ln(double value) {
  return static_cast<std::uint32_t>(std::llround(std::log(value) * 1e6));
}

/// round(ln(degree) * 10^6), by table for all but the largest hubs.
std::uint32_t penalty_of(std::uint32_t degree) {
  static const std::vector<std::uint32_t> table = [] {
    std::vector<std::uint32_t> made(1u << 14, 0);
    for (std::uint32_t d = 1; d < made.size(); ++d) made[d] = millionths_of_ln(d);
    return made;
  }();
  return degree < table.size() ? table[degree] : millionths_of_ln(static_cast<double>(degree));
}

}  // namespace

std::string_view to_string(Measure measure) {
  switch (measure) {
    case Measure::Hops:
      return "hops";
    case Measure::Reliable:
      return "reliable";
    case Measure::Telling:
      return "telling";
  }
  return "";
}

std::optional<Measure> parse_measure(std::string_view word) {
  for (const Measure measure : {Measure::Hops, Measure::Reliable, Measure::Telling}) {
    if (word == to_string(measure)) return measure;
  }
  return std::nullopt;
}

std::uint32_t hops_of(Measure measure, Cost cost) {
  const Cost hops = measure == Measure::Hops ? cost >> 40 : cost >> 8 & 0xff;
  return static_cast<std::uint32_t>(hops);
}

double reliability_of(Cost cost) { return std::exp(-static_cast<double>(cost >> 16) / 1e6); }

double hub_penalty_of(Cost cost) { return static_cast<double>(cost >> 16) / 2e6; }

HopCosts::HopCosts(const GraphView& view, Measure measure, std::vector<NodeIndex> ends)
    : view_(&view), measure_(measure), ends_(std::move(ends)) {}

Cost HopCosts::hub_penalty(NodeIndex node) const {
  if (std::find(ends_.begin(), ends_.end(), node) != ends_.end()) return 0;
  return Cost{penalty_of(view_->snapshot().degree(node))} << 16;
}

std::optional<BestLink> best_link(const HopCosts& costs, NodeIndex a, NodeIndex b) {
  std::optional<BestLink> best;
  std::uint64_t links = 0;
  for_each_link_between(costs.view(), a, b, [&](EdgeIndex index) {
    ++links;
    const Cost cost = costs.link(index);
    if (!best || std::pair(cost, index) < std::pair(best->cost, best->edge)) {
      best = BestLink{index, cost, 0};
    }
  });
  if (best) best->others = links - 1;
  return best;
}

}  // namespace onrecord
