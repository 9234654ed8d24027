// The description and the table of routes say the same, and replies are what it says.

#include "server/openapi.h"

#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <set>
#include <sstream>

#include "model/json.h"
#include "server/routes.h"
#include "server/yaml_to_json.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

rapidjson::Document description() {
  const auto text = yaml_to_json(openapi_yaml());
  if (!text) FAIL(text.error().message);
  auto json = parse_json(*text, "server/openapi.yaml");
  if (!json) FAIL(json.error().message);
  return std::move(*json);
}

/// "/api/v1/entities/{id}" -> "/api/v1/entities/:id"
std::string to_pattern(std::string path) {
  for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos;) {
    path[at] = ':';
    path.erase(path.find('}', at), 1);
  }
  return path;
}

bool is_described(std::string_view pattern) {
  return pattern.substr(0, 5) == "/api/" || pattern.substr(0, 9) == "/openapi." ||
         pattern.substr(0, 10) == "/reconcile" || pattern == "/metrics";
}

std::string method_of(const Route& route) {
  switch (route.method) {
    case Method::Post:
      return "post";
    case Method::Delete:
      return "delete";
    case Method::Get:
      break;
  }
  return "get";
}

const rapidjson::Value& resolved(const rapidjson::Document& root, const rapidjson::Value& value) {
  if (!value.HasMember("$ref")) return value;
  const rapidjson::Value* found = rapidjson::Pointer(value["$ref"].GetString()).Get(root);
  INFO(value["$ref"].GetString());
  REQUIRE(found != nullptr);
  return *found;
}

std::set<std::string> words(std::string_view text) {
  std::set<std::string> found;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;) found.insert(word);
  return found;
}

std::set<std::string> query_parameters(const rapidjson::Document& root,
                                       const rapidjson::Value& operation) {
  std::set<std::string> names;
  if (!operation.HasMember("parameters")) return names;
  for (const auto& item : operation["parameters"].GetArray()) {
    const rapidjson::Value& parameter = resolved(root, item);
    if (std::string(parameter["in"].GetString()) == "query") {
      names.insert(parameter["name"].GetString());
    }
  }
  return names;
}

/// What is wrong with a JSON text by a schema that stands in the description; "" when nothing is.
std::string trouble(const rapidjson::Document& root, const rapidjson::Value& schema,
                    const std::string& text) {
  rapidjson::Document whole;
  whole.SetObject();
  auto& memory = whole.GetAllocator();
  rapidjson::Value all(rapidjson::kArrayType);
  all.PushBack(rapidjson::Value(schema, memory), memory);
  whole.AddMember("allOf", all, memory);
  whole.AddMember("components", rapidjson::Value(root["components"], memory), memory);
  const rapidjson::SchemaDocument compiled(whole);
  rapidjson::SchemaValidator validator(compiled);
  const auto json = parse_json(text, "a reply");
  if (!json) return json.error().message;
  if (json->Accept(validator)) return "";
  rapidjson::StringBuffer where, rule;
  validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
  validator.GetInvalidSchemaPointer().StringifyUriFragment(rule);
  return std::string(where.GetString()) + " breaks " + validator.GetInvalidSchemaKeyword() +
         " of " + rule.GetString();
}

/// The schema of the JSON that an operation answers under a status.
const rapidjson::Value& reply_schema(const rapidjson::Document& root,
                                     const rapidjson::Value& operation, const char* status) {
  const rapidjson::Value& responses = operation["responses"];
  const char* known = responses.HasMember(status) ? status : "default";
  return resolved(root, responses[known])["content"]["application/json"]["schema"];
}

