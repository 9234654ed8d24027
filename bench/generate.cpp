// A newspaper archive of any size, as extraction records with their text, to be fed to
// `onrecord load` and to the other programs here.
//
//   cmake --preset release && cmake --build --preset release --target bench_generate
//   build/release/bench/bench_generate --statements 1000000 --seed 1 > archive.ndjson
//
// Equal arguments, equal bytes. --from N --to M writes articles N to M - 1 of the archive: a shard.

#include <algorithm>
#include <cstdio>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "model/record_json.h"

int main(int argc, char** argv) {
  using namespace onrecord;
  using bench::option;
  const realistic::Archive archive{option(argc, argv, "--statements", 1'000'000),
                                   option(argc, argv, "--seed", 1)};
  const std::uint64_t from = option(argc, argv, "--from", 0);
  const std::uint64_t to = std::min(archive.articles(), option(argc, argv, "--to", UINT64_MAX));
  RecordOptions with_text;
  with_text.with_text = true;
  for (std::uint64_t number = from; number < to; ++number) {
    const Contribution article = realistic::realistic_article(archive, number);
    const std::string record =
        to_record_json(article.document, article.extraction, with_text) + "\n";
    if (std::fwrite(record.data(), 1, record.size(), stdout) != record.size()) {
      std::perror("bench_generate: standard output");
      return 1;
    }
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
