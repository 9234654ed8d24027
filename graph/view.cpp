#include "graph/view.h"

#include <algorithm>
#include <string>
#include <utility>

namespace onrecord {

namespace {

template <typename Enum>
std::uint32_t bits_of(const std::vector<Enum>& values) {
  if (values.empty()) return ~0u;
  std::uint32_t bits = 0;
  for (const Enum value : values) bits |= 1u << static_cast<unsigned>(value);
  return bits;
}

bool may_overlap(const SnapshotEdge& edge, const PartialDate& since, const PartialDate& until) {
  if (since.empty() && until.empty()) return true;
  if (edge.first.empty() && edge.last.empty()) return false;
  return may_lie_within(edge.last, since, {}) && may_lie_within(edge.first, {}, until);
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
  if (!filter.co_mentioned) predicates_ &= ~(1u << static_cast<unsigned>(Predicate::CoMentioned));
}

bool GraphView::allows(NodeIndex node) const {
  if (types_ >> static_cast<unsigned>(snapshot_.node(node).type) & 1u) return true;
  return std::find(always_.begin(), always_.end(), node) != always_.end();
}

bool GraphView::allows(const SnapshotEdge& edge) const {
  const bool geography = edge.predicate == Predicate::LocatedIn &&
                         snapshot_.node(edge.source).type == EntityType::Place;
  return (predicates_ >> static_cast<unsigned>(edge.predicate) & 1u) &&
         (geography_ || !geography) && edge.support >= filter_.min_support &&
         (edge.co_mentioned() || edge.confidence >= filter_.min_confidence) &&
         may_overlap(edge, filter_.since, filter_.until) && allows(edge.source) &&
         allows(edge.target);
}

}  // namespace onrecord
