#include "viz/stream_graph.h"

#include <algorithm>
#include <vector>

#include "graph/evidence_sentences.h"
#include "graph/id_index.h"
#include "graph/link_filter.h"
#include "graph/pair_evidence.h"

namespace onrecord {
namespace {

Status full() { return Error{ErrorCode::Io, "export: could not write; is the disk full?"}; }

/// Links and pairs that pass a filter and are told by the chosen documents, and the entities that
/// go with them.
class Chosen {
 public:
  Chosen(const StoreReading& reading, const StreamOptions& options)
      : reading_(reading),
        options_(options),
        filter_(options.filter),
        restricts_(filter_.restricts() || options.chosen),
        pairs_(options.filter.co_mentioned && filter_.allows(Predicate::CoMentioned)) {}

  /// Before anything else is asked. nodes: whether `entity` will be.
  Status read(bool nodes) {
    if (!restricts_) return {};
    Status read = reading_.entities({}, [&](const EntityLine& line) {
      ids_.push_back(line.id);
      types_.push_back(line.type);
      return true;
    });
    index_ = IdIndex(ids_);
    if (!read || !nodes) return read;
    touched_.assign(ids_.size(), false);
    const auto touch = [this](EntityId a, EntityId b) {
      touched_[*index_.find(ids_, a)] = touched_[*index_.find(ids_, b)] = true;
      return true;
    };
    read = for_each_link([&](const LinkLine& link) { return touch(link.subject, link.object); });
    if (read) read = for_each_pair([&](const StorePair& pair) { return touch(pair.a, pair.b); });
    return read && options_.chosen ? count_documents() : read;
  }

  /// Nothing when it has no part in the graph. Its documents are those of them that are chosen.
  std::optional<SubgraphNode> entity(const EntityLine& line) const {
    SubgraphNode node{line.id, line.type, std::string(line.name), line.documents, false};
    if (!restricts_) return node;
    const auto at = index_.find(ids_, line.id);
    if (!at) return std::nullopt;
    if (options_.chosen) node.documents = documents_[*at];
    const bool alone = options_.chosen && !filter_.restricts() && node.documents > 0;
    return touched_[*at] || alone ? std::optional(node) : std::nullopt;
  }

  Status for_each_link(const std::function<bool(const LinkLine&)>& visit) const {
    const auto take = [&](const LinkLine& link) { return !allows(link) || visit(link); };
    return options_.chosen ? reading_.links_of({}, options_.chosen, take)
                           : reading_.links({}, take);
  }

  Status for_each_pair(const std::function<bool(const StorePair&)>& visit) const {
    if (!pairs_) return {};
    StorePairsOptions pairs = options_.pairs;
    pairs.chosen = options_.chosen;
    return onrecord::for_each_pair(reading_, pairs, [&](const StorePair& pair) {
      LinkLine link;
      link.subject = pair.a;
      link.object = pair.b;
      link.predicate = Predicate::CoMentioned;
      link.support = pair.documents;
      link.confidence = 1.0;
      link.first = pair.first;
      link.last = pair.last;
      return !allows(link) || visit(pair);
    });
  }

 private:
  Status count_documents() {
    documents_.assign(ids_.size(), 0);
    return reading_.mentions({}, [&](const MentionLine& line) {
      if (!options_.chosen(line.document)) return true;
      for (const MentionLine::Entry& entry : line.entities) {
        if (const auto at = index_.find(ids_, entry.entity)) ++documents_[*at];
      }
      return true;
    });
  }

  bool allows(const LinkLine& link) const {
    if (link.subject == link.object) return false;
    if (!restricts_) return true;
    const auto subject = index_.find(ids_, link.subject);
    const auto object = index_.find(ids_, link.object);
    return subject && object && filter_.allows(link, types_[*subject], types_[*object]);
  }

