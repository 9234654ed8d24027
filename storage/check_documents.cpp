#include "storage/check_documents.h"

#include "storage/keys.h"

namespace onrecord {

void DocumentCheck::walk(std::uint64_t of, const Visit& visit) const {
  std::uint64_t done = 0;
  Cursor row = view_.cursor(Column::Documents);
  for (; row.valid(); row.next()) {
    ++done;
    if (progress_) progress_("documents", done, of);
    const DocumentId id{std::string(row.key())};
    Decoded<Document> document = decode_document(row.value(), id);
    if (!document.value) {
      problems_.note(Column::Documents, id.value, document.why);
      continue;
    }
    const Result<std::optional<std::string>> record = view_.get(Column::Contributions, id.value);
    if (!record) {
      problems_.note(record.error().message);
      continue;
    }
    if (!*record) {
      problems_.note(Column::Contributions, id.value, "is missing");
      continue;
    }
    Decoded<Extraction> extraction = decode_extraction(**record, id);
    if (!extraction.value) {
      problems_.note(Column::Contributions, id.value, extraction.why);
      continue;
    }
    Result<std::vector<Resolved>> resolved = read_resolved(view_, id);
    if (!resolved) {
      problems_.note(resolved.error().message);
      continue;
    }
    if (resolved->empty()) check_not_resolved(id);
    const Contribution contribution{std::move(*document.value), std::move(*extraction.value)};
    const Projection projection = project(contribution, std::move(*resolved), journal_);
    visit(contribution, projection, make_rows(contribution, projection));
  }
  problems_.note(row.status());
}

void DocumentCheck::find_lost() const {
  Cursor row = view_.cursor(Column::Contributions);
  for (; row.valid(); row.next()) {
    const Result<std::optional<std::string>> document = view_.get(Column::Documents, row.key());
    if (!document) return problems_.note(document.error().message);
    if (!*document) problems_.note(Column::Documents, row.key(), "is missing");
  }
  problems_.note(row.status());
}

/// Nothing derives what resolution said, but a projection that no decision made tells that it
/// said something.
void DocumentCheck::check_not_resolved(const DocumentId& id) const {
  const Result<std::optional<Projection>> stored = read_projection(view_, id);
  if (stored && *stored && (*stored)->touching.empty()) {
    problems_.note(Column::Resolutions, id.value, "is missing");
  }
}

}  // namespace onrecord
