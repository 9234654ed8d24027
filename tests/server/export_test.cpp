// Exports by HTTP: the formats of the whole store, those of graphs, and what a saved view shows.

#include <httplib.h>
#include <sys/socket.h>

#include <sstream>

#include "model/json.h"
#include "tests/server/process_figures.h"
#include "tests/server/running_server.h"
#include "tests/server/writing_server.h"
#include "viz/data/write_data.h"

namespace onrecord {
namespace {

const std::string kExport = "/api/v1/export?format=";

RawReply post_view(std::uint16_t port, const std::string& format, const std::string& view) {
  return send(port, "POST", kExport + format,
              R"({"format": "onrecord view 1", "name": "Harbor", "view": )" + view + "}",
              "application/json", "");
}

std::string error_of(const RawReply& reply, int status) {
  CHECK(reply.status == status);
  const auto json = parse_json(reply.body, "an error");
  REQUIRE(json);
  return (*json)["message"].GetString();
}

/// {"id": "…", more}
std::string node(EntityId id, const std::string& more = "") {
  return R"({"id": ")" + to_string(id) + "\"" + (more.empty() ? "" : ", " + more) + "}";
}

std::size_t count(const std::string& text, const std::string& words) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; at += words.size()) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("the whole store comes in every format of data, as the command writes it", "[server]") {
  const RunningServer running;
  for (const char* format : {"ndjson", "nt", "ttl", "jsonld", "ftm"}) {
    INFO(format);
    std::ostringstream wanted;
    REQUIRE(write_data(running.store, format, wanted));
    const RawReply reply = get(running.port, kExport + format);
    CHECK(reply.status == 200);
    CHECK((reply.body == wanted.str()));
    CHECK(reply.headers.at("content-disposition").find("filename=\"onrecord.") !=
          std::string::npos);
  }
  DataOptions options;
  options.evidence = false;
  options.base_iri = "https://example.org/id/";
  std::ostringstream wanted;
  REQUIRE(write_data(running.store, "nt", wanted, options));
  const std::string asked = kExport + "nt&evidence=0&base=https%3A%2F%2Fexample.org%2Fid%2F";
  CHECK((get(running.port, asked).body == wanted.str()));
  const RawReply packed = get(running.port, asked + "&compress=gz");
  CHECK(packed.headers.at("content-type") == "application/gzip");
  CHECK(packed.headers.at("content-disposition").find("onrecord.nt.gz") != std::string::npos);
}

TEST_CASE("an export that cannot be is refused before its first byte, with what would help",
          "[server]") {
  const RunningServer running;
  const auto refused = [&](const std::string& query) {
    INFO(query);
    return error_of(get(running.port, kExport + query), 400);
  };
  CHECK(refused("nt&base=nothing").find("absolute IRI") != std::string::npos);
  CHECK(refused("jsonld&rdf12=true").find("nt or ttl") != std::string::npos);
  CHECK(refused("gexf&rdf12=true").find("rdf12") != std::string::npos);
  CHECK(refused("gexf&base=urn:x:").find("base") != std::string::npos);
  CHECK(refused("ndjson&evidence=0").find("nt, ttl and jsonld") != std::string::npos);
  CHECK(refused("ndjson&base=urn:x:").find("nt, ttl and jsonld") != std::string::npos);
  CHECK(refused("nt&entity=Quiet+Tide").find("whole store") != std::string::npos);
  CHECK(refused("nt&with_text=true").find("with_text") != std::string::npos);
  CHECK(refused("gexf12&times=timestamps").find("1.2") != std::string::npos);
  CHECK(refused("gexf&predicates=said").find("quoted_about") != std::string::npos);
  CHECK(refused("gexf&quotes=true&predicates=conducted").find("said and about") !=
        std::string::npos);
  CHECK(refused("gexf&depth=2").find("'depth' goes with entity") != std::string::npos);
  CHECK(refused("gexf&nodes=9&speaker=Ana").find("'nodes' goes with entity") != std::string::npos);
  CHECK(refused("gexf&entities=;;").find("'entities' names nobody") != std::string::npos);
  CHECK(refused("gexf&quotes=true&min_support=2").find("one document") != std::string::npos);
}

