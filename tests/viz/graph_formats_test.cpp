#include <algorithm>
#include <sstream>

#include "model/json.h"
#include "model/ontology.h"
#include "tests/catch.h"
#include "tests/viz/sample_graph.h"
#include "viz/formats.h"
#include "viz/graph_fields.h"
#include "viz/write_graph.h"

using namespace onrecord;

namespace {

std::string written(std::string_view name, const Subgraph& graph, const GraphInfo& info = {}) {
  std::ostringstream out;
  feed(to_graph_parts(graph), info, *find_format(name)->make(out));
  return out.str();
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

rapidjson::Document parsed(const std::string& text) {
  Result<rapidjson::Document> json = parse_json(text, "export");
  REQUIRE(json);
  return std::move(*json);
}

}  // namespace

TEST_CASE("every format of one file writes the same graph twice in the same bytes", "[viz]") {
  const Subgraph graph = testing::sample_graph();
  for (const Format& format : formats()) {
    if (format.make == nullptr) continue;
    INFO(format.name);
    const std::string once = written(format.name, graph);
    CHECK(!once.empty());
    CHECK((once == written(format.name, graph)));
    CHECK((once != written(format.name, Subgraph{})));
  }
}

TEST_CASE("XML formats have every node, edge and typed attribute", "[viz]") {
  const Subgraph graph = testing::sample_graph();
  for (const char* name : {"graphml", "gexf", "gexf12"}) {
    INFO(name);
    const std::string xml = written(name, graph);
    CHECK(count_of(xml, "<node id=") == 5);
    CHECK(count_of(xml, "<edge id=") == 5);
    CHECK(count_of(xml, "Tidewater County Sheriff&#39;s Office") == 1);
    CHECK(count_of(xml, ">harbour.txt<") + count_of(xml, "value=\"harbour.txt\"") == 5);
  }
  CHECK(count_of(written("gexf", graph),
                 "kind=\"holds_position status=acting title=undersheriff\"") == 1);
  CHECK(count_of(written("gexf12", graph), "kind=\"holds") == 0);
}

TEST_CASE("without sentences no format speaks of them", "[viz]") {
  Subgraph graph = testing::sample_graph();
  for (SubgraphEdge& edge : graph.edges) edge.evidence.clear();
  for (const char* name : {"graphml", "gexf", "gexf12", "cyjs", "jgf", "csv-edges"}) {
    INFO(name);
    const std::string text = written(name, graph);
    CHECK(count_of(text, "sentence") == 0);
    CHECK(count_of(text, "harbour.txt") == 0);
  }
}

TEST_CASE("a GEXF file has intervals or timestamps, never both", "[viz]") {
  Subgraph graph = testing::sample_graph();
  graph.edges[0].first = {2024, 2, 0};
  graph.edges[0].last = {2025, 0, 0};
  graph.edges[1].first = graph.edges[1].last = {};
  GraphInfo info;
  info.times = EdgeTimes::Intervals;
  const std::string intervals = written("gexf", graph, info);
  CHECK(count_of(intervals, "timerepresentation=\"interval\"") == 1);
  CHECK(count_of(intervals, "start=\"2024-02-01\" end=\"2025-12-31\"") == 1);
  CHECK(count_of(intervals, " start=") == 4);
  CHECK(count_of(intervals, "timestamp=") == 0);

  info.times = EdgeTimes::Timestamps;
  std::ostringstream out;
  const auto writer = find_format("gexf")->make(out);
  writer->begin(info);
  writer->node(to_graph_node(graph.nodes[0]));
  GraphEdge edge = to_graph_edge(graph.edges[0]);
  edge.dates = {{}, {2024, 2, 29}};
  writer->edge(edge);
  edge.dates.push_back({2025, 1, 1});
  writer->edge(edge);
  writer->end();
  CHECK(count_of(out.str(), "timerepresentation=\"timestamp\"") == 1);
  CHECK(count_of(out.str(), "timestamp=\"2024-02-29\"") == 2);
  CHECK(count_of(out.str(), "<spells><spell timestamp=\"2024-02-29\"/><spell") == 1);
  CHECK(count_of(out.str(), " start=") == 0);
}

TEST_CASE("Cytoscape JSON repeats the id as value, JSON graphs have a map of nodes", "[viz]") {
  const rapidjson::Document cyjs = parsed(written("cyjs", testing::sample_graph()));
  const rapidjson::Value& node = cyjs["elements"]["nodes"][0];
  CHECK(std::string(node["data"]["value"].GetString()) == node["data"]["id"].GetString());
  CHECK(node["position"]["x"].IsNumber());
  CHECK(cyjs["elements"]["edges"].Size() == 5);
  const rapidjson::Document jgf = parsed(written("jgf", testing::sample_graph()));
  CHECK(jgf["graph"]["nodes"].MemberCount() == 5);
  const rapidjson::Value& edge = jgf["graph"]["edges"][0];
  CHECK(std::string(edge["relation"].GetString()) == "holds_position");
  CHECK(edge["metadata"]["evidence"].Size() == 1);
}

TEST_CASE("more sentences than one are all in a flat format", "[viz]") {
  Subgraph graph = testing::sample_graph();
  SubgraphEdge& edge = graph.edges[0];
  edge.evidence.push_back(edge.evidence[0]);
  edge.evidence[1].sentence.text = "A second sentence.";
  CHECK(count_of(written("csv-edges", graph), "A second sentence.") == 1);
}

TEST_CASE("every qualifier that tells statements of the graph apart is an attribute", "[viz]") {
  for (const PredicateRow& row : ontology()) {
    if (!row.links_entities) continue;
    std::istringstream names{std::string(row.tells_apart)};
    for (std::string name; names >> name;) {
      const auto fields = edge_fields();
      CHECK(std::any_of(fields.begin(), fields.end(),
                        [&](const EdgeField& field) { return field.name == name; }));
    }
  }
}

TEST_CASE("no two nodes have the same place", "[viz]") {
  for (std::uint64_t n = 1; n < 2000; ++n) {
    const Point a = place_of(n), b = place_of(n - 1);
    CHECK((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) > 100.0);
  }
}

TEST_CASE("the formats of a folder's files are formats", "[viz]") {
  for (const FolderFile& file : csv_files()) CHECK(find_format(file.format) != nullptr);
  CHECK(find_format("exe") == nullptr);
  CHECK_FALSE(is_graph_format("json"));
  CHECK_FALSE(is_graph_format("csv"));
  CHECK(is_graph_format("pdf"));
}
