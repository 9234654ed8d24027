// A first large load stores documents one by one, as durably as ever, and puts off what follows
// from them: of each document only its rows in `documents` and `contributions` are written, and
// meta/unindexed counts them. storage/bulk_load.cpp then makes all other rows at once.

#include <set>

#include "storage/inspect.h"
#include "storage/rows.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

/// Bounded, because a batch is in memory twice.
constexpr std::size_t kMostBatchBytes = 8u << 20;

}  // namespace

Status Writing::may_write() {
  if (Status allowed = may_put(); !allowed) return allowed;
  if (!state_.unindexed) return {};
  return Error{ErrorCode::InvalidInput,
               state_.name + ": " + std::to_string(*state_.unindexed) +
                   " documents wait to be indexed; `onrecord resolve` does that"};
}

Status Writing::begin_unindexed() {
  rocksdb::ColumnFamilyHandle* meta = state_.database->handle(Column::Meta);
  rocksdb::WriteBatch batch;
  rocksdb::Status added = batch.Put(meta, std::string(kSchemaKey), schema_value(true));
  if (added.ok()) added = batch.Put(meta, std::string(kUnindexedKey), encode_number(0));
  if (!added.ok()) return to_status(added, state_.name);
  if (Status written = write(batch); !written) return written;
  state_.unindexed = 0;
  return {};
}

Status Writing::put_unindexed(std::span<const Contribution> contributions) {
  const Database& database = *state_.database;
  while (!contributions.empty()) {
    const View view(state_);
    rocksdb::WriteBatch batch;
    std::set<std::string_view> added;
    std::uint64_t documents = *state_.unindexed;
    for (; !contributions.empty() && batch.GetDataSize() < kMostBatchBytes;
         contributions = contributions.subspan(1)) {
      const Contribution& one = contributions.front();
      const std::string& id = one.document.id.value;
      const Result<std::optional<std::string>> stored = view.get(Column::Documents, id);
      if (!stored) return stored.error();
      if (added.insert(id).second && !*stored) ++documents;
      rocksdb::Status put =
          batch.Put(database.handle(Column::Documents), id, encode_document(one.document));
      if (put.ok()) {
        put = batch.Put(database.handle(Column::Contributions), id,
                        encode_extraction(one.extraction));
      }
      if (!put.ok()) return to_status(put, state_.name);
    }
    const rocksdb::Status counted = batch.Put(database.handle(Column::Meta),
                                              std::string(kUnindexedKey), encode_number(documents));
    if (!counted.ok()) return to_status(counted, state_.name);
    if (Status written = write(batch); !written) return written;
    state_.unindexed = documents;
  }
  return {};
}

Status Writing::end_unindexed() {
  rocksdb::ColumnFamilyHandle* meta = state_.database->handle(Column::Meta);
  rocksdb::WriteBatch batch;
  rocksdb::Status added = batch.Put(meta, std::string(kSchemaKey), schema_value());
  if (added.ok()) added = batch.Delete(meta, std::string(kUnindexedKey));
  if (!added.ok()) return to_status(added, state_.name);
  if (Status written = write(batch); !written) return written;
  state_.unindexed.reset();
  return {};
}

Status take_up_unindexed(StoreState& state) {
  bool taken_in = false;
  {
    const View view(state);
    const Result<std::optional<std::uint64_t>> documents = read_unindexed(view);
    if (!documents) return documents.error();
    state.unindexed = *documents;
    const Result<std::optional<std::string>> row = view.get(Column::Meta, kUnindexedKey);
    if (!row) return row.error();
    taken_in = *row && !*documents;
  }
  if (!taken_in) return {};
  Writing writing(state);
  if (Status ended = writing.end_unindexed(); !ended) return ended;
  return writing.finish();
}

Status Store::index_later() {
  Writing writing(*state_);
  if (Status allowed = writing.may_put(); !allowed) return allowed;
  if (state_->unindexed) return {};
  if (Status empty = writing.may_load(); !empty) return empty;
  return writing.begin_unindexed();
}

Result<std::optional<std::uint64_t>> Store::unindexed() const {
  return read_unindexed(View(*state_));
}

}  // namespace onrecord
