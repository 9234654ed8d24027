#include "viz/render.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/catch.h"
#include "tests/viz/sample_graph.h"
#include "viz/writers.h"

using namespace onrecord;

namespace {

bool has_dot() {
  const Result<std::string> tried = render_dot("digraph {}", PictureFormat::Svg);
  if (tried || tried.error().code != ErrorCode::Unsupported) return true;
  WARN("skipped: graphviz is not installed");
  return false;
}

std::string sample_dot(const std::string& name = "Ilse Marquardt") {
  Subgraph graph = testing::sample_graph();
  for (SubgraphNode& node : graph.nodes) node.name = name;
  std::ostringstream out;
  write_dot(graph, out);
  return out.str();
}

RenderOptions within(int milliseconds) {
  RenderOptions options;
  options.time_limit = std::chrono::milliseconds(milliseconds);
  return options;
}

}  // namespace

TEST_CASE("Graphviz draws SVG and PNG with both layouts", "[viz]") {
  if (!has_dot()) return;
  for (const Layout layout : {Layout::Dot, Layout::Sfdp}) {
    RenderOptions options;
    options.layout = layout;
    const Result<std::string> svg = render_dot(sample_dot(), PictureFormat::Svg, options);
    REQUIRE(svg);
    CHECK(svg->starts_with("<?xml"));
    CHECK(svg->find("Ilse") != std::string::npos);
    CHECK(svg->ends_with("</svg>\n"));
    const Result<std::string> png = render_dot(sample_dot(), PictureFormat::Png, options);
    REQUIRE(png);
    CHECK(png->starts_with("\x89PNG"));
  }
}

TEST_CASE("a PDF does not say when it was drawn", "[viz]") {
  if (!has_dot()) return;
  const Result<std::string> pdf = render_dot(sample_dot(), PictureFormat::Pdf);
  REQUIRE(pdf);
  CHECK(pdf->starts_with("%PDF"));
  CHECK(pdf->find("/CreationDate (D:19700101000000") != std::string::npos);
}

TEST_CASE("several threads draw at once", "[viz]") {
  if (!has_dot()) return;
  std::vector<std::string> pictures(4);
  std::vector<std::thread> threads;
  for (std::string& picture : pictures) {
    threads.emplace_back([&picture] {
      const Result<std::string> svg = render_dot(sample_dot(), PictureFormat::Svg);
      if (svg) picture = *svg;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK_FALSE(pictures[0].empty());
  for (const std::string& picture : pictures) CHECK(picture == pictures[0]);
}

TEST_CASE("hostile names neither break the picture nor get into its links", "[viz]") {
  if (!has_dot()) return;
  const Result<std::string> svg = render_dot(
      sample_dot("\"];x[URL=\"javascript:alert(1)\"] <script>alert(2)</script> &lt;b&gt; \x01 \\N"),
      PictureFormat::Svg);
  REQUIRE(svg);
  CHECK(svg->find("<script") == std::string::npos);
  CHECK(svg->find("href=\"javascript") == std::string::npos);
  CHECK(svg->find('\x01') == std::string::npos);
  CHECK(svg->find("&amp;lt;b&amp;gt;") != std::string::npos);
}

TEST_CASE("a missing program says what to install", "[viz]") {
  RenderOptions options;
  options.program = "no-such-program-of-graphviz";
  const Result<std::string> svg = render_dot("digraph {}", PictureFormat::Svg, options);
  REQUIRE_FALSE(svg);
  CHECK(svg.error().code == ErrorCode::Unsupported);
  CHECK(svg.error().message.find("install graphviz") != std::string::npos);
}

TEST_CASE("text that is no graph is refused with Graphviz's words", "[viz]") {
  if (!has_dot()) return;
  for (const char* text : {"this is no graph", "digraph {", "", "digraph { a -> ; }"}) {
    const Result<std::string> svg = render_dot(text, PictureFormat::Svg);
    INFO(text);
    REQUIRE_FALSE(svg);
    CHECK(svg.error().code == ErrorCode::InvalidInput);
  }
}

TEST_CASE("a picture that takes too long is stopped in time", "[viz]") {
  if (!has_dot()) return;
  std::string dense = "digraph {";
  for (int i = 0; i < 400; ++i) {
    for (int j = 1; j < 12; ++j) {
      dense += std::to_string(i) + "->" + std::to_string((i * 37 + j * 91) % 400) + ";";
    }
  }
  dense += "}";
  const auto begin = std::chrono::steady_clock::now();
  const Result<std::string> svg = render_dot(dense, PictureFormat::Svg, within(300));
  REQUIRE_FALSE(svg);
  CHECK(svg.error().code == ErrorCode::Busy);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("a program that never ends, reads or says anything is stopped in time", "[viz]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("onrecord_render_" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  for (const char* body : {"exec sleep 60", "exec 1>&- 2>&-; exec sleep 60", "cat >&2; sleep 60"}) {
    const std::filesystem::path script = folder / "layout";
    std::ofstream(script) << "#!/bin/sh\n" << body << "\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    RenderOptions options = within(400);
    options.program = script.string();
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::string> picture =
        render_dot(std::string(4 << 20, ' '), PictureFormat::Svg, options);
    INFO(body);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == ErrorCode::Busy);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("a program that dies before it has read everything is an error, not a signal", "[viz]") {
  RenderOptions options;
  options.program = "/bin/false";
  const Result<std::string> picture =
      render_dot(std::string(4 << 20, ' '), PictureFormat::Svg, options);
  REQUIRE_FALSE(picture);
  CHECK(picture.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("what is larger than the caps is refused", "[viz]") {
  RenderOptions small;
  small.max_input_bytes = 5;
  CHECK(render_dot("digraph {}", PictureFormat::Svg, small).error().code == ErrorCode::TooLarge);
  if (!has_dot()) return;
  RenderOptions narrow;
  narrow.max_output_bytes = 100;
  CHECK(render_dot("digraph {}", PictureFormat::Svg, narrow).error().code == ErrorCode::TooLarge);
}
