#include "viz/network_quotes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "viz/quote_records.h"

namespace onrecord {
namespace {

using Pair = std::pair<EntityId, EntityId>;

/// A quote, with those of the network who said it and what of the network it is about.
struct Told {
  StoredQuote quote;
  std::set<EntityId> speakers, about;
};

class NetworkQuotes {
 public:
  NetworkQuotes(const Store& store, const NetworkQuotesOptions& options, GraphParts& graph)
      : store_(store), options_(options), graph_(graph), sentences_(store) {}

  Status show() {
    std::map<EntityId, std::set<EntityId>> pairs;
    for (const GraphEdge& edge : graph_.edges) {
      if (const auto ends = pair_of(edge)) pairs[ends->first].insert(ends->second);
    }
    for (const auto& [speaker, about] : pairs) {
      if (const Status read = this->read(speaker, about); !read) return read;
    }
    return options_.collapse ? count() : add_nodes();
  }

 private:
  static std::optional<Pair> pair_of(const GraphEdge& edge) {
    if (edge.predicate != Predicate::QuotedAbout) return std::nullopt;
    const auto from = parse_id<EntityId>(edge.source);
    const auto to = parse_id<EntityId>(edge.target);
    return from && to ? std::optional(Pair{*from, *to}) : std::nullopt;
  }

  Status read(EntityId speaker, const std::set<EntityId>& about) {
    QuoteFilter filter;
    filter.speaker = speaker;
    filter.since = options_.since;
    filter.until = options_.until;
    filter.chosen = options_.chosen;
    for (std::string cursor;;) {
      const auto page = store_.quotes(filter, cursor, 1000);
      if (!page) return page.error();
      for (const StoredQuote& quote : page->items) {
        if (++seen_ > options_.max_quotes) return too_many();
        const auto& topics = quote.quote.about;
        for (const EntityId topic : std::set<EntityId>(topics.begin(), topics.end())) {
          if (about.count(topic) > 0) note(quote, speaker, topic);
        }
      }
      if (page->next.empty()) return {};
      cursor = page->next;
    }
  }

  void note(const StoredQuote& quote, EntityId speaker, EntityId about) {
    if (options_.collapse) {
      tallies_[{speaker, about}].add(quote, options_.evidence_per_edge > 0);
      return;
    }
    Told& told = told_[quote.quote.id];
    told.quote = quote;
    told.speakers.insert(speaker);
    told.about.insert(about);
    shown_.insert({speaker, about});
  }

  Status count() {
    for (GraphEdge& edge : graph_.edges) {
      const auto ends = pair_of(edge);
      const auto tally = ends ? tallies_.find(*ends) : tallies_.end();
      if (tally == tallies_.end()) continue;
      edge = counted_edge(ends->first, ends->second, tally->second);
      const Status finished = finish_edge(edge, std::move(tally->second.evidence),
                                          options_.evidence_per_edge, sentences_);
      if (!finished) return finished;
    }
    return {};
  }

  Status add_nodes() {
    std::erase_if(graph_.edges, [&](const GraphEdge& edge) {
      const auto ends = pair_of(edge);
      return ends && shown_.count(*ends) > 0;
    });
    std::vector<const Told*> in_order;
    for (const auto& [id, told] : told_) in_order.push_back(&told);
    const auto place = [](const Told* told) {
      const Quote& quote = told->quote.quote;
      return std::tuple(quote.date, told->quote.document,
                        quote.content.empty() ? 0u : quote.content.front().begin, quote.id);
    };
    std::sort(in_order.begin(), in_order.end(),
              [&](const Told* a, const Told* b) { return place(a) < place(b); });
    for (const Told* told : in_order) {
      if (const Status added = add(*told); !added) return added;
    }
    return {};
  }

  Status add(const Told& told) {
    auto node = quote_node(told.quote, sentences_);
    if (!node) return node.error();
    graph_.nodes.push_back(*std::move(node));
    std::vector<GraphEdge> edges;
    for (const EntityId from : told.speakers) edges.push_back(said_edge(told.quote, from));
    for (const EntityId to : told.about) edges.push_back(about_edge(told.quote, to));
    for (GraphEdge& edge : edges) {
      const Status finished =
          finish_edge(edge, {evidence_of(told.quote)}, options_.evidence_per_edge, sentences_);
      if (!finished) return finished;
      graph_.edges.push_back(std::move(edge));
    }
    return {};
  }

  Error too_many() const {
    return {ErrorCode::TooLarge, "more than " + std::to_string(options_.max_quotes) +
                                     " quotes; ask for a smaller network or a shorter time"};
  }

  const Store& store_;
  const NetworkQuotesOptions& options_;
  GraphParts& graph_;
  EvidenceSentences sentences_;
  std::size_t seen_ = 0;
  std::map<Pair, QuoteTally> tallies_;
  std::map<QuoteId, Told> told_;
  std::set<Pair> shown_;
};

}  // namespace

Status show_quotes(const Store& store, const NetworkQuotesOptions& options, GraphParts& graph) {
  return NetworkQuotes(store, options, graph).show();
}

}  // namespace onrecord
