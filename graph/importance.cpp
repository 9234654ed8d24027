#include "graph/importance.h"

#include <algorithm>
#include <numeric>
#include <sstream>
#include <tuple>

#include "graph/centrality.h"
#include "graph/partition.h"

namespace onrecord {

namespace {

constexpr std::pair<Importance, std::string_view> kNames[] = {
    {Importance::Degree, "degree"},           {Importance::PageRank, "pagerank"},
    {Importance::Betweenness, "betweenness"}, {Importance::Communities, "communities"},
    {Importance::Components, "components"},   {Importance::Bridges, "bridges"},
    {Importance::CutPoints, "cut-points"}};

/// Part of every key: to be raised when an answer changes.
constexpr int kAlgorithms = 1;

void sort_rows(std::vector<ImportanceRow>& rows) {
  std::sort(rows.begin(), rows.end(), [](const ImportanceRow& a, const ImportanceRow& b) {
    return std::tuple(a.group, -a.value, a.entity, a.other) <
           std::tuple(b.group, -b.value, b.entity, b.other);
  });
}

template <typename Score>
ImportanceTable ranked(const Snapshot& snapshot, const LinkGraph& links, Score score) {
  ImportanceTable table;
  for (const NodeIndex node : linked_nodes(links)) {
    table.rows.push_back({snapshot.id(node), EntityId{}, 0, score(node)});
  }
  sort_rows(table.rows);
  return table;
}

/// The greatest group first, then by their members' smallest id.
ImportanceTable grouped(const Snapshot& snapshot, const LinkGraph& links,
                        const Partition& partition) {
  std::vector<std::uint64_t> sizes(links.node_count(), 0);
  std::vector<std::uint32_t> order;
  for (const NodeIndex node : linked_nodes(links)) {
    if (sizes[partition[node]]++ == 0) order.push_back(partition[node]);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> number(links.node_count(), 0);
  for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i + 1;
  ImportanceTable table;
  for (const NodeIndex node : linked_nodes(links)) {
    table.rows.push_back({snapshot.id(node), EntityId{}, number[partition[node]],
                          static_cast<double>(links.degree(node))});
  }
  sort_rows(table.rows);
  return table;
}

ImportanceTable cut(const Snapshot& snapshot, const LinkGraph& links, Importance what) {
  const Cuts cuts = find_cuts(links);
  ImportanceTable table;
  if (what == Importance::Bridges) {
    for (const Bridge& bridge : cuts.bridges) {
      table.rows.push_back({snapshot.id(bridge.end), snapshot.id(bridge.other), 0,
                            static_cast<double>(bridge.smaller_side)});
    }
  } else {
    for (const CutPoint& point : cuts.points) {
      table.rows.push_back(
          {snapshot.id(point.node), EntityId{}, 0, static_cast<double>(point.parts)});
    }
  }
  sort_rows(table.rows);
  return table;
}

Result<ImportanceTable> by_betweenness(const Snapshot& snapshot, const LinkGraph& links,
                                       const ImportanceQuestion& question, StepCounter& counter) {
  const bool all = linked_nodes(links).size() <= question.exact_up_to;
  const auto scores = betweenness(links, all ? 0 : question.samples, counter);
  if (!scores) return scores.error();
  ImportanceTable table = ranked(snapshot, links, [&](NodeIndex node) { return (*scores)[node]; });
  if (!all) table.sampled = question.samples;
  return table;
}

Result<ImportanceTable> by_page_rank(const GraphView& view, const LinkGraph& links,
                                     StepCounter& counter) {
  const auto sources = LinkGraph::build(view, LinkGraph::Kind::Sources, counter);
  if (!sources) return sources.error();
  const auto scores = page_ranks(links, *sources, counter);
  if (!scores) return scores.error();
  return ranked(view.snapshot(), links, [&](NodeIndex node) { return (*scores)[node]; });
}

template <typename Enum>
void append(std::ostringstream& out, const char* name, std::vector<Enum> values) {
  std::sort(values.begin(), values.end());
  out << ' ' << name << '=';
  for (const Enum value : values) out << static_cast<int>(value) << ',';
}

}  // namespace

std::string_view to_string(Importance what) {
  for (const auto& [one, name] : kNames) {
    if (one == what) return name;
  }
  return "";
}

std::optional<Importance> parse_importance(std::string_view word) {
  for (const auto& [one, name] : kNames) {
    if (name == word) return one;
  }
  return std::nullopt;
}

std::string ImportanceQuestion::key() const {
  std::ostringstream out;
  out << to_string(what) << " algorithms=" << kAlgorithms;
  append(out, "predicates", filter.predicates);
  append(out, "types", filter.types);
  out << " since=" << to_string(filter.since) << " until=" << to_string(filter.until)
      << " support=" << filter.min_support << " confidence=" << std::hexfloat
      << filter.min_confidence << std::dec << " co_mentioned=" << filter.co_mentioned
      << " geography=" << filter.geography;
  if (what == Importance::Betweenness) out << " samples=" << samples << '/' << exact_up_to;
  return out.str();
}

Result<ImportanceTable> find_importance(const Snapshot& snapshot,
                                        const ImportanceQuestion& question,
                                        const SearchLimits& limits) {
  if (const Status checked = check_filter(question.filter); !checked) return checked.error();
  if (question.samples < 1) {
    return Error{ErrorCode::InvalidInput, "samples: at least 1"};
  }
  const GraphView view(snapshot, question.filter);
  StepCounter counter(limits);
  const auto links = LinkGraph::build(view, LinkGraph::Kind::Both, counter);
  if (!links) return links.error();
  switch (question.what) {
    case Importance::Degree:
      return ranked(snapshot, *links,
                    [&](NodeIndex node) { return static_cast<double>(links->degree(node)); });
    case Importance::PageRank:
      return by_page_rank(view, *links, counter);
    case Importance::Betweenness:
      return by_betweenness(snapshot, *links, question, counter);
    case Importance::Communities: {
      const auto found = communities(*links, counter);
      if (!found) return found.error();
      ImportanceTable table = grouped(snapshot, *links, found->groups);
      table.modularity = found->modularity;
      return table;
    }
    case Importance::Components:
      return grouped(snapshot, *links, components(*links));
    case Importance::Bridges:
    case Importance::CutPoints:
      return cut(snapshot, *links, question.what);
  }
  return Error{ErrorCode::Internal, "no such question about the whole graph"};
}

}  // namespace onrecord
