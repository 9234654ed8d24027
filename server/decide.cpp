#include "server/decide.h"

#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <span>

#include "server/json_body.h"

namespace onrecord {
namespace {

constexpr std::array kKinds = {DecisionKind::Merge,    DecisionKind::Split,  DecisionKind::Rename,
                               DecisionKind::Retype,   DecisionKind::Reject, DecisionKind::Confirm,
                               DecisionKind::KeepApart};

Error wrong(std::string message) { return {ErrorCode::InvalidInput, std::move(message)}; }

Result<DecisionKind> parse_kind(const std::string& word) {
  for (const DecisionKind kind : kKinds) {
    if (to_string(kind) == word) return kind;
  }
  return wrong("member 'kind' is '" + word +
               "' but must be merge, split, rename, retype, reject, confirm or keep_apart");
}

template <typename Id>
Result<Id> read_id(const std::string& digits, const char* name) {
  const auto id = parse_id<Id>(digits);
  if (id) return *id;
  return wrong("member '" + std::string(name) + "': '" + digits +
               "' is not an id of 16 hex digits");
}

Status read_entities(const rapidjson::Value& body, WantedDecision& wanted) {
  const bool merges = wanted.kind == DecisionKind::Merge;
  const bool several = merges || wanted.kind == DecisionKind::KeepApart;
  const char* name = several ? "entities" : "entity";
  Result<std::vector<std::string>> ids = std::vector<std::string>();
  if (several) {
    ids = body_texts(body, name);
  } else {
    const auto id = body_text(body, name);
    if (!id) return id.error();
    if (!id->empty()) ids = std::vector{*id};
  }
  if (!ids) return ids.error();
  for (const std::string& digits : *ids) {
    const auto id = read_id<EntityId>(digits, name);
    if (!id) return id.error();
    wanted.entities.push_back(*id);
  }
  if (several && wanted.entities.size() < 2) {
    return wrong(std::string("member 'entities' must have at least two ids") +
                 (merges ? ", the one that stays last" : ""));
  }
  if (wanted.entities.empty()) return wrong("member 'entity' is missing: an id");
  return {};
}

Status read_details(const rapidjson::Value& body, WantedDecision& wanted) {
  const auto name = body_text(body, "name");
  if (!name) return name.error();
  wanted.name = *name;
  const auto documents = body_texts(body, "documents");
  if (!documents) return documents.error();
  for (const std::string& id : *documents) wanted.documents.push_back({id});
  if (wanted.kind == DecisionKind::Split && wanted.documents.empty()) {
    return wrong("member 'documents' is missing: ids of the documents of the other one");
  }
  if (wanted.kind != DecisionKind::Retype) return {};
  const auto word = body_text(body, "type");
  if (!word) return word.error();
  const auto type = parse_entity_type(*word);
  if (!type) {
    return wrong("member 'type' is '" + *word +
                 "' but must be person, agency, organization, place or operation");
  }
  wanted.type = *type;
  return {};
}

}  // namespace

Result<WantedDecision> parse_decision(const rapidjson::Value& body) {
  WantedDecision wanted;
  const auto word = body_text(body, "kind");
  if (!word) return word.error();
  const auto kind = parse_kind(*word);
  if (!kind) return kind.error();
  wanted.kind = *kind;
  const auto who = body_text(body, "who");
  if (!who) return who.error();
  const auto why = body_text(body, "why");
  if (!why) return why.error();
  wanted.who = who->empty() ? "web" : *who;
  wanted.why = *why;
  if (wanted.kind == DecisionKind::Reject || wanted.kind == DecisionKind::Confirm) {
    const auto digits = body_text(body, "statement");
    if (!digits) return digits.error();
    const auto id = read_id<StatementId>(*digits, "statement");
    if (!id) return id.error();
    wanted.statement = *id;
    return wanted;
  }
  if (const Status read = read_entities(body, wanted); !read) return read.error();
  if (const Status read = read_details(body, wanted); !read) return read.error();
  return wanted;
}

Result<MadeDecision> decide(Store& store, const WantedDecision& wanted, const std::string& when) {
  const Signature by{wanted.who, when, wanted.why};
  switch (wanted.kind) {
    case DecisionKind::Merge:
      return store.merge(std::span(wanted.entities).first(wanted.entities.size() - 1),
                         wanted.entities.back(), by);
    case DecisionKind::Split:
      return store.split(wanted.entities.front(), wanted.documents, wanted.name, by);
    case DecisionKind::Rename:
      return store.rename(wanted.entities.front(), wanted.name, by);
    case DecisionKind::Retype:
      return store.retype(wanted.entities.front(), wanted.type, by);
    case DecisionKind::Reject:
      return store.reject(wanted.statement, by);
    case DecisionKind::Confirm:
      return store.confirm(wanted.statement, by);
    case DecisionKind::KeepApart:
      return store.keep_apart(wanted.entities, by);
    case DecisionKind::Undo:
      break;
  }
  return wrong("an undo is of numbers, not of entities");
}

std::string utc_now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

}  // namespace onrecord
