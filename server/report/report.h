#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/limits.h"
#include "graph/snapshot.h"
#include "server/cards.h"
#include "server/outlet_graphs.h"
#include "server/quote_timeline.h"

namespace onrecord {

struct ReportOptions {
  PartialDate since, until;     ///< of quotes, links and operations; inclusive
  double min_confidence = 0.0;  ///< of everything
  /// Whose quotes and figures are heard; null: everybody's. Links are those of the snapshot given.
  std::shared_ptr<const OutletChoice> outlets;
  std::size_t max_quotes = 200;            ///< of each list, the earliest; 0: all
  std::size_t max_nodes = 24;              ///< of the picture, with the entity itself
  std::size_t max_documents = 1000;        ///< that mention it
  std::size_t max_operations_read = 5000;  ///< in search of those of an agency or a place
  std::size_t most_quotes_compared = 0;    ///< TooLarge beyond so many; 0: any number
  SearchLimits limits;                     ///< of the picture's search
};

enum class QuoteList { By, About, Concerning };

/// Quotes of one kind over time. Never empty.
struct ReportQuotes {
  QuoteList list = QuoteList::By;
  Timeline timeline;
};

struct ReportSource {
  DocumentRef document;
  std::size_t quotes = 0;  ///< of the report that stand in it, each once
};

/// Everything that a report of one entity says, before it is put into words. Every list is in a
/// fixed order: the same store and options give the same report.
struct Report {
  ReportOptions options;
  EntityCard card;
  PartialDate first, last;  ///< of the documents that mention it, as many as were read
  std::vector<ReportQuotes> quotes;
  std::vector<OperationCard> operations;  ///< of an agency, organization or place, by date and name
  bool more_operations = false;           ///< not all operations of the store were looked at
  Subgraph network;                       ///< around it, each edge with its best sentence
  std::vector<ReportSource> sources;      ///< all documents shown or mentioning it, by date and id
  std::size_t quotes_shown = 0;           ///< each once
};

/// Puts the report of an entity together. NotFound for an unknown one, what the store and the
/// search of the network report.
Result<Report> make_report(Lookup& lookup, const Snapshot& snapshot, EntityId id,
                           const ReportOptions& options);

/// What of it contradicts, with the operation of which it does: its own, or those it took part in.
std::vector<const OperationCard*> contradicted(const Report& report);

}  // namespace onrecord
