#include "tests/storage/sample.h"

#include <unistd.h>

#include <algorithm>
#include <tuple>

#include "storage/dump.h"
#include "storage/keys.h"

namespace onrecord::sample {

namespace {

namespace fs = std::filesystem;

const std::vector<std::pair<EntityType, std::string>>& world() {
  static const std::vector<std::pair<EntityType, std::string>> entities = {
      {EntityType::Person, "Ada B. Stone"},    {EntityType::Person, "José Núñez"},
      {EntityType::Person, "Mei Stonefield"},  {EntityType::Agency, "Harbor Police Department"},
      {EntityType::Agency, "Coast Office"},    {EntityType::Organization, "Dockers' Union"},
      {EntityType::Place, "Port Selby"},       {EntityType::Place, "Selby County"},
      {EntityType::Operation, "Quiet Harbor"}, {EntityType::Operation, "Net Loss"}};
  return entities;
}

/// Builds one document: a sentence for each thing it tells.
class Builder {
 public:
  Builder(const std::string& id, unsigned seed) : random_(seed) {
    made_.document.id = {id};
    made_.document.title = "Report " + id;
    made_.document.url = "https://news.example/" + id;
    made_.document.publisher = "The Example";
    made_.document.published = date();
    made_.extraction.document = {id};
    made_.extraction.extractor = {"0.1.0", chance(4) ? "00000000000000aa" : "00000000000000bb"};
  }

  Contribution build() {
    const std::size_t sentences = 2 + pick(4);
    for (std::size_t i = 0; i < sentences; ++i) add_quote();
    add_operation();
    add_positions();
    for (auto& [id, statement] : statements_) {
      made_.extraction.statements.push_back(std::move(statement));
    }
    for (auto& [id, record] : entities_) made_.extraction.entities.push_back(std::move(record));
    return std::move(made_);
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }
  bool chance(std::size_t in) { return pick(in) == 0; }

  PartialDate date() {
    if (chance(6)) return {};
    if (chance(6)) return {2020, 0, 0};
    return {static_cast<std::int16_t>(2019 + pick(3)), static_cast<std::int8_t>(1 + pick(12)),
            static_cast<std::int8_t>(1 + pick(28))};
  }

  double confidence() { return static_cast<double>(1 + pick(999)) / 1000.0; }

  Span append(const std::string& words) {
    std::string& text = made_.document.text;
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += words;
    return {begin, static_cast<std::uint32_t>(text.size())};
  }

  EntityId mention(std::size_t index) {
    const auto& [type, name] = world()[index];
    const EntityId id = make_entity_id(type, name);
    EntityRecord& record = entities_[id];
    record.entity.id = id;
    record.entity.type = type;
    if (record.entity.name.empty()) {
      const bool short_form = chance(3);
      const std::string last = name.substr(name.rfind(' ') + 1);
      record.entity.name = short_form ? last : name;
      if (chance(2)) record.entity.aliases.push_back(short_form ? name : last);
      if (type == EntityType::Place) record.entity.attributes["kind"] = chance(3) ? "town" : "city";
    }
    record.mentions.push_back(append(name));
    return id;
  }

  void state(Subject subject, Predicate predicate, Object object, const Qualifiers& qualifiers,
             Span span) {
    Evidence evidence{made_.document.id, {span}, confidence(), date(), {}, "onrecord 0.1.0"};
    SupportedStatement made =
        make_statement(subject, predicate, std::move(object), qualifiers, evidence);
    const auto [kept, fresh] = statements_.try_emplace(made.statement.id, made);
    if (!fresh) kept->second.evidence.push_back(made.evidence.front());
  }

