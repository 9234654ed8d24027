// Each thread gathers and sorts what its documents give in a lane of its own and writes a run
// whenever its memory is used up. finish() merges runs, kind by kind and range by range, into
// tables, on all threads; look-up rows follow from what the first round merged and are sorted and
// merged in a second one. Then one call takes all tables of all families into the store.

#include "storage/bulk_load.h"

#include <algorithm>
#include <atomic>

#include "storage/bulk_ingest.h"
#include "storage/bulk_rounds.h"
#include "storage/bulk_seen.h"
#include "storage/bulk_stored.h"
#include "storage/on_threads.h"
#include "storage/stopped.h"
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
        rounds_(options, std::move(files)),
        seen_(options.memory_bytes / 8) {}

  Status add(unsigned number, const Contribution& contribution);
  Result<BulkReport> finish();
  Result<BulkReport> index();
  StoreState& state() { return state_; }

 private:
  Status add_stored();
  Result<BulkReport> make_tables(bool documents);
  Status take_in(Writing& writing);

  StoreState& state_;
  const BulkOptions options_;
  Rounds rounds_;
  SeenRecords seen_;
  std::atomic<std::uint64_t> added_ = 0;
};

namespace {

/// Told to readers, but for what the caller did or wished.
void tell_failure(StoreState& state, const Error& error) {
  const ErrorCode code = error.code;
  const bool of_caller =
      code == ErrorCode::InvalidInput || code == ErrorCode::TooLarge || code == ErrorCode::Busy;
  if (!of_caller) note_stopped(state.path, error);
}

/// And taken back once it went well.
Result<BulkReport> told(StoreState& state, Result<BulkReport> report) {
  if (!report) {
    tell_failure(state, report.error());
    return report;
  }
  const std::lock_guard lock(state.writing);
  if (!state.write_failure && !failure_of(*state.failures)) forget_stopped(state.path);
  return report;
}

}  // namespace

Status BulkLoad::Work::add(unsigned number, const Contribution& contribution) {
  if (Status checked = check_contribution(contribution); !checked) return checked;
  const Document& document = contribution.document;
  const std::string text = encode_document(document);
  const std::string extraction = encode_extraction(contribution.extraction);
  const std::string value =
      encode_document_entry({contribution.extraction.extractor, text, extraction});
  ++added_;
  if (seen_.see(document.id.value, value) == Seen::Same) return {};
  Lane& lane = rounds_.lane(number);
  const bool taken = lane.take(Kind::Documents, {document.id.value, value, false}) &&
                     make_entries(document, contribution.extraction, false, lane);
  return taken ? Status() : lane.status();
}

Result<BulkReport> BulkLoad::Work::finish() {
  if (Status closed = rounds_.close_lanes(); !closed) return closed.error();
  // Only when a document may have come in two versions need its losers be known beforehand.
  const bool losers_first = seen_.may_differ();
  if (losers_first) {
    if (Status merged = rounds_.merge_documents(); !merged) return merged.error();
  }
  Result<BulkReport> report = make_tables(!losers_first);
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
    Lane& lane = rounds_.lane(thread);
    Result<StoredPart> part = take_stored(view, {i, parts}, lane, options_.cancelled);
    if (!lane.status()) return lane.status();
    if (!part) return Status(part.error());
    walked[i] = std::move(*part);
    return Status();
  });
  for (const StoredPart& part : walked) rounds_.count_stored(part.documents, part.extractors);
  added_ = rounds_.counts().documents;
  return added ? rounds_.close_lanes() : added;
}

Result<BulkReport> BulkLoad::Work::index() {
  Writing writing(state_);
  if (Status allowed = writing.may_put(); !allowed) return allowed.error();
  if (!state_.unindexed) {
    return Error{ErrorCode::InvalidInput, state_.name + ": no documents wait to be indexed"};
  }
  if (Status added = add_stored(); !added) return added.error();
  Result<BulkReport> report = make_tables(false);
  if (!report) return report;
  if (Status taken = take_in(writing); !taken) return taken.error();
  return report;
}

Result<BulkReport> BulkLoad::Work::make_tables(bool documents) {
  if (Status made = rounds_.make_tables(documents); !made) return made.error();
  const Counts& counts = rounds_.counts();
  BulkReport report{counts.documents, counts.statements, counts.evidence, added_ - counts.documents,
                    0};
  for (const Built& built : rounds_.built()) {
    for (const Tables& tables : built.tables) report.tables += tables.paths.size();
  }
  return report;
}

/// What it leaves is durable.
Status BulkLoad::Work::take_in(Writing& writing) {
  if (rounds_.counts().documents > 0) {
    if (Status taken = take_in_tables(state_, rounds_.built()); !taken) return taken;
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
  StoreState& state = *store.state_;
  const auto work = BulkLoad::Work::make(state, options);
  return told(state, work ? (*work)->index() : Result<BulkReport>(work.error()));
}

Status BulkLoad::add(unsigned lane, const Contribution& contribution) {
  const Status added = work_->add(lane, contribution);
  if (!added) tell_failure(work_->state(), added.error());
  return added;
}

Result<BulkReport> BulkLoad::finish() { return told(work_->state(), work_->finish()); }

}  // namespace onrecord
