#include "storage/writing.h"

#include <algorithm>
#include <thread>

#include "storage/change.h"
#include "storage/inspect.h"
#include "storage/log_archive.h"
#include "storage/pacing.h"
#include "storage/read_journal.h"
#include "storage/record_order.h"
#include "storage/stopped.h"

namespace onrecord {

namespace {

struct StoredDocument {
  Contribution contribution;
  Projection projection;
};

/// What is stored of a document; nothing when there is no such document.
Result<std::optional<StoredDocument>> read_stored(const View& view, const DocumentId& id) {
  Result<std::optional<Document>> document = read_document(view, id);
  if (!document) return document.error();
  if (!*document) return std::optional<StoredDocument>();
  Result<std::optional<Extraction>> extraction = read_extracted(view, id);
  if (!extraction) return extraction.error();
  if (!*extraction) {
    return view.damaged(Column::Contributions, id.value, "is missing, its document is there");
  }
  Result<std::optional<Projection>> projection = read_projection(view, id);
  if (!projection) return projection.error();
  Result<std::vector<Resolved>> resolved = read_resolved(view, id);
  if (!resolved) return resolved.error();
  StoredDocument stored{{std::move(**document), std::move(**extraction)},
                        std::move(*projection).value_or(Projection{})};
  stored.projection.resolved = std::move(*resolved);
  return std::optional(std::move(stored));
}

bool outranks(const Contribution& a, const Contribution& b) {
  const std::string document_a = encode_document(a.document);
  const std::string document_b = encode_document(b.document);
  const std::string extraction_a = encode_extraction(a.extraction);
  const std::string extraction_b = encode_extraction(b.extraction);
  return outranks(RecordVersion{a.extraction.extractor, document_a, extraction_a},
                  RecordVersion{b.extraction.extractor, document_b, extraction_b});
}

/// Of none or one document.
std::vector<ContributionRows> rows_of(const std::optional<StoredDocument>& stored) {
  std::vector<ContributionRows> rows;
  if (stored) rows.push_back(make_rows(stored->contribution, stored->projection));
  return rows;
}

/// The rows of documents that come anew, made on two threads: it takes as long as writing them.
std::vector<ContributionRows> make_all_rows(std::span<const Contribution> group,
                                            const Journal& journal) {
  std::vector<ContributionRows> rows(group.size());
  const auto make = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      rows[i] = make_rows(group[i], project(group[i], {}, journal));
    }
  };
  std::thread other([&] { make(group.size() / 2, group.size()); });
  make(0, group.size() / 2);
  other.join();
  return rows;
}

/// How many of the first make one batch: bounded, because a batch is in memory twice.
std::size_t group_size(std::span<const Contribution> contributions) {
  constexpr std::size_t kMostDocuments = 64;
  constexpr std::size_t kMostTextBytes = 1u << 20;
  std::size_t bytes = 0, size = 0;
  while (size < contributions.size() && size < kMostDocuments && bytes < kMostTextBytes) {
    bytes += contributions[size++].document.text.size();
  }
  return size;
}

}  // namespace

Status Writing::may_put() {
  if (state_.access != Access::Write) {
    return Error{ErrorCode::InvalidInput, state_.name + " is open for reading only"};
  }
  if (state_.journal_failure) return *state_.journal_failure;
  if (!state_.write_failure) state_.write_failure = failure_of(*state_.failures);
  if (!state_.write_failure) return {};
  return Error{state_.write_failure->code,
               state_.write_failure->message + "; open the store again to go on writing"};
}

Status Writing::may_load() {
  if (Status allowed = may_write(); !allowed) return allowed;
  const View view(state_);
  bool empty = state_.journal.empty();
  for (const Column column : all_columns()) {
    if (column == Column::Meta) continue;
    const Cursor row = view.cursor(column);
    if (Status read = row.status(); !read) return read;
    empty = empty && !row.valid();
  }
  if (empty) return {};
  return Error{ErrorCode::InvalidInput,
               state_.name +
                   " is not empty, and only an empty store is filled at once; put the "
                   "documents in one by one"};
}

Status Writing::note_load() {
  rocksdb::WriteBatch batch;
  const rocksdb::Status added =
      batch.Put(state_.database->handle(Column::Meta), std::string(kSchemaKey), schema_value());
  return added.ok() ? write(batch) : to_status(added, state_.name);
}

