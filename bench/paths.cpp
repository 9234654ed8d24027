// How long questions between two entities take on a made-up graph whose degrees follow a power law:
// N entities, M edges between random ones, QUERIES random pairs, without a store.
//
//   build/release/bench/bench_paths [N=1000000] [M=10000000] [QUERIES=1000] [EXPONENT=2.5]
//                                   [EDGES_FILE PAIRS_FILE RESULTS_FILE]
//
// With the last three only fewest hops and most reliable are asked, and for bench/peers/graph.sh it
// writes the graph (an edge a line: source, target, doubt as the most reliable path counts it), the
// pairs, and what was found (bytes of the graph; then for each pair the hops of the one path, the
// doubt of the other, or -1 where there is none, and the milliseconds of both).

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "graph/k_shortest.h"

namespace {

using namespace onrecord;

/// Draws nodes so that their expected degrees follow a power law (Chung & Lu 2002).
class NodeDrawer {
 public:
  NodeDrawer(std::uint32_t nodes, double exponent) : order_(nodes), sums_(nodes) {
    std::iota(order_.begin(), order_.end(), 0u);
    std::mt19937 random(1);
    std::shuffle(order_.begin(), order_.end(), random);
    double sum = 0.0;
    for (std::uint32_t i = 0; i < nodes; ++i) {
      sum += std::pow(double{10} + i, -1.0 / (exponent - 1.0));
      sums_[i] = sum;
    }
  }
  std::uint32_t draw(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<>(0.0, sums_.back())(random);
    return order_[std::lower_bound(sums_.begin(), sums_.end(), at) - sums_.begin()];
  }

 private:
  std::vector<std::uint32_t> order_;
  std::vector<double> sums_;
};

Snapshot make_graph(std::uint32_t nodes, std::uint32_t edges, double exponent) {
  const NodeDrawer drawer(nodes, exponent);
  std::mt19937_64 random(20261122);
  SnapshotParts parts;
  parts.qualifiers.emplace_back();
  parts.nodes.reserve(nodes);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    parts.nodes.push_back({EntityId{i + 1}, static_cast<EntityType>(1 + random() % 5), "", 1});
  }
  parts.edges.reserve(edges);
  for (std::uint32_t i = 0; i < edges; ++i) {
    SnapshotEdge edge;
    edge.source = drawer.draw(random);
    edge.target = drawer.draw(random);
    if (random() % 4 != 0) {
      edge.predicate = random() % 2 == 0 ? Predicate::PartOf : Predicate::QuotedAbout;
      edge.confidence = static_cast<double>(30 + random() % 70) / 100.0;
    }
    edge.support = 1 + random() % 3;
    edge.first = edge.last = {static_cast<std::int16_t>(2000 + random() % 26),
                              static_cast<std::int8_t>(1 + random() % 12), 0};
    parts.edges.push_back(edge);
  }
  return Snapshot::build(parts);
}

/// Milliseconds of this thread's own time: other programs on the machine do not count.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Measured {
  std::vector<double> milliseconds;
  std::vector<std::vector<NodePath>> found;
};

Measured ask(const Snapshot& snapshot, Measure measure, std::size_t k,
             const std::vector<std::pair<NodeIndex, NodeIndex>>& pairs) {
  Measured measured;
  GraphFilter filter;
  filter.geography = false;  // as find_paths has it
  for (const auto& [from, to] : pairs) {
    const double began = now();
    const GraphView view(snapshot, filter, {from, to});
    const HopCosts costs(view, measure, {from, to});
    PathQuestion question;
    question.from = from;
    question.to = to;
    question.max_hops = measure == Measure::Hops ? 8 : 64;
    SearchLimits limits;
    limits.max_steps = ~0ull;
    StepCounter counter(limits);
    auto found = find_k_shortest(costs, question, k, counter);
    if (!found) {
      std::cerr << found.error().message << '\n';
      std::exit(1);
    }
    for (const NodePath& path : *found) edges_along(costs, question, path.nodes);
    measured.milliseconds.push_back(now() - began);
    measured.found.push_back(*std::move(found));
  }
  return measured;
}

