#include "model/record_json.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/catch.h"

namespace onrecord {
namespace {

// Curly marks and an accent before most spans: bytes and code points differ everywhere.
const std::string kText =
    "\u201cPort Ann is safe,\u201d said Chief Ren\u00e9e Roe \U0001F600. Police arrested more than "
    "300 in Port Ann; 65.5% were wanted.";

Span at(std::string_view words) {
  const std::size_t begin = kText.find(words);
  REQUIRE(begin != std::string::npos);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

EntityRecord entity(EntityType type, std::string name, Spans mentions) {
  return {Entity{make_entity_id(type, name), type, name, {}, {}}, std::move(mentions)};
}

Document document() {
  return Document{DocumentId{"a/1"}, "https://example.org/1",  "A \"title\"\n",
                  "The Post",        PartialDate{2025, 3, 24}, kText};
}

Outcome outcome(std::string what, std::int64_t count, std::string modifier, Span evidence) {
  Outcome result;
  result.what = std::move(what);
  result.count = count;
  result.modifier = std::move(modifier);
  result.evidence = {evidence};
  result.confidence = 0.8;
  return result;
}

Operation operation(EntityId id, EntityId place, EntityId police) {
  Operation result;
  result.id = id;
  result.name = "Clear Water";
  result.places = {place};
  result.conducted_by = {police};
  result.partner_groups = {"local sheriffs"};
  result.dates = {PartialDate{2025, 3, 3}, PartialDate{0, 3, 9}};
  result.outcomes = {outcome("arrests", 300, "more than", at("300")),
                     outcome("arrests", 299, "", at("300")),
                     outcome("arrests", 6550, "", at("65.5%"))};
  result.outcomes[2].percent = true;
  result.outcomes[2].category = "wanted";
  result.outcomes[2].place = place;
  result.evidence = {at("Police arrested")};
  return result;
}

/// One of everything.
Extraction extraction() {
  Extraction result;
  result.document = DocumentId{"a/1"};
  result.extractor = {"0.1.0", "0123456789abcdef"};
  const Span second = at("Police arrested more than 300 in Port Ann; 65.5% were wanted.");
  result.sentences = {{0, second.begin - 1}, second};
  result.entities = {entity(EntityType::Place, "Port Ann", {at("Port Ann")}),
                     entity(EntityType::Person, "Ren\u00e9e Roe", {at("Ren\u00e9e Roe")}),
                     entity(EntityType::Agency, "Harbor Police", {at("Police")}),
                     entity(EntityType::Operation, "Clear Water", {})};
  result.entities[0].entity.attributes = {{"lat", "1.5"}, {"lon", "-2"}};
  result.entities[2].entity.aliases = {"HP", "Police"};
  const EntityId place = result.entities[0].entity.id;
  const EntityId roe = result.entities[1].entity.id;
  const EntityId police = result.entities[2].entity.id;
  const EntityId clear_water = result.entities[3].entity.id;

  Quote quote;
  quote.content = {at("Port Ann is safe,")};
  quote.source = {at("Chief Ren\u00e9e Roe")};
  quote.cue = {at("said")};
  quote.id = make_quote_id(result.document, quote.content, quote.source);
  quote.speaker = roe;
  quote.speaker_name = "Ren\u00e9e Roe";
  quote.also = {police};
  quote.about = {place};
  quote.places = {{place, PlaceBasis::Content}, {place, PlaceBasis::Jurisdiction}};
  quote.date = {2025, 3, 24};
  quote.confidence = 0.933;
  Quote inner;
  inner.kind = QuoteKind::Mixed;
  inner.content = {at("safe")};
  inner.id = make_quote_id(result.document, inner.content, {});
  inner.parent = quote.id;
  result.quotes = {quote, inner};
  result.operations = {operation(clear_water, place, police)};

  const auto evidence = [&](Span span) {
    return Evidence{result.document, {span}, 0.9, {2025, 3, 24}, {}, "onrecord 0.1.0"};
  };
  const Span first = result.sentences[0];
  result.statements = {
      make_statement(roe, Predicate::Said, quote.id, {}, evidence(first)),
      make_statement(quote.id, Predicate::About, place, {}, evidence(first)),
      make_statement(roe, Predicate::QuotedAbout, place,
                     {{"quote", to_string(quote.id)}, {"place", to_string(place)}},
                     evidence(first)),
      make_statement(roe, Predicate::HoldsPosition, std::monostate{},
                     {{"title", "Chief"}, {"status", "current"}}, evidence(first)),
      make_statement(clear_water, Predicate::Outcome, Literal{"300"},
                     {{"what", "arrests"}, {"modifier", "more than"}}, evidence(second)),
      make_statement(clear_water, Predicate::Occurred, Literal{"2025-03-03/--03-09"}, {},
                     evidence(second)),
      make_statement(place, Predicate::MentionedIn, result.document, {{"count", "2"}},
                     evidence(first))};
  result.statements[2].evidence.push_back(evidence(second));
  return result;
}

std::string record() { return to_record_json(document(), extraction(), {.with_text = true}); }

/// The record with the first `from` replaced by `to`.
std::string altered(std::string_view from, std::string_view to) {
  std::string json = record();
  const std::size_t found = json.find(from);
  REQUIRE(found != std::string::npos);
  return json.replace(found, from.size(), to);
}

std::string refusal(std::string_view json, std::string_view text = {}) {
  const auto parsed = parse_record_json(json, "line 7", text);
  return parsed ? "accepted" : parsed.error().message;
}

}  // namespace

TEST_CASE("a record with its text reads back to the same document and extraction", "[model]") {
  const auto parsed = parse_record_json(record(), "x");
  REQUIRE(parsed);
  CHECK(parsed->document == document());
  CHECK(parsed->extraction == extraction());
  CHECK(to_record_json(parsed->document, parsed->extraction, {.with_text = true}) == record());
}

TEST_CASE("a record without its text reads back given the text", "[model]") {
  const std::string json = to_record_json(document(), extraction());
  CHECK(json.find("\"text\"") == std::string::npos);
  const auto parsed = parse_record_json(json, "x", kText);
  REQUIRE(parsed);
  CHECK(parsed->extraction == extraction());
  CHECK(parsed->document.text == kText);
  CHECK(parsed->document.url.empty());
}

TEST_CASE("the example of docs/record.md is a record", "[model]") {
  const auto page = std::filesystem::path(ONRECORD_SOURCE_FOLDER) / "docs" / "record.md";
  std::ifstream file(page);
  std::stringstream text;
  text << file.rdbuf();
  const std::string doc = text.str();
  const std::size_t begin = doc.find("```json\n");
  REQUIRE(begin != std::string::npos);
  const std::string example = doc.substr(begin + 8, doc.rfind("```") - begin - 8);
  CHECK(refusal(example) == "accepted");
  const auto parsed = parse_record_json(example, "docs/record.md");
  REQUIRE(parsed);
  CHECK(parsed->extraction.statements.size() == 3);
  rapidjson::Document compact;  // the same fields in the same order
  compact.Parse(example.c_str());
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  compact.Accept(writer);
  CHECK(to_record_json(parsed->document, parsed->extraction, {.with_text = true}) ==
        buffer.GetString());
}

TEST_CASE("a record is one line", "[model]") {
  CHECK(record().find('\n') == std::string::npos);
  CHECK(record().front() == '{');
  CHECK(record().back() == '}');
}

TEST_CASE("spans are code points", "[model]") {
  CHECK(record().find(R"("content":[[1,18]])") != std::string::npos);
  CHECK(record().find(R"("cue":[[20,24]])") != std::string::npos);
  CHECK(record().find(R"("mentions":[[31,40]])") != std::string::npos);
}

TEST_CASE("figures are counts or percentages, and conflicts are told", "[model]") {
  CHECK(record().find(R"("count":300,"modifier":"more than","category":null)") !=
        std::string::npos);
  CHECK(record().find(R"("count":65.5,"percent":true)") != std::string::npos);
  CHECK(record().find(
            R"("conflicts":[{"what":"arrests","category":null,"place":null,"counts":[300,299],)"
            R"("outcomes":[0,1]}])") != std::string::npos);
}

TEST_CASE("what is unknown is null", "[model]") {
  CHECK(record().find(R"("speaker":null,"speaker_name":null)") != std::string::npos);
  CHECK(record().find(R"("predicate":"holds_position","object":null)") != std::string::npos);
}

TEST_CASE("confidences have three decimals and are always numbers", "[model]") {
  Extraction rough = extraction();
  rough.quotes[0].confidence = 0.93349;
  rough.quotes[1].confidence = std::numeric_limits<double>::quiet_NaN();
  const std::string json = to_record_json(document(), rough);
  CHECK(json.find("\"confidence\":0.933}") != std::string::npos);
  CHECK(refusal(json, kText) == "accepted");
}

TEST_CASE("a document of which nothing is known gives empty lists", "[model]") {
  Document bare;
  bare.id = DocumentId{"b"};
  Extraction nothing;
  nothing.document = bare.id;
  const std::string json = to_record_json(bare, nothing);
  CHECK(json ==
        R"({"id":"b","title":"","published":null,"extractor":{"version":"","model":""},)"
        R"("sentences":[],"entities":[],"attributions":[],"operations":[],"statements":[]})");
  const auto parsed = parse_record_json(json, "x");
  REQUIRE(parsed);
  CHECK(parsed->extraction == nothing);
  CHECK(refusal(R"({"id":"b"})") == "accepted");
}

TEST_CASE("a span outside the text is refused by row and field", "[model]") {
  CHECK(refusal(altered(R"("content":[[1,18]])", R"("content":[[1,999]])")) ==
        "line 7: attributions[0]: \"content\" has the span [1, 999], which is empty or not within "
        "the text of 105 code points; give the text it was extracted from");
  for (const char* bad : {"[[5,2]]", "[[3,3]]", "[[1]]", "[1,2]", "[[-1,2]]", "[[1,2.5]]", "{}",
                          "[[1,5],[3,8]]", "[[6,8],[1,2]]", "[[1,99999999999]]", "[]", "null"}) {
    INFO(bad);
    CHECK(refusal(altered(R"("content":[[1,18]])", "\"content\":" + std::string(bad)))
              .starts_with("line 7: attributions[0]: \"content\" "));
  }
  CHECK(refusal(to_record_json(document(), extraction())) != "accepted");
  CHECK(refusal(to_record_json(document(), extraction()), "another text") != "accepted");
}

TEST_CASE("a reference that the record does not list is refused", "[model]") {
  const std::string unknown = "\"00000000000000aa\"";
  const std::string place = '"' + to_string(make_entity_id(EntityType::Place, "Port Ann")) + '"';
  CHECK(refusal(altered("\"about\":[" + place, "\"about\":[" + unknown)) ==
        "line 7: attributions[0]: \"about\" is an entity that the record does not list");
  CHECK(refusal(altered("\"places\":[" + place, "\"places\":[" + unknown)) ==
        "line 7: operations[0]: \"places\" is an entity that the record does not list");
  CHECK(refusal(altered("\"places\":[" + place, "\"places\":[7")) ==
        "line 7: operations[0]: \"places\" must be an id of 16 hex digits");
  CHECK(refusal(altered("\"object\":{\"quote\":\"", "\"object\":{\"quote\":\"0")) ==
        "line 7: statements[0]: \"object\" must be an id of 16 hex digits");
  CHECK(refusal(altered("{\"document\":\"a/1\"}", "{\"document\":\"b\"}")) ==
        "line 7: statements[7]: \"object\" must be the record's own document");
}

TEST_CASE("a record cannot speak for another document's quotes or rename statements", "[model]") {
  CHECK(refusal(altered("\"id\":\"a/1\"", "\"id\":\"a/2\""))
            .starts_with("line 7: attributions[0]: \"id\" does not follow"));
  CHECK(refusal(altered("\"title\":\"Chief\"", "\"title\":\"Mayor\"")) ==
        "line 7: statements[4]: \"id\" does not follow from subject, predicate, object and "
        "qualifiers");
}

TEST_CASE("statements outside the ontology are refused", "[model]") {
  CHECK(refusal(altered("\"predicate\":\"said\"", "\"predicate\":\"shouted\"")) ==
        "line 7: statements[0]: \"predicate\" is 'shouted', which is no predicate that a record "
        "may hold");
  CHECK(refusal(altered("\"predicate\":\"said\"", "\"predicate\":\"co_mentioned\"")) != "accepted");
  CHECK(refusal(altered("\"predicate\":\"mentioned_in\"", "\"predicate\":\"said\"")) ==
        "line 7: statements[7]: \"subject\" does not fit the predicate");
  CHECK(refusal(altered("\"predicate\":\"outcome\"", "\"predicate\":\"took_place_in\"")) ==
        "line 7: statements[5]: \"object\" does not fit the predicate");
}

TEST_CASE("fields of the wrong kind are refused by name", "[model]") {
  const std::vector<std::pair<std::string, std::string>> changes = {
      {R"("id":"a/1")", R"("id":7)"},
      {R"("id":"a/1")", R"("id":"a\u0000b")"},
      {R"("published":"2025-03-24")", R"("published":"yesterday")"},
      {R"("url":"https:)", R"("url":"javascript:)"},
      {R"("type":"place")", R"("type":"law")"},
      {R"("name":"Port Ann")", R"("name":"")"},
      {R"("aliases":["HP")", R"("aliases":[3)"},
      {R"("lat":"1.5")", R"("lat":1.5)"},
      {R"("kind":"direct")", R"("kind":"loud")"},
      {R"("place_basis":["content",)", R"("place_basis":[)"},
      {R"("confidence":0.933)", R"("confidence":1.5)"},
      {R"("count":300)", R"("count":-1)"},
      {R"("count":300)", R"("count":"300")"},
      {R"("count":300)", R"("count":1e300)"},
      {R"("count":65.5)", R"("count":1e300)"},
      {R"("percent":true)", R"("percent":1)"},
      {R"("start":"2025-03-03")", R"("start":"2025-02-31")"},
      {R"("entities":[)", R"("entities":[7,)"},
      {R"("statements":[)", R"("statements":{},"x":[)"},
      {R"("extractor":{"version":"0.1.0")", R"("extractor":"x","y":{"version":"0.1.0")"},
  };
  for (const auto& [from, to] : changes) {
    INFO(to);
    CHECK(refusal(altered(from, to)).starts_with("line 7: "));
  }
}

TEST_CASE("what is no record is refused", "[model]") {
  for (const char* json : {"", "[]", "7", "{}", "{\"id\":\"\"}", "{\"id\":\"a\"", "null"}) {
    CHECK(refusal(json).starts_with("line 7: "));
  }
  CHECK(refusal(R"({"id":"a"})", "\xFF") == "line 7: its text is not UTF-8 at byte 0");
}

TEST_CASE("an entity or quote that stands twice is refused", "[model]") {
  Extraction twice = extraction();
  twice.entities.push_back(twice.entities[0]);
  CHECK(refusal(to_record_json(document(), twice), kText) ==
        "line 7: entities[4]: \"id\" stands twice");
  twice = extraction();
  twice.quotes.push_back(twice.quotes[0]);
  CHECK(refusal(to_record_json(document(), twice), kText) ==
        "line 7: attributions[2]: \"id\" stands twice");
}

TEST_CASE("a cut or altered record is accepted or refused, never worse", "[model]") {
  const std::string good = record();
  std::mt19937 random(19);
  for (std::size_t cut = 0; cut < good.size(); cut += 7) {
    CHECK(refusal(good.substr(0, cut)) != "accepted");
  }
  for (int round = 0; round < 1500; ++round) {
    std::string bad = good;
    bad[random() % bad.size()] = "0123456789abcdef[]{}\",:-.eE\\\xFF"[random() % 29];
    const auto parsed = parse_record_json(bad, "x");
    if (parsed) CHECK_FALSE(to_record_json(parsed->document, parsed->extraction).empty());
  }
}

}  // namespace onrecord
