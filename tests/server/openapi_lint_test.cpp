// The description read for what its readers stumble over: programs that make clients of it, and
// people who look a parameter up.

#include <functional>
#include <map>
#include <set>

#include "server/routes.h"
#include "server/yaml_to_json.h"
#include "tests/catch.h"
#include "tests/server/described.h"

namespace onrecord {
namespace {

using Visit = std::function<void(const std::string& where, const rapidjson::Value&)>;

/// Every value in it, itself first.
void walk(const rapidjson::Value& value, const std::string& where, const Visit& visit) {
  visit(where, value);
  if (value.IsObject()) {
    for (const auto& member : value.GetObject()) {
      walk(member.value, where + "/" + member.name.GetString(), visit);
    }
  } else if (value.IsArray()) {
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
      walk(value[i], where + "/" + std::to_string(i), visit);
    }
  }
}

bool has_text(const rapidjson::Value& value, const char* name) {
  return value.HasMember(name) && value[name].IsString() && value[name].GetStringLength() > 0;
}

/// visit: path, method, operation.
void for_each_operation(const std::function<void(const std::string&, const std::string&,
                                                 const rapidjson::Value&)>& visit) {
  for (const auto& path : description()["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      INFO(operation.name.GetString() << " " << path.name.GetString());
      visit(path.name.GetString(), operation.name.GetString(), operation.value);
    }
  }
}

/// "/api/v1/documents/{id}" -> {"id"}
std::set<std::string> names_in(const std::string& path) {
  std::set<std::string> names;
  for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at) {
    names.insert(path.substr(at + 1, path.find('}', at) - at - 1));
  }
  return names;
}

const Route* route_of(const std::string& path, const std::string& method) {
  for (const Route& route : routes()) {
    std::string pattern(route.pattern);
    for (const std::string& name : names_in(path)) {
      const std::size_t at = pattern.find(":" + name);
      if (at != std::string::npos) pattern.replace(at, name.size() + 1, "{" + name + "}");
    }
    const char* verb = route.method == Method::Post     ? "post"
                       : route.method == Method::Delete ? "delete"
                                                        : "get";
    if (pattern == path && method == verb) return &route;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("nothing in the description is empty by mistake", "[server]") {
  // "{description: Here, and there}" is YAML for a description and a member "and there".
  walk(description(), "", [](const std::string& where, const rapidjson::Value& value) {
    INFO(where);
    CHECK_FALSE(value.IsNull());
    const bool may_be_empty = where.find("/security/") != std::string::npos;
    CHECK((may_be_empty || !value.IsObject() || !value.ObjectEmpty()));
  });
  const auto slip = yaml_to_json("tag: {description: Here, and there}\n");
  REQUIRE(slip);
  CHECK(*slip == R"({"tag":{"description":"Here","and there":null}})");
}

TEST_CASE("what the description names is there, and what is there is named", "[server]") {
  std::set<std::string> named;
  walk(description(), "", [&](const std::string& where, const rapidjson::Value& value) {
    if (!value.IsObject() || !value.HasMember("$ref")) return;
    INFO(where);
    CHECK(resolved(value).IsObject());
    named.insert(value["$ref"].GetString());
  });
  for (const char* kind : {"schemas", "parameters", "responses"}) {
    for (const auto& part : description()["components"][kind].GetObject()) {
      const std::string name = std::string("#/components/") + kind + "/" + part.name.GetString();
      INFO(name);
      CHECK(named.contains(name));
    }
  }
}

TEST_CASE("operations have an id of their own, a summary, known tags and answers", "[server]") {
  CHECK(std::string(description()["openapi"].GetString()) == "3.1.0");
  std::set<std::string> tags, ids;
  for (const auto& tag : description()["tags"].GetArray()) {
    CHECK(has_text(tag, "description"));
    tags.insert(tag["name"].GetString());
  }
  for_each_operation([&](const auto&, const auto&, const rapidjson::Value& operation) {
    CHECK(ids.insert(operation["operationId"].GetString()).second);
    CHECK(has_text(operation, "summary"));
    REQUIRE(operation["tags"].Size() > 0);
    for (const auto& tag : operation["tags"].GetArray()) CHECK(tags.contains(tag.GetString()));
    REQUIRE(operation["responses"].HasMember("200"));
    REQUIRE(operation["responses"].HasMember("default"));
    for (const auto& item : operation["responses"].GetObject()) {
      const rapidjson::Value& response = resolved(item.value);
      CHECK(has_text(response, "description"));
      REQUIRE(response["content"].MemberCount() > 0);
      for (const auto& type : response["content"].GetObject())
        CHECK(type.value.HasMember("schema"));
    }
  });
}

TEST_CASE("every parameter is described, and those of the path stand in it", "[server]") {
  for_each_operation([&](const std::string& path, const auto&, const rapidjson::Value& operation) {
    std::set<std::string> in_path, all;
    if (operation.HasMember("parameters")) {
      for (const auto& item : operation["parameters"].GetArray()) {
        const rapidjson::Value& parameter = resolved(item);
        const std::string name = parameter["name"].GetString();
        INFO(name);
        CHECK(all.insert(name).second);
        CHECK(has_text(parameter, "description"));
        CHECK(parameter.HasMember("schema"));
        if (std::string(parameter["in"].GetString()) != "path") continue;
        CHECK(parameter["required"].GetBool());
        in_path.insert(name);
      }
    }
    CHECK(in_path == names_in(path));
  });
}

TEST_CASE("errors have a shape and an example of it", "[server]") {
  for_each_operation([&](const auto&, const auto&, const rapidjson::Value& operation) {
    for (const auto& item : operation["responses"].GetObject()) {
      const std::string status = item.name.GetString();
      if (status[0] != '4' && status[0] != '5' && status != "default") continue;
      const rapidjson::Value& json = resolved(item.value)["content"]["application/json"];
      CHECK(std::string(json["schema"]["$ref"].GetString()) == "#/components/schemas/Error");
      REQUIRE(json.HasMember("example"));
      CHECK(trouble("/components/schemas/Error", to_text(json["example"])) == "");
    }
  });
}

TEST_CASE("what an object must have it may have", "[server]") {
  walk(description(), "", [](const std::string& where, const rapidjson::Value& value) {
    if (!value.IsObject() || !value.HasMember("required") ||
        !value.HasMember("additionalProperties"))
      return;
    INFO(where);
    for (const auto& name : value["required"].GetArray()) {
      INFO(name.GetString());
      CHECK(value["properties"].HasMember(name));
    }
  });
}

TEST_CASE("the description asks for the token and the type of body that the routes ask for",
          "[server]") {
  for_each_operation([&](const std::string& path, const std::string& method,
                         const rapidjson::Value& operation) {
    const Route* route = route_of(path, method);
    REQUIRE(route != nullptr);
    const bool asks = operation.HasMember("security") && operation["security"].Size() == 1 &&
                      operation["security"][0].HasMember("token");
    CHECK(asks == (route->access == RouteAccess::Write));
    REQUIRE(operation.HasMember("requestBody") == (route->method == Method::Post));
    if (route->method != Method::Post) return;
    const rapidjson::Value& body = operation["requestBody"];
    CHECK(body["required"].GetBool());
    REQUIRE(body["content"].MemberCount() == 1);
    CHECK(
        std::string(body["content"].MemberBegin()->name.GetString()) ==
        (route->body == BodyType::Json ? "application/json" : "application/x-www-form-urlencoded"));
  });
}

}  // namespace onrecord
