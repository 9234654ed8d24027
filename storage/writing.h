#pragma once

#include <rocksdb/write_batch.h>

#include <mutex>

#include "storage/change.h"
#include "storage/engine.h"

namespace onrecord {

/// The one thread that writes, from its making to its end, and what it may not do any more.
class Writing {
 public:
  explicit Writing(StoreState& state) : state_(state), lock_(state.writing) {}

  /// An error for a reader, after a failed write, and when the decisions could not be read.
  Status may_put();
  /// Likewise, and while documents wait to be indexed.
  Status may_write();

  /// May write, and the store holds no documents, decisions or candidates: it may be filled at
  /// once.
  Status may_load();

  /// After tables were taken in, which the log knows nothing of: writes what makes the store's
  /// version grow. Durable after finish().
  Status note_load();

  // storage/unindexed.cpp: documents that wait to be indexed.

  /// Of an empty store: from here on they do.
  Status begin_unindexed();
  /// Documents and what was extracted from them, and nothing else. Durable after finish().
  Status put_unindexed(std::span<const Contribution> contributions);
  /// They are indexed: what they give was taken in.
  Status end_unindexed();

  /// Puts a document in, anew or in the place of what it gave. Durable after finish().
  Status put(const Contribution& contribution);
  /// As put of each, in order; those that are new go into one batch, as many as it bears, in which
  /// rows that they share are read and written once.
  Status put_together(std::span<const Contribution> contributions);
  /// As put, unless the document is there in a record that outranks this one. Whether it changed.
  Result<bool> put_greatest(const Contribution& contribution);
  /// Whether it was there.
  Result<bool> remove(const DocumentId& id);

  /// Puts decisions (their sequences follow the journal's) and has them reach `documents`, which
  /// are all that they change. Killed on the way, the next writer to open the store goes on.
  Status decide(std::vector<Decision> decisions, std::vector<DocumentId> documents);
  /// What resolution says of a document, in the place of what it said before. False when it said
  /// the same.
  Result<bool> resolve(const DocumentId& id, std::vector<Resolved> resolved);
  /// These, in the place of those that the store has.
  Status keep_candidates(std::span<const Candidate> candidates);

  /// Has decisions reach the documents that they have yet to reach.
  Status reach_pending() { return reach_pending(false); }

  /// Waits for the disk, where the store promises that, for all that was written and never waited
  /// for: also what an earlier call left behind when it failed half-way.
  Status finish();

  StoreState& state() { return state_; }

 private:
  /// False when it takes putting them one by one.
  Result<bool> put_group(std::span<const Contribution> group);
  /// Writes make_change's batch.
  Status change(const View& view, std::span<const ContributionRows> before,
                std::span<const ContributionRows> after);
  Result<bool> replace(const DocumentId& id, const Contribution* contribution,
                       bool only_greater = false);
  /// Brings a document's rows up to date with the decisions; the short way when all but the last,
  /// which is no undo, have reached it.
  Status project_again(const DocumentId& id, bool only_last);
  Status reach_pending(bool only_last);
  Status write(rocksdb::WriteBatch& batch);
  Status keep(const rocksdb::Status& written);

  StoreState& state_;
  const std::lock_guard<std::mutex> lock_;
};

/// Whether documents wait to be indexed in a store that was just opened for writing; completes what
/// was cut short after their tables were taken in.
Status take_up_unindexed(StoreState& state);

/// Reads the decisions of a store that was just opened for writing, and goes on with one that was
/// cut short. Decisions that cannot be read leave a store that may be read and not written.
Status take_up_decisions(StoreState& state);

}  // namespace onrecord
