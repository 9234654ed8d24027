// Replacing what a document contributed: its old rows are recomputed from its old contribution, and
// the batch holds the difference. Rows it owns are put and deleted; rows that documents share are
// read, changed by the difference of two shares, and written back, so each costs one look-up
// however many documents share it. A shared row and its look-up rows go when the last document
// leaves it. Documents that come together are one change.

#include "storage/change.h"

#include <algorithm>
#include <iterator>

#include "storage/keys.h"
#include "storage/share_moves.h"

namespace onrecord {

namespace {

rocksdb::Slice slice_of(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

/// Makes the batch of one change.
class Change {
 public:
  Change(const View& view, std::span<const ContributionRows> before,
         std::span<const ContributionRows> after)
      : view_(view), before_(before), after_(after) {}

  Result<rocksdb::WriteBatch> make() {
    counts_ = load<Counts>(Column::Meta, std::string(kCountsKey), decode_counts).value_or(Counts{});
    change_totals();
    change_owned();
    change_shared(Column::Entities, &ContributionRows::entities);
    change_shared(Column::EntityForms, &ContributionRows::forms);
    change_shared(Column::Statements, &ContributionRows::statements);
    change_extractors();
    if (counts_ == Counts{}) {
      erase(Column::Meta, kCountsKey);
    } else {
      puts_.add(Column::Meta, kCountsKey, encode_counts(counts_));
    }
    if (!status_) return status_.error();
    return batch();
  }

 private:
  void erase(Column column, std::string_view key) { erased_.add(column, key, {}); }

  void fail(const Error& error) {
    if (status_) status_ = error;
  }

  Result<rocksdb::WriteBatch> batch() {
    puts_.sort();
    erased_.sort();
    constexpr std::size_t kRowHeader = 8;  // about
    rocksdb::WriteBatch batch(puts_.bytes() + kRowHeader * (puts_.size() + erased_.size()));
    rocksdb::Status added;
    const Database& database = *view_.state().database;
    for (std::size_t i = 0; i < erased_.size() && added.ok(); ++i) {
      const RowList::Row row = erased_[i];
      added = batch.Delete(database.handle(row.column), slice_of(row.key));
    }
    for (std::size_t i = 0; i < puts_.size() && added.ok(); ++i) {
      const RowList::Row row = puts_[i];
      added = batch.Put(database.handle(row.column), slice_of(row.key), slice_of(row.value));
    }
    if (!added.ok()) return to_status(added, view_.state().name).error();
    return batch;
  }

  // Totals.

  /// A sum that another document's row says cannot go below zero did: the store is damaged.
  void move_sum(std::uint64_t& sum, std::uint64_t before, std::uint64_t after, Column column,
                std::string_view key) {
    if (sum + after < before) {
      fail(view_.damaged(column, key, "counts less than its documents give"));
      return;
    }
    sum = sum + after - before;
  }

  /// Adds the share, or takes it away.
  void move_share(std::uint64_t& sum, std::uint64_t share, bool leaves, Column column,
                  std::string_view key) {
    move_sum(sum, leaves ? share : 0, leaves ? 0 : share, column, key);
  }

  template <typename Key>
  void move_tally(std::map<Key, std::uint64_t>& tallies, Key which, std::uint64_t share,
                  bool leaves, Column column, std::string_view key) {
    std::uint64_t& tally = tallies[which];
    move_share(tally, share, leaves, column, key);
    if (tally == 0) tallies.erase(which);
  }

  void change_totals() {
    Counts gone, come;
    for (const ContributionRows& rows : before_) count(rows, gone);
    for (const ContributionRows& rows : after_) count(rows, come);
    move_sum(counts_.documents, gone.documents, come.documents, Column::Meta, kCountsKey);
    move_sum(counts_.quotes, gone.quotes, come.quotes, Column::Meta, kCountsKey);
    move_sum(counts_.evidence, gone.evidence, come.evidence, Column::Meta, kCountsKey);
  }

  static void count(const ContributionRows& rows, Counts& counts) {
    ++counts.documents;
    counts.quotes += rows.quotes;
    counts.evidence += rows.evidence;
  }

  void change_extractors() {
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> numbers;  // gone, come
    for (const ContributionRows& rows : before_) ++numbers[rows.extractor_key].first;
    for (const ContributionRows& rows : after_) ++numbers[rows.extractor_key].second;
    for (const auto& [key, moved] : numbers) {
      const auto [gone, come] = moved;
      if (gone == come) continue;
      std::uint64_t number = load<std::uint64_t>(Column::Meta, key, decode_number).value_or(0);
      move_sum(number, gone, come, Column::Meta, key);
      if (number == 0) {
        erase(Column::Meta, key);
      } else {
        puts_.add(Column::Meta, key, encode_number(number));
      }
    }
  }

  /// The stored row; nothing when there is none or it cannot be read, which fails the change.
  template <typename T, typename Decode>
  std::optional<T> load(Column column, const std::string& key, Decode decode) {
    Result<std::optional<std::string>> value = view_.get(column, key);
    if (!value) fail(value.error());
    if (!value || !*value) return std::nullopt;
    return opened<T>(decode(std::string_view(**value)), column, key);
  }

  template <typename T>
  std::optional<T> opened(Decoded<T> decoded, Column column, std::string_view key) {
    Result<T> row = view_.opened(std::move(decoded), column, key);
    if (row) return std::move(*row);
    fail(row.error());
    return std::nullopt;
  }

  // Rows of the documents' own.

  void change_owned() {
    if (before_.empty()) {
      for (const ContributionRows& rows : after_) puts_.add_all(rows.owned);
      for (const ContributionRows& rows : after_) change_touched({}, rows);
      return;
    }
    static const ContributionRows kNone;
    const ContributionRows& old = before_.front();
    const ContributionRows& now = after_.empty() ? kNone : after_.front();
    std::size_t i = 0, j = 0;
    while (i < old.owned.size() || j < now.owned.size()) {
      const bool has_old = i < old.owned.size(), has_now = j < now.owned.size();
      if (has_old && has_now && old.owned[i].same_key(now.owned[j])) {
        if (old.owned[i].value != now.owned[j].value) put(now.owned[j]);
        ++i, ++j;
      } else if (has_old && (!has_now || old.owned[i].comes_before(now.owned[j]))) {
        erase(old.owned[i].column, old.owned[i].key);
        ++i;
      } else {
        put(now.owned[j++]);
      }
    }
    change_touched(old, now);
  }

  void put(const RowList::Row& row) { puts_.add(row.column, row.key, row.value); }

  /// A document may be touched by thousands of decisions, and one changes at a time.
  void change_touched(const ContributionRows& old, const ContributionRows& now) {
    std::vector<std::uint64_t> fewer, more;
    std::set_difference(old.touching.begin(), old.touching.end(), now.touching.begin(),
                        now.touching.end(), std::back_inserter(fewer));
    std::set_difference(now.touching.begin(), now.touching.end(), old.touching.begin(),
                        old.touching.end(), std::back_inserter(more));
    for (const std::uint64_t sequence : fewer) {
      erase(Column::Touched, touched_row(sequence, old.document).key);
    }
    for (const std::uint64_t sequence : more) {
      puts_.add(Column::Touched, touched_row(sequence, now.document).key, {});
    }
  }

  // Rows that documents share.

  template <typename Share>
  void change_shared(Column column, std::vector<Share> ContributionRows::*shares) {
    const std::vector<Move<Share>> moves = moves_of(before_, after_, shares);
    const std::vector<std::span<const Move<Share>>> rows = changed_rows(moves);
    std::vector<std::string> keys;
    keys.reserve(rows.size());
    for (const auto& row : rows) keys.push_back(key_of(*row.front().share));
    const Result<std::vector<std::optional<std::string>>> stored = view_.get_all(column, keys);
    if (!stored) return fail(stored.error());
    for (std::size_t i = 0; i < rows.size() && status_; ++i) {
      using Row = typename decltype(decode_row(std::declval<Share>(), {}).value)::value_type;
      std::optional<Row> row;
      const std::optional<std::string>& value = (*stored)[i];
      if (value) row = opened(decode_row(*rows[i].front().share, *value), column, keys[i]);
      if (status_) change_row(keys[i], std::move(row), rows[i]);
    }
  }

  void change_row(const std::string& key, std::optional<EntityRow> stored,
                  std::span<const Move<EntityShare>> moves) {
    EntityRow row = stored.value_or(EntityRow{});
    for (const auto& [share, leaves] : moves) {
      move_tally(row.types, share->type, 1, leaves, Column::Entities, key);
      move_share(row.documents, share->documents(), leaves, Column::Entities, key);
      move_share(row.mentions, share->mentions, leaves, Column::Entities, key);
    }
    if (stored && !stored->empty()) count_entity(stored->type(), true);
    if (row.empty()) return erase(Column::Entities, key);
    count_entity(row.type(), false);
    puts_.add(Column::Entities, key, encode_entity(row));
  }

  void count_entity(EntityType type, bool leaves) {
    move_tally(counts_.entities, type, 1, leaves, Column::Meta, kCountsKey);
  }

  void change_row(const std::string& key, std::optional<FormRow> stored,
                  std::span<const Move<FormShare>> moves) {
    FormRow row = stored.value_or(FormRow{});
    for (const auto& [share, leaves] : moves) {
      move_share(row.main, share->row.main, leaves, Column::EntityForms, key);
      move_share(row.alias, share->row.alias, leaves, Column::EntityForms, key);
    }
    if (row.empty()) {
      erase(Column::EntityForms, key);
      for (const RowKey& lookup : lookup_rows_of_form(key)) erase(lookup.column, lookup.key);
      return;
    }
    puts_.add(Column::EntityForms, key, encode_form(row));
    if (stored && !stored->empty()) return;
    for (const RowKey& lookup : lookup_rows_of_form(key)) {
      puts_.add(lookup.column, lookup.key, {});
    }
  }

  void change_row(const std::string& key, const std::optional<StatementRow>& stored,
                  std::span<const Move<StatementShare>> moves) {
    StatementRow row = stored.value_or(StatementRow{moves.front().share->statement, 0, 0, {}, {}});
    const StatementShare* left = nullptr;
    for (const Move<StatementShare>& move : moves) {
      move_share(row.documents, 1, move.leaves, Column::Statements, key);
      move_share(row.weight, move.share->weight, move.leaves, Column::Statements, key);
      if (move.leaves) left = move.share;
    }
    if (row.documents == 0) return erase_statement(row.statement, key);
    // Only a document at the edge of the range can shrink it: then the others' dates decide.
    if (left != nullptr && (left->first == row.first || left->last == row.last)) {
      date_by_others(row);
    }
    for (const Move<StatementShare>& move : moves) {
      if (move.leaves) continue;
      row.first = earlier(row.first, move.share->first);
      row.last = later(row.last, move.share->last);
    }
    puts_.add(Column::Statements, key, encode_statement(row));
    if (stored) return;
    count_statement(row.statement, false);
    for (const RowKey& lookup : lookup_rows(row.statement)) {
      puts_.add(lookup.column, lookup.key, {});
    }
  }

  void erase_statement(const Statement& statement, const std::string& key) {
    erase(Column::Statements, key);
    count_statement(statement, true);
    for (const RowKey& lookup : lookup_rows(statement)) erase(lookup.column, lookup.key);
  }

  void count_statement(const Statement& statement, bool leaves) {
    move_share(counts_.statements, 1, leaves, Column::Meta, kCountsKey);
    move_tally(counts_.predicates, statement.predicate, 1, leaves, Column::Meta, kCountsKey);
  }

  /// By what documents other than the one that changes say.
  void date_by_others(StatementRow& row) {
    row.first = {};
    row.last = {};
    Cursor others = view_.cursor(Column::Evidence, id_key(row.statement.id));
    for (; others.valid(); others.next()) {
      const DocumentId document{std::string(others.rest())};
      if (document == before_.front().document) continue;
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

  const View& view_;
  const std::span<const ContributionRows> before_, after_;
  Counts counts_;
  RowList puts_, erased_;
  Status status_;
};

}  // namespace

Result<rocksdb::WriteBatch> make_change(const View& view, std::span<const ContributionRows> before,
                                        std::span<const ContributionRows> after) {
  return Change(view, before, after).make();
}

}  // namespace onrecord
