#include "graph/subgraph_loader.h"

#include <algorithm>
#include <tuple>

#include "graph/edge_evidence.h"
#include "model/code_points.h"

namespace onrecord {

namespace {

constexpr std::size_t kBytesHeld = 16u << 20;

Error changed() {
  return {ErrorCode::Busy, "the store has changed since this graph was loaded; ask again"};
}

void best_first(std::vector<Evidence>& evidence) {
  using Order = std::tuple<double, bool, const PartialDate&, const DocumentId&, const Spans&>;
  const auto order = [](const Evidence& e) {
    return Order(-e.confidence, e.date.empty(), e.date, e.document, e.spans);
  };
  std::sort(evidence.begin(), evidence.end(),
            [&](const Evidence& a, const Evidence& b) { return order(a) < order(b); });
}

}  // namespace

SubgraphNode SubgraphLoader::node(NodeIndex index, bool focus) const {
  const SnapshotNode node = snapshot_.node(index);
  return {node.id, node.type, std::string(node.name), node.documents, focus};
}

Result<const Document*> SubgraphLoader::document(const DocumentId& id) {
  if (const auto held = documents_.find(id); held != documents_.end()) return &held->second;
  Result<std::optional<Document>> read = store_.document(id);
  if (!read) return read.error();
  if (!*read) return changed();
  if (bytes_held_ > kBytesHeld) {
    documents_.clear();
    bytes_held_ = 0;
  }
  bytes_held_ += (*read)->text.size();
  return &documents_.emplace(id, *std::move(*read)).first->second;
}

Result<SentenceEvidence> SubgraphLoader::sentence(const Evidence& evidence) {
  const Result<const Document*> source = document(evidence.document);
  if (!source) return source.error();
  Result<SentenceText> text = store_.sentence(**source, evidence.spans);
  if (!text) return text.error().code == ErrorCode::NotFound ? changed() : text.error();
  const CodePoints points((*source)->text);
  SentenceEvidence found;
  found.title = (*source)->title;
  found.url = (*source)->url;
  found.publisher = (*source)->publisher;
  found.date = evidence.date;
  found.published = (*source)->published;
  found.confidence = evidence.confidence;
  std::tie(found.begin_code_point, found.end_code_point) = points.from_span(text->span);
  found.sentence = *std::move(text);
  return found;
}

Result<SubgraphEdge> SubgraphLoader::edge(EdgeIndex index, std::size_t sentences) {
  const SnapshotEdge from = snapshot_.edge(index);
  SubgraphEdge edge;
  edge.source = snapshot_.id(from.source);
  edge.target = snapshot_.id(from.target);
  edge.predicate = from.predicate;
  edge.qualifiers = snapshot_.qualifiers(index);
  if (from.co_mentioned()) {
    edge.qualifiers["count"] = std::to_string(from.count);
  } else {
    edge.statement = snapshot_.statement(index);
  }
  edge.support = from.support;
  edge.confidence = from.confidence;
  edge.first = from.first;
  edge.last = from.last;
  if (sentences == 0) return edge;

  Result<std::vector<Evidence>> all = edge_evidence(snapshot_, store_, index, sentences);
  if (!all) return all.error();
  if (all->empty()) return changed();
  best_first(*all);
  for (const Evidence& one : *all) {
    if (edge.evidence.size() >= sentences) break;
    Result<SentenceEvidence> found = sentence(one);
    if (!found) return found.error();
    const auto same = [&](const SentenceEvidence& e) {
      return e.sentence.document == found->sentence.document &&
             e.sentence.span == found->sentence.span;
    };
    if (std::any_of(edge.evidence.begin(), edge.evidence.end(), same)) continue;
    edge.evidence.push_back(*std::move(found));
  }
  return edge;
}

}  // namespace onrecord
