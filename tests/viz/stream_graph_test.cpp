// The whole graph straight from the store, against the same from a snapshot in memory.

#include "viz/stream_graph.h"

#include <algorithm>
#include <random>
#include <sstream>

#include "graph/link_filter.h"
#include "graph/subgraph_loader.h"
#include "graph/view.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

/// Keeps each node and edge as a line of everything that it says.
class Lines final : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;
  void begin(const GraphInfo&) override {}
  void node(const GraphNode& node) override {
    nodes.push_back(node.id + " " + node.type + " " + node.label + " " +
                    std::to_string(node.documents));
  }
  void edge(const GraphEdge& edge) override {
    std::ostringstream line;
    line << edge.id << ' ' << edge.source << ' ' << edge.target << ' ' << edge.label << ' '
         << edge.count << ' ' << edge.support << ' ' << edge.weight << ' ' << edge.confidence << ' '
         << edge.first << " to " << edge.last;
    for (const auto& [name, value] : edge.qualifiers) line << ' ' << name << '=' << value;
    for (const PartialDate& date : edge.dates) line << " on " << to_string(date);
    for (const SentenceEvidence& one : edge.evidence) {
      line << " | " << one.sentence.document.value << ' ' << one.sentence.text;
    }
    edges.push_back(line.str());
  }
  void end() override {}

  std::vector<std::string> nodes, edges;
};

struct Graph {
  std::vector<std::string> nodes, edges;
  bool operator==(const Graph&) const = default;
};

Graph sorted(const Lines& lines) {
  Graph graph{lines.nodes, lines.edges};
  std::sort(graph.nodes.begin(), graph.nodes.end());
  std::sort(graph.edges.begin(), graph.edges.end());
  return graph;
}

/// The same from a snapshot: what a graph of the chosen documents has, or else of all.
Graph from_memory(const Snapshot& snapshot, const Store& store, const StreamOptions& options) {
  const GraphView view(snapshot, options.filter);
  SubgraphLoader loader(snapshot, store);
  const bool filtered = LinkFilter(options.filter).restricts();
  std::vector<bool> touched(snapshot.node_count(), false);
  GraphParts parts;
  for (EdgeIndex index = 0; index < snapshot.edge_count(); ++index) {
    if (!view.allows_edge(index)) continue;
    const auto [from, to] = snapshot.ends(index);
    touched[from] = touched[to] = true;
    auto edge = loader.edge(index, options.evidence_per_edge);
    REQUIRE(edge);
    parts.edges.push_back(to_graph_edge(*edge));
  }
  for (NodeIndex node = 0; node < snapshot.node_count(); ++node) {
    const bool alone = !snapshot.chosen() || snapshot.node(node).documents > 0;
    if (touched[node] || (!filtered && alone)) {
      parts.nodes.push_back(to_graph_node(loader.node(node)));
    }
  }
  if (options.info.times == EdgeTimes::Timestamps) {
    REQUIRE(add_dates(store, snapshot.chosen(), parts));
  }
  std::ostringstream nothing;
  Lines lines(nothing);
  feed(parts, {}, lines);
  return sorted(lines);
}

