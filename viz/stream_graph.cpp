#include "viz/stream_graph.h"

#include <algorithm>
#include <vector>

#include "graph/evidence_sentences.h"
#include "graph/id_index.h"
#include "graph/link_filter.h"
#include "graph/pair_evidence.h"
#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {
namespace {

Status full() { return Error{ErrorCode::Io, "export: could not write; is the disk full?"}; }

/// Links and pairs that pass a filter, and the entities that they touch.
class Chosen {
 public:
  Chosen(const StoreReading& reading, const StreamOptions& options)
      : reading_(reading),
        options_(options),
        filter_(options.filter),
        pairs_(options.filter.co_mentioned && filter_.allows(Predicate::CoMentioned)) {}

  /// Before anything else is asked. nodes: whether `touched` will be.
  Status read(bool nodes) {
    if (!filter_.restricts()) return {};
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
    return read ? for_each_pair([&](const StorePair& pair) { return touch(pair.a, pair.b); })
                : read;
  }
  bool touched(EntityId id) const {
    return !filter_.restricts() || touched_[*index_.find(ids_, id)];
  }

  Status for_each_link(const std::function<bool(const LinkLine&)>& visit) const {
    return reading_.links({}, [&](const LinkLine& link) { return !allows(link) || visit(link); });
  }

  Status for_each_pair(const std::function<bool(const StorePair&)>& visit) const {
    if (!pairs_) return {};
    return onrecord::for_each_pair(reading_, options_.pairs, [&](const StorePair& pair) {
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
  bool allows(const LinkLine& link) const {
    if (link.subject == link.object) return false;
    if (!filter_.restricts()) return true;
    const auto subject = index_.find(ids_, link.subject);
    const auto object = index_.find(ids_, link.object);
    return subject && object && filter_.allows(link, types_[*subject], types_[*object]);
  }

  const StoreReading& reading_;
  const StreamOptions& options_;
  const LinkFilter filter_;
  const bool pairs_;
  std::vector<EntityId> ids_;  // of all entities, when the filter restricts; likewise the rest
  std::vector<EntityType> types_;
  std::vector<bool> touched_;
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
  Evidences(const Store& store, const StreamOptions& options, DocumentChoice chosen = {})
      : store_(store), sentences_(store), options_(options), chosen_(std::move(chosen)) {}

  /// first_document: of a co_mentioned, the first that has it.
  Result<GraphEdge> complete(SubgraphEdge edge, std::string_view first_document = {}) {
    std::vector<PartialDate> dates;
    if (options_.info.times == EdgeTimes::Timestamps) {
      dates = {edge.first, edge.last};
      if (edge.statement) {
        auto told = dates_of(store_, *edge.statement, chosen_);
        if (!told) return told.error();
        dates = *std::move(told);
      }
    }
    if (edge.statement && options_.evidence_per_edge > 0 && edge.evidence.empty()) {
      Result<std::vector<Evidence>> all = store_.evidence(*edge.statement);
      if (!all) return all.error();
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
        pair_evidence(store_, pair.source, pair.target, first_document, options_.evidence_per_edge);
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
  const DocumentChoice chosen_;
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
      if (!chosen.touched(line.id)) return true;
      writer.node(
          to_graph_node({line.id, line.type, std::string(line.name), line.documents, false}));
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

Status stream_snapshot(const Snapshot& snapshot, const Store& store, const StreamOptions& options,
                       GraphWriter& writer) {
  if (const Status checked = check_filter(options.filter); !checked) return checked;
  const GraphView view(snapshot, options.filter);
  const bool all = !LinkFilter(options.filter).restricts();
  std::vector<bool> touched(snapshot.node_count(), all);
  for (EdgeIndex index = 0; !all && index < snapshot.edge_count(); ++index) {
    if (!view.allows_edge(index)) continue;
    const auto [from, to] = snapshot.ends(index);
    touched[from] = touched[to] = true;
  }
  SubgraphLoader loader(snapshot, store);
  writer.begin(info_of(options));
  for (NodeIndex node = 0; writer.wants_nodes() && node < snapshot.node_count(); ++node) {
    if (!touched[node]) continue;
    writer.node(to_graph_node(loader.node(node)));
    if (!writer.good()) return full();
  }
  Evidences evidences(store, options, snapshot.chosen());
  for (EdgeIndex index = 0; writer.wants_edges() && index < snapshot.edge_count(); ++index) {
    if (!view.allows_edge(index)) continue;
    Result<SubgraphEdge> edge = loader.edge(index, options.evidence_per_edge);
    if (!edge) return edge.error();
    const Result<GraphEdge> complete = evidences.complete(*std::move(edge));
    if (!complete) return complete.error();
    writer.edge(*complete);
    if (!writer.good()) return full();
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
