// kill -9 at random moments of everything that writes. To add a kind of work: a child that does it
// without end and says a line for each thing that was acknowledged, and a row in kWorks.

#include <unistd.h>

#include <chrono>
#include <thread>

#include "storage/backup.h"
#include "storage/bulk_load.h"
#include "storage/open.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/random_decisions.h"
#include "tests/storage/sample.h"
#include "tests/storage/trust_work.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

constexpr unsigned kDocuments = 30;
constexpr unsigned kLoaded = 60;

std::string id_of_document(unsigned number) { return "doc-" + std::to_string(number % kDocuments); }

/// Operation n stores document n % 30 with seed n.
Contribution numbered(unsigned number) {
  return sample::contribution(id_of_document(number), number);
}

/// Of each document the last acknowledged seed or a later one.
void check_documents(const Store& store, unsigned acknowledged) {
  for (unsigned i = acknowledged < kDocuments ? 0 : acknowledged - kDocuments; i < acknowledged;
       ++i) {
    const std::optional<Extraction> stored = must(store.extraction({id_of_document(i)}));
    REQUIRE(stored);
    CHECK((*stored == numbered(i).extraction || *stored == numbered(i + kDocuments).extraction));
  }
}

void check_backup(const fs::path& folder) {
  if (!fs::exists(folder / "backup")) return;
  const Store backup = must(Store::open_read_only(folder / "backup"));
  CHECK(must(backup.verify()).problems.empty());
}

void prepare_world(const fs::path& store) {
  must(must(Store::open(store)).put_all(sample::wide_world(30, 10, 5)));
}

void check_decisions(const Store& store, unsigned acknowledged) {
  CHECK(must(store.decisions()).size() >= acknowledged);
}

/// Nothing, or all of it, and all of it once it was acknowledged.
void check_load(const Store& store, unsigned acknowledged) {
  const std::uint64_t documents = must(store.stats()).documents;
  CHECK((documents == 0 || documents == kLoaded));
  if (acknowledged > 0) CHECK(documents == kLoaded);
}

/// What was acknowledged, indexed or not; and indexing now completes it.
void check_waiting(const Store& store, unsigned acknowledged) {
  CHECK(must(store.stats()).documents >= std::min(acknowledged, kLoaded));
  const bool waits = must(store.unindexed()).has_value();
  if (acknowledged > kLoaded) CHECK(!waits);
  const std::vector<Contribution> all = sample::contributions(kLoaded);
  for (unsigned i = 0; i < std::min(acknowledged, kLoaded); ++i) {
    CHECK(must(store.document(all[i].document.id)));
  }
  if (!waits) CHECK(must(store.stats()).unindexed == 0);
}

void remove_store(const fs::path& store) { fs::remove_all(store); }

/// One kind of work. `prepare` makes the store, `check` looks after a kill at what the last line
/// acknowledged.
struct Work {
  const char* name;
  const char* child;
  std::size_t few, all;
  void (*prepare)(const fs::path& store);
  void (*check)(const Store& store, unsigned acknowledged);
};

const Work kWorks[] = {
    {"ingest", "child: stores numbered documents", 3, 60, nullptr, check_documents},
    {"compaction", "child: stores and compacts", 2, 40, nullptr, check_documents},
    {"decisions", "child: decides without end", 2, 40, prepare_world, check_decisions},
    {"resolution", "child: resolves without end", 2, 20, prepare_world, nullptr},
    {"backup", "child: stores and backs up", 2, 40, nullptr, check_documents},
    {"load", "child: loads at once", 3, 40, remove_store, check_load},
    {"a first large ingest", "child: stores and indexes later", 4, 60, remove_store, check_waiting},
};

unsigned number_in(const std::string& line) { return static_cast<unsigned>(std::stoul(line)); }

unsigned told_begin() { return number_in(sample::told("CHILD_BEGIN")); }

}  // namespace

TEST_CASE("child: stores numbered documents", "[.child]") {
  Store store = must(Store::open(fs::path(sample::told("CHILD_FOLDER")) / "s"));
  for (unsigned next = told_begin();; ++next) {
    must(store.put(numbered(next)));
    sample::say(std::to_string(next + 1));
  }
}

TEST_CASE("child: stores and compacts", "[.child]") {
  const fs::path path = fs::path(sample::told("CHILD_FOLDER")) / "s";
  for (unsigned next = told_begin();;) {
    {
      Store store = must(Store::open(path));
      for (int i = 0; i < 3; ++i, ++next) {
        must(store.put(numbered(next)));
        sample::say(std::to_string(next + 1));
      }
    }
    const std::unique_ptr<StoreState> raw = must(open_writer(path, {}));
    for (const Column column : all_columns()) {
      must(to_status(
          raw->database->db().CompactRange({}, raw->database->handle(column), nullptr, nullptr),
          "compact"));
    }
  }
}

