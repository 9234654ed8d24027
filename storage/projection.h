#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/resolution.h"
#include "storage/journal.h"
#include "storage/store.h"
#include "storage/values.h"

namespace onrecord {

/// What resolution and decisions make of one document.
struct Projection {
  /// What resolution across documents says of it; a row of its own.
  std::vector<Resolved> resolved;
  /// Decisions that find here what they are about, whether in force or not; ascending. When one of
  /// them goes out of force or comes back, this document changes, and no other way.
  std::vector<std::uint64_t> touching;
  /// What stands after resolution and those in force; nothing when neither has a part in it: then
  /// it stands as it was extracted.
  std::optional<Extraction> extraction;
  bool operator==(const Projection&) const = default;

  bool empty() const { return touching.empty() && !extraction; }
};

/// Lays resolution and then the decisions over what was extracted from one document, in the order
/// in which they were made, each over what those before it left. A pure function of its arguments:
/// other documents, the clock and the order in which documents came have no part in it. Only
/// decisions about ids that the document has, or gets on the way, are looked at.
///
/// contribution: passes check_contribution; so does what comes out.
Projection project(const Contribution& contribution, std::vector<Resolved> resolved,
                   const Journal& journal);

/// The same, given what the decisions before the last one made of the contribution: one step
/// instead of all. The last decision must not be an undo.
Projection project_next(const Contribution& contribution, const Projection& before,
                        const Journal& journal);

/// All but `resolved`.
std::string encode_projection(const Projection& projection);
Decoded<Projection> decode_projection(std::string_view value, const DocumentId& id);

}  // namespace onrecord