Status Writing::put(const Contribution& contribution) {
  const Result<bool> changed = replace(contribution.document.id, &contribution);
  return changed ? Status() : changed.error();
}

Status Writing::put_together(std::span<const Contribution> contributions) {
  if (state_.unindexed) return put_unindexed(contributions);
  while (!contributions.empty()) {
    const std::size_t size = group_size(contributions);
    const std::span<const Contribution> group = contributions.first(size);
    const Result<bool> together = size > 1 ? put_group(group) : Result<bool>(false);
    if (state_.write_failure) return together.error();
    if (!together || !*together) {
      // One after another: some were there before, or a row cannot be read, and what comes before
      // it is stored.
      for (const Contribution& contribution : group) {
        if (Status written = put(contribution); !written) return written;
      }
    }
    contributions = contributions.subspan(size);
  }
  return {};
}

Result<bool> Writing::put_group(std::span<const Contribution> group) {
  const View view = View::for_writing(state_);
  std::vector<std::string> ids;
  for (const Contribution& contribution : group) ids.push_back(contribution.document.id.value);
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) return false;
  const Result<std::vector<std::optional<std::string>>> stored =
      view.get_all(Column::Documents, ids);
  if (!stored) return stored.error();
  if (std::any_of(stored->begin(), stored->end(),
                  [](const auto& row) { return row.has_value(); })) {
    return false;
  }
  const Status written = change(view, {}, make_all_rows(group, state_.journal));
  if (!written) return written.error();
  return true;
}

Result<bool> Writing::put_greatest(const Contribution& contribution) {
  return replace(contribution.document.id, &contribution, true);
}

Result<bool> Writing::remove(const DocumentId& id) { return replace(id, nullptr); }

Result<bool> Writing::replace(const DocumentId& id, const Contribution* contribution,
                              bool only_greater) {
  const View view = View::for_writing(state_);
  const Result<std::optional<StoredDocument>> stored = read_stored(view, id);
  if (!stored) return stored.error();
  if (!*stored && contribution == nullptr) return false;
  if (*stored && only_greater && !outranks(*contribution, (*stored)->contribution)) return false;
  const std::vector<ContributionRows> before = rows_of(*stored);
  std::vector<ContributionRows> after;
  if (contribution != nullptr) {
    std::vector<Resolved> resolved;
    if (*stored) resolved = (*stored)->projection.resolved;
    const Projection projection = project(*contribution, std::move(resolved), state_.journal);
    after.push_back(make_rows(*contribution, projection));
  }
  const bool replaces = !before.empty() && !after.empty();
  if (replaces && before.front().owned == after.front().owned) return false;
  if (const Status written = change(view, before, after); !written) return written.error();
  return true;
}

Status Writing::change(const View& view, std::span<const ContributionRows> before,
                       std::span<const ContributionRows> after) {
  Result<rocksdb::WriteBatch> batch = make_change(view, before, after);
  if (!batch) return batch.error();
  return write(*batch);
}

Status Writing::project_again(const DocumentId& id, bool only_last) {
  const View view = View::for_writing(state_);
  const Result<std::optional<StoredDocument>> stored = read_stored(view, id);
  if (!stored) return stored.error();
  if (!*stored) return {};  // removed while a decision waited to reach it
  const Projection projection =
      only_last ? project_next((*stored)->contribution, (*stored)->projection, state_.journal)
                : project((*stored)->contribution, (*stored)->projection.resolved, state_.journal);
  if (projection == (*stored)->projection) return {};
  const ContributionRows after = make_rows((*stored)->contribution, projection);
  return change(view, rows_of(*stored), {&after, 1});
}

Result<bool> Writing::resolve(const DocumentId& id, std::vector<Resolved> resolved) {
  const View view = View::for_writing(state_);
  const Result<std::optional<StoredDocument>> stored = read_stored(view, id);
  if (!stored) return stored.error();
  if (!*stored) {
    return Error{ErrorCode::NotFound, state_.name + " has no document '" + id.value + "'"};
  }
  if ((*stored)->projection.resolved == resolved) return false;
  const Projection projection =
      project((*stored)->contribution, std::move(resolved), state_.journal);
  const ContributionRows after = make_rows((*stored)->contribution, projection);
  const Status written = change(view, rows_of(*stored), {&after, 1});
  if (!written) return written.error();
  return true;
}