void print_row(const std::string& name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(times.size())))];
  };
  std::printf("| %s | %zu | %.3f | %.3f | %.3f | %.3f |\n", name.c_str(), times.size(), at(0.5),
              at(0.95), at(0.99), times.back());
  std::fflush(stdout);
}

/// -1 where there is no path.
long value_or_none(const std::vector<NodePath>& found, std::size_t value) {
  return found.empty() ? -1 : static_cast<long>(value);
}

bool write_files(const Snapshot& snapshot,
                 const std::vector<std::pair<NodeIndex, NodeIndex>>& pairs, const Measured& hops,
                 const Measured& reliable, char** files) {
  std::ofstream edges(files[0]), asked(files[1]), results(files[2]);
  const GraphFilter all;
  const GraphView view(snapshot, all);
  const HopCosts costs(view, Measure::Reliable, {});
  EdgeIndex index = 0;
  for (const SnapshotEdge& edge : snapshot.edges()) {
    edges << edge.source << ' ' << edge.target << ' ' << (costs.link(index++) >> 16) << '\n';
  }
  const SnapshotMemory memory = snapshot.memory();
  results << memory.nodes + memory.edges << '\n';
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    asked << pairs[i].first << ' ' << pairs[i].second << '\n';
    const std::vector<NodePath>&nearest = hops.found[i], &surest = reliable.found[i];
    results << value_or_none(nearest, nearest.empty() ? 0 : nearest[0].nodes.size() - 1) << ' '
            << value_or_none(surest, surest.empty() ? 0 : surest[0].cost >> 16) << ' '
            << hops.milliseconds[i] << ' ' << reliable.milliseconds[i] << '\n';
  }
  for (std::ofstream* file : {&edges, &asked, &results}) file->close();
  return edges && asked && results;
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int at, double otherwise) {
    return argc > at ? std::strtod(argv[at], nullptr) : otherwise;
  };
  const auto nodes = static_cast<std::uint32_t>(number(1, 1'000'000));
  const auto edges = static_cast<std::uint32_t>(number(2, 10'000'000));
  const auto queries = static_cast<std::size_t>(number(3, 1000));
  const double began = now();
  const Snapshot snapshot = make_graph(nodes, edges, number(4, 2.5));
  std::fprintf(stderr, "made in %.1f s\n", (now() - began) / 1e3);

  std::mt19937_64 random(7);
  std::vector<std::pair<NodeIndex, NodeIndex>> pairs;
  while (pairs.size() < queries) {
    const auto from = static_cast<NodeIndex>(random() % nodes);
    const auto to = static_cast<NodeIndex>(random() % nodes);
    if (from != to) pairs.emplace_back(from, to);
  }
  const std::vector<std::pair<NodeIndex, NodeIndex>> few(
      pairs.begin(),
      pairs.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(queries, 200)));
  ask(snapshot, Measure::Hops, 1, few);  // the first touch of everything is not measured

  std::printf(
      "| question | asked | p50 ms | p95 ms | p99 ms | longest ms |\n|---|---|---|---|---|---|\n");
  const Measured hops = ask(snapshot, Measure::Hops, 1, pairs);
  print_row("fewest hops", hops.milliseconds);
  const Measured reliable = ask(snapshot, Measure::Reliable, 1, pairs);
  print_row("most reliable", reliable.milliseconds);
  if (argc > 7) {
    if (write_files(snapshot, pairs, hops, reliable, argv + 5)) return 0;
    std::cerr << "cannot write " << argv[5] << ", " << argv[6] << " or " << argv[7] << '\n';
    return 1;
  }
  print_row("most telling", ask(snapshot, Measure::Telling, 1, pairs).milliseconds);
  print_row("10 of fewest hops", ask(snapshot, Measure::Hops, 10, few).milliseconds);
  print_row("10 most reliable", ask(snapshot, Measure::Reliable, 10, few).milliseconds);
  print_row("10 most telling", ask(snapshot, Measure::Telling, 10, few).milliseconds);
  std::printf("\nMemory an edge of this graph, all attributes: %.1f bytes.\n",
              static_cast<double>(snapshot.memory().edges) / snapshot.edge_count());
}
