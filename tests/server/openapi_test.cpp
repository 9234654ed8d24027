// The description and the table of routes say the same, and replies are what it says.

#include "server/openapi.h"

#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "server/routes.h"
#include "server/target.h"
#include "server/yaml_to_json.h"
#include "tests/server/described.h"
#include "tests/server/running_server.h"
#include "tests/server/writing_server.h"

namespace onrecord {
namespace {

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

std::set<std::string> words(std::string_view text) {
  std::set<std::string> found;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;) found.insert(word);
  return found;
}

std::set<std::string> query_parameters(const rapidjson::Value& operation) {
  std::set<std::string> names;
  if (!operation.HasMember("parameters")) return names;
  for (const auto& item : operation["parameters"].GetArray()) {
    const rapidjson::Value& parameter = resolved(item);
    if (std::string(parameter["in"].GetString()) == "query") {
      names.insert(parameter["name"].GetString());
    }
  }
  return names;
}

const std::map<std::string, std::vector<std::string>>& examples() {
  static const std::map<std::string, std::vector<std::string>> requests = {
      {"/api/v1/health", {""}},
      {"/api/v1/stats", {""}},
      {"/api/v1/search", {"?q=nunes", "?q=", "?q=tom"}},
      {"/api/v1/entities", {"", "?q=nunez", "?q=Lindqist", "?type=person&limit=1"}},
      {"/api/v1/entities/{id}", {"QUIET", "JOSE", "OFFICE", "HOSTILE"}},
      {"/api/v1/entities/{id}/graph", {"QUIET", "HOSTILE"}},
      {"/api/v1/entities/{id}/report", {"QUIET", "QUIET?format=html", "HOSTILE", "JOSE?nodes=1"}},
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
      {"/api/v1/export",
       {"",
        "?format=nodelink",
        "?with_text=true",
        "?format=nodelink&quotes=true&evidence=1",
        "?format=nodelink&collapse_quotes=true",
        "?format=gexf&times=intervals",
        "?format=graphml",
        "?format=cyjs",
        "?format=jgf",
        "?format=mermaid",
        "?format=csv-nodes",
        "?format=csv-edges",
        "?format=csv-edges&compress=gz",
        "?format=ndjson",
        "?format=nt&base=urn:a:",
        "?format=ttl",
        "?format=jsonld&evidence=0",
        "?format=ftm",
        "?format=gexf&times=timestamps",
        "?format=nodelink&entity=Quiet+Tide&quotes=true"}},
      {"/openapi.json", {""}},
      {"/openapi.yaml", {""}},
      {"/metrics", {""}},
      {"/reconcile", {"", "?queries=%7B%22q0%22%3A%7B%22query%22%3A%22tom%22%7D%7D"}},
      {"/reconcile/suggest/entity", {"?prefix=t"}},
  };
  return requests;
}

/// A request that changes something, or has a body.
struct Writing {
  std::string method, target, body;
  std::string type = "application/json";
};

/// In this order, on one store.
std::vector<Writing> writings() {
  const std::string decisions = "/api/v1/decisions", undo = "/api/v1/decisions/undo";
  return {
      {"POST", decisions, R"({"kind": "rename", "entity": "QUIET", "name": "Calm Tide"})"},
      {"POST", decisions, R"({"kind": "retype", "entity": "OFFICE", "type": "organization"})"},
      {"POST", decisions,
       R"({"kind": "split", "entity": "QUIET", "documents": ["tide/2"], "why": "another"})"},
      {"POST", decisions, R"({"kind": "keep_apart", "entities": ["REED", "REEVES"]})"},
      {"POST", decisions, R"({"kind": "merge", "entities": ["REED", "REEVES"], "who": "Ann"})"},
      {"POST", decisions, R"({"kind": "confirm", "statement": "93ad1091d591de2a"})"},
      {"POST", decisions, R"({"kind": "reject", "statement": "93ad1091d591de2a"})"},
      {"POST", undo, R"({"decisions": [6, 7]})"},
      {"POST", undo, "{}"},
      {"POST", "/api/v1/documents?resolve=false",
       R"({"documents": [{"id": "new", "text": "Ida Nord came.\n"}, {"id": "bad"}]})"},
      {"DELETE", "/api/v1/documents/tide%2F2", ""},
      {"POST", "/api/v1/export?format=nodelink&evidence=1",
       R"({"format": "onrecord view 1", "view": {"nodes": [{"id": "QUIET", "x": 1, "y": 2}]}})"},
      {"POST", "/reconcile", "queries=" + percent_encode(R"({"q0": {"query": "tom"}})"),
       "application/x-www-form-urlencoded"},
  };
}

std::string with_ids(std::string text) {
  const SampleIds ids = sample_ids();
  for (const auto& [name, id] :
       {std::pair("QUIET", ids.quiet_tide), std::pair("JOSE", ids.jose),
        std::pair("OFFICE", ids.coast_office), std::pair("HOSTILE", ids.hostile),
        std::pair("REED", ids.tom_reed), std::pair("REEVES", ids.tom_reeves)}) {
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
  const auto& root = description();
  std::map<std::string, std::set<std::string>> described, there;
  for (const auto& path : root["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      described[std::string(operation.name.GetString()) + " " + to_pattern(path.name.GetString())] =
          query_parameters(operation.value);
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

// The client of these tests compares every reply with the description (tests/server/described.h),
// in this file and in all others. Here each route is asked.

TEST_CASE("every route that reads answers as it is described", "[server]") {
  const RunningServer running;
  for (const auto& path : description()["paths"].GetObject()) {
    const std::string name = path.name.GetString();
    if (!path.value.HasMember("get")) continue;
    INFO(name << " has no example in this test");
    REQUIRE(examples().contains(name));
    for (const std::string& example : examples().at(name)) {
      const std::string target = target_of(name, example);
      INFO("GET " << target);
      CHECK(described_path(target) == name);
      const RawReply reply = get(running.port, target);
      CHECK(reply.status == 200);
      CHECK(breach("GET", target, reply) == "");
      CHECK(get(running.port, target, "", "HEAD").status == 200);
    }
  }
}

TEST_CASE("every route that takes a body or removes answers as it is described", "[server]") {
  const RunningServer running(writable());
  std::set<std::string> asked;
  for (const Writing& one : writings()) {
    const RawReply reply = send(running.port, one.method, one.target, with_ids(one.body), one.type);
    INFO(one.method << " " << one.target << " " << one.body << " gave " << reply.body);
    CHECK(reply.status == 200);
    CHECK(breach(one.method, one.target, reply) == "");
    asked.insert(one.method + " " + described_path(one.target));
  }
  for (const auto& path : description()["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      const std::string method = operation.name.GetString();
      if (method == "get") continue;
      INFO(method << " " << path.name.GetString() << " has no example in this test");
      CHECK(asked.contains((method == "post" ? "POST " : "DELETE ") +
                           std::string(path.name.GetString())));
    }
  }
}

TEST_CASE("errors are as they are described", "[server]") {
  const RunningServer running(writable());
  for (const auto& [method, target, status] :
       std::vector<std::tuple<std::string, std::string, int>>{
           {"GET", "/api/v1/entities/x", 400},
           {"GET", "/api/v1/entities/0000000000000001", 404},
           {"GET", "/api/v1/path?from=tom&to=ana", 409},
           {"GET", "/api/v1/path?from=Lindqist&to=ana", 404},
           {"GET", "/api/v1/quotes?limit=0", 400},
           {"GET", "/api/v1/quotes?more=0", 400},
           {"GET", "/api/v1/nothing", 404},
           {"PUT", "/api/v1/decisions", 405},
           {"POST", "/api/v1/decisions", 411},
           {"DELETE", "/api/v1/documents/none", 404},
           {"GET", "/api/v1/" + std::string(2000, 'x'), 414}}) {
    const RawReply reply = send_raw(
        running.port, request_bytes(running.port, target,
                                    "Authorization: Bearer " + kWriteToken + "\r\n", method));
    INFO(method << " " << target);
    CHECK(reply.status == status);
    CHECK(trouble("/components/schemas/Error", reply.body) == "");
  }
}

TEST_CASE("a reply that is not as described would be seen", "[server]") {
  const std::string schema = "/components/schemas/DocumentPage";
  CHECK(trouble(schema, R"({"items": [], "next": ""})") == "");
  CHECK(trouble(schema, R"({"items": []})") != "");
  CHECK(trouble(schema, R"({"items": [], "next": "", "more": 1})") != "");
  CHECK(trouble(schema, R"({"items": [{"id": "a"}], "next": ""})") != "");
  const auto reply = [](int status, const std::string& type, const std::string& body) {
    return RawReply{status, {{"content-type", type}}, body};
  };
  const std::string target = "/api/v1/documents?limit=1", json = "application/json",
                    good = R"({"items":[],"next":""})", error = R"({"code":"a","message":"b"})";
  CHECK(breach("GET", target, reply(200, json, good)) == "");
  CHECK(breach("HEAD", target, reply(200, json, ""), true) == "");
  CHECK(breach("GET", target, reply(404, json, error)) == "");
  CHECK(breach("GET", target, reply(200, json, error)) != "");
  CHECK(breach("GET", target, reply(404, json, good)) != "");
  CHECK(breach("GET", target, reply(204, json, good)) != "");
  CHECK(breach("GET", target, reply(200, "text/plain", good)) != "");
  CHECK(breach("HEAD", target, reply(200, "text/plain", ""), true) != "");
  CHECK(breach("PUT", target, reply(405, json, good)) != "");
  CHECK(breach("", "", reply(400, json, good)) != "");
  const std::string events = "text/event-stream";
  CHECK(breach("POST", target, reply(200, events, "event: done\ndata: {}\n\n")) == "");
  CHECK(breach("POST", target, reply(200, events, "event: other\ndata: {}\n\n")) != "");
  CHECK(breach("POST", target, reply(200, events, "event: done\ndata: {\n\n")) != "");
  CHECK(breach("POST", target, reply(200, events, "done\n\n")) != "");
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
