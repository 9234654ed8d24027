#include "server/quote_timeline.h"

#include "model/json.h"
#include "server/json_timeline.h"
#include "tests/catch.h"
#include "tests/server/running_server.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

const EntityId kAda = make_entity_id(EntityType::Person, "Ada Moreland");
const EntityId kClinics = make_entity_id(EntityType::Organization, "Union of Clinics");

/// One outlet's article with one quote of the mayor.
Contribution article(const std::string& id, const std::string& date, const std::string& content,
                     bool about_clinics, double confidence = 0.9) {
  Story story(id, "The clinics", date, "Ada Moreland said " + content + ".\nUnion of Clinics.\n");
  story.made.document.publisher = "Outlet " + id;
  const EntityId ada = story.entity(EntityType::Person, "Ada Moreland", {"Ada Moreland"});
  const EntityId clinics =
      story.entity(EntityType::Organization, "Union of Clinics", {"Union of Clinics"});
  story.quote(QuoteKind::Indirect, "Ada Moreland", "said", content, ada,
              about_clinics ? std::vector<EntityId>{clinics} : std::vector<EntityId>{});
  story.made.extraction.quotes[0].confidence = confidence;
  return story.made;
}

Store clinic_store(const std::filesystem::path& folder) {
  auto store = Store::open(folder / "store", {});
  REQUIRE(store);
  const std::vector<Contribution> articles = {
      article("c", "2025-03-06", "the ferry budget was late again", false),
      article("a", "2025-03-05", "the town would not close a single clinic", false, 0.6),
      article("b", "2025-03-04", "the town will not close a single clinic and keeps every bed",
              true),
      article("d", "2025-06-01", "the town will not close a single clinic", true)};
  REQUIRE(store->put_all(articles));
  return std::move(*store);
}

Timeline timeline_of(const Store& store, const QuoteFilter& filter,
                     const TimelineOptions& options = {}) {
  Lookup lookup(store);
  auto timeline = make_timeline(lookup, filter, options);
  if (!timeline) FAIL(timeline.error().message);
  return std::move(*timeline);
}

/// "2025-03-04 b a | 2025-03-06 c": each entry with the documents of its tellings.
std::string told(const Timeline& timeline) {
  std::string out;
  for (const TimelineEntry& entry : timeline.entries) {
    if (!out.empty()) out += " | ";
    out += to_string(entry.date);
    for (const TimelineTelling& telling : entry.tellings) {
      out += " " + telling.view.document.id.value;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a timeline has each quote once, with all who tell it", "[server]") {
  const TemporaryFolder folder;
  const Store store = clinic_store(folder.path());
  const Timeline timeline = timeline_of(store, {});
  CHECK(told(timeline) == "2025-03-04 b a | 2025-03-06 c | 2025-06-01 d");
  const TimelineEntry& first = timeline.entries[0];
  CHECK(first.tellings[0].differences.empty());
  CHECK(first.tellings[1].differences ==
        std::vector<QuoteDifference>{{"will", "would"}, {"and keeps every bed", ""}});
  CHECK(first.tellings[1].view.sentence.sentence.text ==
        "Ada Moreland said the town would not close a single clinic.");
  CHECK(told(timeline_of(store, {}, {{100}, 0, 0, 0})) == "2025-03-04 b a d | 2025-03-06 c");
}

TEST_CASE("an entry is listed when one telling fits, and shows the others too", "[server]") {
  const TemporaryFolder folder;
  const Store store = clinic_store(folder.path());
  QuoteFilter about;
  about.about = kClinics;
  CHECK(told(timeline_of(store, about)) == "2025-03-04 b a | 2025-06-01 d");
  QuoteFilter document;
  document.document = DocumentId{"a"};
  CHECK(told(timeline_of(store, document)) == "2025-03-04 b a");
  QuoteFilter text;
  text.speaker = kAda;
  text.text = "ferry";
  CHECK(told(timeline_of(store, text)) == "2025-03-06 c");
  QuoteFilter since;
  since.since = {2025, 3, 5};
  since.until = {2025, 3, 31};
  CHECK(told(timeline_of(store, since)) == "2025-03-04 b a | 2025-03-06 c");
}

TEST_CASE("what is less probable is left out of a timeline, also as a further telling",
          "[server]") {
  const TemporaryFolder folder;
  const Store store = clinic_store(folder.path());
  QuoteFilter sure;
  sure.min_confidence = 0.7;
  CHECK(told(timeline_of(store, sure)) == "2025-03-04 b | 2025-03-06 c | 2025-06-01 d");
  sure.about = kClinics;
  CHECK(told(timeline_of(store, sure)) == "2025-03-04 b | 2025-06-01 d");
  sure.min_confidence = 0.95;
  CHECK(timeline_of(store, sure).entries.empty());
}

TEST_CASE("a timeline comes in pages and refuses what is too much", "[server]") {
  const TemporaryFolder folder;
  const Store store = clinic_store(folder.path());
  TimelineOptions page;
  page.offset = 1;
  page.limit = 1;
  const Timeline second = timeline_of(store, {}, page);
  CHECK(told(second) == "2025-03-06 c");
  CHECK(second.total == 3);
  page.offset = 9;
  CHECK(timeline_of(store, {}, page).entries.empty());
  Lookup lookup(store);
  const auto refused = make_timeline(lookup, {}, {{}, 0, 0, 3});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooLarge);
  CHECK(refused.error().message.find("ask for a speaker") != std::string::npos);
}

TEST_CASE("the server gives a timeline as pages of entries", "[server]") {
  const RunningServer running;
  const auto first = get_json(running.port, "/api/v1/quotes?as=timeline&limit=1");
  REQUIRE(first["items"].Size() == 1);
  CHECK(std::string(first["next"].GetString()) == "1");
  CHECK(first["items"][0]["tellings"][0]["quote"].HasMember("evidence"));
  CHECK(first["items"][0]["tellings"][0]["differences"].Empty());
  const auto rest = get_json(running.port, "/api/v1/quotes?as=timeline&cursor=1");
  CHECK(rest["items"].Size() == 3);
  CHECK(std::string(rest["next"].GetString()).empty());
  get_json(running.port, "/api/v1/quotes?as=timeline&cursor=x", 400);
  get_json(running.port, "/api/v1/quotes?as=picture", 400);
  CHECK(get_json(running.port, "/api/v1/quotes?min_confidence=0.95")["items"].Empty());
  get_json(running.port, "/api/v1/quotes?min_confidence=2", 400);
}

}  // namespace onrecord
