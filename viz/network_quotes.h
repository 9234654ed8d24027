#pragma once

#include <cstddef>

#include "storage/reading.h"
#include "storage/store.h"
#include "viz/graph_record.h"

namespace onrecord {

struct NetworkQuotesOptions {
  /// false: each quote between two of the network is a node, as in a graph of quotes. true: the
  /// edge between them says how many there are.
  bool collapse = false;
  PartialDate since, until;  ///< of the quotes
  DocumentChoice chosen;     ///< quotes of these documents; null: of all
  std::size_t evidence_per_edge = 0;
  std::size_t max_quotes = 100'000;
};

/// Shows in a network what stands behind its quoted_about: each such edge gives way to its quotes.
/// One of which no quote is left stays as it is. New nodes come after the others, by date, document
/// and place; new edges likewise. TooLarge for more quotes than allowed, and what the store
/// reports.
Status show_quotes(const Store& store, const NetworkQuotesOptions& options, GraphParts& graph);

}  // namespace onrecord
