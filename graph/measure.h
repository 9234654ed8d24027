#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/view.h"

namespace onrecord {

/// What makes one path better than another.
enum class Measure : std::uint8_t {
  Hops,      ///< fewest hops
  Reliable,  ///< highest product of confidences
  Telling,   ///< fewest and smallest hubs in between
};

/// "hops", "reliable", "telling".
std::string_view to_string(Measure measure);
std::optional<Measure> parse_measure(std::string_view word);

/// What a walk costs, as one whole number, so that sums depend neither on their order nor on the
/// machine. The bits hold, most significant first:
///   hops:      hops, hops that only a co_mentioned carries, doubt (32 bits);
///   reliable:  doubt, hops (8 bits), hops that only a co_mentioned carries (8 bits);
///   telling:   hub penalty counted twice, hops (8 bits), such hops (8 bits).
/// Doubt is the sum of round(-ln(confidence) * 10^6); a co_mentioned has none in `hops`, where it
/// is counted by itself, and kCoMentionedDoubt in `reliable`.
using Cost = std::uint64_t;

/// -ln(1/2) * 10^6: two names in one sentence count as a link that holds once in two times.
constexpr std::uint32_t kCoMentionedDoubt = 693'147;

std::uint32_t hops_of(Measure measure, Cost cost);
/// Product of the confidences; a co_mentioned counts as in `kCoMentionedDoubt`. Only of `reliable`.
double reliability_of(Cost cost);
/// Sum of ln(degree) over the entities in between. Only of `telling`.
double hub_penalty_of(Cost cost);

/// What hops cost under one measure. A hop costs link(edge) + node(a) + node(b): each entity in
/// between is entered and left, hence its penalty counts twice, and the ends are free. The degree
/// of an entity is that in the whole snapshot, whatever the filter: who is linked with everybody
/// says little, whichever links are asked for. The view must outlive it.
class HopCosts {
 public:
  HopCosts(const GraphView& view, Measure measure, std::vector<NodeIndex> ends);

  const GraphView& view() const { return *view_; }
  Measure measure() const { return measure_; }
  Cost link(EdgeIndex edge) const { return link(gist_of(view_->snapshot().packed(edge))); }
  Cost link(EdgeGist gist) const {
    const bool together = gist.predicate() == Predicate::CoMentioned;
    const Cost hop = Cost{1} << 8 | Cost{together};
    if (measure_ == Measure::Telling) return hop;
    const Cost doubt = gist.amount();
    if (measure_ == Measure::Hops) return hop << 32 | (together ? Cost{0} : doubt);
    return (together ? Cost{kCoMentionedDoubt} : doubt) << 16 | hop;
  }
  Cost node(NodeIndex node) const {
    return measure_ == Measure::Telling ? hub_penalty(node) : Cost{0};
  }
  /// node(node) will be asked for soon.
  void expect(NodeIndex node) const {
    if (measure_ == Measure::Telling) view_->snapshot().expect_degree(node);
  }
  std::uint32_t hops(Cost cost) const { return hops_of(measure_, cost); }

 private:
  Cost hub_penalty(NodeIndex node) const;

  const GraphView* view_;
  Measure measure_;
  std::vector<NodeIndex> ends_;
};

/// The cheapest edge between two neighbours, ties to the smaller index, which is the order of
/// (source, target, predicate, qualifiers).
struct BestLink {
  EdgeIndex edge = 0;
  Cost cost = 0;             ///< HopCosts::link
  std::uint64_t others = 0;  ///< further allowed edges between the two
};
std::optional<BestLink> best_link(const HopCosts& costs, NodeIndex a, NodeIndex b);

/// Calls visit(edge) for each allowed edge between the two, either direction, in order.
template <typename Visit>
void for_each_link_between(const GraphView& view, NodeIndex a, NodeIndex b, Visit visit) {
  const Snapshot::Graph& graph = view.snapshot().graph();
  const auto index_of = get(boost::edge_index, graph);
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    const auto [begin, end] = out_edges(from, graph);
    auto low = begin - begin;
    for (auto high = end - begin; low < high;) {
      const auto middle = low + (high - low) / 2;
      if (target(begin[middle], graph) < to) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (auto it = begin + low; it != end && target(*it, graph) == to; ++it) {
      const EdgeIndex index = get(index_of, *it);
      if (view.allows_edge(index)) visit(index);
    }
  }
}

}  // namespace onrecord
