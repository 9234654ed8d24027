#include "app/ordered_pipeline.h"

#include <atomic>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

struct Length {
  std::string item;
  std::size_t bytes = 0;
};

/// Texts of different sizes, so that later ones are done before earlier ones.
std::string write_rows(const TemporaryFolder& folder, std::size_t rows) {
  std::string ndjson;
  for (std::size_t i = 0; i < rows; ++i) {
    ndjson += "{\"id\":\"d" + std::to_string(i) + "\",\"text\":\"" +
              std::string(1 + (i * 7919) % 3000, 'a') + "\"}\n";
  }
  const std::string path = folder / "rows.ndjson";
  write_file(path, ndjson);
  return path;
}

}  // namespace

TEST_CASE("products are taken in the order of the input for any number of threads", "[app]") {
  const TemporaryFolder folder;
  const std::string path = write_rows(folder, 300);
  std::vector<std::size_t> first;
  for (const unsigned threads : {1u, 2u, 8u}) {
    PipelineOptions options;
    options.threads = threads;
    options.max_items = 16;
    OrderedPipeline<Length> pipeline(options);
    std::vector<std::size_t> taken;
    const Status status = pipeline.run(
        {path}, {},
        [](const std::string& item, Result<Document> document) {
          return Length{item, document ? document->text.size() : 0};
        },
        [&](Length length) -> Status {
          taken.push_back(length.bytes);
          return {};
        },
        []() -> Status { return {}; });
    CHECK(status);
    CHECK(taken.size() == 300);
    if (first.empty()) first = taken;
    CHECK(taken == first);
    CHECK_FALSE(pipeline.reader_stuck());
  }
}

TEST_CASE("the reader never runs further ahead than allowed", "[app]") {
  const TemporaryFolder folder;
  const std::string path = write_rows(folder, 200);
  PipelineOptions options;
  options.threads = 4;
  options.max_items = 5;
  OrderedPipeline<Length> pipeline(options);
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  const Status status = pipeline.run(
      {path}, {},
      [&](const std::string& item, Result<Document> document) {
        most = std::max(most.load(), ++under_way);
        return Length{item, document ? document->text.size() : 0};
      },
      [&](Length) -> Status {
        --under_way;
        return {};
      },
      []() -> Status { return {}; });
  CHECK(status);
  CHECK(most <= 5);
  CHECK(under_way == 0);
}

TEST_CASE("one document larger than the bound goes through alone", "[app]") {
  const TemporaryFolder folder;
  const std::string path = write_rows(folder, 20);
  PipelineOptions options;
  options.threads = 2;
  options.max_text_bytes = 10;
  OrderedPipeline<Length> pipeline(options);
  std::size_t taken = 0;
  CHECK(pipeline.run(
      {path}, {},
      [](const std::string& item, Result<Document>) {
        return Length{item, 0};
      },
      [&](Length) -> Status {
        ++taken;
        return {};
      },
      []() -> Status { return {}; }));
  CHECK(taken == 20);
}

TEST_CASE("a failing taker stops everything with its error", "[app]") {
  const TemporaryFolder folder;
  const std::string path = write_rows(folder, 300);
  PipelineOptions options;
  options.threads = 3;
  OrderedPipeline<Length> pipeline(options);
  std::size_t taken = 0;
  const Status status = pipeline.run(
      {path}, {},
      [](const std::string& item, Result<Document>) {
        return Length{item, 0};
      },
      [&](Length) -> Status {
        if (++taken == 10) return Error{ErrorCode::Io, "disk full"};
        return {};
      },
      []() -> Status { return {}; });
  REQUIRE_FALSE(status);
  CHECK(status.error().message == "disk full");
  CHECK(taken == 10);
}

TEST_CASE("an input that is not there is told, not thrown", "[app]") {
  OrderedPipeline<Length> pipeline(PipelineOptions{});
  std::size_t failures = 0, taken = 0;
  const Status status = pipeline.run(
      {"/nowhere/at/all"}, {},
      [&](const std::string& item, Result<Document> document) {
        return Length{item, document ? std::size_t{1} : std::size_t{0}};
      },
      [&](Length length) -> Status {
        ++taken;
        failures += length.bytes == 0 ? 1 : 0;
        return {};
      },
      []() -> Status { return {}; });
  CHECK((!status || failures == 1));
  CHECK(taken == failures);
}

}  // namespace onrecord
