#include "storage/value_parts.h"

namespace onrecord {

namespace {

void write_entity(ByteWriter& out, const DecidedEntity& entity) {
  write_id(out, entity.id);
  out.u8(static_cast<std::uint8_t>(entity.type));
  out.string(entity.name);
}

DecidedEntity read_entity(ByteReader& in) {
  DecidedEntity entity;
  entity.id = read_id<EntityId>(in);
  entity.type = read_enum(in, EntityType::Person, EntityType::Operation);
  entity.name = in.string();
  return entity;
}

void write_document_id(ByteWriter& out, const DocumentId& id) { out.string(id.value); }

DocumentId read_document_id(ByteReader& in) { return {in.string()}; }

/// Whether a decision has what its kind needs.
bool is_whole(const Decision& decision) {
  if ((decision.kind == DecisionKind::Undo) != (decision.undoes > 0)) return false;
  switch (decision.kind) {
    case DecisionKind::Merge:
    case DecisionKind::Rename:
    case DecisionKind::Retype:
      return !decision.entities.empty() && decision.result;
    case DecisionKind::Split:
      return !decision.entities.empty() && decision.result && !decision.documents.empty();
    case DecisionKind::Reject:
    case DecisionKind::Confirm:
      return decision.statement.has_value();
    case DecisionKind::Undo:
      return decision.undoes < decision.sequence;
    case DecisionKind::KeepApart:
      return decision.entities.size() >= 2 && decision.documents.size() == decision.entities.size();
  }
  return false;
}

}  // namespace

std::string encode_decision(const Decision& decision) {
  ValueWriter out(decision.kind == DecisionKind::KeepApart ? kKeepApartFormat : kValueFormat);
  out.u8(static_cast<std::uint8_t>(decision.kind));
  write_list(out, decision.entities, write_entity);
  out.u8(decision.result ? 1 : 0);
  if (decision.result) write_entity(out, *decision.result);
  write_list(out, decision.documents, write_document_id);
  out.u8(decision.statement ? 1 : 0);
  if (decision.statement) {
    write_id(out, decision.statement->id);
    write_statement(out, *decision.statement);
  }
  out.varint(decision.undoes);
  out.string(decision.who);
  out.string(decision.when);
  out.string(decision.why);
  return out.seal();
}

Decoded<Decision> decode_decision(std::string_view value, std::uint64_t sequence) {
  const bool keeps_apart =
      !value.empty() && static_cast<std::uint8_t>(value.front()) == kKeepApartFormat;
  const auto read = [sequence, keeps_apart](ByteReader& in) {
    Decision decision;
    decision.sequence = sequence;
    decision.kind = keeps_apart ? read_enum(in, DecisionKind::KeepApart, DecisionKind::KeepApart)
                                : read_enum(in, DecisionKind::Merge, DecisionKind::Undo);
    decision.entities = read_list<DecidedEntity>(in, read_entity);
    if (in.flag()) decision.result = read_entity(in);
    decision.documents = read_list<DocumentId>(in, read_document_id);
    if (in.flag()) decision.statement = read_statement(in, read_id<StatementId>(in));
    decision.undoes = in.varint();
    decision.who = in.string();
    decision.when = in.string();
    decision.why = in.string();
    if (!is_whole(decision)) in.fail();
    return decision;
  };
  return open_value<Decision>(value, read, keeps_apart ? kKeepApartFormat : kValueFormat);
}

std::string encode_document_ids(const std::vector<DocumentId>& ids) {
  ValueWriter out;
  write_list(out, ids, write_document_id);
  return out.seal();
}

Decoded<std::vector<DocumentId>> decode_document_ids(std::string_view value) {
  return open_value<std::vector<DocumentId>>(
      value, [](ByteReader& in) { return read_list<DocumentId>(in, read_document_id); });
}

}  // namespace onrecord
