#include "tests/server/sample_store.h"

#include <unistd.h>

#include <algorithm>

#include "tests/catch.h"

namespace onrecord {

const char* const kHostileName = "Eve <script>alert(1)</script> \"' onload=x & Sons";

Story::Story(std::string id, std::string title, std::string date, std::string text) {
  Document& document = made.document;
  document.id = {std::move(id)};
  document.title = std::move(title);
  document.url = "https://news.example/" + document.id.value;
  document.publisher = "Harbor Herald";
  document.published = parse_date(date).value();
  document.text = std::move(text);
  made.extraction.document = document.id;
  made.extraction.extractor = {"0.1.0", "00000000000000aa"};
  std::uint32_t begin = 0;
  const auto size = static_cast<std::uint32_t>(document.text.size());
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (i < size && document.text[i] != '\n') continue;
    if (i > begin) made.extraction.sentences.push_back({begin, i});
    begin = i + 1;
  }
}

Span Story::at(const std::string& words, std::size_t from) const {
  const std::size_t found = made.document.text.find(words, from);
  INFO("the words '" << words << "' of a made-up text");
  REQUIRE(found != std::string::npos);
  return {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + words.size())};
}

EntityId Story::entity(EntityType type, const std::string& name,
                       const std::vector<std::string>& forms,
                       const std::vector<std::string>& aliases) {
  EntityRecord record;
  record.entity = {make_entity_id(type, name), type, name, aliases, {}};
  for (const std::string& form : forms) record.mentions.push_back(at(form));
  std::sort(record.mentions.begin(), record.mentions.end());
  made.extraction.entities.push_back(record);
  for (const Span span : record.mentions) {
    const Span sentence = sentence_around(made.extraction.sentences, span);
    state(record.entity.id, Predicate::MentionedIn, made.document.id,
          std::string(slice(made.document.text, sentence)), {{"count", "1"}});
    break;
  }
  return record.entity.id;
}

QuoteId Story::quote(QuoteKind kind, const std::string& source, const std::string& cue,
                     const std::string& content, std::optional<EntityId> speaker,
                     const std::vector<EntityId>& about, const std::vector<EntityId>& places) {
  Quote quote;
  quote.kind = kind;
  quote.content = {at(content)};
  const Span sentence = sentence_around(made.extraction.sentences, quote.content[0]);
  if (!source.empty()) quote.source = {at(source, sentence.begin)};
  if (!cue.empty()) quote.cue = {at(cue, sentence.begin)};
  quote.speaker = speaker;
  quote.speaker_name = source;
  quote.about = about;
  std::sort(quote.about.begin(), quote.about.end());
  for (const EntityId place : places) quote.places.push_back({place, PlaceBasis::Content});
  quote.date = made.document.published;
  quote.confidence = 0.9;
  quote.id = make_quote_id(made.document.id, quote.content, quote.source);
  made.extraction.quotes.push_back(quote);
  const std::string words(slice(made.document.text, sentence));
  if (speaker) state(*speaker, Predicate::Said, quote.id, words);
  for (const EntityId id : quote.about) {
    state(quote.id, Predicate::About, id, words);
    if (speaker) {
      state(*speaker, Predicate::QuotedAbout, id, words, {{"quote", to_string(quote.id)}});
    }
  }
  return quote.id;
}

void Story::state(Subject subject, Predicate predicate, Object object, const std::string& sentence,
                  const Qualifiers& qualifiers) {
  Evidence evidence;
  evidence.document = made.document.id;
  evidence.spans = {at(sentence)};
  evidence.confidence = 0.8;
  evidence.date = made.document.published;
  evidence.extractor = "onrecord 0.1.0";
  const SupportedStatement statement =
      make_statement(subject, predicate, std::move(object), qualifiers, evidence);
  auto& all = made.extraction.statements;
  const auto same = std::find_if(all.begin(), all.end(), [&](const SupportedStatement& other) {
    return other.statement.id == statement.statement.id;
  });
  if (same != all.end()) {
    same->evidence.push_back(statement.evidence[0]);
  } else {
    all.push_back(statement);
  }
}

