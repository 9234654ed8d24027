// A journal is made again decision by decision: each reaches the documents that have, at that
// moment, what it is about, just as when somebody decided it. So the rows that come out are those
// of the store that the journal comes from, when the documents are the same.

#include <set>

#include "storage/bulk_load.h"
#include "storage/documents_with.h"
#include "storage/keys.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

using Documents = std::set<DocumentId>;

Error refused(const Decision& decision, const std::string& why) {
  return {ErrorCode::InvalidInput, "decision " + std::to_string(decision.sequence) + ": " + why};
}

bool may_be_one(EntityType a, EntityType b) {
  const auto is_body = [](EntityType type) {
    return type == EntityType::Agency || type == EntityType::Organization;
  };
  return a == b || (is_body(a) && is_body(b));
}

/// What Store::merge, split, … ask of a decision, as far as its own fields tell.
Status check(const Decision& decision, const Journal& journal) {
  if (decision.sequence != journal.next()) {
    return refused(decision, "the next one is " + std::to_string(journal.next()));
  }
  if (!decode_decision(encode_decision(decision), decision.sequence).value) {
    return refused(decision, "lacks what a decision of its kind has");
  }
  const Status signature = check_signature({decision.who, decision.when, decision.why});
  if (!signature) return refused(decision, signature.error().message);
  const bool named = decision.kind == DecisionKind::Rename ||
                     (decision.kind == DecisionKind::Split && !decision.result->name.empty());
  if (const Status name = named ? check_entity_name(decision.result->name) : Status(); !name) {
    return refused(decision, name.error().message);
  }
  if (decision.kind == DecisionKind::Merge) {
    for (const DecidedEntity& loser : decision.entities) {
      if (loser.id == decision.result->id) return refused(decision, "merges one into itself");
      if (!may_be_one(loser.type, decision.result->type)) {
        return refused(decision, "merges entities of different types");
      }
    }
  }
  if (decision.kind == DecisionKind::Undo && !journal.in_force(decision.undoes)) {
    return refused(decision, "undoes one that is out of force");
  }
  return {};
}

/// The documents that a decision changes: those that have what it is about.
Result<Documents> reached(const StoreState& state, const Decision& decision) {
  const View view(state);
  Documents documents;
  switch (decision.kind) {
    case DecisionKind::Merge:
    case DecisionKind::Rename:
    case DecisionKind::Retype:
    case DecisionKind::Split:
      for (const DecidedEntity& entity : decision.entities) {
        Result<Documents> having = documents_with(view, entity.id);
        if (!having) return having;
        documents.merge(*having);
      }
      if (decision.kind == DecisionKind::Split) {
        const Documents named(decision.documents.begin(), decision.documents.end());
        std::erase_if(documents, [&](const DocumentId& id) { return !named.contains(id); });
      }
      return documents;
    case DecisionKind::Reject:
    case DecisionKind::Confirm:
      return documents_with(view, decision.statement->id);
    case DecisionKind::Undo: {
      Cursor row = view.cursor(Column::Touched, be64(state.journal.root(decision.undoes)));
      for (; row.valid(); row.next()) documents.insert({std::string(row.rest())});
      if (const Status read = row.status(); !read) return read.error();
      return documents;
    }
    case DecisionKind::KeepApart:
      return documents;
  }
  return documents;
}

}  // namespace

Result<std::uint64_t> restore_decisions(Store& store, std::span<const Decision> decisions) {
  StoreState& state = BulkLoad::state_of(store);
  Writing writing(state);
  if (const Status allowed = writing.may_write(); !allowed) return allowed.error();
  if (const Status pending = writing.reach_pending(); !pending) return pending.error();
  std::uint64_t restored = 0;
  for (const Decision& decision : decisions) {
    if (decision.sequence > 0 && decision.sequence < state.journal.next()) {
      if (state.journal.at(decision.sequence) == decision) continue;
      return refused(decision,
                     state.name + " has another one of that number; load into a new store");
    }
    if (const Status fits = check(decision, state.journal); !fits) return fits.error();
    const Result<Documents> documents = reached(state, decision);
    if (!documents) return documents.error();
    const Status decided = writing.decide({decision}, {documents->begin(), documents->end()});
    if (!decided) return decided.error();
    ++restored;
  }
  if (const Status durable = writing.finish(); !durable) return durable.error();
  return restored;
}

}  // namespace onrecord
