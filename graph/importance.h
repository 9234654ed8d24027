#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/snapshot.h"

namespace onrecord {

/// What is asked of the whole graph. Numbers are stored: never renumber.
enum class Importance : std::uint8_t {
  Degree = 1,       ///< different neighbours
  PageRank = 2,     ///< along the statements' direction, a co_mentioned both ways; damping 0.85
  Betweenness = 3,  ///< share of the shortest paths between two others that pass through
  Communities = 4,  ///< groups with more links inside than chance would give
  Components = 5,   ///< groups that nothing joins with each other
  Bridges = 6,      ///< pairs whose links alone hold two parts together
  CutPoints = 7,    ///< entities that alone hold several parts together
};

/// "degree", "pagerank", "betweenness", "communities", "components", "bridges", "cut-points".
std::string_view to_string(Importance what);
std::optional<Importance> parse_importance(std::string_view word);

struct ImportanceRow {
  EntityId entity;
  EntityId other;           ///< of a bridge: the other end, whose side is not the greater one
  std::uint32_t group = 0;  ///< of communities and components, from 1, the greatest first
  /// The score; of a group's member its degree; of a bridge the entities on the smaller side; of a
  /// cut point the parts that its component would fall into.
  double value = 0.0;
  bool operator==(const ImportanceRow&) const = default;
};

struct ImportanceTable {
  /// By value, greatest first, then by id (bridges: both ids); groups one after another.
  std::vector<ImportanceRow> rows;
  double modularity = 0.0;    ///< of communities
  std::uint64_t sampled = 0;  ///< sources of betweenness, when not all were taken
  bool operator==(const ImportanceTable&) const = default;
};

struct ImportanceQuestion {
  Importance what = Importance::Degree;
  GraphFilter filter;
  /// Betweenness of a graph with more linked entities than `exact_up_to` goes out from so many of
  /// them, drawn with a fixed seed, and is scaled up.
  std::size_t samples = 64, exact_up_to = 2000;

  /// The same for the same question; of no other.
  std::string key() const;
};

/// Of the entities that a link of the filter touches; links are walked in both directions and count
/// once a pair, unless said otherwise above. The same table on every machine and for any number of
/// threads. InvalidInput for a bad filter; Busy past a limit.
///
/// Reference: Page et al. 1999; Brandes 2001, sampled as in Brandes & Pich 2007; Blondel et al.
/// 2008 (Louvain), each community then cut into its connected parts; Hopcroft & Tarjan 1973.
Result<ImportanceTable> find_importance(const Snapshot& snapshot,
                                        const ImportanceQuestion& question,
                                        const SearchLimits& limits = {});

}  // namespace onrecord
