#include <algorithm>
#include <set>

#include "storage/documents_with.h"
#include "storage/keys.h"
#include "storage/read_journal.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

using Documents = std::set<DocumentId>;

Error not_there(const StoreState& state, const std::string& what) {
  return {ErrorCode::NotFound, state.name + " has no " + what};
}

std::string described(const DecidedEntity& entity) {
  return "'" + entity.name + "' (" + std::string(to_string(entity.type)) + " " +
         to_string(entity.id) + ")";
}

/// One decision on its way into the journal. Holds the store for writing from beginning to end.
class Deciding {
 public:
  Deciding(StoreState& state, const Signature& by) : state_(state), writing_(state), by_(by) {}

  Status begin() {
    if (Status signature = check_signature(by_); !signature) return signature;
    if (Status allowed = writing_.may_write(); !allowed) return allowed;
    return writing_.reach_pending();
  }

  Decision blank(DecisionKind kind) const {
    Decision decision;
    decision.sequence = state_.journal.next();
    decision.kind = kind;
    decision.who = by_.who;
    decision.when = by_.when;
    decision.why = by_.why;
    return decision;
  }

  /// An entity of the store, with all its names.
  Result<StoredEntity> entity(EntityId id) const {
    const View view(state_);
    const Result<std::optional<EntityRow>> row = read_entity_row(view, id);
    if (!row) return row.error();
    if (!*row) return not_there(state_, "entity " + to_string(id));
    Cursor forms = view.cursor(Column::EntityForms, id_key(id));
    return assemble_entity(view, id, **row, forms);
  }

  Result<DecidedEntity> named(EntityId id) const {
    const Result<StoredEntity> stored = entity(id);
    if (!stored) return stored.error();
    return DecidedEntity{id, stored->entity.type, stored->entity.name};
  }

  /// Adds the documents that have it.
  template <typename Id>
  Status add_documents(Id id, Documents& documents) const {
    const Result<Documents> found = documents_with(View(state_), id);
    if (!found) return found.error();
    documents.insert(found->begin(), found->end());
    return {};
  }

  Result<MadeDecision> finish(const Decision& decision, const Documents& documents) {
    MadeDecision made{decision, documents.size(), false};
    const Status decided = writing_.decide({decision}, {documents.begin(), documents.end()});
    if (!decided) return decided.error();
    if (const Status durable = writing_.finish(); !durable) return durable.error();
    return made;
  }

  StoreState& state() { return state_; }
  Writing& writing() { return writing_; }

 private:
  StoreState& state_;
  Writing writing_;
  const Signature& by_;
};

Status check_merge(const DecidedEntity& loser, const DecidedEntity& into) {
  if (loser.id == into.id) {
    return Error{ErrorCode::InvalidInput, "cannot merge " + described(loser) + " into itself"};
  }
  const auto is_body = [](EntityType type) {
    return type == EntityType::Agency || type == EntityType::Organization;
  };
  if (loser.type == into.type || (is_body(loser.type) && is_body(into.type))) return {};
  return Error{ErrorCode::InvalidInput, "cannot merge " + described(loser) + " into " +
                                            described(into) +
                                            ": their types differ; retype the first, then merge"};
}

/// Whether a document names an entity by the id that resolution would know it by there.
bool bears(const Extraction& extracted, EntityId id) {
  return std::any_of(extracted.entities.begin(), extracted.entities.end(), [&](const auto& record) {
    return record.entity.id == id || make_parted_id(record.entity.id, extracted.document) == id;
  });
}

/// A document that has the entity; one that bears its id before others.
Result<DocumentId> document_of(const View& view, EntityId id) {
  const Result<Documents> documents = documents_with(view, id);
  if (!documents) return documents.error();
  for (const DocumentId& document : *documents) {
    const Result<std::optional<Extraction>> extracted = read_extracted(view, document);
    if (!extracted) return extracted.error();
    if (*extracted && bears(**extracted, id)) return document;
  }
  if (!documents->empty()) return *documents->begin();
  return Error{ErrorCode::NotFound, "no document has entity " + to_string(id)};
}