const std::map<std::string, std::vector<std::string>>& examples() {
  static const std::map<std::string, std::vector<std::string>> requests = {
      {"/api/v1/health", {""}},
      {"/api/v1/stats", {""}},
      {"/api/v1/search", {"?q=nunes", "?q=", "?q=tom"}},
      {"/api/v1/entities", {"", "?q=nunez", "?q=Lindqist", "?type=person&limit=1"}},
      {"/api/v1/entities/{id}", {"QUIET", "JOSE", "OFFICE", "HOSTILE"}},
      {"/api/v1/entities/{id}/graph", {"QUIET", "HOSTILE"}},
      {"/api/v1/entities/{id}/neighbours", {"QUIET", "QUIET?sort=recent&limit=1", "HOSTILE"}},
      {"/api/v1/evidence", {"?from=Quiet+Tide&to=Coast+Office"}},
      {"/api/v1/statements/{id}/evidence", {"fd530548adbb04ac"}},
      {"/api/v1/timeline", {"", "?bucket=day&entities=Quiet+Tide"}},
      {"/api/v1/quotes", {"", "?as=timeline", "?speaker=nunez&limit=1"}},
      {"/api/v1/operations", {""}},
      {"/api/v1/conflicts", {""}},
      {"/api/v1/path",
       {"?from=Lindqvist&to=Coast+Office&k=3", "?from=Lindqvist&to=Coast+Office&by=telling",
        "?from=Lindqvist&to=Coast+Office&by=reliable"}},
      {"/api/v1/connect", {"?entities=Lindqvist;Coast+Office"}},
      {"/api/v1/among", {"?entities=f6891f982fe31589,b3115c2aea392c48&evidence=1"}},
      {"/api/v1/common", {"?entities=Lindqvist;Coast+Office"}},
      {"/api/v1/rank", {"", "?of=communities", "?of=bridges", "?of=components", "?of=pagerank"}},
      {"/api/v1/candidates", {""}},
      {"/api/v1/decisions", {""}},
      {"/api/v1/outlets", {"", "?limit=1"}},
      {"/api/v1/documents", {"", "?limit=1", "?outlets=Harbor+Herald"}},
      {"/api/v1/documents/{id}", {"reeds", "tide%2F2", "hostile"}},
      {"/api/v1/export", {"", "?format=nodelink", "?with_text=true"}},
      {"/openapi.json", {""}},
      {"/reconcile", {"", "?queries=%7B%22q0%22%3A%7B%22query%22%3A%22tom%22%7D%7D"}},
      {"/reconcile/suggest/entity", {"?prefix=t"}},
  };
  return requests;
}

std::string with_ids(std::string text) {
  const SampleIds ids = sample_ids();
  for (const auto& [name, id] :
       {std::pair("QUIET", ids.quiet_tide), std::pair("JOSE", ids.jose),
        std::pair("OFFICE", ids.coast_office), std::pair("HOSTILE", ids.hostile)}) {
    const std::size_t at = text.find(name);
    if (at != std::string::npos) text.replace(at, std::string(name).size(), to_string(id));
  }
  return text;
}

std::string target_of(const std::string& path, const std::string& example) {
  const std::size_t at = path.find('{');
  if (at == std::string::npos) return path + example;
  const std::string filled = with_ids(example);
  const std::size_t query = std::min(filled.find('?'), filled.size());
  std::string target = path;
  target.replace(at, path.find('}') + 1 - at, filled.substr(0, query));
  return target + filled.substr(query);
}

}  // namespace

TEST_CASE("every route is described with its parameters, and nothing else is", "[server]") {
  const auto root = description();
  std::map<std::string, std::set<std::string>> described, there;
  for (const auto& path : root["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      described[std::string(operation.name.GetString()) + " " + to_pattern(path.name.GetString())] =
          query_parameters(root, operation.value);
    }
  }
  for (const Route& route : routes()) {
    if (!is_described(route.pattern)) continue;
    there[method_of(route) + " " + std::string(route.pattern)] = words(route.params);
  }
  for (const auto& [name, parameters] : there) {
    INFO(name);
    REQUIRE(described.contains(name));
    CHECK(described.at(name) == parameters);
  }
  for (const auto& [name, parameters] : described) {
    INFO(name);
    CHECK(there.contains(name));
  }
}

