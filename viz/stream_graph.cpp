#include "viz/stream_graph.h"

#include <algorithm>
#include <vector>

#include "graph/evidence_sentences.h"
#include "graph/id_index.h"
#include "graph/link_filter.h"
#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {
namespace {

Status full() { return Error{ErrorCode::Io, "export: could not write; is the disk full?"}; }

/// Which entities take part, and of what type they are.
class Chosen {
 public:
  Status read(const StoreReading& reading, const LinkFilter& filter) {
    Status read = reading.entities({}, [&](const EntityLine& line) {
      ids_.push_back(line.id);
      types_.push_back(line.type);
      return true;
    });
    if (!read) return read;
    index_ = IdIndex(ids_);
    touched_.assign(ids_.size(), false);
    return reading.links({}, [&](const LinkLine& link) {
      if (!allows(link, filter)) return true;
      touched_[*index_.find(ids_, link.subject)] = true;
      touched_[*index_.find(ids_, link.object)] = true;
      return true;
    });
  }

  bool allows(const LinkLine& link, const LinkFilter& filter) const {
    if (link.subject == link.object) return false;
    const auto subject = index_.find(ids_, link.subject);
    const auto object = index_.find(ids_, link.object);
    return subject && object && filter.allows(link, types_[*subject], types_[*object]);
  }
  bool touched(EntityId id) const { return touched_[*index_.find(ids_, id)]; }

 private:
  std::vector<EntityId> ids_;
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

/// Adds sentences and dates to an edge of the stream.
class Evidences {
 public:
  Evidences(const Store& store, const StreamOptions& options, DocumentChoice chosen = {})
      : store_(store), sentences_(store), options_(options), chosen_(std::move(chosen)) {}

  Result<GraphEdge> complete(SubgraphEdge edge) {
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
    GraphEdge out = to_graph_edge(edge);
    out.dates = std::move(dates);
    return out;
  }

 private:
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
  const LinkFilter filter(options.filter);
  const StoreReading reading(store);
  Chosen chosen;
  if (filter.restricts()) {
    if (const Status read = chosen.read(reading, filter); !read) return read;
  }
  writer.begin(info_of(options));
  if (writer.wants_nodes()) {
    const Status read = reading.entities({}, [&](const EntityLine& line) {
      if (filter.restricts() && !chosen.touched(line.id)) return true;
      writer.node(
          to_graph_node({line.id, line.type, std::string(line.name), line.documents, false}));
      return writer.good();
    });
    if (!read) return read;
  }
  if (writer.wants_edges()) {
    Evidences evidences(store, options);
    Status done;
    const Status read = reading.links({}, [&](const LinkLine& link) {
      const bool passes =
          filter.restricts() ? chosen.allows(link, filter) : link.subject != link.object;
      if (!passes) return true;
      const Result<GraphEdge> edge = evidences.complete(to_edge(link));
      if (!edge) done = edge.error();
      if (edge) writer.edge(*edge);
      return edge && writer.good();
    });
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
