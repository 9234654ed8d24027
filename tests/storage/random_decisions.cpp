#include "tests/storage/random_decisions.h"

#include <algorithm>
#include <string>

namespace onrecord::sample {

namespace {

constexpr std::size_t kSentences = 2;
constexpr std::size_t kMostMerged = 2;

/// A document that grows by one sentence at a time.
class Article {
 public:
  explicit Article(const std::string& id) {
    made_.document.id = {id};
    made_.document.published = {2025, 5, 12};
    made_.extraction.document = {id};
    made_.extraction.extractor = {"0.1.0", "00000000000000aa"};
  }

  /// A person holds a position at an agency and says something about it.
  void add(const std::string& person, const std::string& agency) {
    const auto begin = static_cast<std::uint32_t>(made_.document.text.size());
    const EntityId who = mention(EntityType::Person, person);
    const Span source{begin, end()};
    made_.document.text += " said: late, of ";
    const Span content{source.end + 7, source.end + 11};
    const EntityId where = mention(EntityType::Agency, agency);
    made_.document.text += ". ";
    const Spans sentence = {{begin, end() - 1}};
    made_.extraction.sentences.push_back(sentence.front());
    Quote quote;
    quote.id = make_quote_id(made_.document.id, {content}, {source});
    quote.source = {source};
    quote.content = {content};
    quote.speaker = who;
    quote.speaker_name = person;
    quote.about = {where};
    quote.date = made_.document.published;
    quote.confidence = 0.9;
    state(who, Predicate::Said, quote.id, {}, sentence);
    state(quote.id, Predicate::About, where, {}, sentence);
    state(who, Predicate::QuotedAbout, where, {}, sentence);
    state(who, Predicate::HoldsPosition, where, {{"title", "director"}}, sentence);
    made_.extraction.quotes.push_back(std::move(quote));
  }

  Contribution finish() {
    for (auto& [id, item] : statements_) made_.extraction.statements.push_back(std::move(item));
    return std::move(made_);
  }

 private:
  std::uint32_t end() const { return static_cast<std::uint32_t>(made_.document.text.size()); }

  EntityId mention(EntityType type, const std::string& name) {
    const EntityId id = make_entity_id(type, name);
    const Span span{end(), end() + static_cast<std::uint32_t>(name.size())};
    made_.document.text += name;
    for (EntityRecord& record : made_.extraction.entities) {
      if (record.entity.id != id) continue;
      record.mentions.push_back(span);
      return id;
    }
    made_.extraction.entities.push_back({{id, type, name, {}, {}}, {span}});
    return id;
  }

  void state(const Subject& subject, Predicate predicate, const Object& object,
             const Qualifiers& qualifiers, const Spans& spans) {
    SupportedStatement item = make_statement(
        subject, predicate, object, qualifiers,
        {made_.document.id, spans, 0.75, made_.document.published, {}, "onrecord test"});
    const auto [known, fresh] = statements_.try_emplace(item.statement.id, item);
    if (!fresh) known->second.evidence.push_back(item.evidence.front());
  }

  Contribution made_;
  std::map<StatementId, SupportedStatement> statements_;
};

}  // namespace

std::vector<Contribution> wide_world(std::size_t documents, std::size_t people, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Contribution> made;
  for (std::size_t i = 0; i < documents; ++i) {
    Article article("article-" + std::to_string(i));
    for (std::size_t j = 0; j < kSentences; ++j) {
      article.add("Person " + std::to_string(random() % people),
                  "Agency " + std::to_string(random() % (people / 2 + 1)));
    }
    made.push_back(article.finish());
  }
  return made;
}

RandomDecider::RandomDecider(Store& store, unsigned seed) : store_(store), random_(seed) {
  const Status read = store.for_each_entity([this](const StoredEntity& stored) {
    alive_[stored.entity.type].push_back(stored.entity.id);
    ++first_[stored.entity.type];
    return true;
  });
  static_cast<void>(read);  // a store that cannot be read fails the first decision
}

Signature RandomDecider::signature() {
  return {"editor " + std::to_string(pick(3)), "2026-11-22T09:30:00Z", "at random"};
}

EntityId RandomDecider::take(std::vector<EntityId>& alive) {
  std::swap(alive[pick(alive.size())], alive.back());
  const EntityId id = alive.back();
  alive.pop_back();
  return id;
}

Result<MadeDecision> RandomDecider::decide() {
  const EntityType type = pick(4) == 0 ? EntityType::Agency : EntityType::Person;
  std::vector<EntityId>& alive = alive_[type];
  const std::size_t fewest = std::max(first_[type], 2 + kMostMerged);
  if (alive.size() < fewest || pick(2) == 0) {
    Result<std::optional<MadeDecision>> made = split(alive);
    if (!made) return made.error();
    if (*made) return std::move(**made);
  }
  return merge(alive);
}

Result<MadeDecision> RandomDecider::merge(std::vector<EntityId>& alive) {
  if (alive.size() < 2) {  // nobody is left to be one with
    return store_.rename(alive.front(), "Other " + std::to_string(pick(1000)), signature());
  }
  std::vector<EntityId> losers;
  const std::size_t count = std::min(1 + pick(kMostMerged), alive.size() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    losers.push_back(take(alive));
  }
  return store_.merge(losers, alive[pick(alive.size())], signature());
}

Result<std::optional<MadeDecision>> RandomDecider::split(std::vector<EntityId>& alive) {
  const EntityId id = alive[pick(alive.size())];
  const auto page = store_.mentioned_in(id, "", 10'000);
  if (!page) return page.error();
  if (page->items.size() < 2) return std::optional<MadeDecision>();
  std::vector<DocumentId> documents = {page->items[pick(page->items.size() - 1)]};
  for (std::size_t i = 0; i + 1 < page->items.size(); ++i) {
    if (pick(2) == 0) documents.push_back(page->items[i]);
  }
  const std::string name = pick(3) == 0 ? "Other " + std::to_string(pick(1000)) : "";
  Result<MadeDecision> made = store_.split(id, documents, name, signature());
  if (!made) return made.error();
  alive.push_back(made->decision.result->id);
  return std::optional(std::move(*made));
}

}  // namespace onrecord::sample