/// Decides about a statement.
Result<MadeDecision> judge(StoreState& state, DecisionKind kind, StatementId id,
                           const Signature& by) {
  Deciding deciding(state, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  const Result<std::optional<StatementRow>> row = read_statement(View(state), id);
  if (!row) return row.error();
  if (!*row) return not_there(state, "statement " + to_string(id));
  Decision decision = deciding.blank(kind);
  decision.statement = (*row)->statement;
  const auto* subject = std::get_if<EntityId>(&decision.statement->subject);
  const auto* object = std::get_if<EntityId>(&decision.statement->object);
  for (const EntityId* end : {subject, object}) {
    if (end == nullptr) continue;
    const Result<DecidedEntity> entity = deciding.named(*end);
    if (!entity) return entity.error();
    decision.entities.push_back(*entity);
  }
  Documents documents;
  if (const Status found = deciding.add_documents(id, documents); !found) return found.error();
  return deciding.finish(decision, documents);
}

}  // namespace

Result<MadeDecision> Store::merge(std::span<const EntityId> losers, EntityId into,
                                  const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  const Result<DecidedEntity> winner = deciding.named(into);
  if (!winner) return winner.error();
  Decision decision = deciding.blank(DecisionKind::Merge);
  decision.result = *winner;
  Documents documents;
  for (const EntityId id : std::set<EntityId>(losers.begin(), losers.end())) {
    const Result<DecidedEntity> loser = deciding.named(id);
    if (!loser) return loser.error();
    if (const Status allowed = check_merge(*loser, *winner); !allowed) return allowed.error();
    decision.entities.push_back(*loser);
    if (const Status found = deciding.add_documents(id, documents); !found) return found.error();
  }
  if (decision.entities.empty()) {
    return Error{ErrorCode::InvalidInput, "nothing to merge into " + described(*winner)};
  }
  return deciding.finish(decision, documents);
}

Result<MadeDecision> Store::split(EntityId id, std::span<const DocumentId> documents,
                                  const std::string& name, const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  if (const Status fits = name.empty() ? Status() : check_entity_name(name); !fits) {
    return fits.error();
  }
  const Result<DecidedEntity> entity = deciding.named(id);
  if (!entity) return entity.error();
  Documents having;
  if (const Status found = deciding.add_documents(id, having); !found) return found.error();
  const Documents wanted(documents.begin(), documents.end());
  for (const DocumentId& document : wanted) {
    if (having.contains(document)) continue;
    const Result<std::optional<Document>> stored = read_document(View(*state_), document);
    if (!stored) return stored.error();
    if (!*stored) return not_there(*state_, "document '" + document.value + "'");
    return Error{ErrorCode::InvalidInput,
                 "document '" + document.value + "' does not name " + described(*entity)};
  }
  if (wanted.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "cannot split " + described(*entity) + ": name the documents of the other one"};
  }
  Decision decision = deciding.blank(DecisionKind::Split);
  decision.entities = {*entity};
  decision.result = DecidedEntity{make_split_id(id, decision.sequence), entity->type, name};
  decision.documents.assign(wanted.begin(), wanted.end());
  return deciding.finish(decision, wanted);
}

Result<MadeDecision> Store::rename(EntityId id, const std::string& name, const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  if (const Status fits = check_entity_name(name); !fits) return fits.error();
  const Result<DecidedEntity> entity = deciding.named(id);
  if (!entity) return entity.error();
  Decision decision = deciding.blank(DecisionKind::Rename);
  decision.entities = {*entity};
  decision.result = DecidedEntity{id, entity->type, name};
  Documents documents;
  if (const Status found = deciding.add_documents(id, documents); !found) return found.error();
  return deciding.finish(decision, documents);
}

Result<MadeDecision> Store::retype(EntityId id, EntityType type, const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  const Result<StoredEntity> stored = deciding.entity(id);
  if (!stored) return stored.error();
  const Entity& entity = stored->entity;
  const DecidedEntity before{id, entity.type, entity.name};
  if (entity.type == type) {
    return Error{ErrorCode::InvalidInput, described(before) + " has that type already"};
  }
  std::vector<std::string> names = {entity.name};
  names.insert(names.end(), entity.aliases.begin(), entity.aliases.end());
  Decision decision = deciding.blank(DecisionKind::Retype);
  decision.entities = {before};
  decision.result = DecidedEntity{make_retyped_id(id, entity.type, type, names), type, entity.name};
  Documents documents;
  if (const Status found = deciding.add_documents(id, documents); !found) return found.error();
  const Result<std::optional<EntityRow>> other =
      read_entity_row(View(*state_), decision.result->id);
  if (!other) return other.error();
  Result<MadeDecision> made = deciding.finish(decision, documents);
  if (made) made->joins_another = other->has_value();
  return made;
}

