// The whole graph straight from the store, against the same from a snapshot in memory.

#include "viz/stream_graph.h"

#include <algorithm>
#include <random>
#include <sstream>

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
  const Snapshot snapshot = story.snapshot();
  for (const GraphFilter& filter : filters()) {
    for (const std::size_t evidence : {0u, 1u, 3u}) {
      StreamOptions options;
      options.filter = filter;
      options.evidence_per_edge = evidence;
      options.info.times = evidence == 3 ? EdgeTimes::Timestamps : EdgeTimes::None;
      std::ostringstream nothing;
      Lines from_memory(nothing);
      REQUIRE(stream_snapshot(snapshot, story.store(), options, from_memory));
      CHECK(!from_memory.edges.empty());
      const Graph expected = sorted(from_memory);
      for (const std::size_t most : {1u, 13u, 1'000'000u}) {
        options.pairs.most_at_once = most;
        Lines from_store(nothing);
        REQUIRE(stream_store(story.store(), options, from_store));
        CHECK((sorted(from_store) == expected));
      }
    }
  }
}

TEST_CASE("the order of a graph from the store does not depend on how much is held at once",
          "[viz]") {
  Story story;
  tell_at_random(story, 20);
  std::vector<std::string> edges;
  for (const std::size_t most : {1u, 5u, 1'000'000u}) {
    StreamOptions options;
    options.pairs.most_at_once = most;
    std::ostringstream nothing;
    Lines lines(nothing);
    REQUIRE(stream_store(story.store(), options, lines));
    if (edges.empty()) edges = lines.edges;
    CHECK((lines.edges == edges));
  }
  CHECK(edges.size() > 20);
}
