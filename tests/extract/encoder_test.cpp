#include "extract/encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "tests/catch.h"
#include "tests/extract/read_support.h"
#include "tests/extract/tiny_encoder.h"

using namespace onrecord;
using Catch::Matchers::Contains;

namespace {

struct Network {
  Encoder encoder;
  Linear tags;
};

Network load(bool in_floats = false, const EncoderOptions& options = {}) {
  const TemporaryFolder folder;
  const auto model = ModelFile::open(folder.write("m.orm", TinyEncoder(in_floats).writer.bytes()));
  REQUIRE(model);
  Result<Encoder> encoder = Encoder::load(*model, options);
  Result<Linear> tags = Linear::load(*model, "heads.tag", TinyEncoder::kHidden, options);
  REQUIRE(encoder);
  REQUIRE(tags);
  return {*std::move(encoder), *std::move(tags)};
}

struct Output {
  std::vector<float> hidden, tags;
  bool operator==(const Output&) const = default;
};

Output run(const Network& network, const std::vector<std::vector<Piece>>& windows) {
  const std::vector<Window> views(windows.begin(), windows.end());
  EncoderWorkspace workspace;
  Output output;
  REQUIRE(network.encoder.encode(views, workspace, output.hidden));
  Result<std::vector<float>> tags = network.tags.apply(output.hidden, workspace);
  REQUIRE(tags);
  output.tags = *std::move(tags);
  return output;
}

/// What PyTorch computes (tiny_encoder.py): the first three numbers of a row and of its tags.
struct Expected {
  std::size_t window, row;
  std::array<float, 6> values;
};
const std::vector<Expected> kExpected = {
    {0, 0, {-0.689120f, -0.016540f, 0.810432f, 0.535045f, 0.784458f, -1.476381f}},
    {0, 11, {-0.385098f, -0.257716f, 0.584646f, 0.851220f, 2.215555f, -1.521663f}},
    {1, 0, {0.295304f, 1.269428f, -0.870441f, -1.450395f, 0.980728f, -2.963905f}},
    {1, 2, {0.206219f, 0.509635f, -0.828469f, -1.028418f, -0.007856f, -2.517203f}},
    {2, 0, {-0.014152f, 0.759169f, -1.442507f, -1.269407f, 0.644351f, -1.746514f}},
    {2, 31, {0.629108f, -0.362105f, 0.374619f, 0.157998f, 2.000643f, -2.658777f}},
};

/// The largest difference from PyTorch's numbers.
float distance(const Output& output) {
  const std::array<std::size_t, 3> first = {0, 12, 15};
  float largest = 0;
  for (const Expected& expected : kExpected) {
    const std::size_t row = first[expected.window] + expected.row;
    for (std::size_t i = 0; i < 3; ++i) {
      const float hidden = output.hidden[row * TinyEncoder::kHidden + i] - expected.values[i];
      const float tag = output.tags[row * 5 + i] - expected.values[3 + i];
      largest = std::max({largest, std::abs(hidden), std::abs(tag)});
    }
  }
  return largest;
}

/// Root of the mean squared difference, relative to that of `expected`.
double relative_error(const std::vector<float>& got, const std::vector<float>& expected) {
  REQUIRE(got.size() == expected.size());
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    difference += std::pow(got[i] - expected[i], 2);
    size += std::pow(expected[i], 2);
  }
  return std::sqrt(difference / size);
}

}  // namespace

TEST_CASE("the float path computes what PyTorch computes", "[extract]") {
  CHECK(distance(run(load(true), TinyEncoder::windows())) < 2e-5f);
  CHECK(distance(run(load(false, {true}), TinyEncoder::windows())) < 2e-5f);
}

TEST_CASE("eight bits stay close to float", "[extract]") {
  const Output exact = run(load(true), TinyEncoder::windows());
  const Output quantized = run(load(), TinyEncoder::windows());
  CHECK(relative_error(quantized.hidden, exact.hidden) < 0.03);
  CHECK(relative_error(quantized.tags, exact.tags) < 0.03);
  CHECK(quantized.hidden != exact.hidden);
}

TEST_CASE("a window's numbers do not depend on what stands beside it", "[extract]") {
  const Network network = load();
  std::vector<std::vector<Piece>> windows;
  for (std::size_t i = 0; i < 40; ++i) windows.push_back(TinyEncoder::window(1 + 5 * i % 32, i));
  const Output together = run(network, windows);
  std::size_t row = 0;
  for (const auto& window : windows) {
    const Output alone = run(network, {window});
    const auto begin = together.hidden.begin() + static_cast<std::ptrdiff_t>(row * 64);
    CHECK(std::equal(alone.hidden.begin(), alone.hidden.end(), begin));
    row += window.size();
  }
  CHECK(row * 64 == together.hidden.size());
}

TEST_CASE("the rows of words are the same alone as among all", "[extract]") {
  std::vector<Piece> window = TinyEncoder::window(20, 3), short_window = TinyEncoder::window(3, 1);
  const std::vector<std::uint32_t> words = {kNoWord, 0, 0, 0, 1, 2, 2, 3, 4, 5,
                                            5,       5, 6, 7, 7, 8, 9, 9, 9, kNoWord};
  for (std::size_t i = 0; i < window.size(); ++i) window[i].word = words[i];
  const std::vector<Window> views = {window, short_window, {window.data(), 1}};
  const std::vector<std::size_t> wanted = {1, 4, 5, 7, 8, 9, 12, 13, 15, 16, 19, 22, 23};
  for (const bool in_floats : {false, true}) {
    const Network network = load(in_floats);
    EncoderWorkspace workspace;
    std::vector<float> all, some;
    REQUIRE(network.encoder.encode(views, workspace, all));
    REQUIRE(network.encoder.encode(views, workspace, some, EncodedRows::Words));
    REQUIRE(some.size() == wanted.size() * TinyEncoder::kHidden);
    for (std::size_t row = 0; row < wanted.size(); ++row) {
      const float* expected = all.data() + wanted[row] * TinyEncoder::kHidden;
      const float* got = some.data() + row * TinyEncoder::kHidden;
      CAPTURE(in_floats, row);
      CHECK(std::equal(got, got + TinyEncoder::kHidden, expected));
    }
  }
}

