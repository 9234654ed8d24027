#include "storage/read_journal.h"

#include "storage/keys.h"
#include "storage/rows.h"

namespace onrecord {

Result<Journal> read_journal(const View& view) {
  Journal journal;
  Cursor row = view.cursor(Column::Decisions);
  for (; row.valid(); row.next()) {
    if (row.key() != be64(journal.next())) {
      return view.damaged(Column::Decisions, be64(journal.next()), "is missing");
    }
    Result<Decision> decision =
        view.opened(decode_decision(row.value(), journal.next()), Column::Decisions, row.key());
    if (!decision) return decision.error();
    journal.add(std::move(*decision));
  }
  if (const Status status = row.status(); !status) return status.error();
  return journal;
}

Result<std::vector<DocumentId>> read_pending(const View& view) {
  const Result<std::optional<std::string>> value = view.get(Column::Meta, kPendingKey);
  if (!value) return value.error();
  if (!*value) return std::vector<DocumentId>();
  return view.opened(decode_document_ids(**value), Column::Meta, kPendingKey);
}

}  // namespace onrecord
