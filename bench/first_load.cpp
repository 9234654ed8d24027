// From how many articles on a first load is faster when they are indexed at the end: live put_all
// against Store::index_later, put_all and index_documents, of the same extraction records.
//
//   cmake --preset release && cmake --build --preset release --target bench_first_load
//   build/release/bench/bench_first_load --repeats 3
//
// In turns, synced, 32 documents a call, two threads for indexing; medians, as rows of a Markdown
// table. Extraction, which costs the same either way, is left out.

#include <memory>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "storage/bulk_load.h"

namespace {

using namespace onrecord;
using namespace onrecord::bench;

Seconds run(const std::filesystem::path& path, const std::vector<std::vector<Contribution>>& groups,
            bool later) {
  return time([&] {
    Store store = must(Store::open(path));
    if (later) must(store.index_later());
    for (const auto& group : groups) must(store.put_all(group));
    if (!later) return;
    BulkOptions options;
    options.memory_bytes = std::size_t{384} << 20;
    options.threads = 2;
    must(index_documents(store, options));
  });
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t repeats = option(argc, argv, "--repeats", 3);
  const std::uint64_t most = option(argc, argv, "--articles", 16'000);
  std::printf("| articles | MiB of text | as they come, s | at the end, s | CPU s | CPU s |\n");
  for (std::uint64_t articles = 250; articles <= most; articles *= 4) {
    realistic::Archive archive{articles * 64, 1};
    std::vector<std::vector<Contribution>> groups;
    std::uint64_t bytes = 0, count = std::min(articles, archive.articles());
    for (std::uint64_t i = 0; i < count; ++i) {
      if (i % 32 == 0) groups.emplace_back();
      groups.back().push_back(realistic_article(archive, i));
      bytes += groups.back().back().document.text.size();
    }
    std::vector<double> wall[2], cpu[2];
    for (std::uint64_t i = 0; i < repeats; ++i) {
      for (const bool later : {false, true}) {
        const Folder folder;
        const Seconds taken = run(folder / "store", groups, later);
        wall[later ? 1 : 0].push_back(taken.wall);
        cpu[later ? 1 : 0].push_back(taken.cpu);
      }
    }
    std::printf("| %llu | %.1f | %.2f | %.2f | %.2f | %.2f |\n",
                static_cast<unsigned long long>(count), static_cast<double>(bytes) / (1 << 20),
                median(wall[0]), median(wall[1]), median(cpu[0]), median(cpu[1]));
    std::fflush(stdout);
  }
  return 0;
}
