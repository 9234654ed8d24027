#include "graph/co_mentions.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace onrecord {

namespace {

/// Of each entity in one sentence: a "sentence" of a broken document may repeat a name a million
/// times.
constexpr std::size_t kMentionsLookedAt = 4;

/// Widens [first, last] of an edge by one date.
void widen(SnapshotEdge& edge, const PartialDate& date) {
  if (date.empty()) return;
  if (edge.first.empty() || date < edge.first) edge.first = date;
  if (edge.last.empty() || edge.last < date) edge.last = date;
}

}  // namespace

void CoMentions::add(const Document& document, const Extraction& extraction, const FindNode& find) {
  std::vector<Standing> standings;
  for (const EntityRecord& record : extraction.entities) {
    if (record.mentions.empty()) continue;
    const std::optional<NodeIndex> node = find(record.entity.id);
    if (!node) continue;
    for (const Span& span : record.mentions) standings.push_back({span, *node});
  }
  std::sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) {
    return std::tuple(a.span, a.node) < std::tuple(b.span, b.node);
  });
  const auto index = static_cast<std::uint32_t>(parts_.documents.size());
  parts_.documents.push_back(document.id);
  auto next = standings.begin();
  std::vector<Standing> in_sentence;
  for (const Span& sentence : extraction.sentences) {
    in_sentence.clear();
    while (next != standings.end() && next->span.begin < sentence.begin) ++next;
    for (; next != standings.end() && next->span.begin < sentence.end; ++next) {
      in_sentence.push_back(*next);
    }
    add_sentence(in_sentence, index, document.published);
  }
}

std::vector<CoMentions::Standing> CoMentions::first_mentions(const std::vector<Standing>& standings,
                                                             const std::vector<NodeIndex>& nodes) {
  std::vector<std::size_t> seen(nodes.size());
  std::vector<Standing> first;
  for (const Standing& standing : standings) {
    const auto at = std::lower_bound(nodes.begin(), nodes.end(), standing.node);
    if (seen[static_cast<std::size_t>(at - nodes.begin())]++ < kMentionsLookedAt) {
      first.push_back(standing);
    }
  }
  return first;
}

void CoMentions::add_sentence(const std::vector<Standing>& standings, std::uint32_t document,
                              const PartialDate& date) {
  std::vector<NodeIndex> nodes;
  nodes.reserve(standings.size());
  for (const Standing& standing : standings) nodes.push_back(standing.node);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  if (nodes.size() < 2 || nodes.size() > options_.max_entities_in_sentence) return;

  // The first two mentions of each pair that stand apart, in text order.
  const std::vector<Standing> first = first_mentions(standings, nodes);
  std::vector<std::pair<NodeIndex, NodeIndex>> done;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = i + 1; j < first.size(); ++j) {
      const Standing& a = first[i];
      const Standing& b = first[j];
      if (a.node == b.node || a.span.overlaps(b.span)) continue;
      const auto pair = std::minmax(a.node, b.node);
      const std::pair<NodeIndex, NodeIndex> key(pair.first, pair.second);
      if (std::find(done.begin(), done.end(), key) != done.end()) continue;
      done.push_back(key);
      add_pair(a.node < b.node ? a : b, a.node < b.node ? b : a, document, date);
    }
  }
}

void CoMentions::add_pair(const Standing& a, const Standing& b, std::uint32_t document,
                          const PartialDate& date) {
  const std::uint64_t key = std::uint64_t{a.node} << 32 | b.node;
  const auto [found, is_new] =
      edge_of_pair_.try_emplace(key, static_cast<EdgeIndex>(parts_.edges.size()));
  if (is_new) {
    SnapshotEdge edge;
    edge.source = a.node;
    edge.target = b.node;
    edge.detail = static_cast<std::uint32_t>(parts_.co_places.size());
    parts_.edges.push_back(edge);
    parts_.co_places.emplace_back();
    last_document_.resize(parts_.co_places.size());
  }
  SnapshotEdge& edge = parts_.edges[found->second];
  ++edge.count;
  if (is_new || last_document_[edge.detail] != document) ++edge.support;
  last_document_[edge.detail] = document;
  widen(edge, date);
  std::vector<CoPlace>& places = parts_.co_places[edge.detail];
  if (places.size() < options_.places_per_pair) places.push_back({document, a.span, b.span});
}

}  // namespace onrecord
