#include <sstream>

#include "model/json.h"
#include "tests/catch.h"
#include "tests/viz/sample_graph.h"
#include "viz/writers.h"

using namespace onrecord;

namespace {

std::string node_link_of(const Subgraph& graph) {
  std::ostringstream out;
  write_node_link(graph, out);
  return out.str();
}

rapidjson::Document parsed(const Subgraph& graph) {
  Result<rapidjson::Document> json = parse_json(node_link_of(graph), "node-link");
  REQUIRE(json);
  return std::move(*json);
}

}  // namespace

TEST_CASE("node-link JSON has the four keys and every end of a link among the nodes", "[viz]") {
  const rapidjson::Document json = parsed(testing::sample_graph());
  CHECK(json["directed"].GetBool());
  CHECK(json["multigraph"].GetBool());
  REQUIRE(json["nodes"].Size() == 5);
  REQUIRE(json["links"].Size() == 5);
  CHECK(std::string(json["nodes"][0]["id"].GetString()) == "0000000000000001");
  CHECK(std::string(json["nodes"][1]["type"].GetString()) == "agency");
  CHECK(json["nodes"][0]["focus"].GetBool());
  CHECK(node_link_of(testing::sample_graph()) == node_link_of(testing::sample_graph()));
}

TEST_CASE("a link carries its words, numbers and sentences", "[viz]") {
  const rapidjson::Document json = parsed(testing::sample_graph());
  const rapidjson::Value& position = json["links"][0];
  CHECK(std::string(position["predicate"].GetString()) == "holds_position");
  CHECK(std::string(position["label"].GetString()) == "holds position at (undersheriff, acting)");
  CHECK(std::string(position["qualifiers"]["title"].GetString()) == "undersheriff");
  CHECK(position["confidence"].GetDouble() == 0.912);
  CHECK(std::string(position["first"].GetString()) == "2025-03-18");
  const rapidjson::Value& evidence = position["evidence"][0];
  CHECK(std::string(evidence["document"].GetString()) == "harbour.txt");
  CHECK(std::string(evidence["url"].GetString()) == "https://example.org/harbour");
  CHECK(evidence["span"][0].GetUint() == 99);
  CHECK(json["links"][1]["statement"].IsNull());
  CHECK(std::string(json["links"][1]["key"].GetString()) == "co_mentioned");
}

TEST_CASE("highlights are code points of the sentence", "[viz]") {
  Subgraph graph = testing::sample_graph();
  SentenceText& sentence = graph.edges[0].evidence[0].sentence;
  sentence.text = "“é” 日本 said";
  sentence.highlights = {Span{9, 15}};  // 日本
  const rapidjson::Document json = parsed(graph);
  const rapidjson::Value& highlight = json["links"][0]["evidence"][0]["highlights"][0];
  CHECK(highlight[0].GetUint() == 4);
  CHECK(highlight[1].GetUint() == 6);
}

TEST_CASE("an empty graph has empty lists", "[viz]") {
  const rapidjson::Document json = parsed({});
  CHECK(json["nodes"].Empty());
  CHECK(json["links"].Empty());
}

TEST_CASE("unknown dates are null and hostile text stays text", "[viz]") {
  Subgraph graph = testing::sample_graph();
  graph.edges[0].first = graph.edges[0].last = {};
  graph.nodes[0].name = std::string("\"]}\\\0<script>\xff", 14);
  graph.edges[0].confidence = std::numeric_limits<double>::quiet_NaN();
  const rapidjson::Document json = parsed(graph);
  CHECK(json["links"][0]["first"].IsNull());
  CHECK(json["links"][0]["confidence"].GetDouble() == 0.0);
  const rapidjson::Value& name = json["nodes"][0]["name"];
  CHECK(std::string(name.GetString(), name.GetStringLength()) ==
        std::string("\"]}\\\0<script>\uFFFD", 16));
}