TEST_CASE("quotes are nodes or counts, of all and around somebody", "[server]") {
  const RunningServer running;
  const std::string graph = kExport + "nodelink&";
  const auto only = get_json(running.port, graph + "quotes=true&predicates=said");
  for (const auto& link : only["links"].GetArray()) {
    CHECK(std::string(link["predicate"].GetString()) == "said");
  }
  CHECK(only["links"].Size() > 0);
  const std::string around = kExport + "csv-edges&entity=Quiet+Tide&co_mentioned=false";
  const std::string plain = get(running.port, around).body;
  const std::string counted = get(running.port, around + "&collapse_quotes=true").body;
  const std::string nodes = get(running.port, around + "&quotes=true").body;
  REQUIRE(count(plain, ",quoted_about,") > 0);
  CHECK(count(counted, ",quoted_about,") == count(plain, ",quoted_about,"));
  CHECK((count(counted, " quote,") + count(counted, " quotes,")) == count(plain, ",quoted_about,"));
  CHECK(count(nodes, ",quoted_about,") == 0);
  CHECK(count(nodes, ",said,") > 0);
  CHECK(count(nodes, ",about,") > 0);
}

TEST_CASE("timestamps are the days of the evidence, in a part as in the whole", "[server]") {
  const RunningServer running;
  for (const char* part : {"", "&entity=Quiet+Tide", "&quotes=true"}) {
    const std::string gexf =
        get(running.port, kExport + "gexf&times=timestamps&co_mentioned=false" + part).body;
    INFO(part);
    CHECK(gexf.find("timestamp=\"2024-") != std::string::npos);
    CHECK(gexf.find(" start=\"") == std::string::npos);
  }
}

TEST_CASE("a saved view is exported as it is shown", "[server]") {
  const RunningServer running;
  const SampleIds ids = sample_ids();
  const std::string three = node(ids.ana, R"("x": 10, "y": -20)") + "," +
                            node(ids.quiet_tide, R"("x": 0, "y": 5)") + "," +
                            node(ids.coast_office);
  const auto nodes_of = [&](const std::string& view) {
    const RawReply reply = post_view(running.port, "csv-nodes", view);
    INFO(view << " gave " << reply.body);
    REQUIRE(reply.status == 200);
    return count(reply.body, "\n") - 1;
  };
  CHECK(nodes_of(R"({"nodes": [)" + three + "]}") == 3);
  // y grows upwards in GEXF and downwards in Cytoscape.
  const std::string gexf = post_view(running.port, "gexf", R"({"nodes": [)" + three + "]}").body;
  CHECK(gexf.find(R"(<viz:position x="10" y="20")") != std::string::npos);
  const std::string cyjs = post_view(running.port, "cyjs", R"({"nodes": [)" + three + "]}").body;
  CHECK(cyjs.find("-20") != std::string::npos);
  // The same edges as of these entities.
  const std::string among = kExport + "csv-edges&entities=" + to_string(ids.ana) + ";" +
                            to_string(ids.quiet_tide) + ";" + to_string(ids.coast_office);
  CHECK(count(post_view(running.port, "csv-edges", R"({"nodes": [)" + three + "]}").body, "\n") ==
        count(get(running.port, among).body, "\n"));
  const std::string hidden = node(ids.tom_reed, R"("hidden": true)");
  CHECK(nodes_of(R"({"nodes": [)" + three + "," + hidden + "]}") == 3);
  CHECK(nodes_of(R"({"filters": {"types": ["person"]}, "nodes": [)" + three + "]}") == 1);
  CHECK(nodes_of(R"({"filters": {"types": ["person"]}, "focus": {"kind": "entity", "id": ")" +
                 to_string(ids.quiet_tide) + R"("}, "nodes": [)" + three + "]}") == 2);
  // Nobody stays without an edge where a filter takes edges, but for those that are pinned.
  const std::string none = R"({"filters": {"since": "1900", "until": "1901"}, "nodes": [)";
  CHECK(nodes_of(none + three + "]}") == 0);
  CHECK(nodes_of(none + three + "," + node(ids.jose, R"("pinned": true)") + "]}") == 1);
  // Those that hang on one alone stand behind it.
  const std::string star = node(ids.quiet_tide, R"("folded": true)") + "," + node(ids.ana);
  CHECK(nodes_of(R"({"nodes": [)" + star + "]}") == 1);
}

