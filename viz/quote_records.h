#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "graph/evidence_sentences.h"
#include "viz/graph_record.h"

namespace onrecord {

// Quotes as nodes and edges of a graph.

/// What the quotes of one speaker about one entity are together.
struct QuoteTally {
  std::uint64_t quotes = 0;
  std::set<DocumentId> documents;
  std::vector<Evidence> evidence;  ///< where it was asked for
  PartialDate first, last;
  double doubt = 1.0;  ///< that none of them was read rightly

  void add(const StoredQuote& quote, bool with_evidence);
};

/// Its words are the label, "..." between pieces. Busy when the document has gone.
Result<GraphNode> quote_node(const StoredQuote& quote, EvidenceSentences& sentences);
/// From who said it to the quote.
GraphEdge said_edge(const StoredQuote& quote, EntityId speaker);
/// From the quote to what it is about.
GraphEdge about_edge(const StoredQuote& quote, EntityId about);
/// All of a tally as one, "3 quotes".
GraphEdge counted_edge(EntityId speaker, EntityId about, const QuoteTally& tally);

Evidence evidence_of(const StoredQuote& quote);
/// Adds so many of the best sentences, and what follows from the other fields.
Status finish_edge(GraphEdge& edge, std::vector<Evidence> evidence, std::size_t sentences,
                   EvidenceSentences& from);

}  // namespace onrecord
