#pragma once

// Small random graphs and a reference that tries every simple path, for the search tests.

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

#include "graph/filter.h"
#include "graph/k_shortest.h"
#include "graph/path_question.h"
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
                             const SnapshotEdge& edge, NodeIndex from, NodeIndex to,
                             const std::vector<NodeIndex>& through = {}) {
  const auto has = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  const auto node = [&](NodeIndex n) {
    const bool always = n == from || n == to || (!through.empty() && has(through, n));
    return always || has(filter.types, snapshot.node(n).type);
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

/// What one hop over an edge costs, as the header of measure.h says, entities in between left out.
inline Cost reference_cost(Measure measure, const SnapshotEdge& edge) {
  const bool co = edge.predicate == Predicate::CoMentioned;
  const auto doubt = static_cast<Cost>(std::llround(-1e6 * std::log(edge.confidence)));
  const Cost hop = 256 + (co ? 1 : 0);
  switch (measure) {
    case Measure::Hops:
      return (hop << 32) + (co ? 0 : doubt);
    case Measure::Reliable:
      return (co ? 693147 : doubt) * 65536 + hop;
    case Measure::Telling:
      return hop;
  }
  return 0;
}

/// Every simple path of a question, cheapest first, ties to the smallest ids: by trying them all.
class EveryPath {
 public:
  EveryPath(const Snapshot& snapshot, const GraphFilter& filter, Measure measure,
            const PathQuestion& question)
      : snapshot_(snapshot), measure_(measure), question_(question) {
    const std::size_t size = snapshot.node_count();
    between_.resize(size, std::vector<std::vector<SnapshotEdge>>(size));
    degree_.resize(size);
    for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
      const SnapshotEdge edge = snapshot.edge(index);
      ++degree_[edge.source];
      ++degree_[edge.target];
      if (!reference_allows(snapshot, filter, edge, question.from, question.to, question.through))
        continue;
      between_[edge.source][edge.target].push_back(edge);
      between_[edge.target][edge.source].push_back(edge);
    }
    go_on({question.from});
    std::sort(paths_.begin(), paths_.end());
  }
  const std::vector<NodePath>& paths() const { return paths_; }

 private:
  static bool has(const std::vector<NodeIndex>& nodes, NodeIndex node) {
    return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
  }

  void go_on(const std::vector<NodeIndex>& nodes) {
    if (nodes.back() == question_.to) {
      if (const auto cost = cost_of(nodes); cost && passes(nodes)) paths_.push_back({*cost, nodes});
      return;
    }
    if (nodes.size() > question_.max_hops) return;
    for (NodeIndex next = 0; next < between_.size(); ++next) {
      if (between_[nodes.back()][next].empty() || has(nodes, next)) continue;
      if (has(question_.avoid, next)) continue;
      std::vector<NodeIndex> longer = nodes;
      longer.push_back(next);
      go_on(longer);
    }
  }

  bool passes(const std::vector<NodeIndex>& nodes) const {
    const std::vector<NodeIndex> inner(nodes.begin() + 1, nodes.end() - 1);
    const auto passes_type = [&](EntityType type) {
      return std::any_of(inner.begin(), inner.end(),
                         [&](NodeIndex n) { return snapshot_.node(n).type == type; });
    };
    return std::all_of(question_.through.begin(), question_.through.end(),
                       [&](NodeIndex n) { return has(inner, n); }) &&
           std::all_of(question_.through_types.begin(), question_.through_types.end(), passes_type);
  }

  /// The cheapest choice of edges, by trying them all; nothing when none keeps the order of time.
  std::optional<Cost> cost_of(const std::vector<NodeIndex>& nodes) const {
    Cost inner = 0;
    for (std::size_t i = 1; i + 1 < nodes.size() && measure_ == Measure::Telling; ++i) {
      inner += static_cast<Cost>(std::llround(1e6 * std::log(double(degree_[nodes[i]])))) * 131072;
    }
    std::optional<Cost> best;
    try_edges(nodes, 0, inner, 0, best);
    return best;
  }

  void try_edges(const std::vector<NodeIndex>& nodes, std::size_t hop, Cost cost, int day,
                 std::optional<Cost>& best) const {
    if (hop + 1 == nodes.size()) {
      if (!best || cost < *best) best = cost;
      return;
    }
    for (const SnapshotEdge& edge : between_[nodes[hop]][nodes[hop + 1]]) {
      int then = day;
      if (question_.in_order) {
        if (edge.first.year == 0 || edge.last.year == 0) continue;
        const int first = edge.first.year * 12 + std::max<int>(edge.first.month, 1);
        const int last = edge.last.year * 12 + (edge.last.month == 0 ? 12 : edge.last.month);
        if (last < day) continue;
        then = std::max(first, day);  // the dates of these graphs have no days
      }
      try_edges(nodes, hop + 1, cost + reference_cost(measure_, edge), then, best);
    }
  }

  const Snapshot& snapshot_;
  Measure measure_;
  const PathQuestion& question_;
  std::vector<std::vector<std::vector<SnapshotEdge>>> between_;
  std::vector<std::uint32_t> degree_;
  std::vector<NodePath> paths_;
};

/// Ends, and now and then each kind of condition.
inline PathQuestion random_question(std::mt19937& random, const Snapshot& snapshot,
                                    bool conditions) {
  const auto size = snapshot.node_count();
  PathQuestion question;
  question.from = below(random, size);
  question.to = (question.from + 1 + below(random, size - 1)) % size;
  question.max_hops = below(random, 3) == 0 ? 64 : 1 + below(random, 8);
  if (!conditions) return question;
  const auto rarely = [&] { return below(random, 3) == 0; };
  const auto another = [&] { return below(random, size); };
  const auto is_end = [&](NodeIndex n) { return n == question.from || n == question.to; };
  for (int i = 0; i < 2; ++i) {
    if (const NodeIndex node = another(); rarely() && !is_end(node)) {
      question.through.push_back(node);
    } else if (rarely() && !is_end(node)) {
      question.avoid.push_back(node);
    }
  }
  if (rarely()) question.through_types.push_back(static_cast<EntityType>(1 + below(random, 5)));
  question.in_order = rarely();
  const auto both = [&](NodeIndex node) {
    return std::find(question.avoid.begin(), question.avoid.end(), node) != question.avoid.end();
  };
  std::erase_if(question.through, both);
  std::sort(question.through.begin(), question.through.end());
  question.through.erase(std::unique(question.through.begin(), question.through.end()),
                         question.through.end());
  return question;
}

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
