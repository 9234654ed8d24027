#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "storage/bulk_lane.h"
#include "storage/bulk_load.h"
#include "storage/bulk_merge.h"

namespace onrecord::bulk {

/// The two rounds of a bulk load: lanes gather entries, closing them sorts these, and merging makes
/// tables of them, range by range on all threads. Look-up rows follow from what the first round
/// merges; they go into new lanes and are merged in the second.
class Rounds {
 public:
  /// options: with at least one thread.
  Rounds(const BulkOptions& options, std::unique_ptr<TemporaryFiles> files);

  /// Of this round; one thread a lane at a time.
  Lane& lane(unsigned number) { return *lanes_[number]; }
  /// Ends gathering: sorts what the lanes still hold, and opens those of the next round.
  Status close_lanes();
  /// Documents that are in the store already, and how many of which extractor.
  void count_stored(std::uint64_t documents,
                    const std::map<std::string, std::uint64_t>& extractors);
  /// Merges the documents alone, before make_tables(false).
  Status merge_documents();
  /// Both rounds, and the totals. documents: their own rows too.
  Status make_tables(bool documents);

  // After make_tables.
  const std::vector<Built>& built() const { return built_; }
  const Counts& counts() const { return counts_; }

 private:
  struct Task {
    Kind kind = Kind::Documents;
    KeyRange range;
  };

  void open_lanes(std::size_t bytes);
  Sorted sorted() const;
  Status merge(const std::vector<Kind>& kinds);
  Status run_tasks(const Sorted& sorted, const std::vector<Task>& tasks);
  Status write_totals();

  const BulkOptions options_;
  std::unique_ptr<TemporaryFiles> files_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<std::unique_ptr<Lane>> done_;  // lanes of earlier rounds
  std::vector<Built> built_;
  Counts counts_;
  std::map<std::string, std::uint64_t> extractors_;
};

}  // namespace onrecord::bulk