Status Writing::keep_candidates(std::span<const Candidate> candidates) {
  const View view = View::for_writing(state_);
  rocksdb::ColumnFamilyHandle* family = state_.database->handle(Column::Candidates);
  rocksdb::WriteBatch batch;
  rocksdb::Status added;
  Cursor row = view.cursor(Column::Candidates);
  for (std::uint64_t i = 0; added.ok() && (i < candidates.size() || row.valid()); ++i) {
    if (i >= candidates.size()) {
      added = batch.Delete(family, rocksdb::Slice(row.key().data(), row.key().size()));
    } else {
      const std::string value = encode_candidate(candidates[i]);
      const bool there = row.valid() && row.key() == be64(i) && row.value() == value;
      if (!there) added = batch.Put(family, be64(i), value);
    }
    if (row.valid()) row.next();
  }
  if (const Status read = row.status(); !read) return read;
  if (!added.ok()) return to_status(added, state_.name);
  return batch.Count() == 0 ? Status() : write(batch);
}

Status Writing::decide(std::vector<Decision> decisions, std::vector<DocumentId> documents) {
  rocksdb::WriteBatch batch;
  const Database& database = *state_.database;
  rocksdb::Status added;
  for (const Decision& decision : decisions) {
    if (!added.ok()) break;
    added = batch.Put(database.handle(Column::Decisions), be64(decision.sequence),
                      encode_decision(decision));
  }
  if (added.ok() && !documents.empty()) {
    added = batch.Put(database.handle(Column::Meta), std::string(kPendingKey),
                      encode_document_ids(documents));
  }
  if (!added.ok()) return to_status(added, state_.name);
  if (const Status written = write(batch); !written) return written;
  const bool only_last = decisions.size() == 1 && decisions.front().kind != DecisionKind::Undo;
  for (Decision& decision : decisions) state_.journal.add(std::move(decision));
  state_.pending = std::move(documents);
  return reach_pending(only_last);
}

Status Writing::reach_pending(bool only_last) {
  if (state_.pending.empty()) return {};
  for (const DocumentId& id : state_.pending) {
    if (const Status projected = project_again(id, only_last); !projected) return projected;
  }
  rocksdb::WriteBatch batch;
  const rocksdb::Status added =
      batch.Delete(state_.database->handle(Column::Meta), std::string(kPendingKey));
  if (!added.ok()) return to_status(added, state_.name);
  if (const Status written = write(batch); !written) return written;
  state_.pending.clear();
  return {};
}

Status Writing::write(rocksdb::WriteBatch& batch) {
  state_.unsynced = true;
  state_.written_bytes += batch.GetDataSize();
  if (state_.written_bytes - state_.trimmed_at > kArchivedLogBytes / 4) {
    trim_log_archive(state_.path);
    state_.trimmed_at = state_.written_bytes;
  }
  hold_back(state_, batch.GetDataSize());
  return keep(state_.database->db().Write(rocksdb::WriteOptions(), &batch));
}

Status Writing::finish() {
  if (!state_.options.sync || !state_.unsynced) return {};
  const Status synced = keep(state_.database->db().SyncWAL());
  if (synced) state_.unsynced = false;
  return synced;
}

Status Writing::keep(const rocksdb::Status& written) {
  const Status status = to_status(written, state_.name);
  if (!status) {
    state_.write_failure = status.error();
    note_stopped(state_.path, status.error());
  }
  return status;
}

Status take_up_decisions(StoreState& state) {
  Writing writing(state);
  {
    const View view(state);
    Result<Journal> journal = read_journal(view);
    if (!journal) {
      state.journal_failure = journal.error();
      return {};
    }
    state.journal = std::move(*journal);
    Result<std::vector<DocumentId>> pending = read_pending(view);
    if (!pending) {
      state.journal_failure = pending.error();
      return {};
    }
    state.pending = std::move(*pending);
  }
  if (state.pending.empty()) return {};
  if (const Status reached = writing.reach_pending(); !reached) return reached;
  return writing.finish();
}

}  // namespace onrecord
