#pragma once

// Small random graphs and a reference that tries every simple path, for the search tests.

#include <algorithm>
#include <random>
#include <vector>

#include "graph/filter.h"
#include "graph/k_shortest.h"
#include "graph/snapshot.h"

namespace onrecord::testing {

inline std::uint32_t below(std::mt19937& random, std::uint32_t limit) {
  return static_cast<std::uint32_t>(random() % limit);
}

/// Up to `max_nodes` entities and `max_edges` edges of every kind; parallel ones are common, dates
/// are missing or partial now and then, a few confidences are equal so that ties occur.
inline Snapshot random_snapshot(std::mt19937& random, std::uint32_t max_nodes,
                                std::uint32_t max_edges) {
  static const std::vector<Predicate> predicates = {Predicate::PartOf, Predicate::QuotedAbout,
                                                    Predicate::Conducted, Predicate::CoMentioned};
  SnapshotParts parts;
  const std::uint32_t nodes = 2 + below(random, max_nodes - 1);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    parts.nodes.push_back({EntityId{(i * 7919u) % 10007u + 1},
                           static_cast<EntityType>(1 + below(random, 5)), "n" + std::to_string(i),
                           below(random, 9)});
  }
  for (const char* title : {"", "chief", "clerk", "guard"}) {
    parts.qualifiers.push_back(*title == 0 ? Qualifiers() : Qualifiers{{"title", title}});
  }
  const std::uint32_t edges = below(random, max_edges + 1);
  for (std::uint32_t i = 0; i < edges; ++i) {
    SnapshotEdge edge;
    edge.source = below(random, nodes);
    edge.target = below(random, nodes);
    edge.predicate = predicates[below(random, 4)];
    if (!edge.co_mentioned()) {
      edge.detail = below(random, 4);
      edge.confidence = (1 + below(random, 4)) / 5.0;
    }
    edge.support = 1 + below(random, 3);
    if (below(random, 5) != 0) {
      const auto month = static_cast<std::int8_t>(below(random, 13));
      edge.first = edge.last = {2025, month, 0};
      if (month != 0 && below(random, 2) == 0) edge.last = {2026, month, 0};
    }
    parts.edges.push_back(edge);
  }
  return Snapshot::build(parts);
}

/// What the filter lets through, said as plainly as possible.
inline bool reference_allows(const Snapshot& snapshot, const GraphFilter& filter,
                             const SnapshotEdge& edge, NodeIndex from, NodeIndex to) {
  const auto has = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  const auto node = [&](NodeIndex n) {
    return n == from || n == to || has(filter.types, snapshot.node(n).type);
  };
  const auto month = [](const PartialDate& d) { return d.year * 12 + d.month; };
  bool in_time = true;  // windows of these tests are whole months
  if (!filter.since.empty()) {
    const bool whole_year = edge.last.year != 0 && edge.last.month == 0;
    in_time = in_time && edge.last.year != 0 &&
              (whole_year ? edge.last.year >= filter.since.year
                          : month(edge.last) >= month(filter.since));
  }
  if (!filter.until.empty()) {
    const bool whole_year = edge.first.year != 0 && edge.first.month == 0;
    in_time = in_time && edge.first.year != 0 &&
              (whole_year ? edge.first.year <= filter.until.year
                          : month(edge.first) <= month(filter.until));
  }
  const bool co = edge.predicate == Predicate::CoMentioned;
  return has(filter.predicates, edge.predicate) && (!co || filter.co_mentioned) &&
         edge.support >= filter.min_support && (co || edge.confidence >= filter.min_confidence) &&
         in_time && node(edge.source) && node(edge.target);
}

/// Every simple path of at most `max_hops`, in the order that the header of paths.h states.
class EveryPath {
 public:
  EveryPath(const Snapshot& snapshot, const GraphFilter& filter, NodeIndex from, NodeIndex to,
            std::size_t max_hops)
      : snapshot_(snapshot), to_(to), max_hops_(max_hops), best_(snapshot.node_count()) {
    for (auto& row : best_) row.resize(snapshot.node_count(), Cost{});
    for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
      const SnapshotEdge edge = snapshot.edge(index);
      if (!reference_allows(snapshot, filter, edge, from, to)) continue;
      const Cost cost = cost_of(snapshot, index);
      for (auto [a, b] : {std::pair(edge.source, edge.target), {edge.target, edge.source}}) {
        Cost& best = best_[a][b];
        if (best.hops == 0 || cost < best) best = cost;
      }
    }
    go_on({Cost{}, {from}});
    std::sort(paths_.begin(), paths_.end());
  }
  const std::vector<NodePath>& paths() const { return paths_; }

 private:
  void go_on(const NodePath& path) {
    if (path.nodes.back() == to_) {
      paths_.push_back(path);
      return;
    }
    if (path.nodes.size() > max_hops_) return;
    for (NodeIndex next = 0; next < snapshot_.node_count(); ++next) {
      const Cost hop = best_[path.nodes.back()][next];
      if (hop.hops == 0) continue;
      if (std::find(path.nodes.begin(), path.nodes.end(), next) != path.nodes.end()) continue;
      NodePath longer{path.cost + hop, path.nodes};
      longer.nodes.push_back(next);
      go_on(longer);
    }
  }

  const Snapshot& snapshot_;
  NodeIndex to_;
  std::size_t max_hops_;
  std::vector<std::vector<Cost>> best_;  // hops 0: not joined
  std::vector<NodePath> paths_;
};

/// Now and then a restriction of each kind.
inline GraphFilter random_filter(std::mt19937& random) {
  GraphFilter filter;
  const auto rarely = [&] { return below(random, 4) == 0; };
  if (rarely()) filter.predicates = {Predicate::PartOf, Predicate::CoMentioned};
  if (rarely()) filter.types = {EntityType::Person, EntityType::Agency, EntityType::Place};
  if (rarely()) filter.since = {2025, static_cast<std::int8_t>(1 + below(random, 12)), 0};
  if (rarely()) filter.until = {2026, static_cast<std::int8_t>(1 + below(random, 12)), 0};
  if (rarely()) filter.min_support = 2;
  if (rarely()) filter.min_confidence = 0.4;
  if (rarely()) filter.co_mentioned = false;
  return filter;
}

}  // namespace onrecord::testing
