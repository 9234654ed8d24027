#include <chrono>
#include <thread>

#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/random_decisions.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

const Signature kBy{"ed", "2026-11-22T09:30:00Z", ""};
const EntityId kAda = sample::id_of(EntityType::Person, "Ada B. Stone");
const EntityId kMei = sample::id_of(EntityType::Person, "Mei Stonefield");

/// A small world in which every decision reaches many documents.
std::vector<Contribution> hubs() { return sample::wide_world(30, 10, 5); }

}  // namespace

TEST_CASE("child: decides until it is killed", "[.child]") {
  Store store = must(Store::open(sample::told("CHILD_STORE")));
  sample::RandomDecider decider(store,
                                static_cast<unsigned>(std::stoul(sample::told("CHILD_SEED"))));
  while (true) sample::say(std::to_string(must(decider.decide()).decision.sequence));
}

TEST_CASE("kill -9 in the middle of a decision leaves it whole or not made", "[storage]") {
  const sample::Folder folder;
  must(must(Store::open(folder / "s")).put_all(hubs()));
  std::mt19937 random(7);
  std::uint64_t acknowledged = 0;
  for (unsigned round = 0; round < 12; ++round) {
    {
      sample::Child child(
          "child: decides until it is killed",
          {{"CHILD_STORE", (folder / "s").string()}, {"CHILD_SEED", std::to_string(round)}});
      REQUIRE(child.next_line());
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
      child.kill();
      while (const std::optional<std::string> line = child.next_line()) {
        acknowledged = std::stoull(*line);
      }
    }
    Store store = must(Store::open(folder / "s"));
    const VerifyReport report = must(store.verify());
    CHECK(report.problems.empty());
    CHECK(must(store.decisions()).size() >= acknowledged);
  }
  Store store = must(Store::open(folder / "s"));
  const sample::Rows decided = sample::rows_of(store);
  for (const Contribution& one : hubs()) must(store.remove(one.document.id));
  must(store.put_all(hubs()));
  CHECK(sample::difference(sample::rows_of(store), decided) == "");
}

TEST_CASE("a disk that fails within a decision leaves it to the next writer", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(6);
  const auto make_two = [](Store& store) -> Status {
    const Result<MadeDecision> merged = store.merge(std::vector{kMei}, kAda, kBy);
    if (!merged) return merged.error();
    const Result<MadeDecision> renamed = store.rename(kAda, "Ada Byron Stone", kBy);
    return renamed ? Status() : renamed.error();
  };
  std::int64_t begin = 0, end = 0;
  {
    const sample::Folder folder;
    sample::FaultyDisk disk;
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    must(store.put_all(all));
    begin = disk.operations();
    must(make_two(store));
    end = disk.operations();
  }
  REQUIRE(end - begin > 10);
  std::size_t left_to_next = 0;
  for (std::int64_t number = begin; number < end; ++number) {
    INFO("operation " << number << " of " << begin << " to " << end);
    const sample::Folder folder;
    sample::FaultyDisk disk;
    std::size_t unfinished = 0;
    {
      Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
      must(store.put_all(all));
      disk.fail_operation(number);
      if (make_two(store)) continue;
      CHECK_FALSE(store.rename(kAda, "B", kBy));  // no more writing until it is opened again
      unfinished = must(store.verify()).problems.size();
    }
    Store store = must(Store::open(folder / "s"));
    CHECK(must(store.verify()).problems.empty());
    if (unfinished > 0) ++left_to_next;
    const std::size_t made = must(store.decisions()).size();
    if (made == 0) must(store.merge(std::vector{kMei}, kAda, kBy));
    if (made < 2) must(store.rename(kAda, "Ada Byron Stone", kBy));
    CHECK(must(store.entity(kAda))->entity.name == "Ada Byron Stone");
    CHECK_FALSE(must(store.entity(kMei)));
    CHECK(must(store.verify()).problems.empty());
  }
  CHECK(left_to_next >= 2);
}

TEST_CASE("a reader says that a decision has not reached every document", "[storage]") {
  const sample::Folder folder;
  sample::FaultyDisk disk;
  {
    Store store = must(Store::open(folder / "s", {true, true, disk.env()}));
    must(store.put_all(sample::contributions(6)));
    disk.fail_operation(disk.operations() + 3);
    REQUIRE_FALSE(store.rename(kAda, "Ada Byron Stone", kBy));
  }
  const VerifyReport report = must(must(Store::open_read_only(folder / "s")).verify());
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems.front().find("open the store for writing") != std::string::npos);
  must(Store::open(folder / "s"));
  CHECK(must(must(Store::open_read_only(folder / "s")).verify()).problems.empty());
}

}  // namespace onrecord
