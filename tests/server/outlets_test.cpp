#include <algorithm>
#include <thread>

#include "server/document_list.h"
#include "server/outlet_graphs.h"
#include "server/target.h"
#include "tests/server/described.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

/// The sample, of the Harbor Herald, and two articles of the Selby Sun: one tells of Quiet Tide
/// too, one of somebody whom nobody else knows.
void add_selby_sun(Store& store) {
  Story raid(
      "sun-1", "The raid", "2024-06-01",
      "Ana Lindqvist praised Operation Quiet Tide.\nThe harbor was calm, Ana Lindqvist said.\n");
  raid.made.document.publisher = "Selby Sun";
  const EntityId ana = raid.entity(EntityType::Person, "Ana Lindqvist", {"Ana Lindqvist"});
  Operation told;
  told.id = raid.entity(EntityType::Operation, "Quiet Tide", {"Operation Quiet Tide"});
  told.name = "Quiet Tide";
  told.evidence = {raid.at("Operation Quiet Tide")};
  raid.operation(told);
  raid.quote(QuoteKind::Indirect, "Ana Lindqvist", "said", "The harbor was calm", ana);
  Story fair("sun-2", "The fair", "2024-06-02", "Ida Holm opened the fair in Port Selby.\n");
  fair.made.document.publisher = "Selby Sun";
  fair.entity(EntityType::Person, "Ida Holm", {"Ida Holm"});
  fair.entity(EntityType::Place, "Port Selby", {"Port Selby"});
  for (const Story* story : {&raid, &fair}) {
    const Status put = store.put(story->made);
    if (!put) FAIL(put.error().message);
  }
}

struct TwoOutlets {
  TwoOutlets() : store(sample_store(folder.path())), server(store) {
    add_selby_sun(store);
    const auto started = server.start();
    if (!started) FAIL(started.error().message);
    port = *started;
  }
  TemporaryFolder folder;
  Store store;
  Server server;
  std::uint16_t port = 0;
};

std::vector<std::string> publishers_of_evidence(const rapidjson::Document& reply) {
  std::vector<std::string> all;
  for (const auto& item : reply["items"].GetArray()) {
    all.emplace_back(item["publisher"].GetString());
  }
  return all;
}

