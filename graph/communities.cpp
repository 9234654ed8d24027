// Louvain (Blondel et al. 2008). Moving a node of degree d, with w links into a community whose
// degrees sum to s, is worth w - d*s/2m; all of it times 2m is a whole number, so equal gains are
// equal on every machine. Afterwards each community is cut into its connected parts: Louvain may
// leave one whose middle has moved away (Traag et al. 2019).

#include <algorithm>
#include <numeric>
#include <optional>

#include "graph/partition.h"

namespace onrecord {

namespace {

/// A weighted graph: at first the links, then communities and the links between them.
struct Level {
  std::vector<std::uint64_t> begins{0};
  std::vector<std::pair<std::uint32_t, std::uint64_t>> links;  // other end, weight; none to itself
  std::vector<std::uint64_t> degrees;                          // with twice the links inside

  std::uint32_t size() const { return static_cast<std::uint32_t>(degrees.size()); }
};

Level first_level(const LinkGraph& graph) {
  Level level;
  level.links.reserve(graph.entries());
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    for (const NodeIndex other : graph.of(node)) level.links.emplace_back(other, 1);
    level.begins.push_back(level.links.size());
    level.degrees.push_back(graph.degree(node));
  }
  return level;
}

using Wide = __int128;

class Mover {
 public:
  Mover(const Level& level, std::uint64_t twice_links)
      : level_(level),
        twice_links_(twice_links),
        groups_(level.size()),
        sums_(level.degrees),
        weight_to_(level.size(), 0) {
    std::iota(groups_.begin(), groups_.end(), 0u);
  }

  /// Whether any node moved; nothing past a limit.
  std::optional<bool> run(StepCounter& counter) {
    bool any = false;
    for (bool moved = true; moved;) {
      moved = false;
      for (std::uint32_t node = 0; node < level_.size(); ++node) {
        if (!look_around(node, counter)) return std::nullopt;
        moved = move(node) || moved;
      }
      any = any || moved;
    }
    return any;
  }
  const Partition& groups() const { return groups_; }

 private:
  bool look_around(std::uint32_t node, StepCounter& counter) {
    near_.clear();
    for (std::uint64_t i = level_.begins[node]; i < level_.begins[node + 1]; ++i) {
      if (!counter.step()) return false;
      const auto& [other, weight] = level_.links[i];
      std::uint64_t& sum = weight_to_[groups_[other]];
      if (sum == 0) near_.push_back(groups_[other]);
      sum += weight;
    }
    return true;
  }

  bool move(std::uint32_t node) {
    const std::uint32_t home = groups_[node];
    const std::uint64_t degree = level_.degrees[node];
    sums_[home] -= degree;
    const auto worth = [&](std::uint32_t group) {
      return Wide{weight_to_[group]} * twice_links_ - Wide{degree} * sums_[group];
    };
    std::uint32_t best = home;
    Wide best_worth = worth(home);
    for (const std::uint32_t group : near_) {
      const Wide here = worth(group);
      if (here > best_worth || (here == best_worth && best != home && group < best)) {
        best = group;
        best_worth = here;
      }
    }
    for (const std::uint32_t group : near_) weight_to_[group] = 0;
    sums_[best] += degree;
    groups_[node] = best;
    return best != home;
  }

  const Level& level_;
  Wide twice_links_;
  Partition groups_;
  std::vector<std::uint64_t> sums_;       // by group: degrees of its nodes
  std::vector<std::uint64_t> weight_to_;  // by group: links of the node that is looked at
  std::vector<std::uint32_t> near_;
};

/// Numbers the groups from 0 in the order of their first nodes.
std::uint32_t renumber(Partition& groups) {
  constexpr std::uint32_t kNone = ~0u;
  std::vector<std::uint32_t> number(groups.size(), kNone);
  std::uint32_t count = 0;
  for (std::uint32_t& group : groups) {
    if (number[group] == kNone) number[group] = count++;
    group = number[group];
  }
  return count;
}

Level next_level(const Level& level, const Partition& groups, std::uint32_t count) {
  std::vector<std::vector<std::uint32_t>> members(count);
  for (std::uint32_t node = 0; node < level.size(); ++node) members[groups[node]].push_back(node);
  Level next;
  next.degrees.resize(count, 0);
  std::vector<std::uint64_t> weight(count, 0);
  std::vector<std::uint32_t> near;
  for (std::uint32_t group = 0; group < count; ++group) {
    near.clear();
    for (const std::uint32_t node : members[group]) {
      next.degrees[group] += level.degrees[node];
      for (std::uint64_t i = level.begins[node]; i < level.begins[node + 1]; ++i) {
        const std::uint32_t other = groups[level.links[i].first];
        if (other == group) continue;
        if (weight[other] == 0) near.push_back(other);
        weight[other] += level.links[i].second;
      }
    }
    std::sort(near.begin(), near.end());
    for (const std::uint32_t other : near) {
      next.links.emplace_back(other, weight[other]);
      weight[other] = 0;
    }
    next.begins.push_back(next.links.size());
  }
  return next;
}

/// Each group cut into its connected parts.
Partition connected_parts(const LinkGraph& links, const Partition& groups) {
  constexpr std::uint32_t kNone = ~0u;
  Partition parts(groups.size(), kNone);
  std::uint32_t count = 0;
  std::vector<NodeIndex> queue;
  for (NodeIndex start = 0; start < links.node_count(); ++start) {
    if (parts[start] != kNone) continue;
    queue = {start};
    parts[start] = count;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const NodeIndex next : links.of(queue[i])) {
        if (parts[next] != kNone || groups[next] != groups[start]) continue;
        parts[next] = count;
        queue.push_back(next);
      }
    }
    ++count;
  }
  return parts;
}

double modularity_of(const LinkGraph& links, const Partition& groups) {
  std::vector<std::uint64_t> sums(links.node_count(), 0);
  std::uint64_t inside = 0;
  for (NodeIndex node = 0; node < links.node_count(); ++node) {
    sums[groups[node]] += links.degree(node);
    for (const NodeIndex other : links.of(node)) inside += groups[other] == groups[node];
  }
  const auto twice_links = static_cast<double>(links.entries());
  if (links.entries() == 0) return 0.0;
  double modularity = static_cast<double>(inside) / twice_links;
  for (const std::uint64_t sum : sums) {
    const double share = static_cast<double>(sum) / twice_links;
    modularity -= share * share;
  }
  return modularity;
}

}  // namespace

Result<Communities> communities(const LinkGraph& links, StepCounter& counter) {
  Partition groups(links.node_count());
  std::iota(groups.begin(), groups.end(), 0u);
  Level level = first_level(links);
  for (;;) {
    Mover mover(level, links.entries());
    const std::optional<bool> moved = mover.run(counter);
    if (!moved) return counter.error();
    if (!*moved) break;
    Partition joined = mover.groups();
    const std::uint32_t count = renumber(joined);
    for (std::uint32_t& group : groups) group = joined[group];
    level = next_level(level, joined, count);
  }
  Communities found;
  found.groups = connected_parts(links, groups);
  found.modularity = modularity_of(links, found.groups);
  return found;
}

}  // namespace onrecord
