#include "model/json.h"
#include "server/decide.h"
#include "server/target.h"
#include "tests/server/running_server.h"
#include "tests/server/writing_server.h"

namespace onrecord {
namespace {

rapidjson::Document post(std::uint16_t port, const std::string& target, const std::string& body,
                         int status = 200) {
  const RawReply reply = send(port, "POST", target, body);
  INFO(target << " " << body << " gave " << reply.status << ": " << reply.body);
  REQUIRE(reply.status == status);
  auto json = parse_json(reply.body, target);
  REQUIRE(json);
  return std::move(*json);
}

std::string id_of(EntityId id) { return "\"" + to_string(id) + "\""; }

std::string name_of(std::uint16_t port, EntityId id, int status = 200) {
  const auto card = get_json(port, "/api/v1/entities/" + to_string(id), status);
  return status == 200 ? card["name"].GetString() : "";
}

}  // namespace

TEST_CASE("two names are merged, and the merge is undone and done again", "[server]") {
  const RunningServer running(writable());
  const SampleIds ids = sample_ids();
  const auto made = post(running.port, "/api/v1/decisions",
                         R"({"kind": "merge", "why": "one man", "entities": [)" +
                             id_of(ids.tom_reed) + "," + id_of(ids.tom_reeves) + "]}");
  REQUIRE(made["items"].Size() == 1);
  CHECK(made["items"][0]["sequence"].GetUint() == 1);
  CHECK(std::string(made["items"][0]["what"].GetString()) == "Tom Reed is Tom Reeves");
  CHECK(std::string(made["items"][0]["who"].GetString()) == "web");
  CHECK(name_of(running.port, ids.tom_reed, 404).empty());
  // The graph and the names know it as soon as the reply is there.
  const auto found = get_json(running.port, "/api/v1/search?q=tom");
  REQUIRE(found["items"].Size() == 1);
  CHECK(get_json(running.port, "/api/v1/stats")["graph"]["nodes"].GetUint() == 7);

  const auto undone = post(running.port, "/api/v1/decisions/undo", R"({"who": "Ann"})");
  CHECK(undone["items"][0]["undoes"].GetUint() == 1);
  CHECK(name_of(running.port, ids.tom_reed) == "Tom Reed");
  post(running.port, "/api/v1/decisions/undo", R"({"decisions": [2]})");
  CHECK(name_of(running.port, ids.tom_reed, 404).empty());
  CHECK(get_json(running.port, "/api/v1/decisions")["total"].GetUint() == 3);
}

TEST_CASE("entities are split, renamed and retyped, statements rejected and confirmed",
          "[server]") {
  const RunningServer running(writable());
  const SampleIds ids = sample_ids();
  const auto decide = [&](const std::string& body) {
    return post(running.port, "/api/v1/decisions", body);
  };
  decide(R"({"kind": "rename", "name": "Thomas Reed", "entity": )" + id_of(ids.tom_reed) + "}");
  CHECK(name_of(running.port, ids.tom_reed) == "Thomas Reed");
  const auto split = decide(R"({"kind": "split", "documents": ["tide/2"], "name": "Another Tide",
                                "entity": )" +
                            id_of(ids.quiet_tide) + "}");
  CHECK(std::string(split["items"][0]["result"]["name"].GetString()) == "Another Tide");
  decide(R"({"kind": "retype", "type": "organization", "entity": )" + id_of(ids.coast_office) +
         "}");
  name_of(running.port, ids.coast_office, 404);
  const auto card = get_json(running.port, "/api/v1/entities/" + to_string(ids.jose));
  const std::string statement = card["positions"][0]["statement"].GetString();
  decide(R"({"kind": "confirm", "statement": ")" + statement + "\"}");
  decide(R"({"kind": "reject", "statement": ")" + statement + "\"}");
  CHECK(get_json(running.port, "/api/v1/entities/" + to_string(ids.jose))["positions"].Empty());
}

TEST_CASE("two are kept apart, and that is undone", "[server]") {
  const RunningServer running(writable());
  const SampleIds ids = sample_ids();
  const auto made = post(running.port, "/api/v1/decisions",
                         R"({"kind": "keep_apart", "entities": [)" + id_of(ids.tom_reed) + "," +
                             id_of(ids.tom_reeves) + "]}");
  REQUIRE(made["items"].Size() == 1);
  const auto& decision = made["items"][0];
  CHECK(std::string(decision["kind"].GetString()) == "keep_apart");
  CHECK(std::string(decision["what"].GetString()).find(" are different") != std::string::npos);
  CHECK(decision["entities"].Size() == 2);
  CHECK(decision["result"].IsNull());
  CHECK(decision["split_documents"].Empty());
  CHECK(name_of(running.port, ids.tom_reed) == "Tom Reed");
  CHECK(name_of(running.port, ids.tom_reeves) == "Tom Reeves");
  const auto undone = post(running.port, "/api/v1/decisions/undo", "{}");
  CHECK(undone["items"][0]["undoes"].GetUint() == 1);
}

