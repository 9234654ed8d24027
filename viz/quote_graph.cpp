#include "viz/quote_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/evidence_sentences.h"

namespace onrecord {
namespace {

/// What the quotes of one speaker about one entity are together.
struct Tally {
  std::uint64_t quotes = 0;
  std::set<DocumentId> documents;
  std::vector<Evidence> evidence;
  PartialDate first, last;
  double doubt = 1.0;
};

class QuoteGraph {
 public:
  QuoteGraph(const Store& store, const QuoteGraphOptions& options)
      : store_(store), options_(options), sentences_(store) {}

  Result<GraphParts> build() {
    std::size_t seen = 0;
    for (std::string cursor;;) {
      const auto page = store_.quotes(options_.filter, cursor, 1000);
      if (!page) return page.error();
      for (const StoredQuote& quote : page->items) {
        if (++seen > options_.max_quotes) return too_many();
        if (const Status added = add(quote); !added) return added.error();
      }
      if (page->next.empty()) break;
      cursor = page->next;
    }
    return finish();
  }

 private:
  Error too_many() const {
    return {ErrorCode::TooLarge, "more than " + std::to_string(options_.max_quotes) +
                                     " quotes; ask for fewer by place, time or confidence"};
  }

  /// Whether the entity takes part; looks it up the first time.
  Result<bool> takes_part(EntityId id) {
    const auto [at, is_new] = entities_.try_emplace(id);
    if (is_new) {
      const auto found = store_.entity(id);
      if (!found) return found.error();
      if (!*found) return store_changed();
      const auto& types = options_.types;
      const EntityType type = (*found)->entity.type;
      if (types.empty() || std::find(types.begin(), types.end(), type) != types.end()) {
        at->second = GraphNode{};
        at->second->id = to_string(id);
        at->second->type = to_string(type);
        at->second->label = (*found)->entity.name;
        at->second->documents = (*found)->documents;
      }
    }
    return at->second.has_value();
  }

  Result<std::vector<EntityId>> taking_part(std::vector<EntityId> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::vector<EntityId> kept;
    for (const EntityId id : ids) {
      const Result<bool> takes = takes_part(id);
      if (!takes) return takes.error();
      if (*takes) kept.push_back(id);
    }
    return kept;
  }

  Status add(const StoredQuote& stored) {
    std::vector<EntityId> said_by = stored.quote.also;
    if (stored.quote.speaker) said_by.push_back(*stored.quote.speaker);
    const auto speakers = taking_part(std::move(said_by));
    if (!speakers) return speakers.error();
    const auto about = taking_part(stored.quote.about);
    if (!about) return about.error();
    if (options_.collapse) {
      for (const EntityId from : *speakers) {
        for (const EntityId to : *about) {
          if (from != to) count(stored, from, to);
        }
      }
      return {};
    }
    if (speakers->empty() && about->empty()) return {};
    return add_node(stored, *speakers, *about);
  }

  static Evidence evidence_of(const StoredQuote& stored) {
    Evidence evidence;
    evidence.document = stored.document;
    evidence.spans = stored.quote.content;
    evidence.confidence = stored.quote.confidence;
    evidence.date = stored.quote.date;
    return evidence;
  }

  void count(const StoredQuote& stored, EntityId from, EntityId to) {
    Tally& tally = tallies_[{from, to}];
    ++tally.quotes;
    tally.documents.insert(stored.document);
    if (options_.evidence_per_edge > 0) tally.evidence.push_back(evidence_of(stored));
    const PartialDate date = stored.quote.date;
    if (!date.empty()) {
      if (tally.first.empty() || date < tally.first) tally.first = date;
      if (tally.last.empty() || tally.last < date) tally.last = date;
    }
    tally.doubt *= 1.0 - stored.quote.confidence;
  }