TEST_CASE("operations of the description have an id, an answer and known tags", "[server]") {
  const auto root = description();
  CHECK(std::string(root["openapi"].GetString()) == "3.1.0");
  std::set<std::string> tags, ids;
  for (const auto& tag : root["tags"].GetArray()) tags.insert(tag["name"].GetString());
  for (const auto& path : root["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      INFO(path.name.GetString());
      CHECK(ids.insert(operation.value["operationId"].GetString()).second);
      CHECK(tags.contains(operation.value["tags"][0].GetString()));
      CHECK(operation.value["responses"].HasMember("default"));
    }
  }
}

TEST_CASE("every route answers as it is described", "[server]") {
  const RunningServer running;
  const auto root = description();
  for (const auto& path : root["paths"].GetObject()) {
    const std::string name = path.name.GetString();
    if (!path.value.HasMember("get") || name == "/openapi.yaml" || name == "/metrics") {
      continue;
    }
    INFO(name << " has no example in this test");
    REQUIRE(examples().contains(name));
    for (const std::string& example : examples().at(name)) {
      const std::string target = target_of(name, example);
      const RawReply reply = get(running.port, target);
      INFO("GET " << target);
      CHECK(reply.status == 200);
      CHECK(trouble(root, reply_schema(root, path.value["get"], "200"), reply.body) == "");
    }
  }
}

TEST_CASE("errors are as they are described", "[server]") {
  const RunningServer running;
  const auto root = description();
  for (const char* target :
       {"/api/v1/entities/x", "/api/v1/entities/0000000000000001", "/api/v1/path?from=tom&to=ana",
        "/api/v1/path?from=Lindqist&to=ana", "/api/v1/quotes?limit=0", "/api/v1/nothing"}) {
    const RawReply reply = get(running.port, target);
    INFO(target);
    CHECK(reply.status >= 400);
    CHECK(trouble(root, root["components"]["schemas"]["Error"], reply.body) == "");
  }
}

TEST_CASE("a reply that is not as described would be seen", "[server]") {
  const auto root = description();
  const rapidjson::Value& schema = root["components"]["schemas"]["DocumentPage"];
  CHECK(trouble(root, schema, R"({"items": [], "next": ""})") == "");
  CHECK(trouble(root, schema, R"({"items": []})") != "");
  CHECK(trouble(root, schema, R"({"items": [], "next": "", "more": 1})") != "");
  CHECK(trouble(root, schema, R"({"items": [{"id": "a"}], "next": ""})") != "");
}

TEST_CASE("the description is served as it is and as JSON", "[server]") {
  const RunningServer running;
  const RawReply yaml = get(running.port, "/openapi.yaml");
  CHECK(yaml.body == openapi_yaml());
  CHECK(yaml.headers.at("content-type") == "application/yaml");
  const auto json = get_json(running.port, "/openapi.json");
  CHECK((json == description()));
}

TEST_CASE("YAML becomes the JSON that it means", "[server]") {
  const auto json = [](const char* yaml) {
    const auto made = yaml_to_json(yaml);
    return made ? *made : "error: " + made.error().message;
  };
  CHECK(json("a: 1\nb: [x, '2', true, null, 1.5]\n") == R"({"a":1,"b":["x","2",true,null,1.5]})");
  CHECK(json("a: {b: {c: \"y\"}}\nd: >-\n  one\n  two\n") ==
        R"({"a":{"b":{"c":"y"}},"d":"one two"})");
  CHECK(json("a: [1\nb: 2\n").rfind("error: YAML: line ", 0) == 0);
  CHECK(json("a: &x 1\nb: *x\n").rfind("error: ", 0) == 0);
  CHECK(json("a: 1\n---\nb: 1\n").rfind("error: ", 0) == 0);
}

}  // namespace onrecord
