#include <atomic>
#include <thread>

#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

// Catch's assertions are for one thread: the others collect what they saw.

TEST_CASE("every call sees one whole state while another thread writes", "[storage]") {
  const sample::Folder folder;
  Store writer = must(Store::open(folder / "s", StoreOptions{true, false}));
  Store reader = must(Store::open_read_only(folder / "s"));
  std::atomic<bool> done = false;
  std::atomic<int> problems = 0;
  std::atomic<int> looks = 0;
  const auto watch = [&](const Store& store) {
    while (!done) {
      const Result<VerifyReport> report = store.verify();
      problems += !report || !report->problems.empty() ? 1 : 0;
      const Result<Page<StoredQuote>> quotes = store.quotes({}, "", 50);
      problems += quotes ? 0 : 1;
      std::size_t documents = 0;
      const Status walked = store.for_each_document([&](const Document&, const Extraction&) {
        ++documents;
        return true;
      });
      problems += walked ? 0 : 1;
      ++looks;
    }
  };
  std::thread beside_writer([&] { watch(writer); });
  std::thread in_reader([&] { watch(reader); });
  std::thread catching_up([&] {
    while (!done) {
      problems += reader.catch_up() ? 0 : 1;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  for (unsigned round = 0; round < 8; ++round) {
    must(writer.put_all(sample::contributions(6, round)));
    must(writer.remove({"doc-" + std::to_string(round % 6)}));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  done = true;
  beside_writer.join();
  in_reader.join();
  catching_up.join();
  CHECK(problems == 0);
  CHECK(looks > 4);
  must(reader.catch_up());
  CHECK(sample::difference(sample::rows_of(reader), sample::rows_of(writer)) == "");
}

TEST_CASE("writes of several threads are put in a row", "[storage]") {
  const sample::Folder folder;
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));
  const std::vector<Contribution> all = sample::contributions(24);
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (std::size_t first = 0; first < 4; ++first) {
    threads.emplace_back([&, first] {
      for (std::size_t i = first; i < all.size(); i += 4) failed += store.put(all[i]) ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(must(store.verify()).problems.empty());
  Store alone = must(Store::open(folder / "t", StoreOptions{true, false}));
  must(alone.put_all(all));
  CHECK(sample::difference(sample::rows_of(store), sample::rows_of(alone)) == "");
}

}  // namespace onrecord