TEST_CASE("every instruction set gives the same bits", "[extract]") {
  std::vector<std::vector<Piece>> windows = TinyEncoder::windows();
  for (std::size_t i = 1; i < 32; i += 3) windows.push_back(TinyEncoder::window(i, i));
  const Output widest = run(load(), windows);
  CHECK(run(load(false, {false, Instructions::Avx2}), windows) == widest);
  CHECK(run(load(false, {false, Instructions::Baseline}), windows) == widest);
  const std::vector<float> tags = run(load(true), windows).tags;
  CHECK(run(load(true, {false, Instructions::Avx2}), windows).tags == tags);
}

TEST_CASE("threads share one encoder and get the same bits", "[extract]") {
  const Network network = load();
  const Output expected = run(network, TinyEncoder::windows());
  std::array<Output, 4> outputs;
  std::vector<std::thread> threads;
  for (Output& output : outputs) {
    threads.emplace_back([&network, &output] {
      const auto windows = TinyEncoder::windows();
      const std::vector<Window> views(windows.begin(), windows.end());
      EncoderWorkspace workspace;
      for (int i = 0; i < 20; ++i) {
        if (!network.encoder.encode(views, workspace, output.hidden)) return;
      }
      auto tags = network.tags.apply(output.hidden, workspace);
      if (tags) output.tags = *std::move(tags);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Output& output : outputs) CHECK(output == expected);
}

TEST_CASE("a workspace may serve windows of any size in any order", "[extract]") {
  const Network network = load();
  EncoderWorkspace workspace;
  std::vector<float> hidden;
  for (const std::size_t length : {32u, 1u, 17u, 32u, 2u}) {
    const auto window = TinyEncoder::window(length, length);
    const Window view = window;
    REQUIRE(network.encoder.encode({&view, 1}, workspace, hidden));
    CHECK(hidden == run(network, {window}).hidden);
  }
  REQUIRE(network.encoder.encode({}, workspace, hidden));
  CHECK(hidden.empty());
}

TEST_CASE("windows the network cannot take are refused", "[extract]") {
  const Network network = load();
  const auto refused = [&](const std::vector<Piece>& window) {
    EncoderWorkspace workspace;
    std::vector<float> hidden;
    const Window view = window;
    const Status status = network.encoder.encode({&view, 1}, workspace, hidden);
    return !status && status.error().code == ErrorCode::InvalidInput;
  };
  CHECK_FALSE(refused(TinyEncoder::window(32, 0)));
  CHECK(refused({}));
  CHECK(refused(TinyEncoder::window(33, 0)));
  CHECK(refused({{40, CaseClass::None, 0, {}}}));
  CHECK(refused({{-1, CaseClass::None, 0, {}}}));
  CHECK(refused({{0, static_cast<CaseClass>(7), 0, {}}}));
}

TEST_CASE("a model whose parts do not fit is refused by name", "[extract]") {
  const auto error_of = [](const ModelWriter& writer) {
    const TemporaryFolder folder;
    const auto model = ModelFile::open(folder.write("m.orm", writer.bytes()));
    REQUIRE(model);
    const auto encoder = Encoder::load(*model);
    REQUIRE_FALSE(encoder);
    return encoder.error().message;
  };
  const auto with_config = [](const std::string& from, const std::string& to) {
    ModelWriter writer = TinyEncoder().writer;
    writer.members.replace(writer.members.find(from), from.size(), to);
    return writer;
  };
  CHECK_THAT(error_of(with_config("\"heads\":2", "\"heads\":4")), Contains("32, 64"));
  CHECK_THAT(error_of(with_config("\"heads\":2", "\"heads\":3")), Contains("32, 64"));
  CHECK_THAT(error_of(with_config("\"layers\":2", "\"layers\":3")), Contains("layer.2.qkv.weight"));
  CHECK_THAT(error_of(with_config("\"positions\":32", "\"positions\":33")),
             Contains("embeddings.position.weight"));
  CHECK_THAT(error_of(with_config("\"positions\":32", "\"positions\":512")), Contains("256"));
  CHECK_THAT(error_of(with_config("\"vocabulary\":40", "\"vocabulary\":41")),
             Contains("embeddings.word.weight"));
  CHECK_THAT(error_of(with_config("\"intermediate\":128", "\"intermediate\":64")),
             Contains("layer.0.down.weight"));
  CHECK_THAT(error_of(ModelWriter()), Contains("config"));
}

TEST_CASE("weights that some processors would saturate are refused", "[extract]") {
  ModelWriter writer;
  writer.add_int8s("wide.weight", "1,16", std::vector<std::int8_t>(16, 65));
  writer.add_floats("wide.scale", "1", {1});
  const TemporaryFolder folder;
  const auto model = ModelFile::open(folder.write("m.orm", writer.bytes()));
  REQUIRE(model);
  const auto layer = Linear::load(*model, "wide", 16);
  REQUIRE_FALSE(layer);
  CHECK_THAT(layer.error().message, Contains("beyond 64"));
  CHECK_FALSE(Linear::load(*model, "wide", 32));
  CHECK_FALSE(Linear::load(*model, "none", 16));
}
