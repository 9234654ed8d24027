#include <algorithm>

#include "storage/keys.h"
#include "storage/rows.h"
#include "storage/view.h"

namespace onrecord {

namespace {

/// A page of the documents that stand after `prefix` in the keys of a column family.
Result<Page<DocumentId>> page_of_documents(const View& view, Column column,
                                           const std::string& prefix, char list,
                                           std::string_view cursor, std::size_t limit) {
  const Result<std::optional<std::string>> after = parse_page_cursor(list, cursor);
  if (!after) return after.error();
  Page<DocumentId> page;
  Cursor row = view.cursor(column, prefix, after->value_or(""));
  if (*after && row.valid() && row.rest() == **after) row.next();
  for (; row.valid(); row.next()) {
    if (page.items.size() == page_size(limit)) {
      page.next = make_page_cursor(list, page.items.back().value);
      break;
    }
    page.items.push_back({std::string(row.rest())});
  }
  if (const Status status = row.status(); !status) return status.error();
  return page;
}

/// The statements whose ids end the keys under a prefix of a look-up family.
Result<std::vector<StoredStatement>> statements_under(const View& view, Column column,
                                                      const std::string& prefix) {
  std::vector<StoredStatement> statements;
  Cursor row = view.cursor(column, prefix);
  for (; row.valid(); row.next()) {
    const std::optional<StatementId> id = statement_of_key(row.key());
    if (!id) return view.damaged(column, row.key(), "has an unreadable key");
    const Result<std::optional<StatementRow>> statement = read_statement(view, *id);
    if (!statement) return statement.error();
    if (!*statement) return view.damaged(column, row.key(), "names a statement that is not there");
    statements.push_back(to_stored(**statement));
  }
  if (const Status status = row.status(); !status) return status.error();
  return statements;
}

/// The sentences that `spans` touch, from the first of them up to the first that none touches.
Span span_of_sentences(const Spans& sentences, const Spans& spans) {
  const auto touched = [&spans](Span sentence) {
    return std::any_of(spans.begin(), spans.end(),
                       [sentence](Span span) { return sentence.overlaps(span); });
  };
  const auto first = std::find_if(sentences.begin(), sentences.end(), touched);
  if (first == sentences.end()) return spans.front();
  Span range = *first;
  for (auto next = first + 1; next != sentences.end() && touched(*next); ++next) {
    range.end = next->end;
  }
  return range;
}

}  // namespace

Result<std::optional<Document>> Store::document(const DocumentId& id) const {
  return read_document(View(*state_), id);
}

Result<std::optional<Extraction>> Store::extraction(const DocumentId& id) const {
  return read_extraction(View(*state_), id);
}

Result<Page<DocumentId>> Store::documents(std::string_view cursor, std::size_t limit) const {
  return page_of_documents(View(*state_), Column::Documents, "", 'd', cursor, limit);
}

Result<Page<DocumentId>> Store::mentioned_in(EntityId id, std::string_view cursor,
                                             std::size_t limit) const {
  return page_of_documents(View(*state_), Column::Mentions, id_key(id), 'm', cursor, limit);
}

Result<std::vector<DocumentId>> Store::mentioning_both(EntityId a, EntityId b,
                                                       const DocumentId& from,
                                                       std::size_t limit) const {
  const View view(*state_);
  Cursor one = view.cursor(Column::Mentions, id_key(a), from.value);
  Cursor other = view.cursor(Column::Mentions, id_key(b), from.value);
  std::vector<DocumentId> documents;
  while (one.valid() && other.valid() && documents.size() < limit) {
    if (one.rest() < other.rest()) {
      one.seek(other.rest());
    } else if (other.rest() < one.rest()) {
      other.seek(one.rest());
    } else {
      documents.push_back({std::string(one.rest())});
      one.next();
    }
  }
  for (const Cursor* cursor : {&one, &other}) {
    if (const Status status = cursor->status(); !status) return status.error();
  }
  return documents;
}

Result<SentenceText> Store::sentence(const DocumentId& id, const Spans& spans) const {
  const Result<std::optional<Document>> read = document(id);
  if (!read) return read.error();
  if (*read) return sentence(**read, spans);
  return Error{ErrorCode::NotFound, state_->name + " has no document '" + id.value + "'"};
}

Result<SentenceText> Store::sentence(const Document& document, const Spans& spans) const {
  const DocumentId& id = document.id;
  const Result<std::optional<Spans>> sentences = read_sentences(View(*state_), id);
  if (!sentences) return sentences.error();
  if (!*sentences) {
    return Error{ErrorCode::NotFound, state_->name + " has no document '" + id.value + "'"};
  }
  return sentence_under(id.value, document.text, **sentences, spans);
}

Result<SentenceText> sentence_under(std::string_view document, std::string_view text,
                                    const Spans& sentences, const Spans& spans) {
  const bool fit = !spans.empty() && std::all_of(spans.begin(), spans.end(), [&](Span span) {
    return span.begin <= span.end && span.end <= text.size();
  });
  if (!fit) {
    return Error{ErrorCode::InvalidInput,
                 "document '" + std::string(document) + "': spans are missing or outside its text"};
  }
  SentenceText sentence;
  sentence.document = DocumentId{std::string(document)};
  sentence.span = span_of_sentences(sentences, spans);
  sentence.text = slice(text, sentence.span);
  for (const Span span : spans) {
    if (!span.overlaps(sentence.span)) continue;
    sentence.highlights.push_back({std::max(span.begin, sentence.span.begin) - sentence.span.begin,
                                   std::min(span.end, sentence.span.end) - sentence.span.begin});
  }
  std::sort(sentence.highlights.begin(), sentence.highlights.end());
  return sentence;
}

Result<std::optional<StoredEntity>> Store::entity(EntityId id) const {
  const View view(*state_);
  const Result<std::optional<EntityRow>> row = read_entity_row(view, id);
  if (!row) return row.error();
  if (!*row) return std::optional<StoredEntity>();
  Cursor forms = view.cursor(Column::EntityForms, id_key(id));
  Result<StoredEntity> entity = assemble_entity(view, id, **row, forms);
  if (!entity) return entity.error();
  return std::optional(std::move(*entity));
}

Result<Page<StoredEntity>> Store::entities(std::optional<EntityType> type, std::string_view cursor,
                                           std::size_t limit) const {
  const View view(*state_);
  const Result<std::optional<std::string>> after = parse_page_cursor('e', cursor);
  if (!after) return after.error();
  Page<StoredEntity> page;
  Cursor row = view.cursor(Column::Entities, "", after->value_or(""));
  if (*after && row.valid() && row.key() == **after) row.next();
  for (; row.valid(); row.next()) {
    std::string_view key = row.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!id) return view.damaged(Column::Entities, row.key(), "has an unreadable key");
    const Result<EntityRow> counts =
        view.opened(decode_entity(row.value()), Column::Entities, row.key());
    if (!counts) return counts.error();
    if (type && counts->type() != *type) continue;
    if (page.items.size() == page_size(limit)) {
      page.next = make_page_cursor('e', id_key(page.items.back().entity.id));
      break;
    }
    Cursor forms = view.cursor(Column::EntityForms, id_key(EntityId{*id}));
    Result<StoredEntity> entity = assemble_entity(view, EntityId{*id}, *counts, forms);
    if (!entity) return entity.error();
    page.items.push_back(std::move(*entity));
  }
  if (const Status status = row.status(); !status) return status.error();
  return page;
}

