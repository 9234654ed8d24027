#include "server/histogram.h"
#include "server/target.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

std::string text_of(const rapidjson::Value& value) { return value.GetString(); }

/// "tide/2 indirect": what the items of a reply are about.
std::string documents_of(const rapidjson::Document& reply) {
  std::string out;
  for (const auto& item : reply["items"].GetArray()) {
    out += (out.empty() ? "" : ", ") + text_of(item["document"]);
  }
  return out;
}

const rapidjson::Value& bar_of(const rapidjson::Document& reply, const std::string& start) {
  for (const auto& bar : reply["items"].GetArray()) {
    if (text_of(bar["start"]) == start) return bar;
  }
  FAIL("no bar begins at " << start);
  return reply;
}

}  // namespace

TEST_CASE("neighbours are listed page by page", "[server]") {
  const RunningServer running;
  const std::string path =
      "/api/v1/entities/" + to_string(sample_ids().quiet_tide) + "/neighbours?sort=name&limit=2";
  const auto first = get_json(running.port, path);
  CHECK(first["total"].GetUint() == 4);
  REQUIRE(first["items"].Size() == 2);
  CHECK(text_of(first["items"][0]["entity"]["name"]) == "Ana Lindqvist");
  const auto second = get_json(running.port, path + "&cursor=" + text_of(first["next"]));
  REQUIRE(second["items"].Size() == 2);
  CHECK(text_of(second["items"][1]["entity"]["name"]) == "Port Selby");
  CHECK(text_of(second["next"]).empty());
  const auto in = get_json(running.port, path + "&direction=in&predicates=conducted&evidence=0");
  REQUIRE(in["items"].Size() == 1);
  CHECK(in["items"][0]["links"][0]["evidence"].Empty());
  CHECK(text_of(in["groups"][0]["direction"]) == "in");
}

TEST_CASE("neighbours of what is unknown or badly asked for are refused", "[server]") {
  const RunningServer running;
  const std::string path = "/api/v1/entities/" + to_string(sample_ids().ana) + "/neighbours";
  get_json(running.port, "/api/v1/entities/0000000000000001/neighbours", 404);
  get_json(running.port, "/api/v1/entities/ana/neighbours", 400);
  get_json(running.port, path + "?direction=up", 400);
  get_json(running.port, path + "?sort=size", 400);
  get_json(running.port, path + "?cursor=x", 400);
  get_json(running.port, path + "?limit=501", 400);
}

TEST_CASE("all sentences between two entities are listed, and those of one statement", "[server]") {
  const RunningServer running;
  const auto both =
      get_json(running.port, "/api/v1/evidence?from=Quiet+Tide&to=Coast+Office&co_mentioned=false");
  REQUIRE(both["items"].Size() == 1);
  const auto& item = both["items"][0];
  CHECK(text_of(item["direction"]) == "in");
  CHECK(text_of(item["sentence"]) == "The Coast Office led Operation Quiet Tide in Port Selby.");
  const auto one =
      get_json(running.port, "/api/v1/statements/" + text_of(item["statement"]) + "/evidence");
  CHECK(documents_of(one) == "harbor-1");
  CHECK(text_of(one["items"][0]["predicate"]) == "conducted");
  const auto late = get_json(
      running.port, "/api/v1/statements/" + text_of(item["statement"]) + "/evidence?since=2030");
  CHECK(late["total"].GetUint() == 0);
}

TEST_CASE("evidence of what is unknown is refused", "[server]") {
  const RunningServer running;
  get_json(running.port, "/api/v1/evidence?from=Quiet+Tide", 400);
  get_json(running.port, "/api/v1/evidence?from=Quiet+Tide&to=Nobody+Here", 404);
  get_json(running.port, "/api/v1/evidence?from=Quiet+Tide&to=tom", 409);
  get_json(running.port, "/api/v1/statements/0000000000000001/evidence", 404);
  get_json(running.port, "/api/v1/statements/first/evidence", 400);
}

TEST_CASE("the timeline counts documents, quotes and links by their time", "[server]") {
  const RunningServer running;
  const auto months = get_json(running.port, "/api/v1/timeline");
  CHECK(text_of(months["bucket"]) == "month");
  CHECK(bar_of(months, "2024-05")["documents"].GetUint() == 2);
  CHECK(bar_of(months, "2024-05")["quotes"].GetUint() == 3);
  CHECK(bar_of(months, "2024-08")["documents"].GetUint() == 1);
  const auto years = get_json(running.port, "/api/v1/timeline?bucket=year");
  REQUIRE(years["items"].Size() == 1);
  CHECK(years["items"][0]["documents"].GetUint() == 5);
  CHECK(years["items"][0]["quotes"].GetUint() == 4);
  const auto weeks = get_json(running.port, "/api/v1/timeline?bucket=week&until=2024-05-31");
  REQUIRE(weeks["items"].Size() == 1);
  CHECK(bar_of(weeks, "2024-04-29")["documents"].GetUint() == 2);
}

TEST_CASE("the timeline of some entities counts what concerns one of them", "[server]") {
  const RunningServer running;
  const auto quiet =
      get_json(running.port, "/api/v1/timeline?bucket=day&entities=Quiet+Tide&co_mentioned=false");
  REQUIRE(quiet["items"].Size() == 2);
  CHECK(bar_of(quiet, "2024-05-02")["documents"].GetUint() == 1);
  CHECK(bar_of(quiet, "2024-05-02")["quotes"].GetUint() == 1);
  CHECK(bar_of(quiet, "2024-05-03")["quotes"].GetUint() == 1);
  const auto two = get_json(running.port, "/api/v1/timeline?entities=Quiet+Tide;Tom+Reed");
  CHECK(two["items"].Size() == 2);
  get_json(running.port, "/api/v1/timeline?entities=Nobody+Here", 404);
  get_json(running.port, "/api/v1/timeline?bucket=hour", 400);
}

