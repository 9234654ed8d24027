// No family says which documents list an entity without mentioning it. They almost always state
// something of it, so the documents of its mentions and of its statements' evidence are taken
// together and counted: the entity's row knows how many there must be. Only when some are still
// missing is every document read.

#include "storage/documents_with.h"

#include <algorithm>

#include "storage/keys.h"

namespace onrecord {

namespace {

/// Adds the documents that end the keys under an id.
Status add_documents(const View& view, Column column, const std::string& prefix,
                     std::set<DocumentId>& documents) {
  Cursor row = view.cursor(column, prefix);
  for (; row.valid(); row.next()) documents.insert({std::string(row.rest())});
  return row.status();
}

Status add_documents_of_statements(const View& view, Column column, const std::string& prefix,
                                   std::set<DocumentId>& documents) {
  Cursor row = view.cursor(column, prefix);
  for (; row.valid(); row.next()) {
    const std::optional<StatementId> id = statement_of_key(row.key());
    if (!id) return view.damaged(column, row.key(), "has an unreadable key");
    if (Status added = add_documents(view, Column::Evidence, id_key(*id), documents); !added) {
      return added;
    }
  }
  return row.status();
}

bool lists(const Extraction& extraction, EntityId id) {
  return std::any_of(extraction.entities.begin(), extraction.entities.end(),
                     [id](const EntityRecord& record) { return record.entity.id == id; });
}

Status add_by_reading_all(const View& view, EntityId id, std::set<DocumentId>& documents) {
  Cursor row = view.cursor(Column::Contributions);
  for (; row.valid(); row.next()) {
    const DocumentId document{std::string(row.key())};
    const Result<std::optional<Extraction>> extraction = read_extraction(view, document);
    if (!extraction) return extraction.error();
    if (*extraction && lists(**extraction, id)) documents.insert(document);
  }
  return row.status();
}

}  // namespace

Result<std::set<DocumentId>> documents_with(const View& view, EntityId id) {
  std::set<DocumentId> documents;
  const Result<std::optional<EntityRow>> row = read_entity_row(view, id);
  if (!row) return row.error();
  if (!*row) return documents;
  std::uint64_t wanted = 0;
  for (const auto& [type, count] : (*row)->types) wanted += count;
  Status added = add_documents(view, Column::Mentions, id_key(id), documents);
  if (added && documents.size() < wanted) {
    added = add_documents_of_statements(view, Column::BySubject, subject_prefix(id), documents);
  }
  if (added && documents.size() < wanted) {
    added = add_documents_of_statements(view, Column::ByObject, object_prefix(id), documents);
  }
  if (added && documents.size() < wanted) added = add_by_reading_all(view, id, documents);
  if (!added) return added.error();
  return documents;
}

Result<std::set<DocumentId>> documents_with(const View& view, StatementId id) {
  std::set<DocumentId> documents;
  const Status added = add_documents(view, Column::Evidence, id_key(id), documents);
  if (!added) return added.error();
  return documents;
}

}  // namespace onrecord
