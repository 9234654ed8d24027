#pragma once

#include <cstddef>

#include "graph/filter.h"
#include "storage/store.h"
#include "viz/graph_record.h"

namespace onrecord {

struct QuoteGraphOptions {
  QuoteFilter filter;
  std::vector<EntityType> types;  ///< of entities; empty: all
  /// false: each quote is a node between who said it and what it is about. true: an edge from the
  /// one to the other, labelled with the number of quotes.
  bool collapse = false;
  /// Of edges: said and about, of counted quotes quoted_about; empty: all.
  std::vector<Predicate> predicates;
  std::uint64_t min_support = 0;      ///< documents of such an edge
  std::size_t evidence_per_edge = 0;  ///< sentences
  std::size_t max_quotes = 100'000;
};

/// InvalidInput for predicates or a support that such a graph cannot have.
Status check_quote_graph(const QuoteGraphOptions& options);

/// Who said what about whom: the graph of the quotes that a filter finds, in memory. Entities by
/// id, then quotes by date, document and place; edges likewise. InvalidInput for a predicate or a
/// support that such a graph cannot have, TooLarge for more quotes than allowed, and what the store
/// reports.
Result<GraphParts> quote_graph(const Store& store, const QuoteGraphOptions& options);

}  // namespace onrecord