  Status add_node(const StoredQuote& stored, const std::vector<EntityId>& speakers,
                  const std::vector<EntityId>& about) {
    const auto document = sentences_.document(stored.document);
    if (!document) return document.error();
    GraphNode node;
    node.id = to_string(stored.quote.id);
    node.type = "quote";
    for (const Span& span : stored.quote.content) {
      if (!node.label.empty()) node.label += " \u2026 ";
      node.label += slice((*document)->text, span);
    }
    node.documents = 1;
    node.kind = to_string(stored.quote.kind);
    node.date = to_string(stored.quote.date);
    node.document = stored.document.value;
    node.url = (*document)->url;
    node.confidence = stored.quote.confidence;
    quotes_.push_back(std::move(node));
    for (const EntityId from : speakers) {
      used_.insert(from);
      const Status added = add_edge(stored, from, Predicate::Said, stored.quote.id);
      if (!added) return added;
    }
    for (const EntityId to : about) {
      used_.insert(to);
      const Status added = add_edge(stored, stored.quote.id, Predicate::About, to);
      if (!added) return added;
    }
    return {};
  }

  template <typename From, typename To>
  Status add_edge(const StoredQuote& stored, From from, Predicate predicate, To to) {
    GraphEdge edge;
    edge.source = to_string(from);
    edge.target = to_string(to);
    edge.predicate = predicate;
    edge.statement = to_string(make_statement_id(from, predicate, to, {}));
    edge.label = row_of(predicate).phrase;
    edge.support = 1;
    edge.weight = 1.0;
    edge.confidence = stored.quote.confidence;
    edge.first_date = edge.last_date = stored.quote.date;
    return finish_edge(std::move(edge), {evidence_of(stored)});
  }

  Status finish_edge(GraphEdge edge, std::vector<Evidence> evidence) {
    edge.id = edge.statement;
    if (options_.evidence_per_edge > 0) {
      auto best = sentences_.best(std::move(evidence), options_.evidence_per_edge);
      if (!best) return best.error();
      edge.evidence = *std::move(best);
    }
    complete(edge);
    edges_.push_back(std::move(edge));
    return {};
  }

  Result<GraphParts> finish() {
    for (auto& [ends, tally] : tallies_) {
      if (tally.documents.size() < options_.min_support) continue;
      used_.insert(ends.first);
      used_.insert(ends.second);
      GraphEdge edge;
      edge.source = to_string(ends.first);
      edge.target = to_string(ends.second);
      edge.predicate = Predicate::QuotedAbout;
      edge.statement =
          to_string(make_statement_id(ends.first, Predicate::QuotedAbout, ends.second, {}));
      edge.label = std::to_string(tally.quotes) + (tally.quotes == 1 ? " quote" : " quotes");
      edge.count = tally.quotes;
      edge.support = tally.documents.size();
      edge.weight = static_cast<double>(tally.quotes);
      edge.confidence = std::min(1.0 - tally.doubt, 0.999);
      edge.first_date = tally.first;
      edge.last_date = tally.last;
      const Status added = finish_edge(std::move(edge), std::move(tally.evidence));
      if (!added) return added.error();
    }
    GraphParts graph;
    for (auto& [id, node] : entities_) {
      if (node && used_.count(id) > 0) graph.nodes.push_back(std::move(*node));
    }
    graph.nodes.insert(graph.nodes.end(), std::make_move_iterator(quotes_.begin()),
                       std::make_move_iterator(quotes_.end()));
    graph.edges = std::move(edges_);
    return graph;
  }

  const Store& store_;
  const QuoteGraphOptions& options_;
  EvidenceSentences sentences_;
  std::map<EntityId, std::optional<GraphNode>> entities_;  // nothing: of no type asked for
  std::map<std::pair<EntityId, EntityId>, Tally> tallies_;
  std::set<EntityId> used_;
  std::vector<GraphNode> quotes_;
  std::vector<GraphEdge> edges_;
};

}  // namespace

Result<GraphParts> quote_graph(const Store& store, const QuoteGraphOptions& options) {
  return QuoteGraph(store, options).build();
}

}  // namespace onrecord