TEST_CASE("a view of paths or quotes is exported as these", "[server]") {
  const RunningServer running;
  const SampleIds ids = sample_ids();
  const RawReply path = post_view(running.port, "nodelink",
                                  R"({"tab": "paths", "paths": {"from": ")" + to_string(ids.ana) +
                                      R"(", "to": ")" + to_string(ids.coast_office) + "\"}}");
  CHECK(path.status == 200);
  CHECK(path.body.find(to_string(ids.coast_office)) != std::string::npos);
  const std::string about = to_string(ids.quiet_tide);
  const RawReply quotes = post_view(running.port, "csv-edges",
                                    R"({"tab": "quotes", "quotes": {"about": ")" + about + "\"}}");
  CHECK(quotes.status == 200);
  CHECK((quotes.body == get(running.port, kExport + "csv-edges&about=" + about).body));
}

TEST_CASE("what is no view is refused, with the member that makes no sense", "[server]") {
  const RunningServer running;
  const auto refused = [&](const std::string& view) {
    INFO(view);
    return error_of(post_view(running.port, "gexf", view), 400);
  };
  CHECK(refused("{}").find("no entities") != std::string::npos);
  CHECK(refused(R"({"tab": "paths"})").find("ends") != std::string::npos);
  CHECK(refused(R"({"nodes": [{"id": "x"}]})").find("'id'") != std::string::npos);
  CHECK(refused(R"({"nodes": 1})").find("'nodes'") != std::string::npos);
  CHECK(refused(R"({"nodes": [{"id": "0000000000000001", "x": "a", "y": 1}]})").find("'x'") !=
        std::string::npos);
  CHECK(refused(R"({"filters": {"predicates": ["said"]}})").find("'predicates'") !=
        std::string::npos);
  CHECK(refused(R"({"filters": {"min_support": -1}})").find("'min_support'") != std::string::npos);
  const RawReply large = post_view(running.port, "gexf", "\"" + std::string(300'000, 'x') + "\"");
  CHECK(error_of(large, 413).find("bytes") != std::string::npos);
  const RawReply other = send(running.port, "POST", kExport + "gexf", "{}", "application/json", "");
  CHECK(error_of(other, 400).find("onrecord view 1") != std::string::npos);
  CHECK(error_of(post_view(running.port, "nt", "{}"), 400).find("gexf") != std::string::npos);
  CHECK(error_of(post_view(running.port, "gexf", R"({"nodes": [{"id": "\ud800"}]})"), 400)
            .find("surrogate") != std::string::npos);
}

namespace {

/// Some 16 MB of documents, more than what lies in buffers between server and client.
void add_much(Store& store) {
  std::string text;
  for (int line = 0; line < 800; ++line) text += "The harbor was calm.\n";
  for (int i = 0; i < 1000; ++i) {
    const Status put = store.put(Story("much-" + std::to_string(i), "Calm", "2025", text).made);
    if (!put) FAIL(put.error().message);
  }
}

}  // namespace

TEST_CASE("an export is streamed, cut when its store changes, and leaves its turn to others",
          "[server]") {
  TemporaryFolder folder;
  Store store = sample_store(folder.path());
  add_much(store);
  Server server(store);
  const auto port = server.start();
  REQUIRE(port);
  const auto ask = [&](const std::function<bool()>& told) {
    httplib::Client client("127.0.0.1", *port);
    client.set_socket_options([](socket_t socket) {
      const int bytes = 64 << 10;
      setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    });
    std::size_t bytes = 0;
    const auto reply = client.Get(kExport + "ndjson", [&](const char*, std::size_t size) {
      bytes += size;
      return told();
    });
    return std::pair(static_cast<bool>(reply), bytes);
  };
  CHECK(ask([] { return true; }).first);
  const long before = memory_kib();
  long most = before;
  const auto whole = ask([&] {
    most = std::max(most, memory_kib());
    return true;
  });
  CHECK(whole.first);
  CHECK(whole.second > (16u << 20));
  CHECK(most - before < 8 * 1024);  // not the file
  // More of them than have a turn at once.
  for (int i = 0; i < 4; ++i) CHECK_FALSE(ask([] { return false; }).first);
  bool changed = false;
  const auto cut = ask([&] {
    if (!std::exchange(changed, true)) {
      Story story("late", "Late", "2025-01-02", "It snowed.\n");
      const Status put = store.put(story.made);
      if (!put) FAIL_CHECK(put.error().message);
    }
    return true;
  });
  CHECK_FALSE(cut.first);
  CHECK(ask([] { return true; }).first);
}

}  // namespace onrecord
