#include "viz/quote_records.h"

#include <algorithm>

namespace onrecord {
namespace {

template <typename From, typename To>
GraphEdge edge_of_one(const StoredQuote& quote, From from, Predicate predicate, To to) {
  GraphEdge edge;
  edge.source = to_string(from);
  edge.target = to_string(to);
  edge.predicate = predicate;
  edge.id = edge.statement = to_string(make_statement_id(from, predicate, to, {}));
  edge.label = row_of(predicate).phrase;
  edge.support = 1;
  edge.weight = 1.0;
  edge.confidence = quote.quote.confidence;
  edge.first_date = edge.last_date = quote.quote.date;
  return edge;
}

}  // namespace

void QuoteTally::add(const StoredQuote& quote, bool with_evidence) {
  ++quotes;
  documents.insert(quote.document);
  if (with_evidence) evidence.push_back(evidence_of(quote));
  const PartialDate date = quote.quote.date;
  if (!date.empty()) {
    if (first.empty() || date < first) first = date;
    if (last.empty() || last < date) last = date;
  }
  doubt *= 1.0 - quote.quote.confidence;
}

Result<GraphNode> quote_node(const StoredQuote& quote, EvidenceSentences& sentences) {
  const auto document = sentences.document(quote.document);
  if (!document) return document.error();
  GraphNode node;
  node.id = to_string(quote.quote.id);
  node.type = "quote";
  for (const Span& span : quote.quote.content) {
    if (!node.label.empty()) node.label += " \u2026 ";
    node.label += slice((*document)->text, span);
  }
  node.documents = 1;
  node.kind = to_string(quote.quote.kind);
  node.date = to_string(quote.quote.date);
  node.document = quote.document.value;
  node.url = (*document)->url;
  node.confidence = quote.quote.confidence;
  return node;
}

GraphEdge said_edge(const StoredQuote& quote, EntityId speaker) {
  return edge_of_one(quote, speaker, Predicate::Said, quote.quote.id);
}

GraphEdge about_edge(const StoredQuote& quote, EntityId about) {
  return edge_of_one(quote, quote.quote.id, Predicate::About, about);
}

GraphEdge counted_edge(EntityId speaker, EntityId about, const QuoteTally& tally) {
  GraphEdge edge;
  edge.source = to_string(speaker);
  edge.target = to_string(about);
  edge.predicate = Predicate::QuotedAbout;
  edge.id = edge.statement =
      to_string(make_statement_id(speaker, Predicate::QuotedAbout, about, {}));
  edge.label = std::to_string(tally.quotes) + (tally.quotes == 1 ? " quote" : " quotes");
  edge.count = tally.quotes;
  edge.support = tally.documents.size();
  edge.weight = static_cast<double>(tally.quotes);
  edge.confidence = std::min(1.0 - tally.doubt, 0.999);
  edge.first_date = tally.first;
  edge.last_date = tally.last;
  return edge;
}

Evidence evidence_of(const StoredQuote& quote) {
  Evidence evidence;
  evidence.document = quote.document;
  evidence.spans = quote.quote.content;
  evidence.confidence = quote.quote.confidence;
  evidence.date = quote.quote.date;
  return evidence;
}

Status finish_edge(GraphEdge& edge, std::vector<Evidence> evidence, std::size_t sentences,
                   EvidenceSentences& from) {
  if (sentences > 0) {
    auto best = from.best(std::move(evidence), sentences);
    if (!best) return best.error();
    edge.evidence = *std::move(best);
  }
  complete(edge);
  return {};
}

}  // namespace onrecord
