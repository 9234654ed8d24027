#pragma once

#include <optional>
#include <vector>

#include "graph/paths.h"
#include "viz/graph_record.h"

namespace onrecord {

/// Which part of the graph an export is of; the same for the command and for HTTP.
enum class GraphPart {
  Whole,
  Around,  ///< an entity and those around it
  Among,   ///< some entities and what joins them
  Paths,   ///< the best paths between two
  Quotes,  ///< who said what about whom
};

/// How a network shows the quotes behind its quoted_about.
enum class QuoteShape {
  Edge,     ///< one edge for all
  Nodes,    ///< a node for each
  Counted,  ///< one edge that says how many
};

struct PartQuestion {
  GraphPart part = GraphPart::Whole;
  EntityId centre;                        ///< of Around
  std::size_t depth = 1, max_nodes = 60;  ///< of Around, as EgoOptions
  std::vector<EntityId> entities;         ///< of Among
  EntityId from, to;                      ///< of Paths
  Measure measure = Measure::Hops;        ///< of Paths, as PathOptions; so the next two
  std::size_t paths = 1;
  std::optional<std::size_t> max_hops;
  /// Of Quotes: speaker, about, place, kind, text. Time and confidence come from `filter`.
  QuoteFilter quotes;
  QuoteShape shape = QuoteShape::Edge;  ///< of Quotes, Edge means Nodes
  GraphFilter filter;                   ///< of Quotes, predicates: said, about, quoted_about
  DocumentChoice chosen;                ///< those of the snapshot
  std::size_t evidence_per_edge = 0;
  bool dates = false;  ///< GraphEdge::dates as well
  std::size_t max_quotes = 100'000;
  SearchLimits limits;
};

/// Whether it is answered from the store alone.
inline bool needs_snapshot(const PartQuestion& question) {
  return question.part != GraphPart::Quotes;
}

/// InvalidInput for a filter that makes no sense for the part, such as predicates of quotes between
/// entities. Needs no names.
Status check_part(const PartQuestion& question);

/// The part that is asked for, in memory; of the whole graph without entities that nothing joins.
/// snapshot: may be null where none is needed. NotFound when nothing joins the ends of a path,
/// TooLarge for more quotes than allowed, and the errors of the searches.
Result<GraphParts> find_part(const Snapshot* snapshot, const Store& store,
                             const PartQuestion& question);

/// What to call the part: as it was asked for, or the name of the entity whose id that is.
std::string title_of_part(const std::string& asked, const GraphParts& graph);

}  // namespace onrecord