/// Articles of a few people, bodies and places, some without a date, some that list everybody.
void tell_at_random(Story& story, int documents) {
  std::mt19937 random(11);
  const auto who = [&] { return "{Ann Lee" + std::to_string(random() % 8) + "/person}"; };
  const auto where = [&] { return "{Port " + std::to_string(random() % 5) + "/place}"; };
  for (int i = 0; i < documents; ++i) {
    std::vector<std::string> sentences = {
        who() + " leads the {Harbor Office/agency}. => holds_position title=chief @0." +
            std::to_string(5 + random() % 5),
        who() + " met " + who() + " in " + where() + ".",
        where() + " lies in " + where() + ". => located_in",
    };
    std::string list = "Present were";
    for (int name = 0; name < 17; ++name) list += " {Name " + std::to_string(name) + "/person}";
    if (random() % 5 == 0) sentences.push_back(list);
    PartialDate date{static_cast<std::int16_t>(2020 + random() % 5),
                     static_cast<std::int8_t>(random() % 13), 0};
    if (random() % 4 == 0) date = {};
    story.tell("article " + std::to_string(random() % 10'000), sentences, date);
  }
}

std::vector<GraphFilter> filters() {
  std::vector<GraphFilter> all(9);
  all[1].types = {EntityType::Person, EntityType::Place};
  all[2].since = {2022, 3, 0};
  all[3].until = {2021, 0, 0};
  all[3].min_support = 2;
  all[4].predicates = {Predicate::CoMentioned};
  all[4].min_support = 3;
  all[5].predicates = {Predicate::HoldsPosition};
  all[6].geography = false;
  all[7].min_confidence = 0.8;
  all[8].co_mentioned = false;
  all[8].types = {EntityType::Place};
  return all;
}

}  // namespace

TEST_CASE("the graph from the store is the graph from memory, whatever the filter", "[viz]") {
  Story story;
  tell_at_random(story, 60);
  const DocumentChoice some = [](std::string_view id) { return (id.back() - '0') % 3 == 0; };
  for (const DocumentChoice& chosen : {DocumentChoice(), some}) {
    SnapshotOptions of_some;
    of_some.chosen = chosen;
    const Snapshot snapshot = story.snapshot(of_some);
    for (const GraphFilter& filter : filters()) {
      for (const std::size_t evidence : {0u, 1u, 3u}) {
        StreamOptions options;
        options.filter = filter;
        options.evidence_per_edge = evidence;
        options.info.times = evidence == 3 ? EdgeTimes::Timestamps : EdgeTimes::None;
        options.chosen = chosen;
        const Graph expected = from_memory(snapshot, story.store(), options);
        CHECK((chosen || !expected.edges.empty()));
        for (const std::size_t memory : {1'000u, 50'000'000u}) {
          options.sort.memory = memory;
          std::ostringstream nothing;
          Lines from_store(nothing);
          REQUIRE(stream_store(story.store(), options, from_store));
          CHECK((sorted(from_store) == expected));
        }
      }
    }
  }
}

TEST_CASE("the graph of some documents has what they mention, and nothing that others tell",
          "[viz]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}.", "{Cy Low/person} slept."},
             {2024, 1, 1});
  story.tell("b", {"{Ann Lee/person} met {Di Moss/person}."}, {2024, 2, 1});
  StreamOptions options;
  options.chosen = [](std::string_view id) { return id == "a"; };
  std::ostringstream nothing;
  Lines lines(nothing);
  REQUIRE(stream_store(story.store(), options, lines));
  std::string nodes;
  for (const std::string& line : lines.nodes) nodes += line.substr(17) + "; ";
  CHECK(lines.nodes.size() == 3);  // with Cy Low, whom nobody meets
  CHECK(nodes.find("Ann Lee 1") != std::string::npos);
  CHECK(nodes.find("Cy Low 1") != std::string::npos);
  CHECK(nodes.find("Di Moss") == std::string::npos);
  REQUIRE(lines.edges.size() == 1);
  CHECK(lines.edges[0].find("2024-01-01 to 2024-01-01") != std::string::npos);
}

TEST_CASE("the order of a graph from the store does not depend on how much is held at once",
          "[viz]") {
  Story story;
  tell_at_random(story, 20);
  std::vector<std::string> edges;
  for (const std::size_t memory : {1u, 1'000u, 50'000'000u}) {
    StreamOptions options;
    options.evidence_per_edge = 1;
    options.sort.memory = memory;
    std::ostringstream nothing;
    Lines lines(nothing);
    REQUIRE(stream_store(story.store(), options, lines));
    if (edges.empty()) edges = lines.edges;
    CHECK((lines.edges == edges));
  }
  CHECK(edges.size() > 20);
}
