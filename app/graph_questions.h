#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "graph/paths.h"

// The questions about several entities at once.

namespace onrecord {

struct PathArguments {
  std::string store, from, to;
  std::string by = "hops";  ///< hops, reliable, telling
  std::size_t k = 1;
  std::optional<std::size_t> max_hops;      ///< nothing: as PathOptions has it
  bool all = false;                         ///< every path, whatever k; as JSON one a line
  std::vector<std::string> through, avoid;  ///< names
  std::vector<std::string> through_types, avoid_types;  ///< words
  bool in_order = false;
  FilterWords filter;
  std::string format = "table";  ///< table, json, dot, svg, png
  std::string output;            ///< a file; empty: standard output
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
ExitCode show_paths(const PathArguments& options, Console& console);

struct BetweenArguments {
  std::string store;
  std::vector<std::string> names;
  std::string by = "hops";  ///< of connect
  std::size_t limit = 20;   ///< of common
  FilterWords filter;
  std::string format = "table";  ///< table, json; of connect also dot, svg, png
  std::string output;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
ExitCode show_connection(const BetweenArguments& options, Console& console);
ExitCode show_common(const BetweenArguments& options, Console& console);

struct RankArguments {
  std::string store;
  std::string what = "pagerank";  ///< see graph/importance.h
  FilterWords filter;
  std::size_t samples = 64;          ///< of betweenness in a great graph
  std::optional<std::size_t> limit;  ///< 0: all; nothing: 20 for people, all as JSON
  std::size_t members = 10;          ///< shown of each group
  bool fresh = false;                ///< not from the cache
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  bool json = false;
};
ExitCode show_rank(const RankArguments& options, Console& console);

/// Entities as the user named them; the first that is unknown or ambiguous is the error.
Result<std::vector<EntityId>> find_entities(const Store& store,
                                            const std::vector<std::string>& names);
/// InvalidInput names the option and lists the types that are known.
Result<std::vector<EntityType>> parse_types(const std::string& option,
                                            const std::vector<std::string>& words);

/// One hop and the entity it leads to, with its sentences.
void print_hop(Console& console, const Hop& hop);

}  // namespace onrecord