  void add_quote() {
    const auto begin = static_cast<std::uint32_t>(made_.document.text.size());
    Quote quote;
    quote.kind = static_cast<QuoteKind>(1 + pick(3));
    const EntityId speaker = mention(pick(3));
    quote.source = {{begin, static_cast<std::uint32_t>(made_.document.text.size())}};
    append(" ");
    quote.cue = {append("said")};
    append(" ");
    const auto content = static_cast<std::uint32_t>(made_.document.text.size());
    append("the harbour was " + std::string(chance(2) ? "quiet" : "closed") + " for ");
    const EntityId about = mention(3 + pick(3));
    quote.content = {{content, static_cast<std::uint32_t>(made_.document.text.size())}};
    append(" in ");
    const EntityId place = mention(6 + pick(2));
    append(". ");
    const auto end = static_cast<std::uint32_t>(made_.document.text.size()) - 1;
    made_.extraction.sentences.push_back({begin, end});
    if (!chance(5)) quote.speaker = speaker;
    quote.speaker_name = "somebody";
    if (chance(4)) quote.also = {mention(pick(3))};
    quote.about = {about};
    quote.places = {{place, PlaceBasis::Sentence}};
    quote.date = date();
    quote.confidence = confidence();
    quote.id = make_quote_id(made_.document.id, quote.content, quote.source);
    if (!made_.extraction.quotes.empty() && chance(3)) {
      quote.parent = made_.extraction.quotes.front().id;
    }
    made_.extraction.quotes.push_back(quote);
    const Span sentence{begin, end};
    state(speaker, Predicate::Said, quote.id, {}, sentence);
    state(quote.id, Predicate::About, about, {}, sentence);
    state(speaker, Predicate::QuotedAbout, about, {}, sentence);
    state(about, Predicate::LocatedIn, place, {}, sentence);
    state(speaker, Predicate::MentionedIn, made_.document.id, {}, sentence);
  }

  void add_operation() {
    const auto begin = static_cast<std::uint32_t>(made_.document.text.size());
    Operation operation;
    operation.id = mention(8 + pick(2));
    operation.name = "Quiet Harbor";
    const EntityId agency = mention(3 + pick(2));
    operation.conducted_by = {agency};
    operation.partner_groups = {"local dockers"};
    operation.dates = {date(), {2021, 5, 0}};
    const Span sentence{begin, static_cast<std::uint32_t>(made_.document.text.size())};
    made_.extraction.sentences.push_back(sentence);
    operation.outcomes = {{"arrests",
                           static_cast<std::int64_t>(pick(900)),
                           false,
                           "more than",
                           "first offenders",
                           std::nullopt,
                           {sentence},
                           confidence()}};
    operation.evidence = {sentence};
    state(agency, Predicate::Conducted, operation.id, {}, sentence);
    state(operation.id, Predicate::Outcome, Literal{std::to_string(pick(3) + 498)},
          {{"what", "arrests"}}, sentence);
    made_.extraction.operations.push_back(std::move(operation));
  }

  void add_positions() {
    const auto begin = static_cast<std::uint32_t>(made_.document.text.size());
    const EntityId person = mention(pick(3));
    const EntityId agency = mention(3 + pick(2));
    const Span sentence{begin, static_cast<std::uint32_t>(made_.document.text.size())};
    made_.extraction.sentences.push_back(sentence);
    state(person, Predicate::HoldsPosition, agency, {{"title", "director"}, {"status", "acting"}},
          sentence);
    state(person, Predicate::HoldsPosition, std::monostate{}, {{"title", "spokesman"}}, sentence);
  }

  std::mt19937 random_;
  Contribution made_;
  std::map<EntityId, EntityRecord> entities_;
  std::map<StatementId, SupportedStatement> statements_;
};

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "onrecord-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void must(const Status& status) {
  if (!status) FAIL(status.error().message);
}

Contribution contribution(const std::string& id, unsigned seed) {
  return Builder(id, seed).build();
}

std::vector<Contribution> contributions(std::size_t count, unsigned seed) {
  std::vector<Contribution> made;
  for (std::size_t i = 0; i < count; ++i) {
    made.push_back(
        contribution("doc-" + std::to_string(i), seed * 1000 + static_cast<unsigned>(i)));
  }
  return made;
}

EntityId id_of(EntityType type, const std::string& name) { return make_entity_id(type, name); }

Rows rows_of(const Store& store) {
  Rows rows;
  must(for_each_row(store, [&](Column column, std::string_view key, std::string_view value) {
    rows[{column, std::string(key)}] = value;
    return true;
  }));
  return rows;
}

std::string difference(const Rows& a, const Rows& b) {
  std::string lines;
  int count = 0;
  for (const auto& [left, right, side] : {std::tuple(&a, &b, "left"), {&b, &a, "right"}}) {
    for (const auto& [row, value] : *left) {
      const auto other = right->find(row);
      if (other != right->end() && other->second == value) continue;
      if (++count > 10) return lines;
      lines += std::string(side) + ": " + std::string(to_string(row.first)) + " " +
               hex_of(row.second) + " = " + hex_of(value) + "\n";
    }
  }
  return lines;
}

std::string random_bytes(std::mt19937& random, std::size_t most) {
  std::string bytes(random() % (most + 1), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

}  // namespace onrecord::sample
