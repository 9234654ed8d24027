#include "tests/server/described.h"

#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/json.h"
#include "server/openapi.h"
#include "server/yaml_to_json.h"

namespace onrecord {
namespace {

// Replies are also read by threads of a test, and Catch's macros are for its own thread alone: what
// is wrong with the description itself is thrown.

rapidjson::Document read_description() {
  const auto text = yaml_to_json(openapi_yaml());
  if (!text) throw std::logic_error(text.error().message);
  auto json = parse_json(*text, "server/openapi.yaml");
  if (!json) throw std::logic_error(json.error().message);
  return std::move(*json);
}

/// A schema that may name others by $ref, ready to judge with.
std::unique_ptr<rapidjson::SchemaDocument> compile(const std::string& pointer) {
  const rapidjson::Value* schema = rapidjson::Pointer(pointer.c_str()).Get(description());
  if (schema == nullptr) throw std::logic_error("openapi.yaml has no " + pointer);
  rapidjson::Document whole;
  whole.SetObject();
  auto& memory = whole.GetAllocator();
  rapidjson::Value all(rapidjson::kArrayType);
  all.PushBack(rapidjson::Value(*schema, memory), memory);
  whole.AddMember("allOf", all, memory);
  whole.AddMember("components", rapidjson::Value(description()["components"], memory), memory);
  return std::make_unique<rapidjson::SchemaDocument>(whole);
}

/// judge: given a validator of the schema at `pointer`. One at a time: patterns of a compiled
/// schema are not safe to use from several threads, and some tests ask from several.
template <typename Judge>
std::string judged(const std::string& pointer, const Judge& judge) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<rapidjson::SchemaDocument>> known;
  const std::lock_guard lock(mutex);
  auto& schema = known[pointer];
  if (!schema) schema = compile(pointer);
  rapidjson::SchemaValidator validator(*schema);
  return judge(validator);
}

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> parts;
  std::istringstream in(path.substr(0, path.find('?')));
  for (std::string part; std::getline(in, part, '/');) parts.push_back(part);
  return parts;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool any = !pattern[i].empty() && pattern[i].front() == '{';
    if (!any && pattern[i] != path[i]) return false;
  }
  return true;
}

/// As a part of a JSON pointer.
std::string escaped(const std::string& key) {
  std::string out;
  for (const char c : key) out += c == '/' ? "~1" : c == '~' ? "~0" : std::string(1, c);
  return out;
}

std::string type_of(const RawReply& reply) {
  const auto type = reply.headers.find("content-type");
  return type == reply.headers.end() ? "" : type->second.substr(0, type->second.find(';'));
}

std::string trouble_of_events(const std::string& pointer, std::string_view body) {
  while (!body.empty()) {
    const std::size_t end = std::min(body.find("\n\n"), body.size());
    const std::string event(body.substr(0, end));
    body.remove_prefix(std::min(end + 2, body.size()));
    const std::size_t data = event.find("\ndata: ");
    if (event.rfind("event: ", 0) != 0 || data == std::string::npos) return "no event: " + event;
    rapidjson::Document json(rapidjson::kObjectType);
    json.AddMember("event",
                   rapidjson::Value(event.substr(7, data - 7).c_str(), json.GetAllocator()),
                   json.GetAllocator());
    json.AddMember("data", rapidjson::Value(event.substr(data + 7).c_str(), json.GetAllocator()),
                   json.GetAllocator());
    const std::string wrong = judged(pointer, [&](rapidjson::SchemaValidator& validator) {
      return json.Accept(validator) ? "" : "not as described: " + event;
    });
    if (!wrong.empty()) return wrong;
    if (!parse_json(event.substr(data + 7), "data")) return "no JSON: " + event;
  }
  return "";
}

std::string trouble_of_error(const RawReply& reply) {
  if (reply.status < 400 || type_of(reply) != "application/json") return "";
  return trouble("/components/schemas/Error", reply.body);
}

}  // namespace

const rapidjson::Document& description() {
  static const rapidjson::Document root = read_description();
  return root;
}

const rapidjson::Value& resolved(const rapidjson::Value& value) {
  if (!value.IsObject() || !value.HasMember("$ref")) return value;
  const std::string pointer = value["$ref"].GetString();
  const rapidjson::Value* found = rapidjson::Pointer(pointer.c_str()).Get(description());
  if (found == nullptr) throw std::logic_error("openapi.yaml has no " + pointer);
  return *found;
}

std::string to_text(const rapidjson::Value& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  json.Accept(writer);
  return buffer.GetString();
}

std::string described_path(const std::string& target) {
  const std::vector<std::string> path = segments(target);
  for (const auto& item : description()["paths"].GetObject()) {
    if (fits(segments(item.name.GetString()), path)) return item.name.GetString();
  }
  return "";
}

std::string trouble(const std::string& pointer, const std::string& json) {
  const auto parsed = parse_json(json, "a reply");
  if (!parsed) return parsed.error().message;
  return judged(pointer, [&](rapidjson::SchemaValidator& validator) {
    if (parsed->Accept(validator)) return std::string();
    rapidjson::StringBuffer where, rule;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
    validator.GetInvalidSchemaPointer().StringifyUriFragment(rule);
    return std::string(where.GetString()) + " breaks " + validator.GetInvalidSchemaKeyword() +
           " of " + rule.GetString();
  });
}

std::string breach(const std::string& method, const std::string& target, const RawReply& reply,
                   bool head_only) {
  if (reply.status == 0) return "";
  const std::string path = described_path(target);
  std::string verb = method == "HEAD" ? "get" : method;
  for (char& c : verb) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const rapidjson::Value& paths = description()["paths"];
  if (path.empty() || !paths[path.c_str()].HasMember(verb.c_str())) {
    return head_only ? "" : trouble_of_error(reply);
  }
  const rapidjson::Value& responses = paths[path.c_str()][verb.c_str()]["responses"];
  const std::string status = std::to_string(reply.status);
  const bool known = responses.HasMember(status.c_str());
  if (!known && reply.status < 400) return "status " + status + " is not described";
  const std::string type = type_of(reply);
  if (!resolved(responses[known ? status.c_str() : "default"])["content"].HasMember(type.c_str())) {
    return "type '" + type + "' is not described for " + status;
  }
  if (head_only) return "";
  if (!known) return trouble_of_error(reply);
  const std::string schema = "/paths/" + escaped(path) + "/" + verb + "/responses/" + status +
                             "/content/" + escaped(type) + "/schema";
  if (type == "application/json") return trouble(schema, reply.body);
  if (type == "text/event-stream") return trouble_of_events(schema, reply.body);
  return "";
}

}  // namespace onrecord
