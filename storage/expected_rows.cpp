#include "storage/expected_rows.h"

#include <algorithm>

#include "storage/keys.h"

namespace onrecord {

namespace {

/// Column family (one byte) and key, as one string.
std::string row_name(Column column, std::string_view key) {
  return std::string(1, static_cast<char>(column)) + std::string(key);
}

}  // namespace

void ExpectedRows::add(const ContributionRows& rows) {
  for (std::size_t i = 0; i < rows.owned.size(); ++i) {
    const RowList::Row row = rows.owned[i];
    expect(row.column, row.key, row.value);
  }
  for (const std::uint64_t sequence : rows.touching) {
    expect(Column::Touched, touched_row(sequence, rows.document).key, {});
  }
  for (const EntityShare& share : rows.entities) add_entity(share);
  for (const FormShare& share : rows.forms) add_form(share);
  for (const StatementShare& share : rows.statements) add_statement(share);
  ++extractors_[rows.extractor_key];
}

void ExpectedRows::finish() {
  for (const auto& [id, row] : entities_) expect(Column::Entities, id_key(id), encode_entity(row));
  for (const auto& [key, row] : forms_) expect(Column::EntityForms, key, encode_form(row));
  for (const auto& [id, row] : statements_) {
    expect(Column::Statements, id_key(id), encode_statement(row));
  }
  for (const auto& [key, documents] : extractors_) {
    expect(Column::Meta, key, encode_number(documents));
  }
}

ExpectedRows::Match ExpectedRows::take(Column column, std::string_view key,
                                       std::string_view value) {
  const auto row = hashes_.find(row_name(column, key));
  if (row == hashes_.end()) return Match::Unknown;
  const bool same = row->second == hash_bytes(value);
  hashes_.erase(row);
  return same ? Match::Same : Match::Different;
}

std::vector<RowKey> ExpectedRows::remaining() const {
  std::vector<RowKey> rows;
  for (const auto& [name, hash] : hashes_) {
    rows.push_back({static_cast<Column>(name.front()), name.substr(1)});
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

void ExpectedRows::expect(Column column, std::string_view key, std::string_view value) {
  if (holds(column, key)) hashes_[row_name(column, key)] = hash_bytes(value);
}

void ExpectedRows::add_entity(const EntityShare& share) {
  if (!holds(Column::Entities, id_key(share.id))) return;
  EntityRow& row = entities_[share.id];
  ++row.types[share.type];
  row.documents += share.documents();
  row.mentions += share.mentions;
}

void ExpectedRows::add_form(const FormShare& share) {
  for (const RowKey& row : lookup_rows_of_form(share.key)) expect(row.column, row.key, {});
  if (!holds(Column::EntityForms, share.key)) return;
  FormRow& row = forms_[share.key];
  row.main += share.row.main;
  row.alias += share.row.alias;
}

void ExpectedRows::add_statement(const StatementShare& share) {
  const StatementId id = share.statement.id;
  for (const RowKey& row : lookup_rows(share.statement)) expect(row.column, row.key, {});
  if (!holds(Column::Statements, id_key(id))) return;
  StatementRow& row = statements_[id];
  row.statement = share.statement;
  ++row.documents;
  row.weight += share.weight;
  row.first = earlier(row.first, share.first);
  row.last = later(row.last, share.last);
}

}  // namespace onrecord
