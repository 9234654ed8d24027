// All links of the entity are gathered, put together by neighbour, counted and sorted; only those
// of the page are read from the store.

#include "graph/neighbours.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "graph/subgraph_loader.h"
#include "graph/view.h"

namespace onrecord {

namespace {

struct Link {
  NodeIndex other = 0;
  EdgeIndex edge = 0;
  LinkDirection direction = LinkDirection::Any;
};

/// The links to one neighbour: links[begin, end).
struct Bundle {
  NodeIndex node = 0;
  std::size_t begin = 0, end = 0;
  std::uint64_t support = 0;
  PartialDate first, last;
};

class Gathering {
 public:
  Gathering(const Snapshot& snapshot, NodeIndex centre, const NeighbourOptions& options)
      : snapshot_(snapshot), centre_(centre), options_(options) {
    const auto [begin, end] = out_edges(centre, snapshot.graph());
    if (begin == end) return;
    outgoing_begin_ = get(boost::edge_index, snapshot.graph(), *begin);
    outgoing_end_ = outgoing_begin_ + static_cast<EdgeIndex>(end - begin);
  }

  Status gather() {
    const GraphView view(snapshot_, options_.filter, {centre_});
    StepCounter counter(options_.limits);
    const bool done = view.for_each_link(centre_, [&](EdgeIndex edge, NodeIndex other) {
      const LinkDirection direction = direction_of(edge);
      const bool wanted =
          options_.direction == LinkDirection::Any || direction == options_.direction;
      if (wanted) links_.push_back({other, edge, direction});
      return counter.step();
    });
    if (!done) return counter.error();
    std::sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) {
      return std::tie(a.other, a.edge) < std::tie(b.other, b.edge);
    });
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (bundles_.empty() || bundles_.back().node != links_[i].other) {
        bundles_.push_back({links_[i].other, i, i, 0, {}, {}});
      }
      add(bundles_.back(), links_[i].edge);
    }
    return {};
  }

  std::vector<NeighbourGroup> groups() const {
    constexpr std::size_t kDirections = 3;
    std::array<std::array<std::uint64_t, kDirections>, 32> counts{};
    for (const Bundle& bundle : bundles_) {
      std::array<std::uint32_t, kDirections> seen{};
      for (std::size_t i = bundle.begin; i < bundle.end; ++i) {
        const auto predicate = static_cast<std::size_t>(snapshot_.predicate(links_[i].edge));
        const auto direction = static_cast<std::size_t>(links_[i].direction);
        if ((seen[direction] >> predicate & 1u) == 0) ++counts[predicate][direction];
        seen[direction] |= 1u << predicate;
      }
    }
    std::vector<NeighbourGroup> groups;
    for (std::size_t predicate = 0; predicate < counts.size(); ++predicate) {
      for (std::size_t direction = 0; direction < kDirections; ++direction) {
        if (counts[predicate][direction] == 0) continue;
        groups.push_back({static_cast<Predicate>(predicate), static_cast<LinkDirection>(direction),
                          counts[predicate][direction]});
      }
    }
    return groups;
  }

  /// The bundles of the page, in order.
  std::vector<Bundle> page() const {
    std::vector<Bundle> sorted = bundles_;
    const std::size_t begin = std::min(options_.offset, sorted.size());
    const std::size_t end = begin + std::min(options_.limit, sorted.size() - begin);
    std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(end),
                      sorted.end(),
                      [this](const Bundle& a, const Bundle& b) { return before(a, b); });
    return {sorted.begin() + static_cast<std::ptrdiff_t>(begin),
            sorted.begin() + static_cast<std::ptrdiff_t>(end)};
  }

  Result<Neighbour> load(const Bundle& bundle, SubgraphLoader& loader) const {
    Neighbour neighbour;
    neighbour.node = loader.node(bundle.node);
    neighbour.degree = snapshot_.degree(bundle.node);
    neighbour.support = bundle.support;
    neighbour.first = bundle.first;
    neighbour.last = bundle.last;
    neighbour.link_count = bundle.end - bundle.begin;
    for (const EdgeIndex edge : best_links(bundle)) {
      Result<SubgraphEdge> loaded = loader.edge(edge, options_.evidence_per_link);
      if (!loaded) return loaded.error();
      neighbour.links.push_back(*std::move(loaded));
    }
    return neighbour;
  }

  std::uint64_t total() const { return bundles_.size(); }

 private:
  LinkDirection direction_of(EdgeIndex edge) const {
    if (snapshot_.co_mentioned(edge)) return LinkDirection::Any;
    const bool outgoing = edge >= outgoing_begin_ && edge < outgoing_end_;
    return outgoing ? LinkDirection::Out : LinkDirection::In;
  }

  void add(Bundle& bundle, EdgeIndex edge) const {
    ++bundle.end;
    bundle.support += snapshot_.support(edge);
    const auto& [first, last] = snapshot_.dates(edge);
    if (first.year != 0 && (bundle.first.empty() || first < bundle.first)) bundle.first = first;
    if (last.year != 0 && last > bundle.last) bundle.last = last;
  }

  bool before(const Bundle& a, const Bundle& b) const {
    const SnapshotNode one = snapshot_.node(a.node), other = snapshot_.node(b.node);
    if (options_.order == NeighbourOrder::Recent && a.last != b.last) return a.last > b.last;
    if (options_.order == NeighbourOrder::Name && one.name != other.name) {
      return one.name < other.name;
    }
    return std::tuple(~a.support, ~one.documents, a.node) <
           std::tuple(~b.support, ~other.documents, b.node);
  }

  std::vector<EdgeIndex> best_links(const Bundle& bundle) const {
    std::vector<EdgeIndex> edges;
    for (std::size_t i = bundle.begin; i < bundle.end; ++i) edges.push_back(links_[i].edge);
    std::sort(edges.begin(), edges.end(), [this](EdgeIndex a, EdgeIndex b) {
      return std::tuple(snapshot_.co_mentioned(a), ~snapshot_.support(a), a) <
             std::tuple(snapshot_.co_mentioned(b), ~snapshot_.support(b), b);
    });
    if (edges.size() > options_.links_each) edges.resize(options_.links_each);
    return edges;
  }

  const Snapshot& snapshot_;
  const NodeIndex centre_;
  const NeighbourOptions& options_;
  EdgeIndex outgoing_begin_ = 0, outgoing_end_ = 0;  // edges stand in the order of their sources
  std::vector<Link> links_;
  std::vector<Bundle> bundles_;
};

}  // namespace

