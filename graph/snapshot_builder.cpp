// Edges come in any order from several threads. They are dealt into the rows of their sources by
// counting, and each row is sorted by itself: that is one pass over memory more than reading them,
// and needs no comparison of edges of different nodes.

#include "graph/snapshot_builder.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "graph/parallel.h"
#include "storage/reading.h"

namespace onrecord {

namespace {

constexpr std::uint64_t kMaxEdges = 0xffff'fff0;

bool comes_before(NodeIndex target_a, std::uint32_t kind_a, NodeIndex target_b,
                  std::uint32_t kind_b) {
  return std::pair(target_a, kind_a) < std::pair(target_b, kind_b);
}

}  // namespace

void SnapshotBuilder::add_node(const SnapshotNode& node) {
  snapshot_.ids_.push_back(node.id);
  snapshot_.types_.push_back(node.type);
  snapshot_.documents_of_.push_back(
      static_cast<std::uint32_t>(std::min<std::uint64_t>(node.documents, 0xffff'ffff)));
  snapshot_.names_.add(node.name);
}

void SnapshotBuilder::end_nodes() {
  snapshot_.ids_.shrink_to_fit();
  snapshot_.types_.shrink_to_fit();
  snapshot_.documents_of_.shrink_to_fit();
  snapshot_.names_.shrink();
  snapshot_.index_ = IdIndex(snapshot_.ids_);
}

/// The indices of qualifiers become those of one sorted list.
void SnapshotBuilder::unite_qualifiers(std::vector<EdgeCollector>& collectors,
                                       std::size_t threads) {
  std::map<Qualifiers, std::uint32_t> place;
  std::vector<std::vector<std::map<Qualifiers, std::uint32_t>::iterator>> found(collectors.size());
  for (std::size_t i = 0; i < collectors.size(); ++i) {
    for (const std::string& stored : collectors[i].qualifiers_) {
      found[i].push_back(place.try_emplace(parse_qualifiers(stored)).first);
    }
  }
  for (auto& [set, index] : place) {
    index = static_cast<std::uint32_t>(snapshot_.qualifiers_.size());
    snapshot_.qualifiers_.push_back(set);
  }
  const auto moved = [&](std::size_t collector, std::uint32_t kind) {
    if (predicate_of(kind) == Predicate::CoMentioned) return kind;
    return make_kind(predicate_of(kind), found[collector][detail_of(kind)]->second);
  };
  for (std::size_t i = 0; i < collectors.size(); ++i) {
    for (ManyDocuments& many : collectors[i].many_) many.kind = moved(i, many.kind);
  }
  (void)for_each_part(threads, [&](std::size_t part) -> Status {
    for (std::size_t i = part; i < collectors.size(); i += threads) {
      for (RawEdge& edge : collectors[i].edges_) edge.packed.kind = moved(i, edge.packed.kind);
    }
    return {};
  });
}

void SnapshotBuilder::unite_times(std::vector<EdgeCollector>& collectors, std::size_t threads) {
  std::vector<std::uint64_t> all;
  for (const EdgeCollector& collector : collectors) {
    all.insert(all.end(), collector.times_.begin(), collector.times_.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  snapshot_.times_.reserve(all.size());
  for (const std::uint64_t time : all) {
    snapshot_.times_.emplace_back(date_of_code(static_cast<std::uint32_t>(time >> 32)),
                                  date_of_code(static_cast<std::uint32_t>(time)));
  }
  (void)for_each_part(threads, [&](std::size_t part) -> Status {
    for (std::size_t i = part; i < collectors.size(); i += threads) {
      std::vector<std::uint32_t> moved;
      for (const std::uint64_t time : collectors[i].times_) {
        moved.push_back(static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), time) -
                                                   all.begin()));
      }
      for (RawEdge& edge : collectors[i].edges_) edge.packed.time = moved[edge.packed.time];
    }
    return {};
  });
}

void SnapshotBuilder::gather_rows(std::vector<EdgeCollector>& collectors) {
  begins_.assign(snapshot_.ids_.size() + 1, 0);
  for (const EdgeCollector& collector : collectors) {
    for (const RawEdge& edge : collector.edges_) ++begins_[edge.source + 1];
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::vector<std::uint64_t> next(begins_.begin(), begins_.end() - 1);
  halves_.resize(begins_.back());
  for (EdgeCollector& collector : collectors) {
    for (const RawEdge& edge : collector.edges_) {
      halves_[next[edge.source]++] = {edge.target, edge.packed};
    }
    collector = {};
  }
}

void SnapshotBuilder::sort_rows(std::size_t threads) {
  const auto order = [](const Half& half) {
    return std::tuple(half.target, half.packed.kind, half.packed.time, half.packed.weight);
  };
  const auto before = [&](const Half& a, const Half& b) { return order(a) < order(b); };
  constexpr std::size_t kRowsAtOnce = 1024;
  (void)for_each_part(threads, [&](std::size_t part) -> Status {
    for (std::size_t first = part * kRowsAtOnce; first + 1 < begins_.size();
         first += threads * kRowsAtOnce) {
      const std::size_t last = std::min(first + kRowsAtOnce, begins_.size() - 1);
      for (std::size_t row = first; row < last; ++row) {
        std::sort(halves_.begin() + static_cast<std::ptrdiff_t>(begins_[row]),
                  halves_.begin() + static_cast<std::ptrdiff_t>(begins_[row + 1]), before);
      }
    }
    return {};
  });
}

/// A store has none; parts that were made by hand may.
void SnapshotBuilder::drop_repeats() {
  std::uint64_t kept = 0;
  for (std::size_t row = 0; row + 1 < begins_.size(); ++row) {
    const std::uint64_t begin = begins_[row], end = begins_[row + 1];
    begins_[row] = kept;
    for (std::uint64_t i = begin; i < end; ++i) {
      const bool repeated = kept > begins_[row] && halves_[kept - 1].target == halves_[i].target &&
                            halves_[kept - 1].packed.kind == halves_[i].packed.kind;
      if (!repeated) halves_[kept++] = halves_[i];
    }
  }
  begins_.back() = kept;
  halves_.resize(kept);
}

void SnapshotBuilder::build_graph() {
  std::vector<std::pair<NodeIndex, NodeIndex>> ends;
  ends.reserve(halves_.size());
  snapshot_.degrees_.assign(snapshot_.ids_.size(), 0);
  snapshot_.packed_.reserve(halves_.size());
  for (std::size_t row = 0; row + 1 < begins_.size(); ++row) {
    for (std::uint64_t i = begins_[row]; i < begins_[row + 1]; ++i) {
      ends.emplace_back(static_cast<NodeIndex>(row), halves_[i].target);
      ++snapshot_.degrees_[row];
      ++snapshot_.degrees_[halves_[i].target];
      snapshot_.packed_.push_back(halves_[i].packed);
    }
  }
  halves_ = {};
  // Sorted by source already, and the construction is stable: edge i of the graph is edge i here.
  snapshot_.graph_ = Snapshot::Graph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
                                     static_cast<NodeIndex>(snapshot_.ids_.size()));
}

void SnapshotBuilder::note_incoming_gists(std::size_t threads) {
  const Snapshot::Graph& graph = snapshot_.graph_;
  const auto index_of = get(boost::edge_index, graph);
  snapshot_.incoming_gists_.resize(snapshot_.packed_.size());
  const std::size_t nodes = snapshot_.ids_.size();
  (void)for_each_part(threads, [&](std::size_t part) -> Status {
    const auto first = static_cast<NodeIndex>(nodes * part / threads);
    const auto last = static_cast<NodeIndex>(nodes * (part + 1) / threads);
    for (NodeIndex node = first; node < last; ++node) {
      EdgeIndex at = graph.m_backward.m_rowstart[node];
      for (auto [it, end] = in_edges(node, graph); it != end; ++it) {
        snapshot_.incoming_gists_[at++] = gist_of(snapshot_.packed_[get(index_of, *it)]);
      }
    }
    return {};
  });
}

void SnapshotBuilder::keep_many(const std::vector<ManyDocuments>& many) {
  for (const ManyDocuments& one : many) {
    const auto row_begin = static_cast<EdgeIndex>(begins_[one.source]);
    const auto row_end = static_cast<EdgeIndex>(begins_[one.source + 1]);
    EdgeIndex low = row_begin, high = row_end;
    while (low < high) {
      const EdgeIndex middle = low + (high - low) / 2;
      const NodeIndex target = snapshot_.ends(middle).second;
      if (comes_before(target, snapshot_.packed_[middle].kind, one.target, one.kind)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    snapshot_.many_.emplace_back(low, one.support);
  }
  std::sort(snapshot_.many_.begin(), snapshot_.many_.end());
}

Result<Snapshot> SnapshotBuilder::finish(std::vector<EdgeCollector> collectors,
                                         std::size_t threads) {
  std::uint64_t edges = 0, sets = 0;
  std::vector<ManyDocuments> many;
  for (const EdgeCollector& collector : collectors) {
    edges += collector.edges_.size();
    sets += collector.qualifiers_.size();
  }
  if (edges > kMaxEdges || sets > kMaxDetail || snapshot_.documents_.size() > kMaxDetail) {
    return Error{ErrorCode::TooLarge, "load graph: " + std::to_string(edges) + " edges, " +
                                          std::to_string(sets) + " sets of qualifiers, " +
                                          std::to_string(snapshot_.documents_.size()) +
                                          " documents are more than one graph can hold"};
  }
  snapshot_.documents_.shrink();
  unite_qualifiers(collectors, threads);
  unite_times(collectors, threads);
  for (const EdgeCollector& collector : collectors) {
    many.insert(many.end(), collector.many_.begin(), collector.many_.end());
  }
  gather_rows(collectors);
  sort_rows(threads);
  drop_repeats();
  build_graph();
  note_incoming_gists(threads);
  keep_many(many);
  return std::move(snapshot_);
}

}  // namespace onrecord
