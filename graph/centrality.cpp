// PageRank by power iteration, and betweenness by one breadth-first search a source whose
// dependencies are summed on the way back (Brandes 2001). All sums run in the order of the nodes.

#include "graph/centrality.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace onrecord {

namespace {

constexpr double kDamping = 0.85, kTolerance = 1e-10;
constexpr int kMostRounds = 200;

/// `count` of the nodes, drawn without repeats, sorted.
std::vector<NodeIndex> draw(std::vector<NodeIndex> nodes, std::size_t count) {
  std::mt19937_64 random(20261122);
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(nodes[i], nodes[i + random() % (nodes.size() - i)]);
  }
  nodes.resize(count);
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

class Brandes {
 public:
  explicit Brandes(const LinkGraph& links)
      : links_(links),
        between_(links.node_count()),
        distance_(links.node_count(), kFar),
        paths_(links.node_count()),
        dependency_(links.node_count()) {}

  /// Adds what the shortest paths from one source pass through. False past a limit.
  bool add(NodeIndex source, StepCounter& counter) {
    order_ = {source};
    distance_[source] = 0;
    paths_[source] = 1.0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const NodeIndex node = order_[i];
      for (const NodeIndex next : links_.of(node)) {
        if (!counter.step()) return false;
        if (distance_[next] == kFar) {
          distance_[next] = distance_[node] + 1;
          order_.push_back(next);
        }
        if (distance_[next] == distance_[node] + 1) paths_[next] += paths_[node];
      }
    }
    for (std::size_t i = order_.size(); i-- > 1;) {
      const NodeIndex node = order_[i];
      const double share = (1.0 + dependency_[node]) / paths_[node];
      for (const NodeIndex before : links_.of(node)) {
        if (distance_[before] + 1 == distance_[node]) dependency_[before] += paths_[before] * share;
      }
      between_[node] += dependency_[node];
    }
    for (const NodeIndex node : order_) {
      distance_[node] = kFar;
      paths_[node] = dependency_[node] = 0.0;
    }
    return true;
  }

  std::vector<double>& between() { return between_; }

 private:
  static constexpr std::uint32_t kFar = ~0u - 1;
  const LinkGraph& links_;
  std::vector<double> between_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> paths_, dependency_;
  std::vector<NodeIndex> order_;
};

}  // namespace

std::vector<NodeIndex> linked_nodes(const LinkGraph& links) {
  std::vector<NodeIndex> nodes;
  for (NodeIndex node = 0; node < links.node_count(); ++node) {
    if (links.degree(node) > 0) nodes.push_back(node);
  }
  return nodes;
}

Result<std::vector<double>> page_ranks(const LinkGraph& links, const LinkGraph& sources,
                                       StepCounter& counter) {
  const std::vector<NodeIndex> nodes = linked_nodes(links);
  const auto count = static_cast<double>(nodes.size());
  std::vector<std::uint32_t> leading_out(links.node_count(), 0);
  for (const NodeIndex node : nodes) {
    for (const NodeIndex source : sources.of(node)) ++leading_out[source];
  }
  std::vector<double> rank(links.node_count(), 0.0), given(links.node_count(), 0.0);
  for (const NodeIndex node : nodes) rank[node] = 1.0 / count;
  double change = 1.0;
  for (int round = 0; round < kMostRounds && change > kTolerance; ++round) {
    double lost = 0.0;  // of those from whom nothing leads on: shared by all
    for (const NodeIndex node : nodes) {
      if (leading_out[node] == 0) lost += rank[node];
      given[node] = leading_out[node] == 0 ? 0.0 : rank[node] / leading_out[node];
    }
    const double base = (1.0 - kDamping + kDamping * lost) / count;
    change = 0.0;
    for (const NodeIndex node : nodes) {
      double sum = 0.0;
      for (const NodeIndex source : sources.of(node)) {
        if (!counter.step()) return counter.error();
        sum += given[source];
      }
      const double now = base + kDamping * sum;
      change += std::abs(now - rank[node]);
      rank[node] = now;
    }
  }
  return rank;
}

Result<std::vector<double>> betweenness(const LinkGraph& links, std::size_t samples,
                                        StepCounter& counter) {
  const std::vector<NodeIndex> nodes = linked_nodes(links);
  const bool all = samples == 0 || samples >= nodes.size();
  const std::vector<NodeIndex> sources = all ? nodes : draw(nodes, samples);
  Brandes brandes(links);
  for (const NodeIndex source : sources) {
    if (!brandes.add(source, counter)) return counter.error();
  }
  const auto count = static_cast<double>(nodes.size());
  const double pairs = (count - 1.0) * (count - 2.0);  // each counted from both its ends
  const double scale = pairs > 0.0 ? count / static_cast<double>(sources.size()) / pairs : 0.0;
  for (double& one : brandes.between()) one *= scale;
  return std::move(brandes.between());
}

}  // namespace onrecord