Result<std::optional<StoredStatement>> Store::statement(StatementId id) const {
  const Result<std::optional<StatementRow>> row = read_statement(View(*state_), id);
  if (!row) return row.error();
  if (!*row) return std::optional<StoredStatement>();
  return std::optional(to_stored(**row));
}

Result<std::vector<StoredStatement>> Store::statements_of(const Subject& subject) const {
  return statements_under(View(*state_), Column::BySubject, subject_prefix(subject));
}

Result<std::vector<StoredStatement>> Store::statements_to(const Object& object) const {
  return statements_under(View(*state_), Column::ByObject, object_prefix(object));
}

Result<std::vector<StoredStatement>> Store::statements_with(Predicate predicate) const {
  return statements_under(View(*state_), Column::ByPredicate, predicate_prefix(predicate));
}

Result<std::vector<Evidence>> Store::evidence(StatementId id) const {
  const View view(*state_);
  std::vector<Evidence> all;
  Cursor row = view.cursor(Column::Evidence, id_key(id));
  for (; row.valid(); row.next()) {
    Result<std::vector<Evidence>> list =
        view.opened(decode_evidence(row.value(), DocumentId{std::string(row.rest())}),
                    Column::Evidence, row.key());
    if (!list) return list.error();
    std::move(list->begin(), list->end(), std::back_inserter(all));
  }
  if (const Status status = row.status(); !status) return status.error();
  return all;
}

}  // namespace onrecord
