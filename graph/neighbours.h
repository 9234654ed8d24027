#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/snapshot.h"
#include "graph/subgraph.h"

namespace onrecord {

/// Which links of an entity: those of which it is the subject, the object, or all. Being mentioned
/// together has no direction and is among all only.
enum class LinkDirection { Any, Out, In };

/// What comes first. Ties: support, then the documents that mention the neighbour, then its id.
enum class NeighbourOrder {
  Support,  ///< documents behind its links, most first
  Recent,   ///< the latest link, undated ones last
  Name,     ///< byte by byte
};
std::string_view to_string(LinkDirection direction);
std::optional<LinkDirection> parse_link_direction(std::string_view word);
std::optional<NeighbourOrder> parse_neighbour_order(std::string_view word);

struct NeighbourOptions {
  GraphFilter filter;
  LinkDirection direction = LinkDirection::Any;
  NeighbourOrder order = NeighbourOrder::Support;
  std::size_t offset = 0, limit = 50;
  std::size_t links_each = 3;  ///< shown of one neighbour: statements first, the best supported
  std::size_t evidence_per_link = 1;
  SearchLimits limits;
};

struct Neighbour {
  SubgraphNode node;
  std::uint32_t degree = 0;   ///< links of its own, unfiltered
  std::uint64_t support = 0;  ///< documents behind each of its links here, added up
  PartialDate first, last;    ///< of those links
  std::uint64_t link_count = 0;
  std::vector<SubgraphEdge> links;  ///< of those, the first few
};

/// How many neighbours one predicate joins, in one direction.
struct NeighbourGroup {
  Predicate predicate = Predicate::CoMentioned;
  LinkDirection direction = LinkDirection::Any;  ///< Any: it has none
  std::uint64_t entities = 0;
};

struct Neighbours {
  std::uint64_t total = 0;             ///< on this page and off it
  std::vector<Neighbour> items;        ///< the page
  std::vector<NeighbourGroup> groups;  ///< of all; by predicate, outgoing first
};

/// Whom an entity has links to, page by page. NotFound for one that is not in the graph, Busy past
/// the limits, InvalidInput for a filter that check_filter refuses.
Result<Neighbours> find_neighbours(const Snapshot& snapshot, const Store& store, EntityId centre,
                                   const NeighbourOptions& options = {});

}  // namespace onrecord
