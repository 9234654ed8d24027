#pragma once

#include <cstdint>

#include "graph/filter.h"
#include "storage/reading.h"

namespace onrecord {

/// Whether the time from the first to the last date of an edge may overlap a window; one without
/// any date does only when there is no window.
bool may_overlap(const PartialDate& first, const PartialDate& last, const PartialDate& since,
                 const PartialDate& until);

/// A filter for links as they are read from the store, one after the other. What GraphView does
/// with a snapshot.
class LinkFilter {
 public:
  explicit LinkFilter(const GraphFilter& filter);

  /// False: every entity and every link of the store passes.
  bool restricts() const { return restricts_; }
  /// Whether `allows` looks at the types of the ends.
  bool asks_types() const { return asks_types_; }
  bool allows(EntityType type) const { return (types_ >> static_cast<unsigned>(type) & 1u) != 0; }
  bool allows(Predicate predicate) const {
    return (predicates_ >> static_cast<unsigned>(predicate) & 1u) != 0;
  }
  /// subject, object: of what type they are; anything unless asks_types().
  bool allows(const LinkLine& link, EntityType subject, EntityType object) const;

 private:
  GraphFilter filter_;
  std::uint32_t predicates_ = 0, types_ = 0;  // a bit each
  bool geography_ = true, asks_types_ = false, restricts_ = false;
};

}  // namespace onrecord
