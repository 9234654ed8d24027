// Replacing what a document contributed: its old rows are recomputed from its old contribution, and
// the batch holds the difference. Rows it owns are put and deleted; rows that documents share are
// read, changed by the difference of two shares, and written back, so each costs one look-up
// however many documents share it. A shared row and its look-up rows go when the last document
// leaves it.

#include "storage/change.h"

#include <algorithm>
#include <iterator>

#include "storage/keys.h"

namespace onrecord {

namespace {

rocksdb::Slice slice_of(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

/// Applies a change of one document to a batch.
class Change {
 public:
  Change(const View& view, const DocumentId& document, const ContributionRows& before,
         const ContributionRows& after, SharedRows& shared, rocksdb::WriteBatch& batch)
      : view_(view),
        document_(document),
        before_(before),
        after_(after),
        shared_(shared),
        batch_(batch) {}

  /// present: whether the document was and will be in the store.
  Status make(bool was_present, bool will_be_present) {
    counts_ = load<Counts>(Column::Meta, std::string(kCountsKey), decode_counts).value_or(Counts{});
    if (!status_) return status_;
    move_total(counts_.documents, was_present ? 1 : 0, will_be_present ? 1 : 0);
    move_total(counts_.quotes, before_.quotes, after_.quotes);
    move_total(counts_.evidence, before_.evidence, after_.evidence);
    change_owned();
    change_touched();
    change_entities();
    change_forms();
    change_statements();
    if (before_.extractor_key != after_.extractor_key) {
      if (was_present) change_number(before_.extractor_key, 1, 0);
      if (will_be_present) change_number(after_.extractor_key, 0, 1);
    }
    if (counts_ == Counts{}) {
      shared_.erase(Column::Meta, std::string(kCountsKey));
    } else {
      shared_.put(Column::Meta, std::string(kCountsKey), encode_counts(counts_));
    }
    return status_;
  }

 private:
  void put(Column column, std::string_view key, std::string_view value) {
    const rocksdb::Status added =
        batch_.Put(view_.state().database->handle(column), slice_of(key), slice_of(value));
    if (!added.ok()) fail(to_status(added, view_.state().name).error());
  }

  void erase(Column column, std::string_view key) {
    const rocksdb::Status added =
        batch_.Delete(view_.state().database->handle(column), slice_of(key));
    if (!added.ok()) fail(to_status(added, view_.state().name).error());
  }

  void fail(const Error& error) {
    if (status_) status_ = error;
  }

  /// A sum that another document's row says cannot go below zero did: the store is damaged.
  void move_sum(std::uint64_t& sum, std::uint64_t before, std::uint64_t after, Column column,
                std::string_view key) {
    if (sum + after < before) {
      fail(view_.damaged(column, key, "counts less than its documents give"));
      return;
    }
    sum = sum + after - before;
  }

  void move_total(std::uint64_t& total, std::uint64_t before, std::uint64_t after) {
    move_sum(total, before, after, Column::Meta, kCountsKey);
  }

  template <typename Key>
  void move_tally(std::map<Key, std::uint64_t>& tallies, Key which, std::uint64_t before,
                  std::uint64_t after, Column column, std::string_view key) {
    std::uint64_t& tally = tallies[which];
    move_sum(tally, before, after, column, key);
    if (tally == 0) tallies.erase(which);
  }

  /// The stored row; nothing when there is none or it cannot be read, which fails the change.
  template <typename T, typename Decode>
  std::optional<T> load(Column column, const std::string& key, Decode decode) {
    Result<std::optional<std::string>> value = shared_.get(column, key);
    if (!value) {
      fail(value.error());
      return std::nullopt;
    }
    if (!*value) return std::nullopt;
    Result<T> row = view_.opened(decode(std::string_view(**value)), column, key);
    if (row) return std::move(*row);
    fail(row.error());
    return std::nullopt;
  }

  void change_owned() {
    for (const auto& [row, value] : before_.owned) {
      if (!after_.owned.contains(row)) erase(row.column, row.key);
    }
    for (const auto& [row, value] : after_.owned) {
      const auto old = before_.owned.find(row);
      if (old == before_.owned.end() || old->second != value) put(row.column, row.key, value);
    }
  }

  /// A document may be touched by thousands of decisions, and one changes at a time.
  void change_touched() {
    std::vector<std::uint64_t> fewer, more;
    std::set_difference(before_.touching.begin(), before_.touching.end(), after_.touching.begin(),
                        after_.touching.end(), std::back_inserter(fewer));
    std::set_difference(after_.touching.begin(), after_.touching.end(), before_.touching.begin(),
                        before_.touching.end(), std::back_inserter(more));
    for (const std::uint64_t sequence : fewer) {
      erase(Column::Touched, touched_row(sequence, document_).key);
    }
    for (const std::uint64_t sequence : more) {
      put(Column::Touched, touched_row(sequence, document_).key, {});
    }
  }

  /// Calls `change(key, before, after)` for each key of two maps whose values differ; a value that
  /// one map lacks is empty.
  template <typename Key, typename Value, typename Apply>
  void each_difference(const std::map<Key, Value>& before, const std::map<Key, Value>& after,
                       Apply change) {
    static const Value kNone{};
    for (const auto& [key, old] : before) {
      const auto fresh = after.find(key);
      const Value& now = fresh == after.end() ? kNone : fresh->second;
      if (status_ && old != now) change(key, old, now);
    }
    for (const auto& [key, fresh] : after) {
      if (status_ && !before.contains(key)) change(key, kNone, fresh);
    }
  }

  void change_entities() {
    each_difference(before_.entities, after_.entities,
                    [this](EntityId id, const EntityRow& old, const EntityRow& now) {
                      change_entity(id, old, now);
                    });
  }

  void change_entity(EntityId id, const EntityRow& old, const EntityRow& now) {
    const std::string key = id_key(id);
    EntityRow row = load<EntityRow>(Column::Entities, key, decode_entity).value_or(EntityRow{});
    if (!row.empty()) count_entity(row.type(), 1, 0);
    for (const auto& [type, count] : now.types) {
      move_tally(row.types, type, 0, count, Column::Entities, key);
    }
    for (const auto& [type, count] : old.types) {
      move_tally(row.types, type, count, 0, Column::Entities, key);
    }
    move_sum(row.documents, old.documents, now.documents, Column::Entities, key);
    move_sum(row.mentions, old.mentions, now.mentions, Column::Entities, key);
    if (row.empty()) return shared_.erase(Column::Entities, key);
    count_entity(row.type(), 0, 1);
    shared_.put(Column::Entities, key, encode_entity(row));
  }

  void count_entity(EntityType type, std::uint64_t before, std::uint64_t after) {
    move_tally(counts_.entities, type, before, after, Column::Meta, kCountsKey);
  }

  void change_forms() {
    each_difference(before_.forms, after_.forms,
                    [this](const std::string& key, const FormRow& old, const FormRow& now) {
                      change_form(key, old, now);
                    });
  }

  void change_form(const std::string& key, const FormRow& old, const FormRow& now) {
    const FormRow stored = load<FormRow>(Column::EntityForms, key, decode_form).value_or(FormRow{});
    FormRow row = stored;
    move_sum(row.main, old.main, now.main, Column::EntityForms, key);
    move_sum(row.alias, old.alias, now.alias, Column::EntityForms, key);
    if (row.empty()) {
      shared_.erase(Column::EntityForms, key);
      for (const RowKey& lookup : lookup_rows_of_form(key)) erase(lookup.column, lookup.key);
      return;
    }
    shared_.put(Column::EntityForms, key, encode_form(row));
    if (!stored.empty()) return;
    for (const RowKey& lookup : lookup_rows_of_form(key)) put(lookup.column, lookup.key, {});
  }

  void change_statements() {
    each_difference(before_.statements, after_.statements,
                    [this](StatementId id, const StatementShare& old, const StatementShare& now) {
                      change_statement(id, old, now);
                    });
  }

  void change_statement(StatementId id, const StatementShare& old, const StatementShare& now) {
    const std::string key = id_key(id);
    const bool had = before_.statements.contains(id);
    const bool has = after_.statements.contains(id);
    std::optional<StatementRow> stored =
        load<StatementRow>(Column::Statements, key,
                           [id](std::string_view value) { return decode_statement(value, id); });
    if (!status_) return;
    StatementRow row = stored.value_or(StatementRow{now.statement, 0, 0, {}, {}});
    move_sum(row.documents, had ? 1 : 0, has ? 1 : 0, Column::Statements, key);
    move_sum(row.weight, old.weight, now.weight, Column::Statements, key);
    if (row.documents == 0) return erase_statement(row.statement, key);
    // Only a document at the edge of the range can shrink it: then the others' dates decide.
    if (had && (old.first == row.first || old.last == row.last)) date_by_others(id, row);
    row.first = earlier(row.first, now.first);
    row.last = later(row.last, now.last);
    shared_.put(Column::Statements, key, encode_statement(row));
    if (stored) return;
    count_statement(row.statement, 0, 1);
    for (const RowKey& lookup : lookup_rows(row.statement)) put(lookup.column, lookup.key, {});
  }

  void erase_statement(const Statement& statement, const std::string& key) {
    shared_.erase(Column::Statements, key);
    count_statement(statement, 1, 0);
    for (const RowKey& lookup : lookup_rows(statement)) erase(lookup.column, lookup.key);
  }

  void count_statement(const Statement& statement, std::uint64_t before, std::uint64_t after) {
    move_total(counts_.statements, before, after);
    move_tally(counts_.predicates, statement.predicate, before, after, Column::Meta, kCountsKey);
  }

  void date_by_others(StatementId id, StatementRow& row) {
    row.first = {};
    row.last = {};
    Cursor others = view_.cursor(Column::Evidence, id_key(id));
    for (; others.valid(); others.next()) {
      const DocumentId document{std::string(others.rest())};
      if (document == document_) continue;
      const Result<std::vector<Evidence>> list =
          view_.opened(decode_evidence(others.value(), document), Column::Evidence, others.key());
      if (!list) return fail(list.error());
      for (const Evidence& evidence : *list) {
        row.first = earlier(row.first, evidence.date);
        row.last = later(row.last, evidence.date);
      }
    }
    if (const Status read = others.status(); !read) fail(read.error());
  }

  void change_number(const std::string& key, std::uint64_t before, std::uint64_t after) {
    std::uint64_t number = load<std::uint64_t>(Column::Meta, key, decode_number).value_or(0);
    move_sum(number, before, after, Column::Meta, key);
    if (number == 0) return shared_.erase(Column::Meta, key);
    shared_.put(Column::Meta, key, encode_number(number));
  }

  const View& view_;
  const DocumentId& document_;
  const ContributionRows& before_;
  const ContributionRows& after_;
  Counts counts_;
  SharedRows& shared_;
  rocksdb::WriteBatch& batch_;
  Status status_;
};

}  // namespace

Result<std::optional<std::string>> SharedRows::get(Column column, const std::string& key) const {
  const auto found = rows_.find({column, key});
  if (found == rows_.end()) return view_.get(column, key);
  if (!found->second.there) return std::optional<std::string>();
  return std::optional<std::string>(found->second.value);
}

void SharedRows::put(Column column, const std::string& key, std::string value) {
  rows_[{column, key}] = {true, std::move(value)};
}

void SharedRows::erase(Column column, const std::string& key) { rows_[{column, key}] = {}; }

Status SharedRows::add_to(rocksdb::WriteBatch& batch) const {
  for (const auto& [key, row] : rows_) {
    rocksdb::ColumnFamilyHandle* family = view_.state().database->handle(key.column);
    const rocksdb::Status added =
        row.there ? batch.Put(family, key.key, row.value) : batch.Delete(family, key.key);
    if (!added.ok()) return to_status(added, view_.state().name);
  }
  return {};
}

Status make_change(const View& view, const DocumentId& document, const DocumentRows& before,
                   const DocumentRows& after, SharedRows& shared, rocksdb::WriteBatch& batch) {
  return Change(view, document, before.rows, after.rows, shared, batch)
      .make(before.present, after.present);
}

}  // namespace onrecord
