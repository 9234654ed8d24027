#include "viz/quote_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include "viz/quote_records.h"

namespace onrecord {
namespace {

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
          if (from != to) tallies_[{from, to}].add(stored, options_.evidence_per_edge > 0);
        }
      }
      return {};
    }
    return add_node(stored, *speakers, *about);
  }

  bool wants(Predicate predicate) const {
    const auto& wanted = options_.predicates;
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), predicate) != wanted.end();
  }

  Status add_node(const StoredQuote& stored, const std::vector<EntityId>& speakers,
                  const std::vector<EntityId>& about) {
    const std::size_t before = edges_.size();
    for (const EntityId from : speakers) {
      if (!wants(Predicate::Said)) break;
      used_.insert(from);
      const Status added = add_edge(said_edge(stored, from), {evidence_of(stored)});
      if (!added) return added;
    }
    for (const EntityId to : about) {
      if (!wants(Predicate::About)) break;
      used_.insert(to);
      const Status added = add_edge(about_edge(stored, to), {evidence_of(stored)});
      if (!added) return added;
    }
    if (edges_.size() == before) return {};
    auto node = quote_node(stored, sentences_);
    if (!node) return node.error();
    quotes_.push_back(*std::move(node));
    return {};
  }

  Status add_edge(GraphEdge edge, std::vector<Evidence> evidence) {
    const Status finished =
        finish_edge(edge, std::move(evidence), options_.evidence_per_edge, sentences_);
    if (finished) edges_.push_back(std::move(edge));
    return finished;
  }

  /// Of the chosen documents those that mention it, as everything else of such a graph.
  Status count_documents(EntityId id, GraphNode& node) const {
    node.documents = 0;
    for (std::string cursor;;) {
      const auto page = store_.mentioned_in(id, cursor, 10'000);
      if (!page) return page.error();
      node.documents += static_cast<std::uint64_t>(std::count_if(
          page->items.begin(), page->items.end(),
          [this](const DocumentId& document) { return options_.filter.chosen(document.value); }));
      if (page->next.empty()) return {};
      cursor = page->next;
    }
  }

  Result<GraphParts> finish() {
    for (auto& [ends, tally] : tallies_) {
      if (tally.documents.size() < options_.min_support) continue;
      used_.insert(ends.first);
      used_.insert(ends.second);
      const Status added =
          add_edge(counted_edge(ends.first, ends.second, tally), std::move(tally.evidence));
      if (!added) return added.error();
    }
    GraphParts graph;
    for (auto& [id, node] : entities_) {
      if (!node || used_.count(id) == 0) continue;
      if (options_.filter.chosen) {
        if (const Status counted = count_documents(id, *node); !counted) return counted.error();
      }
      graph.nodes.push_back(std::move(*node));
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
  std::map<std::pair<EntityId, EntityId>, QuoteTally> tallies_;
  std::set<EntityId> used_;
  std::vector<GraphNode> quotes_;
  std::vector<GraphEdge> edges_;
};

}  // namespace

Status check_quote_graph(const QuoteGraphOptions& options) {
  for (const Predicate predicate : options.predicates) {
    const bool one = predicate == Predicate::Said || predicate == Predicate::About;
    if (options.collapse ? predicate == Predicate::QuotedAbout : one) continue;
    return Error{ErrorCode::InvalidInput,
                 "predicate '" + std::string(to_string(predicate)) +
                     "': a graph of quotes has said and about, one of counted quotes "
                     "(collapse-quotes) quoted_about; ask for others around an entity or without "
                     "quotes"};
  }
  if (options.collapse || options.min_support < 2) return {};
  return Error{ErrorCode::InvalidInput,
               "minimum support: a quote stands in one document; it goes with counted quotes "
               "(collapse-quotes)"};
}

Result<GraphParts> quote_graph(const Store& store, const QuoteGraphOptions& options) {
  if (const Status checked = check_quote_graph(options); !checked) return checked.error();
  return QuoteGraph(store, options).build();
}

}  // namespace onrecord