void Story::operation(Operation operation) {
  made.extraction.operations.push_back(std::move(operation));
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "onrecord-server-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

SampleIds sample_ids() {
  return {make_entity_id(EntityType::Person, "Ana Lindqvist"),
          make_entity_id(EntityType::Person, "José Núñez"),
          make_entity_id(EntityType::Person, "Tom Reed"),
          make_entity_id(EntityType::Person, "Tom Reeves"),
          make_entity_id(EntityType::Agency, "Coast Office"),
          make_entity_id(EntityType::Place, "Port Selby"),
          make_entity_id(EntityType::Operation, "Quiet Tide"),
          make_entity_id(EntityType::Person, kHostileName)};
}

namespace {

Outcome arrests(const Story& story, std::int64_t count, EntityId place, const std::string& words) {
  Outcome outcome;
  outcome.what = "arrests";
  outcome.count = count;
  outcome.place = place;
  outcome.evidence = {story.at(words)};
  outcome.confidence = 0.9;
  return outcome;
}

Contribution harbor() {
  Story story("harbor-1", "Mayor praises the raid", "2024-05-02",
              "Mayor Ana Lindqvist of Port Selby praised the raid.\n"
              "“The harbor is safe again,” Lindqvist said.\n"
              "The Coast Office led Operation Quiet Tide in Port Selby.\n"
              "Operation Quiet Tide led to 120 arrests in the town.\n");
  const EntityId ana = story.entity(EntityType::Person, "Ana Lindqvist",
                                    {"Ana Lindqvist", "Lindqvist said"}, {"Lindqvist"});
  const EntityId selby = story.entity(EntityType::Place, "Port Selby", {"Port Selby"});
  const EntityId office = story.entity(EntityType::Agency, "Coast Office", {"Coast Office"});
  const EntityId tide = story.entity(EntityType::Operation, "Quiet Tide", {"Operation Quiet Tide"});
  story.quote(QuoteKind::Direct, "Lindqvist", "said", "The harbor is safe again,", ana, {tide},
              {selby});
  story.state(ana, Predicate::HoldsPosition, selby,
              "Mayor Ana Lindqvist of Port Selby praised the raid.",
              {{"title", "mayor"}, {"status", "current"}});
  story.state(office, Predicate::Conducted, tide,
              "The Coast Office led Operation Quiet Tide in Port Selby.");
  story.state(tide, Predicate::TookPlaceIn, selby,
              "The Coast Office led Operation Quiet Tide in Port Selby.");
  story.state(tide, Predicate::Occurred, Literal{"2024-04-29/2024-05-01"},
              "The Coast Office led Operation Quiet Tide in Port Selby.");
  Operation operation;
  operation.id = tide;
  operation.name = "Quiet Tide";
  operation.places = {selby};
  operation.conducted_by = {office};
  operation.partner_groups = {"local dockers"};
  operation.dates = parse_date_range("2024-04-29/2024-05-01").value();
  operation.outcomes = {arrests(story, 120, selby, "120 arrests")};
  operation.evidence = {story.at("Operation Quiet Tide")};
  story.operation(operation);
  return story.made;
}

Contribution tide() {
  Story story("tide/2", "Figures of the raid", "2024-05-03",
              "José Núñez, acting director of the Coast Office, spoke on Friday.\n"
              "Núñez said that 118 people were held in Operation Quiet Tide.\n"
              "Dockers said they had seen nothing.\n");
  const EntityId jose = story.entity(EntityType::Person, "José Núñez", {"José Núñez"}, {"Núñez"});
  const EntityId office = story.entity(EntityType::Agency, "Coast Office", {"Coast Office"});
  const EntityId selby = story.entity(EntityType::Place, "Port Selby");
  const EntityId quiet =
      story.entity(EntityType::Operation, "Quiet Tide", {"Operation Quiet Tide"});
  story.quote(QuoteKind::Indirect, "Núñez", "said", "118 people were held in Operation Quiet Tide",
              jose, {quiet});
  story.quote(QuoteKind::Indirect, "Dockers", "said", "they had seen nothing", std::nullopt);
  story.state(jose, Predicate::HoldsPosition, office,
              "José Núñez, acting director of the Coast Office, spoke on Friday.",
              {{"title", "director"}, {"status", "acting"}});
  Operation operation;
  operation.id = quiet;
  operation.name = "Quiet Tide";
  operation.outcomes = {arrests(story, 118, selby, "118 people were held")};
  operation.evidence = {story.at("Operation Quiet Tide")};
  story.operation(operation);
  return story.made;
}

Contribution reeds() {
  Story story("reeds", "Two Toms", "2024-06-01", "Tom Reed met Tom Reeves in a café.\n");
  story.entity(EntityType::Person, "Tom Reed", {"Tom Reed"});
  story.entity(EntityType::Person, "Tom Reeves", {"Tom Reeves"});
  return story.made;
}

Contribution hostile() {
  const std::string name = kHostileName;
  Story story("hostile", "<img src=x onerror=alert(1)> & \"title\"", "2024-07-01",
              name + " said <b>nothing</b> & left.\n");
  story.made.document.url = "javascript:alert(1)";
  story.made.document.publisher = "</span><script>alert(2)</script>";
  const EntityId eve =
      story.entity(EntityType::Person, name, {name}, {"</bdi><svg onload=alert(3)>"});
  story.quote(QuoteKind::Indirect, name, "said", "<b>nothing</b> & left", eve, {eve});
  story.state(eve, Predicate::HoldsPosition, std::monostate{},
              name + " said <b>nothing</b> & left.", {{"title", "\"><script>x</script>"}});
  return story.made;
}

Contribution unlinked() {
  Story story("unlinked", "Nobody is named", "2024-08-01", "It rained.\n");
  return story.made;
}

}  // namespace

std::vector<Contribution> sample_contributions() {
  return {harbor(), tide(), reeds(), hostile(), unlinked()};
}

Store sample_store(const std::filesystem::path& folder) {
  auto store = Store::open(folder / "store", {});
  REQUIRE(store);
  const auto contributions = sample_contributions();
  const Status stored = store->put_all(contributions);
  if (!stored) FAIL(stored.error().message);
  return std::move(*store);
}

}  // namespace onrecord
