// What changed is read from RocksDB's log of writes, which a writer keeps for a while after they
// have reached its tables (storage/log_archive.h). So no row of a store depends on the order in
// which documents came, and a refresh costs what has changed.

#include <rocksdb/transaction_log.h>

#include <algorithm>
#include <map>

#include "storage/keys.h"
#include "storage/rows.h"
#include "storage/value_parts.h"
#include "storage/view.h"

namespace onrecord {

namespace {

constexpr std::uint8_t kEntityTag = 1;  // of a subject, as storage/keys.cpp writes it

/// Collects what the keys of written rows are about.
class ChangeCollector : public rocksdb::WriteBatch::Handler {
 public:
  ChangeCollector(const Database& database, StoreChanges& changes) : changes_(changes) {
    for (const Column column : all_columns()) {
      if (rocksdb::ColumnFamilyHandle* handle = database.handle(column)) {
        columns_[handle->GetID()] = column;
      }
    }
  }

  rocksdb::Status PutCF(std::uint32_t family, const rocksdb::Slice& key,
                        const rocksdb::Slice& value) override {
    return note(family, {key.data(), key.size()}, {value.data(), value.size()});
  }
  rocksdb::Status DeleteCF(std::uint32_t family, const rocksdb::Slice& key) override {
    return note(family, {key.data(), key.size()}, {});
  }

 private:
  rocksdb::Status note(std::uint32_t family, std::string_view key, std::string_view value) {
    const auto column = columns_.find(family);
    if (column == columns_.end()) return rocksdb::Status::OK();
    switch (column->second) {
      case Column::Entities:
      case Column::EntityForms:
        note_entity(key, changes_.entities);
        break;
      case Column::BySubject:
        if (!key.empty() && key.front() == static_cast<char>(kEntityTag)) {
          note_entity(key.substr(1), changes_.subjects);
        }
        break;
      case Column::Statements:
        note_statement(key, value);
        break;
      case Column::Documents:
      case Column::Contributions:
      case Column::Projections:
        changes_.documents.push_back({std::string(key)});
        break;
      case Column::Mentions:
        if (value.empty()) note_mention_gone(key);
        break;
      case Column::Meta:
        // Written when a store is created, brought up to date, or filled at once by tables, of
        // which the log knows nothing; or when documents came that wait to be indexed.
        if (key == kSchemaKey || key == kUnindexedKey)
          return rocksdb::Status::Aborted("all may have changed");
        break;
      default:
        break;
    }
    return rocksdb::Status::OK();
  }

  static void note_entity(std::string_view key, std::vector<EntityId>& ids) {
    if (const auto id = take_be64(key)) ids.push_back({*id});
  }

  /// The subject of a statement that is deleted is noted by its row in statements_by_subject.
  void note_statement(std::string_view key, std::string_view value) {
    if (const auto id = take_be64(key)) changes_.statements.push_back({*id});
    std::string_view payload;
    if (unseal(value, payload) != SealState::Good) return;
    ByteReader in(payload);
    if (in.u8() == kEntityTag) changes_.subjects.push_back({in.fixed64()});
  }

  void note_mention_gone(std::string_view key) {
    if (const auto id = take_be64(key)) {
      changes_.mentions_gone.emplace_back(DocumentId{std::string(key)}, EntityId{*id});
    }
  }

  StoreChanges& changes_;
  std::map<std::uint32_t, Column> columns_;
};

template <typename T>
void sort_once(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

}  // namespace

Result<std::optional<StoreChanges>> Store::changes_since(std::uint64_t version) const {
  const View view(*state_);
  rocksdb::DB& db = state_->database->db();
  StoreChanges changes;
  const std::uint64_t successions = state_->successions << kSequenceBits;
  if (version < successions) return std::optional<StoreChanges>();  // it is of another store
  changes.version = version - successions;
  if (changes.version >= db.GetLatestSequenceNumber()) {
    changes.version = version;
    return std::optional(std::move(changes));
  }
  std::unique_ptr<rocksdb::TransactionLogIterator> log;
  // A log that does not reach back so far, or that is being removed just now, is no error: the
  // caller then reads the whole store.
  if (!db.GetUpdatesSince(changes.version + 1, &log).ok()) return std::optional<StoreChanges>();
  ChangeCollector collector(*state_->database, changes);
  for (; log->Valid(); log->Next()) {
    const rocksdb::BatchResult batch = log->GetBatch();
    if (batch.sequence > changes.version + 1) return std::optional<StoreChanges>();
    if (!batch.writeBatchPtr->Iterate(&collector).ok()) return std::optional<StoreChanges>();
    changes.version = batch.sequence + batch.writeBatchPtr->Count() - 1;
  }
  if (changes.version < db.GetLatestSequenceNumber()) return std::optional<StoreChanges>();
  changes.version += successions;
  sort_once(changes.entities);
  sort_once(changes.subjects);
  sort_once(changes.statements);
  sort_once(changes.documents);
  sort_once(changes.mentions_gone);
  return std::optional(std::move(changes));
}

}  // namespace onrecord
