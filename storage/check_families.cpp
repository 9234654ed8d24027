#include "storage/check_families.h"

#include "storage/keys.h"
#include "storage/rows.h"

namespace onrecord {

void FamilyCheck::walk(Column column) {
  Cursor evidence = view_.cursor(Column::Evidence);
  Cursor row = view_.cursor(column);
  for (; row.valid(); row.next()) {
    if (column == Column::Candidates) {
      ++keys_;
      candidates_.row(row, problems_);
    }
    if (is_given(column, row.key())) continue;
    ++keys_;
    ++rows_[static_cast<std::size_t>(column)];
    bool good = true;
    if (column == Column::Entities) {
      good = add_entity(row);
    } else if (column == Column::EntityForms) {
      good = add_form(row);
    } else if (column == Column::Statements) {
      good = add_statement(row, evidence);
    } else {
      there_.row(column, row.key(), row.value());
    }
    if (!good) doubtful_.insert({column, part_of(column, row.key())});
  }
  problems_.note(row.status());
}

bool FamilyCheck::add_entity(const Cursor& row) {
  const Decoded<EntityRow> entity = decode_entity(row.value());
  if (!entity.value || entity.value->empty()) return false;
  there_.entity(row.key(), *entity.value);
  ++counts_.entities[entity.value->type()];
  return row.key().size() == 8;
}

bool FamilyCheck::add_form(const Cursor& row) {
  const Decoded<FormRow> form = decode_form(row.value());
  if (!form.value || form.value->empty() || !parse_form_key(row.key())) return false;
  there_.form(row.key(), *form.value);
  for (const RowKey& name : lookup_rows_of_form(row.key())) {
    given_.row(name.column, name.key, {});
  }
  return true;
}

bool FamilyCheck::add_statement(const Cursor& row, Cursor& evidence) {
  std::string_view key = row.key();
  const std::optional<std::uint64_t> id = take_be64(key);
  if (!id || !key.empty()) return false;
  const Decoded<StatementRow> decoded = decode_statement(row.value(), StatementId{*id});
  if (!decoded.value || decoded.value->documents == 0) return false;
  const StatementRow& statement = *decoded.value;
  there_.statement(row.key(), statement.documents, statement.weight);
  for (const RowKey& index : lookup_rows(statement.statement)) {
    given_.row(index.column, index.key, {});
  }
  ++counts_.statements;
  ++counts_.predicates[statement.statement.predicate];
  const Statement& parts = statement.statement;
  const Statement made =
      make_statement(parts.subject, parts.predicate, parts.object, parts.qualifiers, {}).statement;
  return made == parts && has_dates_of_evidence(statement, row.key(), evidence);
}

/// evidence: moves on to the statement's, and past it.
bool FamilyCheck::has_dates_of_evidence(const StatementRow& statement, std::string_view key,
                                        Cursor& evidence) {
  PartialDate first, last;
  for (; evidence.valid() && evidence.key().substr(0, 8) <= key; evidence.next()) {
    if (!evidence.key().starts_with(key)) continue;  // of a statement that is not there
    const DocumentId document{std::string(evidence.key().substr(8))};
    const Decoded<std::vector<Evidence>> list = decode_evidence(evidence.value(), document);
    if (!list.value) continue;  // its own part differs
    for (const Evidence& found : *list.value) {
      first = earlier(first, found.date);
      last = later(last, found.date);
    }
  }
  return first == statement.first && last == statement.last;
}

}  // namespace onrecord
