#include <libxml/parser.h>

#include <memory>
#include <random>
#include <sstream>

#include "tests/catch.h"
#include "tests/viz/sample_graph.h"
#include "viz/render.h"
#include "viz/writers.h"

using namespace onrecord;

namespace {

bool is_well_formed(const std::string& xml) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> parsed(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "picture.svg", nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
      &xmlFreeDoc);
  return parsed != nullptr;
}

std::string random_name(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"\"",
                                                  "\\",
                                                  "\\N",
                                                  "\n",
                                                  "<b>",
                                                  "]]>",
                                                  "<!--",
                                                  "&",
                                                  "&lt;",
                                                  "&#0;",
                                                  "&nbsp;",
                                                  "é",
                                                  "\xff",
                                                  "\x01",
                                                  "\xEF\xBF\xBE",
                                                  "\x7f",
                                                  "--",
                                                  "\\l",
                                                  "-> x [URL=\"javascript:x\"]",
                                                  " ",
                                                  "a",
                                                  "}"};
  std::string name;
  for (std::size_t i = 1 + random() % 9; i > 0; --i) name += pieces[random() % pieces.size()];
  return name;
}

}  // namespace

TEST_CASE("pictures of hostile names and sentences are well-formed XML", "[viz]") {
  if (!render_dot("digraph {}", PictureFormat::Svg)) {
    WARN("skipped: graphviz is not installed");
    return;
  }
  std::mt19937 random(5);
  Subgraph graph = testing::sample_graph();
  for (std::uint64_t i = 6; i < 150; ++i) {
    graph.nodes.push_back(
        {EntityId{i}, static_cast<EntityType>(1 + i % 5), random_name(random), 1, false});
    SubgraphEdge edge = testing::sample_edge(i - 1, i, Predicate::HoldsPosition, "x");
    edge.qualifiers["title"] = random_name(random);
    edge.evidence[0].title = random_name(random);
    edge.evidence[0].sentence.text = random_name(random);
    graph.edges.push_back(edge);
  }
  std::ostringstream dot;
  write_dot(graph, dot);
  const Result<std::string> svg = render_dot(dot.str(), PictureFormat::Svg);
  if (!svg) FAIL(svg.error().message);
  CHECK(is_well_formed(*svg));
  CHECK_FALSE(is_well_formed(*svg + "<"));
  for (const char* part : {"<script", "<image", "href=\"java", "<b>"}) {
    INFO(part);
    CHECK(svg->find(part) == std::string::npos);
  }
}
