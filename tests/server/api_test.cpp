#include <chrono>
#include <set>
#include <thread>

#include "model/json.h"
#include "server/target.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

std::string text_of(const rapidjson::Value& value) { return value.GetString(); }

/// The code points [begin, end) of a text, as a program without our help would take them.
std::string code_points(const std::string& text, unsigned begin, unsigned end) {
  std::string out;
  unsigned index = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    if (index >= begin && index < end) out += text.substr(i, next - i);
    ++index;
    i = next;
  }
  return out;
}

std::string error_of(std::uint16_t port, const std::string& target, int status,
                     const std::string& code) {
  const auto json = get_json(port, target, status);
  CHECK(text_of(json["code"]) == code);
  return text_of(json["message"]);
}

}  // namespace

TEST_CASE("health and stats tell what is served", "[server]") {
  const RunningServer running;
  const auto health = get_json(running.port, "/api/v1/health");
  CHECK(text_of(health["status"]) == "ok");
  CHECK(health["store_version"].GetUint64() == health["graph_version"].GetUint64());
  const auto stats = get_json(running.port, "/api/v1/stats");
  CHECK(stats["documents"].GetUint() == 5);
  CHECK(stats["quotes"].GetUint() == 4);
  CHECK(stats["entities"]["person"].GetUint() == 5);
  CHECK(stats["predicates"]["said"].GetUint() == 3);
  CHECK(stats["graph"]["nodes"].GetUint() == 8);
}