Result<MadeDecision> Store::reject(StatementId id, const Signature& by) {
  return judge(*state_, DecisionKind::Reject, id, by);
}

Result<MadeDecision> Store::confirm(StatementId id, const Signature& by) {
  return judge(*state_, DecisionKind::Confirm, id, by);
}

Result<MadeDecision> Store::keep_apart(std::span<const EntityId> ids, const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  const std::set<EntityId> different(ids.begin(), ids.end());
  if (different.size() < 2) {
    return Error{ErrorCode::InvalidInput, "to keep entities apart, name at least two"};
  }
  Decision decision = deciding.blank(DecisionKind::KeepApart);
  const View view(*state_);
  for (const EntityId id : different) {
    const Result<DecidedEntity> entity = deciding.named(id);
    if (!entity) return entity.error();
    decision.entities.push_back(*entity);
    Result<DocumentId> document = document_of(view, id);
    if (!document) return document.error();
    decision.documents.push_back(std::move(*document));
  }
  return deciding.finish(decision, {});
}

Result<std::vector<MadeDecision>> Store::undo(std::span<const std::uint64_t> sequences,
                                              const Signature& by) {
  Deciding deciding(*state_, by);
  if (const Status ready = deciding.begin(); !ready) return ready.error();
  const Journal& journal = state_->journal;
  std::vector<Decision> undos;
  std::vector<MadeDecision> made;
  Documents documents;
  for (const std::uint64_t sequence : std::set<std::uint64_t>(sequences.begin(), sequences.end())) {
    const std::string what = "decision " + std::to_string(sequence);
    if (sequence == 0 || sequence >= journal.next()) return not_there(*state_, what);
    if (!journal.in_force(sequence)) {
      std::string why = what + " is undone already, by decision ";
      why += std::to_string(journal.undone().at(sequence));
      why += "; undo that to put it in force again";
      return Error{ErrorCode::InvalidInput, why};
    }
    Decision undo = deciding.blank(DecisionKind::Undo);
    undo.sequence += undos.size();
    undo.undoes = sequence;
    Documents reached;
    const View view(*state_);
    Cursor row = view.cursor(Column::Touched, be64(journal.root(sequence)));
    for (; row.valid(); row.next()) reached.insert({std::string(row.rest())});
    if (const Status read = row.status(); !read) return read.error();
    made.push_back({undo, reached.size(), false});
    undos.push_back(std::move(undo));
    documents.merge(reached);
  }
  const Status decided =
      deciding.writing().decide(std::move(undos), {documents.begin(), documents.end()});
  if (!decided) return decided.error();
  if (const Status durable = deciding.writing().finish(); !durable) return durable.error();
  return made;
}

Result<std::vector<LoggedDecision>> Store::decisions() const {
  const View view(*state_);
  const Result<Journal> journal = read_journal(view);
  if (!journal) return journal.error();
  const auto undone = journal->undone();
  std::vector<LoggedDecision> log;
  for (const Decision& decision : journal->decisions()) {
    LoggedDecision& logged = log.emplace_back(LoggedDecision{decision, std::nullopt, 0});
    const auto by = undone.find(decision.sequence);
    if (by != undone.end()) logged.undone_by = by->second;
  }
  Cursor row = view.cursor(Column::Touched);
  for (; row.valid(); row.next()) {
    std::string_view key = row.key();
    const std::optional<std::uint64_t> sequence = take_be64(key);
    if (!sequence || *sequence == 0 || *sequence > log.size()) {
      return view.damaged(Column::Touched, row.key(), "names a decision that is not there");
    }
    ++log[*sequence - 1].documents;
  }
  if (const Status read = row.status(); !read) return read.error();
  return log;
}

}  // namespace onrecord