  const StoreReading& reading_;
  const StreamOptions& options_;
  const LinkFilter filter_;
  const bool restricts_, pairs_;
  std::vector<EntityId> ids_;  // of all entities, when something restricts; likewise the rest
  std::vector<EntityType> types_;
  std::vector<bool> touched_;
  std::vector<std::uint32_t> documents_;  // chosen ones, when they are chosen
  IdIndex index_;
};

SubgraphEdge to_edge(const LinkLine& link) {
  SubgraphEdge edge;
  edge.source = link.subject;
  edge.target = link.object;
  edge.predicate = link.predicate;
  edge.qualifiers = parse_qualifiers(link.qualifiers);
  edge.statement = make_statement_id(link.subject, link.predicate, link.object, edge.qualifiers);
  edge.support = link.support;
  edge.confidence = link.confidence;
  edge.first = link.first;
  edge.last = link.last;
  return edge;
}

/// On which its evidence in these documents is dated, ascending.
Result<std::vector<PartialDate>> dates_of(const Store& store, StatementId statement,
                                          const DocumentChoice& chosen) {
  const Result<std::vector<Evidence>> all = store.evidence(statement);
  if (!all) return all.error();
  std::vector<PartialDate> dates;
  for (const Evidence& one : *all) {
    if (!chosen || chosen(one.document.value)) dates.push_back(one.date);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

SubgraphEdge to_edge(const StorePair& pair) {
  SubgraphEdge edge;
  edge.source = pair.a;
  edge.target = pair.b;
  edge.predicate = Predicate::CoMentioned;
  edge.qualifiers["count"] = std::to_string(pair.sentences);
  edge.support = pair.documents;
  edge.confidence = 1.0;
  edge.first = pair.first;
  edge.last = pair.last;
  return edge;
}

/// Adds sentences and dates to an edge of the stream.
class Evidences {
 public:
  Evidences(const Store& store, const StreamOptions& options)
      : store_(store), sentences_(store), options_(options) {}

  /// first_document: of a co_mentioned, the first that has it.
  Result<GraphEdge> complete(SubgraphEdge edge, std::string_view first_document = {}) {
    std::vector<PartialDate> dates;
    if (options_.info.times == EdgeTimes::Timestamps) {
      dates = {edge.first, edge.last};
      if (edge.statement) {
        auto told = dates_of(store_, *edge.statement, options_.chosen);
        if (!told) return told.error();
        dates = *std::move(told);
      }
    }
    if (edge.statement && options_.evidence_per_edge > 0) {
      Result<std::vector<Evidence>> all = store_.evidence(*edge.statement);
      if (!all) return all.error();
      std::erase_if(*all, [this](const Evidence& one) {
        return options_.chosen && !options_.chosen(one.document.value);
      });
      auto best = sentences_.best(*std::move(all), options_.evidence_per_edge);
      if (!best) return best.error();
      edge.evidence = *std::move(best);
    }
    if (!first_document.empty() && options_.evidence_per_edge > 0) {
      const Status found = find_places(edge, DocumentId{std::string(first_document)});
      if (!found) return found.error();
    }
    GraphEdge out = to_graph_edge(edge);
    out.dates = std::move(dates);
    return out;
  }

 private:
  Status find_places(SubgraphEdge& pair, const DocumentId& first_document) {
    Result<std::vector<Evidence>> all =
        pair_evidence(store_, pair.source, pair.target, first_document, options_.evidence_per_edge,
                      options_.chosen);
    if (!all) return all.error();
    if (all->empty()) return store_changed();
    auto best = sentences_.best(*std::move(all), options_.evidence_per_edge);
    if (!best) return best.error();
    pair.evidence = *std::move(best);
    return {};
  }

  const Store& store_;
  EvidenceSentences sentences_;
  const StreamOptions& options_;
};

GraphInfo info_of(const StreamOptions& options) {
  GraphInfo info = options.info;
  info.evidence = options.evidence_per_edge > 0;
  return info;
}

}  // namespace

Status stream_store(const Store& store, const StreamOptions& options, GraphWriter& writer) {
  if (const Status checked = check_filter(options.filter); !checked) return checked;
  const StoreReading reading(store);
  Chosen chosen(reading, options);
  if (const Status read = chosen.read(writer.wants_nodes()); !read) return read;
  writer.begin(info_of(options));
  if (writer.wants_nodes()) {
    const Status read = reading.entities({}, [&](const EntityLine& line) {
      if (const auto node = chosen.entity(line)) writer.node(to_graph_node(*node));
      return writer.good();
    });
    if (!read) return read;
  }
  if (writer.wants_edges()) {
    Evidences evidences(store, options);
    Status done;
    const auto write = [&](const Result<GraphEdge>& edge) {
      if (!edge) done = edge.error();
      if (edge) writer.edge(*edge);
      return edge && writer.good();
    };
    Status read = chosen.for_each_link(
        [&](const LinkLine& link) { return write(evidences.complete(to_edge(link))); });
    if (read && done && writer.good()) {
      read = chosen.for_each_pair([&](const StorePair& pair) {
        return write(evidences.complete(to_edge(pair), pair.document));
      });
    }
    if (!done) return done;
    if (!read) return read;
  }
  writer.end();
  return writer.good() ? Status() : full();
}

Status add_dates(const Store& store, const DocumentChoice& chosen, GraphParts& graph) {
  for (GraphEdge& edge : graph.edges) {
    edge.dates = {edge.first_date, edge.last_date};
    const auto statement = parse_id<StatementId>(edge.statement);
    if (!statement) continue;
    auto told = dates_of(store, *statement, chosen);
    if (!told) return told.error();
    if (!told->empty()) edge.dates = *std::move(told);
  }
  return {};
}

}  // namespace onrecord
