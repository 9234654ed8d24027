#include "graph/view.h"

#include <algorithm>
#include <string>
#include <utility>

#include "graph/link_filter.h"

namespace onrecord {

namespace {

template <typename Enum>
std::uint32_t bits_of(const std::vector<Enum>& values) {
  if (values.empty()) return ~0u;
  std::uint32_t bits = 0;
  for (const Enum value : values) bits |= 1u << static_cast<unsigned>(value);
  return bits;
}

}  // namespace

Status check_filter(const GraphFilter& filter) {
  if (!(filter.min_confidence >= 0.0 && filter.min_confidence <= 1.0)) {
    return Error{ErrorCode::InvalidInput, "minimum confidence: must lie between 0 and 1"};
  }
  if (!filter.since.empty() && !filter.until.empty() &&
      !may_lie_within(filter.since, {}, filter.until)) {
    return Error{ErrorCode::InvalidInput,
                 "dates: " + to_string(filter.since) + " is after " + to_string(filter.until)};
  }
  for (const Predicate predicate : filter.predicates) {
    if (!row_of(predicate).links_entities) {
      return Error{ErrorCode::InvalidInput, "predicate '" + std::string(to_string(predicate)) +
                                                "' never joins two entities"};
    }
  }
  return {};
}

GraphView::GraphView(const Snapshot& snapshot, const GraphFilter& filter,
                     std::vector<NodeIndex> always)
    : snapshot_(snapshot),
      filter_(filter),
      always_(std::move(always)),
      predicates_(bits_of(filter.predicates)),
      types_(bits_of(filter.types)) {
  geography_ = filter.geography || !filter.predicates.empty();
  plain_ = filter.types.empty() && filter.since.empty() && filter.until.empty() &&
           filter.min_support == 0 && !(filter.min_confidence > 0.0);
  if (!filter.co_mentioned) predicates_ &= ~(1u << static_cast<unsigned>(Predicate::CoMentioned));
}

bool GraphView::always_allows(NodeIndex node) const {
  return std::find(always_.begin(), always_.end(), node) != always_.end();
}

bool GraphView::allows_edge(EdgeIndex edge) const {
  const auto [from, to] = snapshot_.ends(edge);
  return allows(edge, gist_of(snapshot_.packed(edge)), from, to);
}

bool GraphView::allows_slowly(EdgeIndex edge, NodeIndex from, NodeIndex to) const {
  const Predicate predicate = snapshot_.predicate(edge);
  const bool geography =
      predicate == Predicate::LocatedIn && snapshot_.type(from) == EntityType::Place;
  if (geography && !geography_) return false;
  if (plain_) return true;
  return snapshot_.support(edge) >= filter_.min_support &&
         (predicate == Predicate::CoMentioned ||
          snapshot_.confidence(edge) >= filter_.min_confidence) &&
         may_overlap(snapshot_.dates(edge).first, snapshot_.dates(edge).second, filter_.since,
                     filter_.until) &&
         allows_node(from) && allows_node(to);
}

}  // namespace onrecord