TEST_CASE("health says when the store cannot be followed", "[server]") {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "store";
  const std::filesystem::path moved = folder.path() / "moved";
  sample_store(folder.path());
  ServerOptions options;
  options.refresh = std::chrono::milliseconds(20);
  auto server = Server::open(path, options);
  REQUIRE(server);
  const auto port = server->start();
  REQUIRE(port);
  const auto wait_for = [&](const std::string& status) {
    for (int i = 0; i < 1000; ++i) {
      auto health = get_json(*port, "/api/v1/health");
      if (text_of(health["status"]) == status) return health;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    FAIL("health never was " << status);
    return get_json(*port, "/api/v1/health");
  };
  CHECK(!wait_for("ok").HasMember("trouble"));
  std::filesystem::rename(path, moved);
  CHECK(text_of(wait_for("behind")["trouble"]).find("does not exist") != std::string::npos);
  CHECK(get(*port, "/api/v1/entities?q=a").status == 200);
  std::filesystem::rename(moved, path);
  CHECK(!wait_for("ok").HasMember("trouble"));
}

TEST_CASE("a window of dates that ends before it begins is refused everywhere", "[server]") {
  const RunningServer running;
  const std::string dates = "since=2025-06&until=2025-03";
  for (const char* target :
       {"/api/v1/quotes?", "/api/v1/operations?", "/api/v1/rank?of=degree&", "/api/v1/timeline?"}) {
    CAPTURE(target);
    CHECK(error_of(running.port, target + dates, 400, "invalid_input").find("earlier than since") !=
          std::string::npos);
    CHECK(error_of(running.port, target + std::string("since=2025-13"), 400, "invalid_input")
              .find("a date such as") != std::string::npos);
  }
  CHECK(get(running.port, "/api/v1/quotes?since=2025-03-18&until=2025-03").status == 200);
}

TEST_CASE("entities are listed by type and page by page", "[server]") {
  const RunningServer running;
  std::set<std::string> names;
  std::string cursor;
  int pages = 0;
  do {
    const auto page = get_json(
        running.port, "/api/v1/entities?limit=3&type=person&cursor=" + percent_encode(cursor));
    CHECK(page["items"].Size() <= 3);
    for (const auto& item : page["items"].GetArray()) {
      CHECK(text_of(item["type"]) == "person");
      CHECK(names.insert(text_of(item["name"])).second);
    }
    cursor = text_of(page["next"]);
    ++pages;
  } while (!cursor.empty() && pages < 10);
  CHECK(pages == 2);
  CHECK(names.size() == 5);
  CHECK(names.count(kHostileName) == 1);
}

TEST_CASE("a search finds names as they are typed", "[server]") {
  const RunningServer running;
  const auto found = get_json(running.port, "/api/v1/search?q=nunes");
  REQUIRE(found["items"].Size() == 1);
  const auto& jose = found["items"][0];
  CHECK(text_of(jose["name"]) == "José Núñez");
  CHECK(text_of(jose["matched"]) == "Núñez");
  CHECK(jose["typo"].GetUint() == 1);
  CHECK_FALSE(jose["exact"].GetBool());
  CHECK(text_of(jose["first"]) == "2024-05-03");
  CHECK(get_json(running.port, "/api/v1/search?q=")["items"].Empty());
  CHECK(get_json(running.port, "/api/v1/search?q=tom&types=place")["items"].Empty());
  CHECK(get_json(running.port, "/api/v1/search?q=tom&limit=1")["items"].Size() == 1);
  error_of(running.port, "/api/v1/search?q=" + std::string(513, 'a'), 400, "invalid_input");
  error_of(running.port, "/api/v1/search?q=tom&limit=101", 400, "invalid_input");
  error_of(running.port, "/api/v1/search?q=tom&types=ship", 400, "invalid_input");
}

TEST_CASE("entities are searched by the beginning of any of their names", "[server]") {
  const RunningServer running;
  const auto toms = get_json(running.port, "/api/v1/entities?q=tom&limit=1");
  REQUIRE(toms["items"].Size() == 1);
  const auto rest =
      get_json(running.port, "/api/v1/entities?q=tom&limit=1&cursor=" + text_of(toms["next"]));
  REQUIRE(rest["items"].Size() == 1);
  CHECK(text_of(rest["next"]).empty());
  CHECK(text_of(toms["items"][0]["name"]) == "Tom Reed");
  CHECK(text_of(rest["items"][0]["name"]) == "Tom Reeves");
  const auto alias = get_json(running.port, "/api/v1/entities?q=nunez");
  REQUIRE(alias["items"].Size() == 1);
  CHECK(text_of(alias["items"][0]["name"]) == "José Núñez");
  CHECK(get_json(running.port, "/api/v1/entities?q=port&type=person")["items"].Empty());
  const auto typo = get_json(running.port, "/api/v1/entities?q=Lindkvist");
  CHECK(typo["items"].Empty());
  REQUIRE(typo["did_you_mean"].Size() == 1);
  CHECK(text_of(typo["did_you_mean"][0]["name"]) == "Ana Lindqvist");
}

TEST_CASE("an entity is a card", "[server]") {
  const RunningServer running;
  const auto card =
      get_json(running.port, "/api/v1/entities/" + to_string(sample_ids().quiet_tide));
  CHECK(text_of(card["name"]) == "Quiet Tide");
  CHECK(card["operation"]["figures"].Size() == 2);
  CHECK(card["operation"]["conflicts"][0]["figures"].Size() == 2);
  CHECK(card["quotes"]["about"].GetUint() == 2);
}

TEST_CASE("an entity's graph comes as JSON, DOT and SVG", "[server]") {
  const RunningServer running;
  const std::string path = "/api/v1/entities/" + to_string(sample_ids().ana) + "/graph";
  const auto json = get_json(running.port, path + "?co_mentioned=false");
  CHECK(json["nodes"].Size() == 3);  // Ana, Port Selby, Quiet Tide
  const auto filtered = get_json(running.port, path + "?predicates=holds_position");
  REQUIRE(filtered["links"].Size() == 1);
  CHECK(text_of(filtered["links"][0]["predicate"]) == "holds_position");
  const RawReply dot = get(running.port, path + "?format=dot");
  CHECK(dot.status == 200);
  CHECK(dot.headers.at("content-type") == "text/vnd.graphviz; charset=utf-8");
  CHECK(dot.body.find("digraph") != std::string::npos);
  const RawReply svg = get(running.port, path + "?format=svg");
  CHECK(svg.status == 200);
  CHECK(svg.headers.at("content-type") == "image/svg+xml");
  CHECK(svg.body.find("Ana Lindqvist") != std::string::npos);
}

TEST_CASE("an entity's report comes as Markdown, or as a page that may do nothing", "[server]") {
  const RunningServer running;
  const std::string path = "/api/v1/entities/" + to_string(sample_ids().quiet_tide) + "/report";
  const RawReply markdown = get(running.port, path);
  CHECK(markdown.status == 200);
  CHECK(markdown.headers.at("content-type") == "text/markdown; charset=utf-8");
  CHECK(markdown.body.starts_with("# Quiet Tide\n"));
  const RawReply html = get(running.port, path + "?format=html");
  CHECK(html.status == 200);
  CHECK(html.headers.at("content-type") == "text/html; charset=utf-8");
  const std::string policy = html.headers.at("content-security-policy");
  CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(policy.find("self") == std::string::npos);
  CHECK(policy.ends_with("frame-ancestors 'none'"));
  CHECK(html.body.find("<h1><bdi>Quiet Tide</bdi></h1>") != std::string::npos);
  const RawReply one = get(running.port, path + "?max_quotes=1");
  CHECK(one.body.size() < markdown.body.size());
  error_of(running.port, path + "?format=pdf", 400, "invalid_input");
  error_of(running.port, path + "?max_quotes=0", 400, "invalid_input");
  error_of(running.port, "/api/v1/entities/0000000000000001/report", 404, "not_found");
}

TEST_CASE("quotes are filtered by ids, names, words, kind and date", "[server]") {
  const RunningServer running;
  const auto count = [&](const std::string& query) {
    return get_json(running.port, "/api/v1/quotes" + query)["items"].Size();
  };
  CHECK(count("") == 4);
  CHECK(count("?speaker=Lindqvist") == 1);
  CHECK(count("?speaker=" + to_string(sample_ids().jose)) == 1);
  CHECK(count("?about=Quiet+Tide") == 2);
  CHECK(count("?about=Quiet+Tide&kind=direct") == 1);
  CHECK(count("?place=Port+Selby") == 1);
  CHECK(count("?text=HELD+people") == 1);
  CHECK(count("?text=absent") == 0);
  CHECK(count("?since=2024-05-03&until=2024-06") == 2);
  CHECK(count("?document=tide%2F2") == 2);
}

TEST_CASE("a quote carries its words, spans and document", "[server]") {
  const RunningServer running;
  const auto page = get_json(running.port, "/api/v1/quotes?speaker=Nunez");
  const auto& quote = page["items"][0];
  CHECK(text_of(quote["speaker"]["name"]) == "José Núñez");
  CHECK(text_of(quote["source"]["text"]) == "Núñez");
  CHECK(text_of(quote["cue"]["text"]) == "said");
  const std::string content = "118 people were held in Operation Quiet Tide";
  CHECK(text_of(quote["content"]["text"]) == content);
  CHECK(text_of(quote["evidence"]["document"]) == "tide/2");
  CHECK(text_of(quote["evidence"]["title"]) == "Figures of the raid");
  CHECK(text_of(quote["date"]) == "2024-05-03");
  const auto document = get_json(running.port, "/api/v1/documents/tide%2F2");
  const auto& span = quote["content"]["spans"][0];
  CHECK(code_points(text_of(document["text"]), span[0].GetUint(), span[1].GetUint()) == content);
  const auto& sentence = quote["evidence"]["span"];
  CHECK(code_points(text_of(document["text"]), sentence[0].GetUint(), sentence[1].GetUint()) ==
        text_of(quote["evidence"]["sentence"]));
}

TEST_CASE("quotes come page by page, each once", "[server]") {
  const RunningServer running;
  std::set<std::string> ids;
  std::string cursor;
  for (int pages = 0; pages < 10; ++pages) {
    const auto page =
        get_json(running.port, "/api/v1/quotes?limit=1&cursor=" + percent_encode(cursor));
    REQUIRE(page["items"].Size() == 1);
    CHECK(ids.insert(text_of(page["items"][0]["id"])).second);
    cursor = text_of(page["next"]);
    if (cursor.empty()) break;
  }
  CHECK(ids.size() == 4);
}

TEST_CASE("a path has a sentence for every hop", "[server]") {
  const RunningServer running;
  const auto found = get_json(
      running.port, "/api/v1/path?from=Lindqvist&to=Jos%C3%A9+N%C3%BA%C3%B1ez&co_mentioned=false");
  CHECK(text_of(found["from"]["name"]) == "Ana Lindqvist");
  REQUIRE(found["paths"].Size() == 1);
  const auto& hops = found["paths"][0]["hops"];
  REQUIRE(hops.Size() == 2);
  CHECK(text_of(hops[0]["from"]["name"]) == "Ana Lindqvist");
  CHECK(text_of(hops[1]["to"]["name"]) == "José Núñez");
  for (const auto& hop : hops.GetArray()) {
    REQUIRE(hop["evidence"].Size() >= 1);
    CHECK_FALSE(text_of(hop["evidence"][0]["sentence"]).empty());
    CHECK_FALSE(text_of(hop["evidence"][0]["title"]).empty());
  }
  const RawReply dot = get(running.port, "/api/v1/path?from=Lindqvist&to=Coast+Office&format=dot");
  CHECK(dot.body.find("digraph") != std::string::npos);
  CHECK(get_json(running.port, "/api/v1/path?from=Lindqvist&to=Tom+Reed")["paths"].Empty());
}

TEST_CASE("paths take measures and conditions", "[server]") {
  const RunningServer running;
  const std::string ends = "/api/v1/path?from=Lindqvist&to=Jos%C3%A9+N%C3%BA%C3%B1ez";
  const auto telling = get_json(running.port, ends + "&by=telling");
  CHECK(telling["paths"][0]["hub_penalty"].GetDouble() >= 0.0);
  const auto reliable = get_json(running.port, ends + "&by=reliable");
  CHECK(reliable["paths"][0]["reliability"].GetDouble() > 0.0);
  CHECK_FALSE(
      get_json(running.port, ends + "&through=Coast+Office&co_mentioned=false&in_order=true")
          .HasMember("code"));
  const auto around =
      get_json(running.port, ends + "&co_mentioned=false&avoid=Quiet+Tide&avoid_types=place");
  CHECK(around["paths"].Empty());
  error_of(running.port, ends + "&by=luck", 400, "invalid_input");
  error_of(running.port, ends + "&through=Lindqvist", 400, "invalid_input");
  error_of(running.port, ends + "&through=Xyzzy", 404, "not_found");
}

TEST_CASE("several entities are asked about at once", "[server]") {
  const RunningServer running;
  const auto common =
      get_json(running.port, "/api/v1/common?entities=Lindqvist;N%C3%BA%C3%B1ez&evidence=2");
  REQUIRE(common["total"].GetUint() >= 1);
  CHECK(common["items"][0]["links"].Size() == 2);
  const std::string three = "/api/v1/connect?entities=Lindqvist;N%C3%BA%C3%B1ez;Coast+Office";
  const auto tree = get_json(running.port, three);
  CHECK(tree["joined"].Size() == 3);
  CHECK(tree["apart"].Empty());
  CHECK(get(running.port, three + "&format=dot").body.find("digraph") != std::string::npos);
  error_of(running.port, "/api/v1/connect?entities=Lindqvist", 400, "invalid_input");
  error_of(running.port, "/api/v1/common", 400, "invalid_input");
}

TEST_CASE("the whole graph is ranked, and remembered", "[server]") {
  const RunningServer running;
  for (const char* of : {"degree", "pagerank", "betweenness", "communities", "components",
                         "bridges", "cut-points"}) {
    const std::string target = std::string("/api/v1/rank?of=") + of;
    const RawReply first = get(running.port, target), second = get(running.port, target);
    CHECK(first.body == second.body);
    CHECK(first.body.find(std::string("{\"of\":\"") + of) == 0);
  }
  error_of(running.port, "/api/v1/rank?of=fame", 400, "invalid_input");
}

TEST_CASE("documents are listed and shown with their annotations", "[server]") {
  const RunningServer running;
  const auto list = get_json(running.port, "/api/v1/documents?limit=2");
  REQUIRE(list["items"].Size() == 2);
  CHECK_FALSE(text_of(list["next"]).empty());
  const auto document = get_json(running.port, "/api/v1/documents/harbor-1");
  const std::string text = text_of(document["text"]);
  CHECK(document["sentences"].Size() == 4);
  for (const auto& mention : document["mentions"].GetArray()) {
    const std::string words =
        code_points(text, mention["span"][0].GetUint(), mention["span"][1].GetUint());
    CHECK_FALSE(words.empty());
    if (text_of(mention["entity"]["name"]) == "Port Selby") CHECK(words == "Port Selby");
  }
  REQUIRE(document["quotes"].Size() == 1);
  CHECK(text_of(document["quotes"][0]["content"]["text"]) == "The harbor is safe again,");
}

TEST_CASE("the export is streamed whole", "[server]") {
  const RunningServer running;
  const auto json = get_json(running.port, "/api/v1/export");
  CHECK(json["documents"].Size() == 5);
  const auto links = get_json(running.port, "/api/v1/export?format=nodelink&co_mentioned=false");
  CHECK(links["links"].Size() > 0);
  const RawReply dot = get(running.port, "/api/v1/export?format=dot");
  CHECK(dot.body.find("digraph") != std::string::npos);
  CHECK(dot.headers.at("transfer-encoding") == "chunked");
}

TEST_CASE("HEAD answers without a body", "[server]") {
  const RunningServer running;
  const RawReply reply = get(running.port, "/api/v1/stats", "", "HEAD");
  CHECK(reply.status == 200);
  CHECK(reply.body.empty());
}

TEST_CASE("bad parameters are named", "[server]") {
  const RunningServer running;
  const std::uint16_t port = running.port;
  CHECK(error_of(port, "/api/v1/entities?lmit=3", 400, "invalid_input") ==
        "unknown parameter 'lmit'; this route takes q, type, cursor, limit");
  CHECK(error_of(port, "/api/v1/quotes?limit=501", 400, "invalid_input") ==
        "parameter 'limit' is '501' but must be a whole number from 1 to 500");
  error_of(port, "/api/v1/quotes?kind=loud", 400, "invalid_input");
  error_of(port, "/api/v1/among", 400, "invalid_input");
  error_of(port, "/api/v1/among?entities=Tom", 400, "invalid_input");
  error_of(port, "/api/v1/quotes?cursor=nonsense", 400, "invalid_input");
  error_of(port, "/api/v1/documents?cursor=%F0%9F%92%A9", 400, "invalid_input");
  error_of(port, "/api/v1/entities?q=tom&cursor=-1", 400, "invalid_input");
  error_of(port, "/api/v1/entities?cursor=x", 400, "invalid_input");
  error_of(port, "/api/v1/entities?type=planet", 400, "invalid_input");
  error_of(port, "/api/v1/export?format=exe", 400, "invalid_input");
  error_of(port, "/api/v1/export?format=json&types=person", 400, "invalid_input");
  error_of(port, "/api/v1/health?x=1", 400, "invalid_input");
  error_of(port, "/api/v1/path?from=Lindqvist", 400, "invalid_input");
  error_of(port, "/api/v1/path?from=Lindqvist&to=Ana+Lindqvist", 400, "invalid_input");
  error_of(port, "/api/v1/path?from=Lindqvist&to=Nunez&k=101", 400, "invalid_input");
  error_of(port, "/api/v1/path?from=Lindqvist&to=Nunez&since=2025&until=2024", 400,
           "invalid_input");
  const std::string graph = "/api/v1/entities/" + to_string(sample_ids().ana) + "/graph";
  error_of(port, graph + "?depth=7", 400, "invalid_input");
  error_of(port, graph + "?predicates=said", 400, "invalid_input");
  error_of(port, graph + "?format=png", 400, "invalid_input");
}

TEST_CASE("what does not exist is not found", "[server]") {
  const RunningServer running;
  const std::uint16_t port = running.port;
  error_of(port, "/api/v1/nothing", 404, "not_found");
  error_of(port, "/api/v2/stats", 404, "not_found");
  error_of(port, "/api", 404, "not_found");
  error_of(port, "/api/v1/entities/0000000000000001", 404, "not_found");
  error_of(port, "/api/v1/entities/0000000000000001/graph", 404, "not_found");
  error_of(port, "/api/v1/documents/none", 404, "not_found");
  error_of(port, "/api/v1/entities/Ana", 400, "invalid_input");
  error_of(port, "/api/v1/entities//graph", 400, "invalid_input");
  error_of(port, "/api/v1/documents/%ff", 400, "invalid_input");
}

TEST_CASE("names that fit several or none come with candidates", "[server]") {
  const RunningServer running;
  const auto several = get_json(running.port, "/api/v1/path?from=Tom&to=Lindqvist", 409);
  CHECK(text_of(several["code"]) == "ambiguous");
  REQUIRE(several["candidates"].Size() == 2);
  CHECK(text_of(several["candidates"][0]["name"]) == "Tom Reed");
  const auto none = get_json(running.port, "/api/v1/quotes?speaker=Lindkvist", 404);
  CHECK(text_of(none["code"]) == "not_found");
  REQUIRE(none["candidates"].Size() == 1);
  CHECK(text_of(none["candidates"][0]["id"]) == to_string(sample_ids().ana));
}

TEST_CASE("operations are filtered by place, agency and date", "[server]") {
  const RunningServer running;
  const auto count = [&](const std::string& query) {
    return get_json(running.port, "/api/v1/operations" + query)["items"].Size();
  };
  CHECK(count("") == 1);
  CHECK(count("?place=Selby&agency=Coast+Office&since=2024-05-01&until=2024-05-02") == 1);
  CHECK(count("?since=2024-05-02") == 0);
  CHECK(count("?until=2024-04-28") == 0);
  CHECK(count("?agency=" + to_string(sample_ids().ana)) == 0);
  const auto sure = get_json(running.port, "/api/v1/operations?min_confidence=0.85");
  REQUIRE(sure["items"].Size() == 1);
  CHECK(sure["items"][0]["conducted_by"].Empty());
  CHECK(sure["items"][0]["dates"].Empty());
  CHECK(sure["items"][0]["figures"].Size() == 2);
  error_of(running.port, "/api/v1/operations?place=Nowhere", 404, "not_found");
  error_of(running.port, "/api/v1/operations?min_confidence=high", 400, "invalid_input");
}

TEST_CASE("conflicts are listed with both sentences, or none are", "[server]") {
  const RunningServer running;
  const auto all = get_json(running.port, "/api/v1/conflicts");
  REQUIRE(all["items"].Size() == 1);
  CHECK(text_of(all["items"][0]["field"]) == "figure");
  CHECK(text_of(all["items"][0]["operation"]["name"]) == "Quiet Tide");
  const auto& tellings = all["items"][0]["tellings"];
  REQUIRE(tellings.Size() == 2);
  CHECK(text_of(tellings[0]["evidence"]["document"]) == "harbor-1");
  CHECK(text_of(tellings[1]["evidence"]["sentence"]) ==
        "Núñez said that 118 people were held in Operation Quiet Tide.");
  CHECK(get_json(running.port, "/api/v1/conflicts?min_confidence=0.95")["items"].Empty());
  CHECK(get_json(running.port, "/api/v1/conflicts?operation=Coast+Office")["items"].Empty());
  error_of(running.port, "/api/v1/conflicts?operation=Nothing", 404, "not_found");
}

}  // namespace onrecord
