// Each thread gathers and sorts what its documents give in a lane of its own and writes a run
// whenever its memory is used up. finish() merges runs, kind by kind and range by range, into
// tables, on all threads; look-up rows follow from what the first round merged and are sorted and
// merged in a second one. Then one call takes all tables of all families into the store.

#include "storage/bulk_load.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "storage/bulk_lane.h"
#include "storage/bulk_merge.h"
#include "storage/bulk_seen.h"
#include "storage/bulk_stored.h"
#include "storage/writing.h"

namespace onrecord {

using namespace bulk;

class BulkLoad::Work {
 public:
  static Result<std::unique_ptr<Work>> make(StoreState& state, const BulkOptions& options) {
    Result<std::unique_ptr<TemporaryFiles>> files = make_temporary_files(state, options.temporary);
    if (!files) return files.error();
    BulkOptions sound = options;
    sound.threads = std::clamp(options.threads, 1u, 256u);
    return std::make_unique<Work>(state, sound, std::move(*files));
  }

  Work(StoreState& state, const BulkOptions& options, std::unique_ptr<TemporaryFiles> files)
      : state_(state),
        options_(options),
        files_(std::move(files)),
        seen_(options.memory_bytes / 8) {
    const std::size_t each = options.memory_bytes / 4 * 3 / options.threads;
    open_lanes(each);
  }

  Status add(unsigned number, const Contribution& contribution) {
    if (Status checked = check_contribution(contribution); !checked) return checked;
    const Document& document = contribution.document;
    const std::string text = encode_document(document);
    const std::string extraction = encode_extraction(contribution.extraction);
    const std::string value =
        encode_document_entry({contribution.extraction.extractor, text, extraction});
    ++added_;
    if (seen_.see(document.id.value, value) == Seen::Same) return {};
    Lane& lane = *lanes_[number];
    const bool taken = lane.take(Kind::Documents, {document.id.value, value, false}) &&
                       make_entries(document, contribution.extraction, false, lane);
    return taken ? Status() : lane.status();
  }

  Result<BulkReport> finish();
  Result<BulkReport> index();

 private:
  void open_lanes(std::size_t bytes) {
    for (unsigned i = 0; i < options_.threads; ++i) {
      lanes_.push_back(std::make_unique<Lane>(*files_, bytes));
    }
  }

  struct Task {
    Kind kind = Kind::Documents;
    KeyRange range;
  };

  Status close_lanes();
  Sorted sorted() const;
  Status merge(const std::vector<Kind>& kinds);
  Status run_tasks(const Sorted& sorted, const std::vector<Task>& tasks);
  Status write_totals();
  Status add_stored();
  Result<BulkReport> make_tables(const std::vector<Kind>& first);
  Status take_in(Writing& writing);
  Status ingest();