TEST_CASE("child: decides without end", "[.child]") {
  Store store = must(Store::open(fs::path(sample::told("CHILD_FOLDER")) / "s"));
  sample::RandomDecider decider(store, told_begin() + 1);
  while (true) sample::say(std::to_string(must(decider.decide()).decision.sequence));
}

TEST_CASE("child: resolves without end", "[.child]") {
  Store store = must(Store::open(fs::path(sample::told("CHILD_FOLDER")) / "s"));
  std::vector<Contribution> all = sample::wide_world(30, 10, 5);
  for (unsigned round = told_begin();; ++round) {
    std::vector<DocumentResolution> resolution;
    for (const Contribution& one : all) {
      const Entity& first = one.extraction.entities.front().entity;
      resolution.push_back({one.document.id, {{first.id, EntityId{70 + round % 3}, first.type}}});
    }
    must(store.set_resolution(resolution, std::vector<Candidate>(round % 4)));
    sample::say(std::to_string(round + 1));
  }
}

TEST_CASE("child: loads at once", "[.child]") {
  Store store = must(Store::open(fs::path(sample::told("CHILD_FOLDER")) / "s"));
  for (const Contribution& one : sample::contributions(kLoaded))
    must(store.remove(one.document.id));
  BulkLoad load = must(BulkLoad::begin(store));
  sample::say("0");
  for (const Contribution& one : sample::contributions(kLoaded)) must(load.add(0, one));
  CHECK(must(load.finish()).documents == kLoaded);
  sample::say("1");
  pause();
}

TEST_CASE("child: stores and indexes later", "[.child]") {
  Store store = must(Store::open(fs::path(sample::told("CHILD_FOLDER")) / "s"));
  must(store.index_later());
  sample::say("0");
  const std::vector<Contribution> all = sample::contributions(kLoaded);
  for (unsigned i = 0; i < kLoaded; i += 6) {
    must(store.put_all({&all[i], 6}));
    sample::say(std::to_string(i + 6));
  }
  CHECK(must(index_documents(store)).documents == kLoaded);
  sample::say(std::to_string(kLoaded + 1));
  pause();
}

TEST_CASE("child: stores and backs up", "[.child]") {
  const fs::path folder = sample::told("CHILD_FOLDER");
  Store store = must(Store::open(folder / "s"));
  unsigned next = told_begin();
  must(store.put(numbered(next)));
  sample::say(std::to_string(++next));
  std::thread writer([&] {
    for (;; ++next) {
      must(store.put(numbered(next)));
      sample::say(std::to_string(next + 1));
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  });
  while (true) must(back_up(folder / "s", folder / "backup", {true, false, {}}));
}

TEST_CASE("kill -9 anywhere loses nothing acknowledged", "[storage][trust]") {
  for (const Work& work : kWorks) {
    const std::size_t points = sample::points(work.few, work.all);
    const sample::Folder folder;
    const bool anew = work.prepare == remove_store;
    if (work.prepare != nullptr) work.prepare(folder / "s");
    std::mt19937 random(7);
    unsigned acknowledged = 0;
    std::size_t killed = 0;
    double slowest = 0;
    for (std::size_t i = 0; i < points; ++i) {
      const auto pause =
          std::chrono::microseconds(random() % (work.name[0] == 'b' ? 400'000 : 80'000));
      if (!sample::is_mine(i)) continue;
      INFO(work.name << ", point " << i);
      if (anew) {
        remove_store(folder / "s");
        acknowledged = 0;
      }
      {
        sample::Child child(work.child, {{"CHILD_FOLDER", (folder / "").string()},
                                         {"CHILD_BEGIN", std::to_string(acknowledged)}});
        if (i % 4 != 3) {  // else while it opens
          const std::optional<std::string> first = child.next_line();
          REQUIRE(first);
          acknowledged = number_in(*first);
        }
        std::this_thread::sleep_for(pause);
        child.kill();
        while (const std::optional<std::string> line = child.next_line()) {
          acknowledged = number_in(*line);
        }
      }
      const auto begin = std::chrono::steady_clock::now();
      const Store store = must(Store::open(folder / "s"));
      slowest = std::max(
          slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      const VerifyReport report = must(store.verify());
      for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
      CHECK(report.problems.empty());
      if (work.check != nullptr) work.check(store, acknowledged);
      check_backup(folder / "");
      ++killed;
    }
    CHECK((anew || acknowledged > 0));
    CHECK(slowest < 5);
    sample::report(std::string("kill -9 in ") + work.name, killed, {{"lost something", 0}});
  }
}

}  // namespace onrecord
