#include "storage/bulk_rounds.h"

#include <algorithm>

#include "storage/on_threads.h"

namespace onrecord::bulk {
namespace {

const std::vector<Kind> kFirstRound = {
    Kind::Statements,      Kind::Documents,     Kind::Forms,
    Kind::Entities,        Kind::Quotes,        Kind::QuotesByDate,
    Kind::QuotesBySpeaker, Kind::QuotesByAbout, Kind::QuotesByPlace,
};
const std::vector<Kind> kSecondRound = {Kind::ByObject, Kind::BySubject, Kind::ByPredicate,
                                        Kind::Names};

template <typename Key>
void add_up(std::map<Key, std::uint64_t>& sums, const std::map<Key, std::uint64_t>& more) {
  for (const auto& [key, count] : more) sums[key] += count;
}

}  // namespace

Rounds::Rounds(const BulkOptions& options, std::unique_ptr<TemporaryFiles> files)
    : options_(options), files_(std::move(files)) {
  open_lanes(options.memory_bytes / 4 * 3 / options.threads);
}

void Rounds::open_lanes(std::size_t bytes) {
  for (unsigned i = 0; i < options_.threads; ++i) {
    lanes_.push_back(std::make_unique<Lane>(*files_, bytes));
  }
}

void Rounds::count_stored(std::uint64_t documents,
                          const std::map<std::string, std::uint64_t>& extractors) {
  counts_.documents += documents;
  add_up(extractors_, extractors);
}

Status Rounds::merge_documents() { return merge({Kind::Documents}); }

Status Rounds::make_tables(bool documents) {
  std::vector<Kind> first = kFirstRound;
  if (!documents) std::erase(first, Kind::Documents);
  if (Status merged = merge(first); !merged) return merged;
  if (Status merged = merge(kSecondRound); !merged) return merged;
  return write_totals();
}

/// Sorts what the lanes still hold. When any of them wrote a run, all do, and the memory is free
/// for the next round; else nothing need go to the disk at all, and the next round has what is
/// left.
Status Rounds::close_lanes() {
  const bool spilled =
      std::any_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane->spilled(); });
  const Status closed = on_threads(options_.threads, lanes_.size(), [&](unsigned, std::size_t i) {
    return lanes_[i]->close(spilled);
  });
  for (std::unique_ptr<Lane>& lane : lanes_) done_.push_back(std::move(lane));
  lanes_.clear();
  const std::size_t eighth = options_.memory_bytes / 8;
  std::size_t left = 7 * eighth;  // what was seen takes one
  for (const std::unique_ptr<Lane>& lane : done_)
    left -= std::min(left, lane->buffer().used_bytes());
  open_lanes((spilled ? 4 * eighth : std::clamp(left, eighth, 4 * eighth)) / options_.threads);
  return closed;
}

Sorted Rounds::sorted() const {
  Sorted all;
  all.env = &files_->env();
  for (const std::unique_ptr<Lane>& lane : done_) {
    if (!lane->buffer().empty()) all.buffers.push_back(&lane->buffer());
    for (const Run& run : lane->runs()) all.runs.push_back(&run);
  }
  const std::size_t readers = (all.runs.size() + 1) * options_.threads;
  all.read_bytes =
      std::clamp<std::size_t>(options_.memory_bytes / 4 / readers, 16u << 10, 1u << 20);
  return all;
}

Status Rounds::run_tasks(const Sorted& sorted, const std::vector<Task>& tasks) {
  const std::size_t first = built_.size();
  built_.resize(first + tasks.size());
  return on_threads(options_.threads, tasks.size(), [&](unsigned thread, std::size_t i) {
    Lane& lane = *lanes_[thread];
    BuildTarget target;
    target.prefix = files_->table_prefix();
    target.env = &files_->env();
    target.second = &lane;
    target.cancelled = options_.cancelled;
    Result<Built> built = build(sorted, tasks[i].kind, tasks[i].range, target);
    if (!lane.status()) return lane.status();
    if (!built) return Status(built.error());
    built_[first + i] = std::move(*built);
    return Status();
  });
}

/// Merges these kinds and closes the lanes that took what must be sorted once more.
Status Rounds::merge(const std::vector<Kind>& kinds) {
  constexpr std::size_t kPartBytes = 32u << 20;
  constexpr std::size_t kPartEntries = 1u << 18;
  const Sorted all = sorted();
  std::vector<Task> tasks;
  for (const Kind kind : kinds) {
    const std::size_t parts =
        1 + all.entries_of_buffers(kind) / kPartEntries + all.bytes_of_runs(kind) / kPartBytes;
    for (KeyRange& range : split(all, kind, std::min(parts, std::size_t{4} * options_.threads))) {
      tasks.push_back({kind, std::move(range)});
    }
  }
  if (Status merged = run_tasks(all, tasks); !merged) return merged;
  return close_lanes();
}

Status Rounds::write_totals() {
  for (const Built& built : built_) {
    counts_.documents += built.counts.documents;
    counts_.quotes += built.counts.quotes;
    counts_.statements += built.counts.statements;
    counts_.evidence += built.counts.evidence;
    add_up(counts_.entities, built.counts.entities);
    add_up(counts_.predicates, built.counts.predicates);
    add_up(extractors_, built.extractors);
  }
  TableWriter meta(Column::Meta, files_->table_prefix(), files_->env());
  meta.put(kCountsKey, encode_counts(counts_));
  for (const auto& [key, documents] : extractors_) meta.put(key, encode_number(documents));
  Result<Tables> tables = meta.finish();
  if (!tables) return tables.error();
  built_.emplace_back();
  built_.back().tables.push_back(std::move(*tables));
  return {};
}

}  // namespace onrecord::bulk