  StoreState& state_;
  BulkOptions options_;
  std::unique_ptr<TemporaryFiles> files_;
  SeenRecords seen_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<std::unique_ptr<Lane>> done_;  // lanes of earlier rounds
  std::atomic<std::uint64_t> added_ = 0;
  std::vector<Built> built_;
  Counts counts_;
  std::map<std::string, std::uint64_t> extractors_;
};

namespace {

const std::vector<Kind> kFirstRound = {
    Kind::Statements,      Kind::Documents,     Kind::Forms,
    Kind::Entities,        Kind::Quotes,        Kind::QuotesByDate,
    Kind::QuotesBySpeaker, Kind::QuotesByAbout, Kind::QuotesByPlace,
};
const std::vector<Kind> kSecondRound = {Kind::ByObject, Kind::BySubject, Kind::ByPredicate,
                                        Kind::Names};

/// Runs `work(i)` for each i below count, on so many threads. The first failure, by number, is
/// returned, and the rest is left out.
Status on_threads(unsigned threads, std::size_t count,
                  const std::function<Status(unsigned thread, std::size_t number)>& work) {
  std::vector<Status> results(count);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto run = [&](unsigned thread) {
    for (std::size_t i = next++; i < count && !failed; i = next++) {
      results[i] = work(thread, i);
      if (!results[i]) failed = true;
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(run, i);
  run(0);
  for (std::thread& other : others) other.join();
  for (const Status& result : results) {
    if (!result) return result;
  }
  return {};
}

template <typename Key>
void add_up(std::map<Key, std::uint64_t>& sums, const std::map<Key, std::uint64_t>& more) {
  for (const auto& [key, count] : more) sums[key] += count;
}

}  // namespace

/// Sorts what the lanes still hold. When any of them wrote a run, all do, and the memory is free
/// for the next round; else nothing need go to the disk at all, and the next round has what is
/// left.
Status BulkLoad::Work::close_lanes() {
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

Sorted BulkLoad::Work::sorted() const {
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

Status BulkLoad::Work::run_tasks(const Sorted& sorted, const std::vector<Task>& tasks) {
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
Status BulkLoad::Work::merge(const std::vector<Kind>& kinds) {
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

Status BulkLoad::Work::write_totals() {
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

Status BulkLoad::Work::ingest() {
  std::map<Column, rocksdb::IngestExternalFileArg> families;
  for (const Built& built : built_) {
    for (const Tables& tables : built.tables) {
      rocksdb::IngestExternalFileArg& family = families[tables.column];
      family.column_family = state_.database->handle(tables.column);
      family.options.move_files = true;
      family.external_files.insert(family.external_files.end(), tables.paths.begin(),
                                   tables.paths.end());
    }
  }
  std::vector<rocksdb::IngestExternalFileArg> all;
  all.reserve(families.size());
  for (auto& [column, family] : families) all.push_back(std::move(family));
  const KeptStill still(state_);
  if (!still.status()) return still.status();
  if (Status marked = set_mark(state_, state_.unindexed.has_value()); !marked) return marked;
  const Status ingested = to_status(state_.database->db().IngestExternalFiles(all), state_.name);
  const Status done = ingested ? remove_mark(state_) : ingested;
  // While the mark may stand there, nothing may be acknowledged: a store that has it and does not
  // open is emptied.
  if (!done) state_.write_failure = done.error();
  return done;
}

Result<BulkReport> BulkLoad::Work::finish() {
  if (Status closed = close_lanes(); !closed) return closed.error();
  std::vector<Kind> first = kFirstRound;
  // Only when a document may have come in two versions need its losers be known beforehand.
  if (seen_.may_differ()) {
    if (Status merged = merge({Kind::Documents}); !merged) return merged.error();
    std::erase(first, Kind::Documents);
  }
  Result<BulkReport> report = make_tables(first);
  if (!report || report->documents == 0) return report;
  Writing writing(state_);
  if (Status allowed = writing.may_load(); !allowed) return allowed.error();
  if (Status taken = take_in(writing); !taken) return taken.error();
  return report;
}

/// What the store's own documents give. Their rows are there already.
Status BulkLoad::Work::add_stored() {
  const View view(state_);
  const std::size_t parts = std::size_t{4} * options_.threads;
  std::vector<StoredPart> walked(parts);
  const Status added = on_threads(options_.threads, parts, [&](unsigned thread, std::size_t i) {
    Result<StoredPart> part = take_stored(view, {i, parts}, *lanes_[thread], options_.cancelled);
    if (!lanes_[thread]->status()) return lanes_[thread]->status();
    if (!part) return Status(part.error());
    walked[i] = std::move(*part);
    return Status();
  });
  for (const StoredPart& part : walked) {
    counts_.documents += part.documents;
    add_up(extractors_, part.extractors);
  }
  added_ = counts_.documents;
  return added ? close_lanes() : added;
}

Result<BulkReport> BulkLoad::Work::index() {
  Writing writing(state_);
  if (Status allowed = writing.may_put(); !allowed) return allowed.error();
  if (!state_.unindexed) {
    return Error{ErrorCode::InvalidInput, state_.name + ": no documents wait to be indexed"};
  }
  if (Status added = add_stored(); !added) return added.error();
  std::vector<Kind> first = kFirstRound;
  std::erase(first, Kind::Documents);
  Result<BulkReport> report = make_tables(first);
  if (!report) return report;
  if (Status taken = take_in(writing); !taken) return taken.error();
  return report;
}

Result<BulkReport> BulkLoad::Work::make_tables(const std::vector<Kind>& first) {
  if (Status merged = merge(first); !merged) return merged.error();
  if (Status merged = merge(kSecondRound); !merged) return merged.error();
  if (Status written = write_totals(); !written) return written.error();
  BulkReport report{counts_.documents, counts_.statements, counts_.evidence,
                    added_ - counts_.documents, 0};
  for (const Built& built : built_) {
    for (const Tables& tables : built.tables) report.tables += tables.paths.size();
  }
  return report;
}

/// What it leaves is durable.
Status BulkLoad::Work::take_in(Writing& writing) {
  if (counts_.documents > 0) {
    if (Status ingested = ingest(); !ingested) return ingested;
  }
  const Status noted = state_.unindexed ? writing.end_unindexed() : writing.note_load();
  return noted ? writing.finish() : noted;
}

BulkLoad::BulkLoad(std::unique_ptr<Work> work) : work_(std::move(work)) {}
BulkLoad::BulkLoad(BulkLoad&&) noexcept = default;
BulkLoad& BulkLoad::operator=(BulkLoad&&) noexcept = default;
BulkLoad::~BulkLoad() = default;

Result<BulkLoad> BulkLoad::begin(Store& store, const BulkOptions& options) {
  StoreState& state = *store.state_;
  {
    Writing writing(state);
    if (const Status allowed = writing.may_load(); !allowed) return allowed.error();
  }
  Result<std::unique_ptr<Work>> work = Work::make(state, options);
  if (!work) return work.error();
  return BulkLoad(std::move(*work));
}

Result<BulkReport> index_documents(Store& store, const BulkOptions& options) {
  const auto work = BulkLoad::Work::make(*store.state_, options);
  if (!work) return work.error();
  return (*work)->index();
}

Status BulkLoad::add(unsigned lane, const Contribution& contribution) {
  return work_->add(lane, contribution);
}

Result<BulkReport> BulkLoad::finish() { return work_->finish(); }

}  // namespace onrecord
