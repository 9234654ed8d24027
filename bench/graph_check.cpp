// Random small graphs, questions about them, and our answers, one JSON object a line, for
// bench/networkx_check.py.
//
//   build/release/bench/bench_graph_check [GRAPHS=1000] [SEED=1]

#include <cstdlib>
#include <iostream>
#include <map>

#include "graph/between.h"
#include "graph/centrality.h"
#include "graph/importance.h"
#include "graph/k_shortest.h"
#include "graph/steiner.h"
#include "tests/graph/random_graph.h"

namespace {

using namespace onrecord;
using onrecord::testing::below;

/// Writes [a, b, ...] with `write` for each item.
template <typename List, typename Write>
void write_list(const List& list, Write write) {
  std::cout << '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) std::cout << ',';
    first = false;
    write(item);
  }
  std::cout << ']';
}

void write_numbers(const std::vector<NodeIndex>& numbers) {
  write_list(numbers, [](NodeIndex number) { std::cout << number; });
}

template <typename Enum>
void write_enums(const std::vector<Enum>& values) {
  write_list(values, [](Enum value) { std::cout << static_cast<int>(value); });
}

void write_date(const PartialDate& date) {
  std::cout << '[' << date.year << ',' << static_cast<int>(date.month) << ']';
}

void write_graph(const Snapshot& snapshot, const GraphFilter& filter) {
  std::cout << "{\"types\":";
  write_list(snapshot.nodes(),
             [](const SnapshotNode& node) { std::cout << static_cast<int>(node.type); });
  std::cout << ",\"edges\":";
  write_list(snapshot.edges(), [](const SnapshotEdge& edge) {
    std::cout << "{\"source\":" << edge.source << ",\"target\":" << edge.target
              << ",\"predicate\":" << static_cast<int>(edge.predicate)
              << ",\"co\":" << edge.co_mentioned() << ",\"support\":" << edge.support
              << ",\"confidence\":" << edge.confidence << ",\"first\":";
    write_date(edge.first);
    std::cout << ",\"last\":";
    write_date(edge.last);
    std::cout << '}';
  });
  std::cout << ",\"filter\":{\"predicates\":";
  write_enums(filter.predicates);
  std::cout << ",\"types\":";
  write_enums(filter.types);
  std::cout << ",\"since\":";
  write_date(filter.since);
  std::cout << ",\"until\":";
  write_date(filter.until);
  std::cout << ",\"support\":" << filter.min_support << ",\"confidence\":" << filter.min_confidence
            << ",\"co\":" << filter.co_mentioned << '}';
}

void write_paths(const Snapshot& snapshot, const GraphFilter& filter, Measure measure,
                 const PathQuestion& question, std::size_t k) {
  std::vector<NodeIndex> always = question.through;
  always.insert(always.end(), {question.from, question.to});
  const GraphView view(snapshot, filter, always);
  const HopCosts costs(view, measure, {question.from, question.to});
  StepCounter counter({});
  const auto found = find_k_shortest(costs, question, k, counter);
  if (!found) {
    std::cerr << found.error().message << '\n';
    std::exit(1);
  }
  std::cout << "{\"by\":\"" << to_string(measure) << "\",\"from\":" << question.from
            << ",\"to\":" << question.to << ",\"k\":" << k << ",\"max_hops\":" << question.max_hops
            << ",\"in_order\":" << question.in_order << ",\"through\":";
  write_numbers(question.through);
  std::cout << ",\"avoid\":";
  write_numbers(question.avoid);
  std::cout << ",\"through_types\":";
  write_enums(question.through_types);
  std::cout << ",\"paths\":";
  write_list(*found, [](const NodePath& path) { write_numbers(path.nodes); });
  std::cout << '}';
}

void write_tree(const Snapshot& snapshot, const GraphFilter& filter,
                const std::vector<NodeIndex>& terminals) {
  const GraphView view(snapshot, filter, terminals);
  const HopCosts costs(view, Measure::Reliable, terminals);
  StepCounter counter({});
  const auto tree = find_steiner_tree(costs, terminals, counter);
  if (!tree) std::exit(1);
  std::cout << ",\"tree\":{\"terminals\":";
  write_numbers(terminals);
  std::cout << ",\"apart\":";
  write_numbers(tree->apart);
  std::cout << ",\"links\":";
  write_list(tree->links,
             [](const auto& link) { std::cout << '[' << link.first << ',' << link.second << ']'; });
  std::cout << '}';
}

void write_importance(const Snapshot& snapshot, const GraphFilter& filter) {
  std::cout.precision(17);
  std::cout << ",\"importance\":{";
  for (int what = 1; what <= 7; ++what) {
    ImportanceQuestion question;
    question.what = static_cast<Importance>(what);
    question.filter = filter;
    const auto table = find_importance(snapshot, question);
    if (!table) std::exit(1);
    std::cout << (what > 1 ? "," : "") << '"' << to_string(question.what)
              << "\":{\"modularity\":" << table->modularity << ",\"rows\":";
    write_list(table->rows, [&](const ImportanceRow& row) {
      const auto other = snapshot.find(row.other);
      std::cout << '[' << *snapshot.find(row.entity) << ','
                << (other ? static_cast<int>(*other) : -1) << ',' << row.group << ',' << row.value
                << ']';
    });
    std::cout << '}';
  }
  std::cout << '}';
}

}  // namespace

int main(int argc, char** argv) {
  const int graphs = argc > 1 ? std::atoi(argv[1]) : 1000;
  std::mt19937 random(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1u);
  for (int i = 0; i < graphs; ++i) {
    const Snapshot snapshot = testing::random_snapshot(random, 11, 44);
    const GraphFilter filter = i % 2 == 0 ? GraphFilter{} : testing::random_filter(random);
    std::cout.precision(17);
    write_graph(snapshot, filter);
    std::cout << ",\"questions\":[";
    for (int question = 0; question < 6; ++question) {
      if (question > 0) std::cout << ',';
      write_paths(snapshot, filter, static_cast<Measure>(question % 3),
                  testing::random_question(random, snapshot, question >= 3), 1 + below(random, 20));
    }
    std::cout << ']';
    std::vector<NodeIndex> terminals;
    for (NodeIndex node = 0; node < snapshot.node_count() && terminals.size() < 4; ++node) {
      if (below(random, 2) == 0 || node + 2 >= snapshot.node_count()) terminals.push_back(node);
    }
    write_tree(snapshot, filter, terminals);
    write_importance(snapshot, filter);
    std::cout << "}\n";
  }
}
