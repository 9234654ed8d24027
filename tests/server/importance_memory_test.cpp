#include "server/importance_memory.h"

#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<const Snapshot> sample_snapshot(Store& store) {
  auto loaded = Snapshot::load(store);
  REQUIRE(loaded);
  return std::make_shared<const Snapshot>(*std::move(loaded));
}

SearchLimits within(std::chrono::milliseconds time) {
  SearchLimits limits;
  limits.deadline = std::chrono::steady_clock::now() + time;
  return limits;
}

/// Takes as long as `needs`, unless its limits end first.
ImportanceMemory::Find slow(std::chrono::milliseconds needs, std::atomic<int>& begun) {
  return [needs, &begun](const Snapshot& snapshot, const ImportanceQuestion& question,
                         const SearchLimits& limits) -> Result<ImportanceTable> {
    ++begun;
    StepCounter counter(limits);
    const auto end = std::chrono::steady_clock::now() + needs;
    while (std::chrono::steady_clock::now() < end) {
      if (!counter.slow_step()) return counter.error();
      std::this_thread::sleep_for(1ms);
    }
    return find_importance(snapshot, question, {});
  };
}

}  // namespace

TEST_CASE("a question longer than a request is answered in the background, once", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  const auto snapshot = sample_snapshot(store);
  std::atomic<int> begun{0};
  ImportanceMemory memory(slow(400ms, begun));
  const auto first = memory.find(snapshot, {}, within(50ms));
  REQUIRE_FALSE(first);
  CHECK(first.error().code == ErrorCode::Busy);
  CHECK(first.error().message.find("in the background") != std::string::npos);
  const auto second = memory.find(snapshot, {}, within(20ms));
  CHECK_FALSE(second);  // it joined what is on its way
  const auto third = memory.find(snapshot, {}, within(30'000ms));
  REQUIRE(third);
  CHECK(**third == *find_importance(*snapshot, {}));
  CHECK(begun == 2);

  REQUIRE(store.remove({"unlinked"}));
  const auto moved_on = sample_snapshot(store);
  CHECK(moved_on->version() != snapshot->version());
  const auto fourth = memory.find(moved_on, {}, within(50ms));
  REQUIRE(fourth);  // young enough for what it took
  CHECK(*fourth == *third);
  CHECK(begun == 2);
}

TEST_CASE("a quick answer is of its own version", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  std::atomic<int> begun{0};
  ImportanceMemory memory(slow(0ms, begun));
  const auto snapshot = sample_snapshot(store);
  REQUIRE(memory.find(snapshot, {}, within(5000ms)));
  REQUIRE(memory.find(snapshot, {}, within(5000ms)));
  CHECK(begun == 1);
  REQUIRE(store.remove({"unlinked"}));
  REQUIRE(memory.find(sample_snapshot(store), {}, within(5000ms)));
  CHECK(begun == 2);
}

TEST_CASE("nothing is begun for a client that has gone, and a stop ends what was", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  const auto snapshot = sample_snapshot(store);
  std::atomic<int> begun{0};
  std::atomic<bool> gone{true};
  ImportanceMemory memory(slow(60'000ms, begun));
  SearchLimits limits = within(5000ms);
  limits.cancelled = &gone;
  CHECK_FALSE(memory.find(snapshot, {}, limits));
  CHECK(begun == 1);
  CHECK_FALSE(memory.find(snapshot, {}, within(20ms)));
  const auto begin = std::chrono::steady_clock::now();
  memory.stop();
  CHECK(std::chrono::steady_clock::now() - begin < 10s);
  CHECK_FALSE(memory.find(snapshot, {}, within(20ms)));
}

}  // namespace onrecord
