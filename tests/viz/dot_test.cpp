#include <random>
#include <sstream>

#include "model/code_points.h"
#include "tests/catch.h"
#include "tests/viz/sample_graph.h"
#include "viz/render.h"
#include "viz/writers.h"

using namespace onrecord;

namespace {

std::string dot_of(const Subgraph& graph, const DotOptions& options = {}) {
  std::ostringstream out;
  write_dot(graph, out, options);
  return out.str();
}

/// Reads a quoted string the way Graphviz does: scanner, label escapes, character references.
/// Nothing when `quoted` is not exactly one string.
std::optional<std::string> read_dot_string(const std::string& quoted) {
  if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    const char c = quoted[i];
    if (c == '"' || c == '\n' || c == '\0') return std::nullopt;
    if (c == '&' && quoted.compare(i, 5, "&amp;") == 0) {
      text += '&';
      i += 4;
    } else if (c == '\\') {
      if (i + 2 >= quoted.size()) return std::nullopt;  // the backslash would eat the last mark
      const char next = quoted[++i];
      if (next != 'n' && next != '\\' && next != '"') return std::nullopt;
      text += next == 'n' ? '\n' : next;
    } else {
      text += c;
    }
  }
  return text;
}

/// What is left of hostile bytes, written without looking at the escaper.
std::string cleaned(const std::string& bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t size = 1;
    while (size < 4 && find_invalid_utf8(bytes.substr(i, size))) ++size;
    const std::string one = bytes.substr(i, size);
    if (find_invalid_utf8(one)) {
      text += "\uFFFD";
      ++i;
      continue;
    }
    const bool control = size == 1 && (std::iscntrl(static_cast<unsigned char>(one[0])) != 0);
    const bool forbidden = one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF";
    text += (control && one != "\n") || forbidden ? "\uFFFD" : one;
    i += size;
  }
  return text;
}

/// DOT with every quoted string taken out.
std::string without_strings(const std::string& dot) {
  std::string bones;
  bool inside = false;
  for (std::size_t i = 0; i < dot.size(); ++i) {
    if (inside && dot[i] == '\\') {
      ++i;
    } else if (dot[i] == '"') {
      inside = !inside;
    } else if (!inside) {
      bones += dot[i];
    }
  }
  REQUIRE_FALSE(inside);
  return bones;
}

std::string hostile_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"\"",
                                                  "\\",
                                                  "\\\"",
                                                  "\\N",
                                                  "\\G",
                                                  "\n",
                                                  "\r",
                                                  "\t",
                                                  std::string(1, '\0'),
                                                  "<",
                                                  ">",
                                                  "&",
                                                  "&lt;",
                                                  "&#60;",
                                                  "&amp;",
                                                  "]",
                                                  "];",
                                                  "-> evil [URL=\"x\"]",
                                                  "é",
                                                  "日",
                                                  "\xff",
                                                  "\xc3",
                                                  "\xed\xa0\x80",
                                                  "\xEF\xBF\xBF",
                                                  "\x7f",
                                                  "javascript:",
                                                  "//",
                                                  "/*"};
  std::string text;
  for (std::size_t count = random() % 12; count > 0; --count) {
    text += random() % 4 == 0 ? std::string(1, static_cast<char>(random() % 256))
                              : pieces[random() % pieces.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("DOT strings show exactly the text", "[viz]") {
  CHECK(dot_string("Ann") == R"("Ann")");
  CHECK(dot_string(R"(a "b" \N)") == R"("a \"b\" \\N")");
  CHECK(dot_string("one\ntwo") == R"("one\ntwo")");
  CHECK(dot_string("AT&T &lt; &") == R"("AT&T &amp;lt; &")");
  CHECK(dot_string("") == R"("")");
}

TEST_CASE("a graph is written with its types, words and legend, the same bytes each time",
          "[viz]") {
  const std::string dot = dot_of(testing::sample_graph());
  CHECK(dot == dot_of(testing::sample_graph()));
  for (const char* part :
       {"charset=\"UTF-8\"", "\"0000000000000001\" -> \"0000000000000002\"",
        "label=\"holds position at\\n(undersheriff, acting)\"", "style=dashed", "dir=none",
        "Harbour Workers\u2019", "conducted \u00d73", "\"legend operation\"", "shape=octagon"}) {
    INFO(part);
    CHECK(dot.find(part) != std::string::npos);
  }
  DotOptions bare;
  bare.legend = bare.edge_labels = false;
  bare.tooltip_chars = 0;
  CHECK(dot_of(testing::sample_graph(), bare).find("legend") == std::string::npos);
}

TEST_CASE("a picture says how many nodes it leaves out", "[viz]") {
  Subgraph graph = testing::sample_graph();
  graph.left_out = 12;
  CHECK(dot_of(graph).find("12 more not shown") != std::string::npos);
}

TEST_CASE("hostile bytes come back from a DOT string as the text they stand for", "[viz]") {
  std::mt19937 random(99);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = hostile_text(random);
    const std::optional<std::string> back = read_dot_string(dot_string(text));
    INFO(dot_string(text));
    REQUIRE(back);
    REQUIRE(*back == cleaned(text));
  }
}

TEST_CASE("names and sentences never become attributes of the picture", "[viz]") {
  Subgraph graph = testing::sample_graph();
  const std::string evil =
      "\", URL=\"javascript:alert(1)\", image=\"/etc/passwd\"];\n} \\\" <b>x</b> \\";
  for (SubgraphNode& node : graph.nodes) node.name = evil;
  for (SubgraphEdge& edge : graph.edges) {
    edge.qualifiers["title"] = evil;
    edge.evidence[0].sentence.text = evil;
    edge.evidence[0].title = evil;
    edge.evidence[0].url = "javascript:alert(2)";
  }
  DotOptions options;
  options.title = evil;
  const std::string dot = dot_of(graph, options);
  CHECK(dot.find("alert(2)") == std::string::npos);
  // With all quoted strings taken away, only our own words are left.
  const std::string bones = without_strings(dot);
  for (const char* word : {"URL", "href", "image", "javascript", "<", "passwd"}) {
    INFO(word);
    CHECK(bones.find(word) == std::string::npos);
  }
}

TEST_CASE("an empty graph is still a graph", "[viz]") {
  const std::string dot = dot_of({});
  CHECK(dot.starts_with("digraph"));
  CHECK(dot.ends_with("}\n"));
  CHECK(dot.find("legend") == std::string::npos);
}

TEST_CASE("long and broken names are cut, not the file", "[viz]") {
  Subgraph graph;
  std::string name;
  for (int i = 0; i < 200000; ++i) name += "é";
  graph.nodes.push_back({EntityId{1}, EntityType::Person, name, 1, false});
  graph.nodes.push_back({EntityId{2}, EntityType::Person,
                         "a\xff"
                         "b",
                         1, false});
  DotOptions options;
  options.title = name;
  const std::string dot = dot_of(graph, options);
  CHECK(dot.size() < 5000);
  CHECK_FALSE(find_invalid_utf8(dot));
}