std::optional<LinkDirection> parse_link_direction(std::string_view word) {
  if (word == "any") return LinkDirection::Any;
  if (word == "out") return LinkDirection::Out;
  if (word == "in") return LinkDirection::In;
  return std::nullopt;
}

std::optional<NeighbourOrder> parse_neighbour_order(std::string_view word) {
  if (word == "support") return NeighbourOrder::Support;
  if (word == "recent") return NeighbourOrder::Recent;
  if (word == "name") return NeighbourOrder::Name;
  return std::nullopt;
}

std::string_view to_string(LinkDirection direction) {
  switch (direction) {
    case LinkDirection::Out:
      return "out";
    case LinkDirection::In:
      return "in";
    case LinkDirection::Any:
      break;
  }
  return "any";
}

Result<Neighbours> find_neighbours(const Snapshot& snapshot, const Store& store, EntityId centre,
                                   const NeighbourOptions& options) {
  if (const Status checked = check_filter(options.filter); !checked) return checked.error();
  const std::optional<NodeIndex> node = snapshot.find(centre);
  if (!node) {
    return Error{ErrorCode::NotFound, "entity " + to_string(centre) + ": not in the graph"};
  }
  Gathering gathering(snapshot, *node, options);
  if (const Status gathered = gathering.gather(); !gathered) return gathered.error();
  Neighbours found;
  found.total = gathering.total();
  found.groups = gathering.groups();
  SubgraphLoader loader(snapshot, store);
  for (const Bundle& bundle : gathering.page()) {
    Result<Neighbour> neighbour = gathering.load(bundle, loader);
    if (!neighbour) return neighbour.error();
    found.items.push_back(*std::move(neighbour));
  }
  return found;
}

}  // namespace onrecord