TEST_CASE("what cannot be decided is refused and says why", "[server]") {
  const RunningServer running(writable());
  const std::string path = "/api/v1/decisions";
  const std::string ana = id_of(sample_ids().ana);
  for (const std::string& body :
       {std::string("[]"), std::string("{"), std::string("{}"), std::string(R"({"kind": 1})"),
        std::string(R"({"kind": "forget"})"), std::string(R"({"kind": "merge"})"),
        R"({"kind": "merge", "entities": [)" + ana + "]}",
        R"({"kind": "merge", "entities": [)" + ana + "," + ana + "]}",
        R"({"kind": "merge", "entities": ["ana", )" + ana + "]}",
        R"({"kind": "keep_apart", "entities": [)" + ana + "]}",
        R"({"kind": "keep_apart", "entities": [)" + ana + "," + ana + "]}",
        R"({"kind": "keep_apart", "entity": )" + ana + "}",
        R"({"kind": "split", "entity": )" + ana + "}",
        R"({"kind": "retype", "type": "ship", "entity": )" + ana + "}",
        R"({"kind": "rename", "name": "", "entity": )" + ana + "}",
        R"({"kind": "rename", "name": "A", "who": "a\u0007", "entity": )" + ana + "}",
        std::string(R"({"kind": "reject", "statement": "x"})"),
        std::string(R"({"kind": "reject", "statement": "fd530548adbb04ac", "more": 1})")}) {
    post(running.port, path, body, 400);
  }
  post(running.port, path, R"({"kind": "reject", "statement": "0000000000000001"})", 404);
  post(running.port, path, R"({"kind": "rename", "name": "A", "entity": "0000000000000001"})", 404);
  post(running.port, "/api/v1/decisions/undo", "{}", 404);
  post(running.port, "/api/v1/decisions/undo", R"({"decisions": [7]})", 404);
  post(running.port, "/api/v1/decisions/undo", R"({"decisions": "all"})", 400);
  CHECK(get_json(running.port, path)["total"].GetUint() == 0);
}

TEST_CASE("nobody writes without the token, and to a server that only reads nobody at all",
          "[server]") {
  const RunningServer running(writable());
  for (const char* target : {"/api/v1/decisions", "/api/v1/decisions/undo", "/api/v1/documents"}) {
    CHECK(send(running.port, "POST", target, "{}", "application/json", "").status == 401);
    CHECK(send(running.port, "POST", target, "{}", "application/json", "another").status == 401);
    CHECK(send(running.port, "POST", target, "{}", "text/plain").status == 415);
  }
  CHECK(send(running.port, "DELETE", "/api/v1/documents/reeds", "", "", "").status == 401);
  ServerOptions reading = writable();
  reading.read_only = true;
  const RunningServer closed(reading);
  CHECK(send(closed.port, "DELETE", "/api/v1/documents/reeds", "").status == 403);
  CHECK(send(closed.port, "POST", "/api/v1/documents", "{}").status == 403);
}

TEST_CASE("documents come in with events that tell how far it is", "[server]") {
  const RunningServer running(writable());
  const RawReply reply = send(running.port, "POST", "/api/v1/documents", R"({"documents": [
      {"id": "new-1", "text": "Ida Nord came.\n"}, {"id": "new-2", "text": "unreadable"},
      {"id": "new-3"}]})");
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "text/event-stream");
  const auto has = [&](const std::string& words) {
    INFO(words << " in " << reply.body);
    return reply.body.find(words) != std::string::npos;
  };
  CHECK(has("event: progress\ndata: {\"done\":1,\"total\":3,\"stage\":\"extract\"}\n\n"));
  CHECK(has("event: document\ndata: {\"id\":\"new-2\",\"error\":\"cannot be read\"}\n\n"));
  CHECK(has("event: document\ndata: {\"id\":\"document 3\",\"error\":\"document 3: no text\"}"));
  CHECK(has("event: document\ndata: {\"id\":\"new-1\",\"quotes\":0,\"statements\":0}\n\n"));
  CHECK(has("\"stage\":\"resolve\""));
  CHECK(has("event: done\ndata: {\"stored\":1,\"failed\":2}\n\n"));
  CHECK(get_json(running.port, "/api/v1/search?q=ida")["items"].Size() == 1);
  CHECK(get_json(running.port, "/api/v1/timeline")["items"].Size() == 5);
}