std::vector<std::string> names_of(const rapidjson::Document& neighbours) {
  std::vector<std::string> all;
  for (const auto& item : neighbours["items"].GetArray()) {
    all.emplace_back(item["entity"]["name"].GetString());
  }
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("outlets are listed, those with most documents first", "[server]") {
  const TwoOutlets two;
  const auto all = get_json(two.port, "/api/v1/outlets");
  REQUIRE(all["items"].Size() == 3);
  CHECK(all["items"][0]["name"].GetString() == std::string("Harbor Herald"));
  CHECK(all["items"][0]["documents"].GetUint() == 4);
  CHECK(all["items"][1]["name"].GetString() == std::string("Selby Sun"));
  CHECK(all["items"][1]["documents"].GetUint() == 2);
  CHECK(get_json(two.port, "/api/v1/outlets?limit=1")["items"].Size() == 1);
}

TEST_CASE("every list and graph can be that of some outlets", "[server]") {
  const TwoOutlets two;
  const std::string of_sun = "outlets=Selby+Sun";
  CHECK(get_json(two.port, "/api/v1/documents?" + of_sun)["items"].Size() == 2);
  CHECK(get_json(two.port, "/api/v1/documents?limit=1&" + of_sun)["items"][0]["id"].GetString() ==
        std::string("sun-1"));
  const auto quotes = get_json(two.port, "/api/v1/quotes?" + of_sun);
  REQUIRE(quotes["items"].Size() == 1);
  CHECK(quotes["items"][0]["content"]["text"].GetString() == std::string("The harbor was calm"));

  const std::string around = "/api/v1/entities/" + to_string(sample_ids().quiet_tide);
  CHECK(names_of(get_json(two.port, around + "/neighbours?" + of_sun)) == Words{"Ana Lindqvist"});
  const auto graph = get_json(two.port, around + "/graph?" + of_sun);
  CHECK(graph["nodes"].Size() == 2);
  const std::string pair = "/api/v1/evidence?from=Quiet+Tide&to=Ana+Lindqvist&";
  CHECK(publishers_of_evidence(get_json(two.port, pair + of_sun)) == Words{"Selby Sun"});
  const std::string office = "/api/v1/evidence?from=Coast+Office&to=Quiet+Tide&";
  CHECK(publishers_of_evidence(get_json(two.port, office + of_sun)).empty());
  CHECK(publishers_of_evidence(get_json(two.port, office + of_sun + ";Harbor+Herald")) ==
        publishers_of_evidence(get_json(two.port, office)));
  CHECK_FALSE(publishers_of_evidence(get_json(two.port, office)).empty());

  // Through the Herald alone.
  const std::string path = "/api/v1/path?from=Jos%C3%A9+N%C3%BA%C3%B1ez&to=Ana+Lindqvist&";
  CHECK_FALSE(get_json(two.port, path)["paths"].Empty());
  CHECK(get_json(two.port, path + of_sun)["paths"].Empty());

  const auto bars = get_json(two.port, "/api/v1/timeline?" + of_sun);
  REQUIRE(bars["items"].Size() == 1);
  CHECK(bars["items"][0]["documents"].GetUint() == 2);
  CHECK(bars["items"][0]["quotes"].GetUint() == 1);
  const auto of_ana = get_json(two.port, "/api/v1/timeline?entities=Ana+Lindqvist&" + of_sun);
  REQUIRE(of_ana["items"].Size() == 1);
  CHECK(of_ana["items"][0]["documents"].GetUint() == 1);
  CHECK(of_ana["items"][0]["quotes"].GetUint() == 1);
}

TEST_CASE("an export can be of some outlets: the whole graph, a part, quotes", "[server]") {
  const TwoOutlets two;
  const auto nodes = [&](const std::string& question) {
    Words names;
    const auto graph =
        get_json(two.port, "/api/v1/export?format=nodelink&outlets=Selby+Sun" + question);
    for (const auto& node : graph["nodes"].GetArray()) names.emplace_back(node["name"].GetString());
    std::sort(names.begin(), names.end());
    return names;
  };
  CHECK(nodes("") == Words{"Ana Lindqvist", "Ida Holm", "Port Selby", "Quiet Tide"});
  CHECK(nodes("&predicates=co_mentioned") ==
        Words{"Ana Lindqvist", "Ida Holm", "Port Selby", "Quiet Tide"});
  CHECK(nodes("&predicates=holds_position").empty());
  CHECK(nodes("&entity=Port+Selby") == Words{"Ida Holm", "Port Selby"});
  CHECK(nodes("&quotes=true").size() == 2);  // Ana Lindqvist and what she said
  CHECK(nodes("&speaker=Ana+Lindqvist").size() == 2);
  get_json(two.port, "/api/v1/export?format=nodelink&outlets=Selby+Moon", 400);
  get_json(two.port, "/api/v1/export?format=json&outlets=Selby+Sun", 400);
  get_json(two.port, "/api/v1/export?format=nt&outlets=Selby+Sun", 400);
}

TEST_CASE("operations and conflicts are those that some outlets tell of", "[server]") {
  const TwoOutlets two;
  const auto of = [&](const std::string& list, const std::string& outlets) {
    return get_json(two.port, "/api/v1/" + list + "?outlets=" + outlets);
  };
  const auto both = of("operations", "Selby+Sun;Harbor+Herald");
  const auto all = get_json(two.port, "/api/v1/operations");
  CHECK(to_text(both) == to_text(all));
  const auto herald = of("operations", "Harbor+Herald"), sun = of("operations", "Selby+Sun");
  REQUIRE(herald["items"].Size() == 1);
  REQUIRE(sun["items"].Size() == 1);
  CHECK(all["items"][0]["documents"].Size() == 3);
  CHECK(herald["items"][0]["documents"].Size() == 2);
  CHECK(sun["items"][0]["documents"].Size() == 1);
  CHECK(sun["items"][0]["figures"].Empty());
  // The two articles of the Herald disagree; the Sun has no figures.
  CHECK(of("conflicts", "Harbor+Herald")["items"].Size() == 1);
  CHECK(of("conflicts", "Selby+Sun")["items"].Empty());
}

TEST_CASE("the name of an outlet does not mind case", "[server]") {
  const TwoOutlets two;
  const auto exact = get_json(two.port, "/api/v1/documents?outlets=Selby+Sun");
  const auto loose = get_json(two.port, "/api/v1/documents?outlets=SELBY+sun");
  REQUIRE(exact["items"].Size() == 2);
  CHECK(to_text(loose) == to_text(exact));
}

TEST_CASE("an outlet that nobody has is refused by name", "[server]") {
  const TwoOutlets two;
  const auto refused = get_json(two.port, "/api/v1/quotes?outlets=Selby+Moon", 400);
  CHECK(std::string(refused["message"].GetString()).find("Selby Moon") != std::string::npos);
  get_json(two.port, "/api/v1/rank?of=degree&outlets=Selby+Sun", 400);
}

TEST_CASE("the graph of some outlets follows the store", "[server]") {
  TwoOutlets two;
  const std::string around =
      "/api/v1/entities/" + to_string(sample_ids().quiet_tide) + "/neighbours?outlets=Selby+Sun";
  REQUIRE(get_json(two.port, around)["total"].GetUint() == 1);
  Story later("sun-3", "More", "2024-06-03", "Jo Park left Operation Quiet Tide.\n");
  later.made.document.publisher = "Selby Sun";
  later.entity(EntityType::Person, "Jo Park", {"Jo Park"});
  later.entity(EntityType::Operation, "Quiet Tide", {"Operation Quiet Tide"});
  REQUIRE(two.store.put(later.made));
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  unsigned total = 1;
  while (total != 2 && std::chrono::steady_clock::now() < give_up) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    total = get_json(two.port, around)["total"].GetUint();
  }
  CHECK(total == 2);
}

TEST_CASE("who cannot wait for a graph of outlets is told to ask again", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  auto documents = DocumentList::load(store);
  REQUIRE(documents);
  auto choice = std::make_shared<OutletChoice>();
  choice->names = {"Harbor Herald"};
  choice->documents = std::make_shared<const DocumentList>(std::move(*documents));
  auto numbers = choice->documents->numbers(choice->names);
  REQUIRE(numbers);
  choice->numbers = *numbers;
  OutletGraphs graphs(store);
  SearchLimits none;
  none.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const auto late = graphs.find(choice, store.version(), none);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::Busy);
  const auto whole = graphs.find(choice, store.version(), {});
  REQUIRE(whole);
  CHECK((*whole)->edge_count() > 0);
  // What is there is better than nothing, though it is of an older version.
  const auto older = graphs.find(choice, store.version() + 1, none);
  REQUIRE(older);
  CHECK(*older == *whole);
  graphs.stop();
  CHECK_FALSE(graphs.find(choice, store.version() + 1, {}));
}

}  // namespace onrecord
