#include "storage/inspect.h"
#include "storage/keys.h"
#include "storage/rows.h"
#include "storage/stopped.h"
#include "storage/view.h"

namespace onrecord {

namespace {

/// Older than this build's in a reader of a store that no newer build has written to.
Result<std::uint32_t> read_schema_version(const View& view) {
  const Result<std::optional<std::string>> value = view.get(Column::Meta, kSchemaKey);
  if (!value) return value.error();
  return parse_schema(value->value_or(std::string())).value_or(kSchemaVersion);
}

}  // namespace

Status visit_documents(const View& view, bool as_extracted,
                       const std::function<bool(const Document&, const Extraction&)>& visit) {
  Cursor texts = view.walk(Column::Documents);
  Cursor records = view.walk(Column::Contributions);
  Cursor projections = view.walk(Column::Projections);
  for (; texts.valid() && records.valid(); texts.next(), records.next()) {
    if (texts.key() != records.key()) {
      return view.damaged(Column::Documents, texts.key(), "and its contribution do not meet");
    }
    const DocumentId id{std::string(texts.key())};
    const Result<Document> document =
        view.opened(decode_document(texts.value(), id), Column::Documents, texts.key());
    if (!document) return document.error();
    Result<Extraction> extraction =
        view.opened(decode_extraction(records.value(), id), Column::Contributions, records.key());
    if (!extraction) return extraction.error();
    if (!as_extracted && projections.valid() && projections.key() == texts.key()) {
      Result<Projection> projection = view.opened(decode_projection(projections.value(), id),
                                                  Column::Projections, projections.key());
      if (!projection) return projection.error();
      if (projection->extraction) extraction = std::move(*projection->extraction);
      projections.next();
    }
    if (!visit(*document, *extraction)) return {};
  }
  if (Status status = texts.status(); !status) return status;
  if (Status status = records.status(); !status) return status;
  if (Status status = projections.status(); !status) return status;
  if (texts.valid()) return view.damaged(Column::Documents, texts.key(), "has no contribution");
  if (records.valid()) {
    return view.damaged(Column::Contributions, records.key(), "has no document");
  }
  return {};
}

Status Store::for_each_document(
    const std::function<bool(const Document&, const Extraction&)>& visit) const {
  return visit_documents(View(*state_), false, visit);
}

Status Store::for_each_extracted(
    const std::function<bool(const Document&, const Extraction&)>& visit) const {
  return visit_documents(View(*state_), true, visit);
}

Status Store::for_each_entity(const std::function<bool(const StoredEntity&)>& visit) const {
  const View view(*state_);
  Cursor rows = view.walk(Column::Entities);
  Cursor forms = view.walk(Column::EntityForms);
  for (; rows.valid(); rows.next()) {
    std::string_view key = rows.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!id) return view.damaged(Column::Entities, rows.key(), "has an unreadable key");
    const Result<EntityRow> row =
        view.opened(decode_entity(rows.value()), Column::Entities, rows.key());
    if (!row) return row.error();
    const Result<StoredEntity> entity = assemble_entity(view, EntityId{*id}, *row, forms);
    if (!entity) return entity.error();
    if (!visit(*entity)) return {};
  }
  return rows.status();
}

Status Store::for_each_statement(const std::function<bool(const StoredStatement&)>& visit) const {
  const View view(*state_);
  Cursor rows = view.walk(Column::Statements);
  for (; rows.valid(); rows.next()) {
    std::string_view key = rows.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!id) return view.damaged(Column::Statements, rows.key(), "has an unreadable key");
    const Result<StatementRow> row = view.opened(decode_statement(rows.value(), StatementId{*id}),
                                                 Column::Statements, rows.key());
    if (!row) return row.error();
    if (!visit(to_stored(*row))) return {};
  }
  return rows.status();
}

Result<StoreStats> Store::stats() const {
  const View view(*state_);
  const Result<Counts> counts = read_counts(view);
  if (!counts) return counts.error();
  StoreStats stats;
  const Result<std::optional<std::uint64_t>> unindexed = read_unindexed(view);
  if (!unindexed) return unindexed.error();
  stats.unindexed = unindexed->value_or(0);
  stats.documents = *unindexed ? **unindexed : counts->documents;
  stats.quotes = counts->quotes;
  stats.statements = counts->statements;
  stats.evidence = counts->evidence;
  stats.entities = counts->entities;
  stats.predicates = counts->predicates;
  const Result<std::uint32_t> schema = read_schema_version(view);
  if (!schema) return schema.error();
  stats.schema_version = *schema;
  stats.stopped = read_stopped(state_->path);
  std::uint64_t most = 0;
  Cursor extractors = view.cursor(Column::Meta, std::string(kExtractorPrefix));
  for (; extractors.valid(); extractors.next()) {
    const std::optional<ExtractorInfo> extractor = parse_extractor_key(extractors.key());
    if (!extractor) return view.damaged(Column::Meta, extractors.key(), "has an unreadable key");
    const Result<std::uint64_t> documents =
        view.opened(decode_number(extractors.value()), Column::Meta, extractors.key());
    if (!documents) return documents.error();
    if (*documents < most) continue;
    most = *documents;
    stats.extractor = *extractor;
  }
  if (const Status status = extractors.status(); !status) return status.error();
  // The writer may delete a file while we look; what has gone takes no room.
  std::error_code gone;
  for (std::filesystem::directory_iterator file(state_->path, gone), end; !gone && file != end;
       file.increment(gone)) {
    std::error_code ignored;
    const std::uintmax_t bytes = file->file_size(ignored);
    if (!ignored) stats.bytes_on_disk += bytes;
  }
  return stats;
}

}  // namespace onrecord
