#pragma once

#include <rocksdb/iterator.h>
#include <rocksdb/snapshot.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/engine.h"
#include "storage/projection.h"
#include "storage/values.h"

namespace onrecord {

/// The rows of one column family whose keys begin with a prefix, in key order. After the loop, ask
/// status(): a read error ends the loop too.
class Cursor {
 public:
  Cursor(std::unique_ptr<rocksdb::Iterator> iterator, std::string prefix, std::string what)
      : iterator_(std::move(iterator)), prefix_(std::move(prefix)), what_(std::move(what)) {}

  bool valid() const { return iterator_->Valid() && iterator_->key().starts_with(prefix_); }
  void next() { iterator_->Next(); }
  /// To the first row at or after prefix + `rest`.
  void seek(std::string_view rest) { iterator_->Seek(prefix_ + std::string(rest)); }
  std::string_view key() const { return view(iterator_->key()); }
  /// The key without the prefix.
  std::string_view rest() const { return key().substr(prefix_.size()); }
  std::string_view value() const { return view(iterator_->value()); }
  Status status() const { return to_status(iterator_->status(), what_); }

 private:
  static std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }
  std::unique_ptr<rocksdb::Iterator> iterator_;
  std::string prefix_;
  std::string what_;
};

/// What one call of Store reads: one state of the store from beginning to end. A writer's view is
/// a snapshot; a reader's holds off catch_up.
class View {
 public:
  explicit View(const StoreState& state);
  /// For the one thread that writes, and holds `writing`: nothing moves but what it moves, so it
  /// needs no snapshot. (When one goes, RocksDB compacts tables that were just flushed once more.)
  static View for_writing(const StoreState& state) { return View(state, nullptr); }
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  Result<std::optional<std::string>> get(Column column, std::string_view key) const;
  /// As get of each. keys: ascending, none twice.
  Result<std::vector<std::optional<std::string>>> get_all(
      Column column, const std::vector<std::string>& keys) const;
  /// Placed on the first row at or after prefix + `rest`.
  Cursor cursor(Column column, std::string prefix = {}, std::string_view rest = {}) const;
  /// Of all rows, for who passes over them once: walk_options().
  Cursor walk(Column column) const;

  /// The decoded value, or the error that names the row.
  template <typename T>
  Result<T> opened(Decoded<T> decoded, Column column, std::string_view key) const {
    if (!decoded.value) return damaged(column, key, decoded.why, decoded.newer);
    return std::move(*decoded.value);
  }
  Error damaged(Column column, std::string_view key, std::string_view why,
                bool newer = false) const {
    return damaged_row(state_.name, column, key, why, newer);
  }

  const StoreState& state() const { return state_; }
  /// That see what this view sees.
  rocksdb::ReadOptions read_options() const;
  /// The same, reading ahead and keeping what was read out of the block cache.
  rocksdb::ReadOptions walk_options() const;

 private:
  Cursor make_cursor(const rocksdb::ReadOptions& options, Column column, std::string prefix,
                     std::string_view rest) const;
  View(const StoreState& state, const rocksdb::Snapshot* snapshot)
      : state_(state), snapshot_(snapshot) {}

  const StoreState& state_;
  const rocksdb::Snapshot* snapshot_ = nullptr;
  bool in_gate_ = false;
};

// Decoded rows by id; nothing when there is none.
Result<std::optional<Document>> read_document(const View& view, const DocumentId& id);
/// As the decisions leave it, and as it was extracted.
Result<std::optional<Extraction>> read_extraction(const View& view, const DocumentId& id);
Result<std::optional<Extraction>> read_extracted(const View& view, const DocumentId& id);
/// Where its sentences stand, which no decision changes: much less than the whole record.
Result<std::optional<Spans>> read_sentences(const View& view, const DocumentId& id);
Result<std::vector<Resolved>> read_resolved(const View& view, const DocumentId& id);
/// Without `resolved`, which has a row of its own.
Result<std::optional<Projection>> read_projection(const View& view, const DocumentId& id);
Result<std::optional<StatementRow>> read_statement(const View& view, StatementId id);
Result<std::optional<EntityRow>> read_entity_row(const View& view, EntityId id);
Result<Counts> read_counts(const View& view);
/// How many documents wait to be indexed; nothing when the store is as usual.
Result<std::optional<std::uint64_t>> read_unindexed(const View& view);

/// All documents in the order of their ids, whole, as the decisions leave them or as extracted.
Status visit_documents(const View& view, bool as_extracted,
                       const std::function<bool(const Document&, const Extraction&)>& visit);

StoredStatement to_stored(const StatementRow& row);

/// Reads an entity's names and attributes from a cursor over entity_forms that stands at its first
/// form, and leaves it after the last.
Result<StoredEntity> assemble_entity(const View& view, EntityId id, const EntityRow& row,
                                     Cursor& forms);

/// What continues a list after `key`; printable, and refused by other lists.
std::string make_page_cursor(char list, std::string_view key);
/// The key to go on after; nothing for the empty cursor.
Result<std::optional<std::string>> parse_page_cursor(char list, std::string_view cursor);
/// At least 1, at most 10,000.
std::size_t page_size(std::size_t limit);

}  // namespace onrecord
