#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "graph/likeness.h"
#include "graph/traits.h"

namespace onrecord {

struct ClusterOptions {
  double join = 0.9;   ///< from this probability on, two are one
  double doubt = 0.3;  ///< from here on a person is asked
  /// Pairs of occurrences that are surely two: no cluster has both, and nobody is asked about the
  /// clusters that have one each.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart = {};
};

/// Two clusters that were compared, and how it came out.
struct Compared {
  std::uint32_t a = 0, b = 0;  ///< first occurrences of the clusters as they were then
  double probability = 0.0;
  std::vector<std::string> reasons;
};

struct Clusters {
  /// By occurrence: the cluster, named by its first occurrence.
  std::vector<std::uint32_t> of;
  std::vector<Compared> joined;    ///< clusters of different extracted ids that became one
  std::vector<Compared> parted;    ///< clusters of one extracted id that stayed several
  std::vector<Compared> doubtful;  ///< pairs of final clusters; a < b
};

/// Which occurrences are one entity. First those of each extracted id: one, unless something speaks
/// against it. Then clusters of different ids whose names share a blocking key, the likest first,
/// each time with all that both are known to be. A name that fits several clusters shares its
/// probability among them. Deterministic; the order of documents is all that counts.
///
/// Time is near linear: an occurrence is compared with at most 24 clusters of its id, and where a
/// block holds more than 40 clusters, only those that share a rare trait are compared.
Clusters make_clusters(const Occurrences& all, const ClusterOptions& options = {});

}  // namespace onrecord