TEST_CASE("bars begin where their time begins", "[server]") {
  const auto start = [](const char* date, Bucket bucket) {
    const auto found = bucket_start(*parse_date(date), bucket);
    return found ? to_string(*found) : "none";
  };
  CHECK(start("2024-05-02", Bucket::Day) == "2024-05-02");
  CHECK(start("2024-05-02", Bucket::Week) == "2024-04-29");
  CHECK(start("2024-04-29", Bucket::Week) == "2024-04-29");
  CHECK(start("2023-01-01", Bucket::Week) == "2022-12-26");
  CHECK(start("2024-05-02", Bucket::Month) == "2024-05");
  CHECK(start("2024-05", Bucket::Year) == "2024");
  CHECK(start("2024", Bucket::Month) == "none");
  CHECK(start("2024-05", Bucket::Week) == "none");
  CHECK(start("--05-02", Bucket::Year) == "none");
}

TEST_CASE("dates of documents follow the store", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  const auto first = DocumentList::load(store);
  REQUIRE(first);
  CHECK(first->size() == 5);
  Story story("late", "Late", "2025-01-02", "It snowed.\n");
  REQUIRE(store.put(story.made));
  REQUIRE(store.remove({"reeds"}));
  const auto next = DocumentList::refresh(*first, store);
  REQUIRE(next);
  CHECK(next->size() == 5);
  std::size_t late = 0;
  for (std::size_t i = 0; i < next->size(); ++i) late += next->date(i).year == 2025 ? 1 : 0;
  CHECK(late == 1);
}

TEST_CASE("an export holds what is asked for, in each format", "[server]") {
  const RunningServer running;
  const std::string around = "/api/v1/export?entity=Quiet+Tide&co_mentioned=false&format=";
  const auto links = get_json(running.port, around + "nodelink&evidence=1");
  CHECK(links["nodes"].Size() == 5);
  CHECK(links["links"][0]["evidence"].Size() == 1);
  CHECK(get_json(running.port, around + "nodelink&depth=0")["nodes"].Size() == 1);
  const auto text = get_json(running.port, "/api/v1/export?with_text=true");
  CHECK(text["documents"][0]["record"].HasMember("text"));
  CHECK_FALSE(get_json(running.port, "/api/v1/export")["documents"][0]["record"].HasMember("text"));
  const RawReply png = get(running.port, around + "png");
  CHECK((png.status == 501 || png.body.rfind("\x89PNG", 0) == 0));
  const RawReply svg = get(running.port, around + "svg");
  CHECK((svg.status == 501 || svg.body.find("<svg") != std::string::npos));
  for (const char* format : {"graphml", "gexf", "gexf12", "csv-nodes", "csv-edges", "mermaid"}) {
    INFO(format);
    const RawReply file = get(running.port, around + format);
    CHECK(file.status == 200);
    CHECK(file.body.find("b3115c2aea392c48") != std::string::npos);  // Coast Office
  }
  const RawReply packed = get(running.port, around + "gexf&compress=gz");
  CHECK(packed.headers.at("content-type") == "application/gzip");
  CHECK(packed.body.rfind("\x1f\x8b", 0) == 0);
  const std::string whole = "/api/v1/export?format=nodelink&";
  const auto path = get_json(running.port, whole + "from=Lindqvist&to=Coast+Office");
  CHECK(path["links"].Size() > 0);
  CHECK(path["links"][0]["evidence"].Size() == 0);
  const auto some = get_json(running.port, whole + "entities=Lindqvist;Coast+Office");
  CHECK(some["nodes"].Size() == 2);
  const auto quotes = get_json(running.port, whole + "about=Quiet+Tide");
  const auto counted = get_json(running.port, whole + "about=Quiet+Tide&collapse_quotes=true");
  CHECK(quotes["nodes"].Size() > counted["nodes"].Size());
  REQUIRE(counted["links"].Size() > 0);
  CHECK(std::string(counted["links"][0]["label"].GetString()).find("quote") != std::string::npos);
  get_json(running.port, whole + "entity=Quiet+Tide&about=Quiet+Tide", 400);
  get_json(running.port, whole + "from=Lindqvist", 400);
  get_json(running.port, whole + "times=intervals", 400);
  get_json(running.port, around + "csv&compress=gz", 400);
  get_json(running.port, around + "svg&compress=gz", 400);
  get_json(running.port, "/api/v1/export?entity=Quiet+Tide", 400);
  get_json(running.port, around + "dot&with_text=true", 400);
  get_json(running.port, around + "dot&nodes=0", 400);
}

TEST_CASE("decisions and candidates are listed as the command line prints them", "[server]") {
  TemporaryFolder folder;
  Store store = sample_store(folder.path());
  const Signature ann{"Ann", "2024-07-02T08:00:00Z", "same desk"};
  REQUIRE(store.rename(sample_ids().tom_reed, "Thomas Reed", ann));
  Server server(store);
  const auto port = server.start();
  REQUIRE(port);
  const auto log = get_json(*port, "/api/v1/decisions");
  CHECK(log["total"].GetUint() == 1);
  CHECK(text_of(log["items"][0]["what"]) == "Tom Reed is called Thomas Reed");
  CHECK(text_of(log["items"][0]["who"]) == "Ann");
  CHECK(log["items"][0]["undone_by"].IsNull());
  CHECK(get_json(*port, "/api/v1/candidates")["items"].Empty());
  get_json(*port, "/api/v1/candidates?verdict=maybe", 400);
  get_json(*port, "/api/v1/candidates?min_probability=2", 400);
}

}  // namespace onrecord
