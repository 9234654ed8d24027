#include <unistd.h>

#include <chrono>
#include <thread>

#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

// The child's endless work: operation n stores document n % 40 anew with seed n, three operations
// to a put_all now and then.
constexpr unsigned kDocuments = 40;

DocumentId document_of(unsigned operation) {
  return {"doc-" + std::to_string(operation % kDocuments)};
}

Contribution contribution_of(unsigned operation) {
  return sample::contribution(document_of(operation).value, operation);
}

unsigned group_at(unsigned operation) { return operation % 7 == 3 ? 3 : 1; }

/// What a store may hold of a document after a kill: what was acknowledged last, or what was being
/// written just then.
void check_nothing_lost(const Store& store, unsigned acknowledged) {
  for (unsigned document = 0; document < std::min(kDocuments, acknowledged); ++document) {
    unsigned last = document;
    while (last + kDocuments < acknowledged) last += kDocuments;
    const std::optional<Extraction> stored = must(store.extraction(document_of(last)));
    REQUIRE(stored);
    bool known = *stored == contribution_of(last).extraction;
    for (unsigned next = acknowledged; next < acknowledged + 3 && !known; ++next) {
      known = document_of(next) == stored->document && *stored == contribution_of(next).extraction;
    }
    CHECK(known);
  }
}

/// Stores documents until one is refused; returns how many were acknowledged.
std::size_t put_until_refused(Store& store, const std::vector<Contribution>& all, Error& why) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Status put = store.put(all[i]);
    if (put) continue;
    why = put.error();
    return i;
  }
  return all.size();
}

/// After a failure: the store opens on a good disk, is whole, has all that was acknowledged, and
/// takes the rest.
void check_goes_on(const std::filesystem::path& path, const std::vector<Contribution>& all,
                   std::size_t acknowledged, const sample::Rows& expected) {
  Store store = must(Store::open(path));
  CHECK(must(store.verify()).problems.empty());
  for (std::size_t i = 0; i < acknowledged; ++i) {
    CHECK(must(store.extraction(all[i].document.id)) == all[i].extraction);
  }
  must(store.put_all(all));
  CHECK(sample::difference(sample::rows_of(store), expected) == "");
}

sample::Rows rows_after(const std::vector<Contribution>& all) {
  const sample::Folder folder;
  Store store = must(Store::open(folder / "s", {true, false}));
  must(store.put_all(all));
  return sample::rows_of(store);
}

}  // namespace

TEST_CASE("child: stores documents until it is killed", "[.child]") {
  Store store = must(Store::open(sample::told("CHILD_STORE")));
  for (auto next = static_cast<unsigned>(std::stoul(sample::told("CHILD_BEGIN")));;) {
    std::vector<Contribution> group;
    for (unsigned i = 0; i < group_at(next); ++i) group.push_back(contribution_of(next + i));
    must(store.put_all(group));
    next += static_cast<unsigned>(group.size());
    sample::say(std::to_string(next));
  }
}

TEST_CASE("kill -9 at 20 points loses nothing acknowledged", "[storage]") {
  const sample::Folder folder;
  std::mt19937 random(2017);
  unsigned acknowledged = 0;
  for (int round = 0; round < 20; ++round) {
    {
      sample::Child child("child: stores documents until it is killed",
                          {{"CHILD_STORE", (folder / "s").string()},
                           {"CHILD_BEGIN", std::to_string(acknowledged)}});
      if (round % 4 != 3) {  // else while it opens
        const std::optional<std::string> first = child.next_line();
        REQUIRE(first);
        acknowledged = static_cast<unsigned>(std::stoul(*first));
      }
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
      child.kill();
      while (const std::optional<std::string> line = child.next_line()) {
        acknowledged = static_cast<unsigned>(std::stoul(*line));
      }
    }
    const Store store = must(Store::open(folder / "s"));
    const VerifyReport report = must(store.verify());
    CHECK(report.problems.empty());
    check_nothing_lost(store, acknowledged);
  }
  CHECK(acknowledged > 20);
}

TEST_CASE("a full disk is a clear error, and nothing stored is lost", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(12);
  const sample::Rows expected = rows_after(all);
  std::size_t refused = 0;
  for (const std::int64_t bytes : {0, 100, 3'000, 9'000, 20'000, 60'000, 90'000, 120'000}) {
    INFO(bytes << " bytes");
    const sample::Folder folder;
    std::size_t acknowledged = 0;
    {
      Store(must(Store::open(folder / "s")));
      sample::FaultyDisk full;
      full.full_after_bytes(bytes);
      Result<Store> store = Store::open(folder / "s", {true, true, full.env()});
      Error why;
      if (store) {
        acknowledged = put_until_refused(*store, all, why);
        REQUIRE(acknowledged < all.size());
        CHECK(must(store->stats()).documents >= acknowledged);  // reads go on
        const Status again = store->put(all.back());
        REQUIRE_FALSE(again);
        CHECK(again.error().message.find("open the store again") != std::string::npos);
        ++refused;
      } else {
        why = store.error();
      }
      CHECK(why.code == ErrorCode::Io);
      CHECK(why.message.find((folder / "s").string()) != std::string::npos);
      CHECK(why.message.find("free some space and run again") != std::string::npos);
    }
    check_goes_on(folder / "s", all, acknowledged, expected);
  }
  CHECK(refused >= 3);
}

TEST_CASE("each operation of the disk may fail once", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(3);
  const sample::Rows expected = rows_after(all);
  const auto run = [&all](sample::FaultyDisk& disk, const std::filesystem::path& path) {
    std::size_t acknowledged = 0;
    for (int i = 0; i < 2; ++i) {  // once from nothing, once with a log to replay
      Result<Store> store = Store::open(path, {true, true, disk.env()});
      Error why;
      if (store) acknowledged = std::max(acknowledged, put_until_refused(*store, all, why));
      const std::string& message = store ? why.message : store.error().message;
      if (!message.empty()) CHECK(message.find(path.string()) != std::string::npos);
    }
    return acknowledged;
  };
  std::int64_t operations = 0;
  {
    const sample::Folder folder;
    sample::FaultyDisk disk;
    run(disk, folder / "s");
    operations = disk.operations();
  }
  CHECK(operations > 100);
  for (std::int64_t number = 0; number < operations; number += 1 + operations / 25) {
    INFO("operation " << number << " of " << operations);
    const sample::Folder folder;
    sample::FaultyDisk disk;
    disk.fail_operation(number);
    check_goes_on(folder / "s", all, run(disk, folder / "s"), expected);
  }
}

}  // namespace onrecord
