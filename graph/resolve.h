#pragma once

#include <cstdint>
#include <vector>

#include "graph/clusters.h"
#include "model/decision.h"
#include "model/resolution.h"
#include "storage/store.h"

namespace onrecord {

/// What a store's documents, taken together, say of who is who.
struct Resolution {
  std::vector<DocumentResolution> documents;  ///< sorted
  std::vector<Candidate> candidates;          ///< doubtful, joined, parted; each the likest first
  std::uint64_t before = 0, after = 0;        ///< entities by extraction, and by resolution
};

/// At most so many candidates of each verdict.
inline constexpr std::size_t kMostCandidates = 10'000;

/// A pure function of its arguments. Clusters twice: the second time with whom people are named
/// together as the first has it. anchored: ids that somebody has decided about, the earliest
/// first; a cluster with one of them keeps it, so that decisions go on meaning whom they meant.
Resolution resolve(Occurrences all, const std::vector<EntityId>& anchored,
                   const ClusterOptions& options = {});

/// Reads all documents of the store, and what was decided to keep apart (which comes on top of the
/// options); writes what comes out. Returns it.
Result<Resolution> resolve(Store& store, const ClusterOptions& options = {});

}  // namespace onrecord
