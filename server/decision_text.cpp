#include "server/decision_text.h"

#include "model/ontology.h"
#include "server/wording.h"

namespace onrecord {
namespace {

std::string names_of(const std::vector<DecidedEntity>& entities) {
  std::vector<std::string> names;
  names.reserve(entities.size());
  for (const DecidedEntity& entity : entities) names.push_back(entity.name);
  return join(names);
}

/// The name of the end of a statement; `next` is where it stands among the decision's entities.
template <typename End>
std::string end_text(const End& end, const Decision& decision, std::size_t& next) {
  if (std::holds_alternative<EntityId>(end)) {
    return next < decision.entities.size() ? decision.entities[next++].name : "";
  }
  if (std::holds_alternative<QuoteId>(end)) {
    return "quote " + to_string(std::get<QuoteId>(end));
  }
  return "";
}

std::string object_text(const Decision& decision, std::size_t& next) {
  const Object& object = decision.statement->object;
  if (const auto* literal = std::get_if<Literal>(&object)) return literal->text;
  if (const auto* document = std::get_if<DocumentId>(&object)) return document->value;
  return end_text(object, decision, next);
}

/// "Ada Stone holds position at Coast Office (title: director)"
std::string statement_text(const Decision& decision) {
  std::size_t next = 0;
  const std::string subject = end_text(decision.statement->subject, decision, next);
  std::string text = join({subject, std::string(row_of(decision.statement->predicate).phrase),
                           object_text(decision, next)},
                          " ");
  std::vector<std::string> qualifiers;
  for (const auto& [name, value] : decision.statement->qualifiers) {
    std::string& told = qualifiers.emplace_back(name);
    told += ": ";
    told += value;
  }
  if (!qualifiers.empty()) text += " (" + join(qualifiers) + ")";
  return text;
}

EntityRef to_ref(const DecidedEntity& entity) { return {entity.id, entity.type, entity.name}; }

}  // namespace

std::string decision_text(const Decision& decision) {
  switch (decision.kind) {
    case DecisionKind::Merge:
      return names_of(decision.entities) + (decision.entities.size() == 1 ? " is " : " are ") +
             decision.result->name;
    case DecisionKind::Split:
      return names_of(decision.entities) + " is " +
             (decision.result->name.empty() ? "somebody or something else"
                                            : decision.result->name) +
             " in " + counted(decision.documents.size(), "document");
    case DecisionKind::Rename:
      return names_of(decision.entities) + " is called " + decision.result->name;
    case DecisionKind::Retype:
      return names_of(decision.entities) + " is of type " +
             std::string(to_string(decision.result->type)) + ", not " +
             std::string(to_string(decision.entities.front().type));
    case DecisionKind::Reject:
      return "wrong: " + statement_text(decision);
    case DecisionKind::Confirm:
      return "right: " + statement_text(decision);
    case DecisionKind::KeepApart:
      return names_of(decision.entities) + " are different";
    case DecisionKind::Undo:
      return "decision " + std::to_string(decision.undoes) + " is undone";
  }
  return "";
}

bool changes_documents(DecisionKind kind) {
  return kind != DecisionKind::Undo && kind != DecisionKind::KeepApart;
}

std::string state_text(const LoggedDecision& logged) {
  if (logged.undone_by) return "undone by " + std::to_string(*logged.undone_by);
  if (!changes_documents(logged.decision.kind)) return "in force";
  if (logged.documents == 0) return "no effect now";
  return "in force, " + counted(logged.documents, "document");
}

void write_decision(JsonWriter& writer, const LoggedDecision& logged) {
  const Decision& decision = logged.decision;
  writer.StartObject();
  write_count(writer, "sequence", decision.sequence);
  write_member(writer, "kind", to_string(decision.kind));
  write_member(writer, "who", decision.who);
  write_member(writer, "when", decision.when);
  write_member(writer, "why", decision.why);
  write_member(writer, "what", decision_text(decision));
  std::vector<EntityRef> entities;
  for (const DecidedEntity& entity : decision.entities) entities.push_back(to_ref(entity));
  write_refs(writer, "entities", entities);
  write_ref(writer, "result",
            decision.result ? std::optional(to_ref(*decision.result)) : std::nullopt);
  writer.Key("split_documents");
  writer.StartArray();
  if (decision.kind == DecisionKind::Split) {
    for (const DocumentId& id : decision.documents) write_string(writer, id.value);
  }
  writer.EndArray();
  writer.Key("statement");
  if (decision.statement) {
    write_string(writer, to_string(decision.statement->id));
  } else {
    writer.Null();
  }
  for (const auto& [name, sequence] :
       {std::pair("undoes", decision.undoes > 0 ? std::optional(decision.undoes) : std::nullopt),
        std::pair("undone_by", logged.undone_by)}) {
    writer.Key(name);
    if (sequence) {
      writer.Uint64(*sequence);
    } else {
      writer.Null();
    }
  }
  write_count(writer, "documents", logged.documents);
  writer.EndObject();
}

}  // namespace onrecord
