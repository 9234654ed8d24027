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

bool may_overlap(const PartialDate& first, const PartialDate& last, const PartialDate& since,
                 const PartialDate& until) {
  if (since.empty() && until.empty()) return true;
  if (first.empty() && last.empty()) return false;
  return may_lie_within(last, since, {}) && may_lie_within(first, {}, until);
}

LinkFilter::LinkFilter(const GraphFilter& filter)
    : filter_(filter), predicates_(bits_of(filter.predicates)), types_(bits_of(filter.types)) {
  geography_ = filter.geography || !filter.predicates.empty();
  asks_types_ = !geography_ || !filter.types.empty();
  restricts_ = asks_types_ || !filter.predicates.empty() || !filter.since.empty() ||
               !filter.until.empty() || filter.min_support > 0 || filter.min_confidence > 0.0;
}

bool LinkFilter::allows(const LinkLine& link, EntityType subject, EntityType object) const {
  if (!allows(link.predicate)) return false;
  if (!geography_ && link.predicate == Predicate::LocatedIn && subject == EntityType::Place) {
    return false;
  }
  return link.support >= filter_.min_support && link.confidence >= filter_.min_confidence &&
         may_overlap(link.first, link.last, filter_.since, filter_.until) &&
         (!asks_types_ || (allows(subject) && allows(object)));
}

}  // namespace onrecord
