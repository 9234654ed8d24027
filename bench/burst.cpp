// How long single writes take in a long burst: put_all of extraction records, synced, as fast as
// they go, with the store's own holding back (storage/pacing.h) and with RocksDB's alone.
//
//   cmake --preset release && cmake --build --preset release --target bench_burst
//   build/release/bench/bench_burst --articles 40000 --text 32 --documents 32 --memory 16 --repeats
//   3
//
// --documents: in one call. --memory: MiB of the store; little makes compaction fall behind
// sooner. --text: KiB that no compression makes smaller, of each article instead of its own text
// and statements: the fastest burst of bytes that there is. In turns; of the repeats the median is
// printed, as rows of a Markdown table.

#include <algorithm>
#include <memory>
#include <random>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "storage/open.h"
#include "storage/pacing.h"
#include "storage/writing.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

/// The articles of the burst.
class Articles {
 public:
  Articles(std::uint64_t count, std::uint64_t text_kib)
      : archive_{count * 64, 1}, count_(count), text_bytes_(text_kib << 10) {}

  std::uint64_t count() const { return count_; }
  Contribution at(std::uint64_t number) const {
    if (text_bytes_ == 0) return realistic_article(archive_, number % archive_.articles());
    Contribution one;
    one.document.id = {"article-" + std::to_string(number * 7'919 % count_)};
    one.extraction.document = one.document.id;
    one.extraction.extractor = {"1.0", "none"};
    std::mt19937_64 random(number);
    while (one.document.text.size() < text_bytes_) {
      std::uint64_t bits = random();
      for (int i = 0; i < 8; ++i, bits >>= 8) {
        one.document.text += static_cast<char>(' ' + bits % 95);
      }
    }
    return one;
  }

 private:
  const realistic::Archive archive_;
  const std::uint64_t count_, text_bytes_;
};

struct Burst {
  double p50 = 0, p999 = 0, longest = 0;  ///< milliseconds of a call
  double seconds = 0;
  double most_tables = 0;  ///< unsorted ones of a family, at most
  double slowed = 0;       ///< calls after which RocksDB itself slowed down or stopped writes
};

double number_of(const StoreState& state, const char* property) {
  std::uint64_t value = 0;
  state.database->db().GetIntProperty(property, &value);
  return static_cast<double>(value);
}

double most_tables(const StoreState& state) {
  double most = 0;
  for (const Column column : all_columns()) {
    std::string text;
    state.database->db().GetProperty(state.database->handle(column), "rocksdb.num-files-at-level0",
                                     &text);
    most = std::max(most, std::strtod(text.c_str(), nullptr));
  }
  return most;
}

Burst run(const std::filesystem::path& path, const Articles& articles, std::uint64_t documents,
          std::size_t memory, bool paced) {
  StoreOptions options;
  options.memory_bytes = memory;
  const std::unique_ptr<StoreState> state = must(open_writer(path, options));
  state->paced = paced;
  Burst burst;
  std::vector<double> calls;
  for (std::uint64_t i = 0; i < articles.count();) {
    std::vector<Contribution> group;
    for (; group.size() < documents && i < articles.count(); ++i) {
      group.push_back(articles.at(i));
    }
    const Seconds taken = time([&] {
      Writing writing(*state);
      must(writing.put_together(group));
      must(writing.finish());
    });
    calls.push_back(1000 * taken.wall);
    burst.seconds += taken.wall;
    burst.most_tables = std::max(burst.most_tables, most_tables(*state));
    const bool slow = number_of(*state, "rocksdb.is-write-stopped") > 0 ||
                      number_of(*state, "rocksdb.actual-delayed-write-rate") > 0;
    burst.slowed += slow ? 1 : 0;
  }
  std::sort(calls.begin(), calls.end());
  burst.p50 = calls[calls.size() / 2];
  burst.p999 = calls[calls.size() * 999 / 1000];
  burst.longest = calls.back();
  return burst;
}

double median_of(const std::vector<Burst>& bursts, double Burst::*field) {
  std::vector<double> values;
  for (const Burst& burst : bursts) values.push_back(burst.*field);
  return median(values);
}

}  // namespace

int main(int argc, char** argv) {
  const Articles articles(option(argc, argv, "--articles", 40'000),
                          option(argc, argv, "--text", 0));
  const std::uint64_t documents = std::max<std::uint64_t>(1, option(argc, argv, "--documents", 32));
  const std::size_t memory = option(argc, argv, "--memory", 16) << 20;
  const std::uint64_t repeats = option(argc, argv, "--repeats", 3);
  std::vector<Burst> bursts[2];
  for (std::uint64_t i = 0; i < repeats; ++i) {
    for (const bool paced : {false, true}) {
      const Folder folder;
      bursts[paced ? 1 : 0].push_back(run(folder / "store", articles, documents, memory, paced));
    }
  }
  std::printf("| | p50 ms | p99.9 ms | longest ms | seconds in all | unsorted tables | slowed |\n");
  for (const bool paced : {false, true}) {
    const std::vector<Burst>& all = bursts[paced ? 1 : 0];
    std::printf("| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n",
                paced ? "held back in time" : "RocksDB alone", median_of(all, &Burst::p50),
                median_of(all, &Burst::p999), median_of(all, &Burst::longest),
                median_of(all, &Burst::seconds), median_of(all, &Burst::most_tables),
                median_of(all, &Burst::slowed));
  }
  return 0;
}
