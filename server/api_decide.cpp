#include <rapidjson/document.h>

#include "server/decide.h"
#include "server/decision_text.h"
#include "server/json_body.h"
#include "server/json_values.h"
#include "server/routes.h"
#include "server/write_side.h"

namespace onrecord {
namespace {

using Making = std::function<Result<std::vector<MadeDecision>>(Store&)>;

Result<Reply> answer_made(Call& call, const Making& make) {
  std::vector<MadeDecision> made;
  const auto version = call.writes->store.write([&](Store& store) -> Status {
    auto decided = make(store);
    if (!decided) return decided.error();
    made = std::move(*decided);
    return {};
  });
  if (!version) return version.error();
  call.writes->show(*version);
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const MadeDecision& one : made) {
      write_decision(writer, {one.decision, std::nullopt, one.documents});
    }
    writer.EndArray();
    writer.EndObject();
  });
  return reply;
}

/// The numbers that are to be undone: those named, else the last decision that is in force and no
/// undo.
Result<std::vector<std::uint64_t>> read_numbers(const rapidjson::Value& body, const Store& store) {
  std::vector<std::uint64_t> numbers;
  const auto member = body.FindMember("decisions");
  if (member != body.MemberEnd()) {
    if (member->value.IsArray()) {
      for (const rapidjson::Value& item : member->value.GetArray()) {
        if (!item.IsUint64()) break;
        numbers.push_back(item.GetUint64());
      }
    }
    if (!numbers.empty() && numbers.size() == member->value.Size()) return numbers;
    return Error{ErrorCode::InvalidInput,
                 "member 'decisions' must be a list of numbers of decisions"};
  }
  const auto log = store.decisions();
  if (!log) return log.error();
  for (const LoggedDecision& logged : *log) {
    if (!logged.undone_by && logged.decision.kind != DecisionKind::Undo) {
      numbers = {logged.decision.sequence};
    }
  }
  if (!numbers.empty()) return numbers;
  return Error{ErrorCode::NotFound, "there is no decision to undo"};
}

}  // namespace

Result<Reply> post_decision(Call& call) {
  const auto body = parse_body(call.request.body, kDecisionMembers);
  if (!body) return body.error();
  const auto wanted = parse_decision(*body);
  if (!wanted) return wanted.error();
  return answer_made(call, [&](Store& store) -> Result<std::vector<MadeDecision>> {
    auto made = decide(store, *wanted, utc_now());
    if (!made) return made.error();
    return std::vector{std::move(*made)};
  });
}

Result<Reply> post_undo(Call& call) {
  const auto body = parse_body(call.request.body, "decisions who why");
  if (!body) return body.error();
  const auto who = body_text(*body, "who");
  if (!who) return who.error();
  const auto why = body_text(*body, "why");
  if (!why) return why.error();
  return answer_made(call, [&](Store& store) -> Result<std::vector<MadeDecision>> {
    const auto numbers = read_numbers(*body, store);
    if (!numbers) return numbers.error();
    return store.undo(*numbers, {who->empty() ? "web" : *who, utc_now(), *why});
  });
}

Result<Reply> delete_document(Call& call) {
  const DocumentId id{call.ids.at(0)};
  const auto version = call.writes->store.write([&](Store& store) -> Status {
    const auto removed = store.remove(id);
    if (!removed) return removed.error();
    if (*removed) return {};
    return Error{ErrorCode::NotFound, "there is no document '" + id.value + "'"};
  });
  if (!version) return version.error();
  call.writes->show(*version);
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "removed", id.value);
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