TEST_CASE("documents go again", "[server]") {
  const RunningServer running(writable());
  const RawReply gone = send(running.port, "DELETE", "/api/v1/documents/tide%2F2", "");
  CHECK(gone.status == 200);
  CHECK(gone.body == R"({"removed":"tide/2"})");
  CHECK(send(running.port, "DELETE", "/api/v1/documents/tide%2F2", "").status == 404);
  CHECK(get_json(running.port, "/api/v1/search?q=nunez")["items"].Empty());
}

TEST_CASE("what is no list of documents is refused", "[server]") {
  const RunningServer running(writable());
  for (const char* body : {"{}", R"({"documents": []})", R"({"documents": "a"})",
                           R"({"documents": [{}], "more": 1})", "[1]"}) {
    post(running.port, "/api/v1/documents", body, 400);
  }
  ServerOptions without = writable();
  without.intake = {};
  const RunningServer deaf(without);
  post(deaf.port, "/api/v1/documents", R"({"documents": [{"id": "a", "text": "b"}]})", 501);
}

TEST_CASE("a server that reads takes the writer's lock for each write only", "[server]") {
  const TemporaryFolder folder;
  { const Store made = sample_store(folder.path()); }
  auto server = Server::open(folder.path() / "store", writable());
  REQUIRE(server);
  const auto port = server->start();
  REQUIRE(port);
  const std::string rename = R"({"kind": "rename", "name": "Thomas Reed", "entity": )" +
                             id_of(sample_ids().tom_reed) + "}";
  post(*port, "/api/v1/decisions", rename);
  CHECK(name_of(*port, sample_ids().tom_reed) == "Thomas Reed");
  {
    auto other = Store::open(folder.path() / "store");
    REQUIRE(other);
    const auto busy = post(*port, "/api/v1/decisions", rename, 503);
    CHECK(std::string(busy["message"].GetString()) ==
          "another program is writing this store; try again when it has finished");
  }
  post(*port, "/api/v1/decisions/undo", "{}");
  CHECK(name_of(*port, sample_ids().tom_reed) == "Tom Reed");
}

TEST_CASE("OpenRefine finds the service, its entities and suggestions", "[server]") {
  const RunningServer running(writable());
  const auto manifest = get_json(running.port, "/reconcile");
  CHECK(std::string(manifest["versions"][0].GetString()) == "0.2");
  CHECK(std::string(manifest["identifierSpace"].GetString()) ==
        "http://127.0.0.1:" + std::to_string(running.port) + "/api/v1/entities/");
  CHECK(std::string(manifest["view"]["url"].GetString()).find("{{id}}") != std::string::npos);

  const std::string queries =
      R"({"q0": {"query": "Nunez"}, "q1": {"query": "tom", "type": "person", "limit": 1},)"
      R"( "q2": {"query": "tom", "type": ["place"]}})";
  const std::string encoded = percent_encode(queries);
  const RawReply posted = send(running.port, "POST", "/reconcile", "queries=" + encoded,
                               "application/x-www-form-urlencoded", "");
  REQUIRE(posted.status == 200);
  const auto answers = get_json(running.port, "/reconcile?queries=" + encoded);
  CHECK((*parse_json(posted.body, "reply") == answers));
  const auto& nunez = answers["q0"]["result"][0];
  CHECK(std::string(nunez["name"].GetString()) == "José Núñez");
  CHECK(nunez["match"].GetBool());
  CHECK(nunez["score"].GetDouble() == 100.0);
  CHECK(std::string(nunez["type"][0]["id"].GetString()) == "person");
  CHECK(answers["q1"]["result"].Size() == 1);
  CHECK_FALSE(answers["q1"]["result"][0]["match"].GetBool());
  CHECK(answers["q2"]["result"].Empty());
  const auto suggested = get_json(running.port, "/reconcile/suggest/entity?prefix=lind");
  CHECK(std::string(suggested["result"][0]["name"].GetString()) == "Ana Lindqvist");
  for (const char* bad :
       {"[]", "{", R"({"q0":1})", R"({"q0":{"query":1}})", R"({"q0":{"query":"a","type":"ship"}})",
        R"({"q0":{"query":"a","limit":0}})"}) {
    get_json(running.port, "/reconcile?queries=" + percent_encode(bad), 400);
  }
}

}  // namespace onrecord
