#include "server/json_body.h"

#include <sstream>
#include <utility>

#include "model/json.h"

namespace onrecord {
namespace {

Error wrong(const char* name, std::string_view wanted) {
  return {ErrorCode::InvalidInput,
          "member '" + std::string(name) + "' of the body must be " + std::string(wanted)};
}

bool is_known(std::string_view name, std::string_view known) {
  std::istringstream words{std::string(known)};
  for (std::string word; words >> word;) {
    if (word == name) return true;
  }
  return false;
}

std::string text_of(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

}  // namespace

Result<rapidjson::Document> parse_body(std::string_view body, std::string_view known) {
  auto json = parse_json(body.empty() ? "{}" : body, "the body");
  if (!json) return json.error();
  if (!json->IsObject()) return Error{ErrorCode::InvalidInput, "the body is not a JSON object"};
  for (const auto& member : std::as_const(*json).GetObject()) {
    const std::string name = text_of(member.name);
    if (is_known(name, known)) continue;
    return Error{ErrorCode::InvalidInput, "the body has an unknown member '" + name +
                                              "'; it may have: " + std::string(known)};
  }
  return json;
}

Result<std::string> body_text(const rapidjson::Value& body, const char* name) {
  const auto member = body.FindMember(name);
  if (member == body.MemberEnd() || member->value.IsNull()) return std::string();
  if (!member->value.IsString()) return wrong(name, "a string");
  return text_of(member->value);
}

Result<std::vector<std::string>> body_texts(const rapidjson::Value& body, const char* name) {
  std::vector<std::string> texts;
  const auto member = body.FindMember(name);
  if (member == body.MemberEnd() || member->value.IsNull()) return texts;
  if (!member->value.IsArray()) return wrong(name, "a list of strings");
  for (const rapidjson::Value& item : member->value.GetArray()) {
    if (!item.IsString()) return wrong(name, "a list of strings");
    texts.push_back(text_of(item));
  }
  return texts;
}

}  // namespace onrecord
