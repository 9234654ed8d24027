// An article is written sentence by sentence; each sentence puts down the text, the mentions in it
// and the statements that it bears out. Its shape (length, quotes, statements of each predicate)
// follows what `onrecord extract` finds in the articles of examples/.

#include "bench/realistic_articles.h"

#include <algorithm>
#include <array>
#include <map>

#include "bench/realistic_world.h"

namespace onrecord::realistic {
namespace {

constexpr double kDistinctPerArticle = 30.0;

const std::string kExtractor = "onrecord 0.1.0, ";

/// An entity of this article: its type and rank in the world.
struct Actor {
  EntityType type = EntityType::Person;
  std::uint64_t rank = 0;
};

class Article {
 public:
  Article(const Archive& archive, std::uint64_t number)
      : world_(archive.statements / 6, archive.seed),
        draw_(hash_bytes(std::to_string(archive.seed) + "/" + std::to_string(number))) {
    begin(number);
  }

  Contribution write() {
    opening();
    if (draw_.chance(0.6)) operation();
    const std::uint64_t speakers = 2 + draw_.pick(2);
    for (std::uint64_t i = 0; i < speakers; ++i) speaker();
    filler();
    for (const auto& [id, place] : first_mentions_) say_where(id);
    return finish();
  }

 private:
  void begin(std::uint64_t number) {
    Document& document = made_.document;
    document.id = {"wire-" + std::to_string(1'000'000'000 + number)};
    publisher_ = draw_.zipf(40);
    document.publisher = "Courier " + std::to_string(publisher_);
    document.published = World::day(draw_.pick(kDays));
    document.url =
        "https://courier-" + std::to_string(publisher_) + ".example/" + document.id.value.substr(5);
    made_.extraction.document = document.id;
    made_.extraction.extractor = {"0.1.0", "83c6dad4b9480daa"};
  }

  // Text.

  std::uint32_t here() const { return static_cast<std::uint32_t>(made_.document.text.size()); }

  Span put(std::string_view text) {
    const std::uint32_t begin = here();
    made_.document.text += text;
    return {begin, here()};
  }

  Span words(std::uint64_t count) {
    const std::uint32_t begin = here();
    for (std::uint64_t i = 0; i < count; ++i) put((i == 0 ? "" : " ") + World::word(draw_));
    return {begin, here()};
  }

  void end_sentence(std::uint32_t begin, std::string_view after = " ") {
    made_.extraction.sentences.push_back({begin, here()});
    put(after);
  }

  // Entities.

  EntityId list(Actor actor) {
    Entity entity = world_.entity(actor.type, actor.rank);
    const EntityId id = entity.id;
    const auto [record, fresh] = entities_.try_emplace(id);
    if (fresh) {
      record->second.entity = std::move(entity);
      actors_[id] = actor;
    }
    return id;
  }

  EntityId mention(Actor actor) {
    const EntityId id = list(actor);
    EntityRecord& record = entities_[id];
    const std::vector<std::string>& aliases = record.entity.aliases;
    const bool again = !record.mentions.empty() && !aliases.empty();
    record.mentions.push_back(put(again ? aliases.front() : record.entity.name));
    first_mentions_.try_emplace(id, record.mentions.front());
    return id;
  }

  EntityId mention(EntityType type, std::uint64_t rank) { return mention({type, rank}); }

  Actor any(EntityType type) { return {type, world_.draw_rank(type, draw_)}; }

  // Statements.

  void state(Subject subject, Predicate predicate, Object object, const Qualifiers& qualifiers,
             Spans spans, double confidence, const char* how) {
    Evidence evidence{made_.document.id, std::move(spans), confidence, made_.document.published, {},
                      kExtractor + how};
    SupportedStatement made =
        make_statement(subject, predicate, std::move(object), qualifiers, std::move(evidence));
    const auto [kept, fresh] = statements_.try_emplace(made.statement.id, made);
    if (fresh) return;
    std::vector<Evidence>& known = kept->second.evidence;
    const auto same = std::find(known.begin(), known.end(), made.evidence.front());
    if (same == known.end() && known.size() < 3) known.push_back(std::move(made.evidence.front()));
  }

  // Sentences.

  void opening() {
    const std::uint32_t begin = here();
    const Span headline = words(6 + draw_.pick(5));
    made_.document.title = std::string(slice(made_.document.text, headline));
    end_sentence(begin, "\n\n");
    const std::uint32_t second = here();
    scene_ = any(EntityType::Place);
    mention(scene_);
    put(", ");
    mention(EntityType::Place, world_.parent_place(scene_.rank));
    put(" — ");
    words(8 + draw_.pick(8));
    put(".");
    end_sentence(second);
  }

  void operation() {
    const std::uint32_t begin = here();
    Operation frame;
    topic_ = any(EntityType::Operation);
    frame.id = mention(*topic_);
    frame.name = entities_[frame.id].entity.name.substr(std::string("Operation ").size());
    frame.evidence = {entities_[frame.id].mentions.front()};
    frame.dates = world_.dates(topic_->rank);
    put(", run by ");
    const EntityId conductor = mention(EntityType::Agency, world_.conductor(topic_->rank));
    frame.conducted_by = {conductor};
    const bool partnered = draw_.chance(0.5);
    EntityId partner;
    if (partnered) {
      put(" with ");
      partner = mention(any(EntityType::Agency));
    }
    put(" in ");
    const std::uint64_t number = draw_.pick(3);
    const EntityId place = mention(EntityType::Place, world_.scene(topic_->rank, number));
    frame.places = {place};
    put(", " + words_text(3) + " from " + to_string(frame.dates.start) + " to " +
        to_string(frame.dates.end) + ".");
    const Span sentence{begin, here()};
    end_sentence(begin);
    const double sure = draw_.confidence(0.7, 0.98);
    state(conductor, Predicate::Conducted, frame.id, {}, {sentence}, sure, "run by");
    if (partnered && partner != conductor) {
      frame.partners = {partner};
      state(partner, Predicate::PartneredIn, frame.id, {}, {sentence}, sure, "with");
    }
    state(frame.id, Predicate::TookPlaceIn, place, {}, {sentence}, sure, "place after in");
    state(frame.id, Predicate::Occurred, Literal{to_string(frame.dates)}, {}, {sentence}, sure,
          "dates");
    if (draw_.chance(0.3)) target(frame);
    outcomes(frame);
    made_.extraction.operations.push_back(std::move(frame));
  }

  void target(Operation& frame) {
    const std::uint32_t begin = here();
    put("It aimed at ");
    const EntityId gang = mention(any(EntityType::Organization));
    put(".");
    const Span sentence{begin, here()};
    end_sentence(begin);
    frame.targets = {gang};
    state(frame.id, Predicate::Targeted, gang, {}, {sentence}, draw_.confidence(0.6, 0.95), "aim");
  }

  void outcomes(Operation& frame) {
    constexpr std::array<std::string_view, 4> kWhat = {"arrests", "firearms seized",
                                                       "vehicles seized", "charges filed"};
    const std::uint64_t arrests = world_.arrests(topic_->rank);
    const std::uint64_t kinds = 1 + draw_.pick(kWhat.size());
    for (std::uint64_t i = 0; i < kinds; ++i) {
      const std::uint32_t begin = here();
      const std::uint64_t count = i == 0 ? arrests : 1 + arrests / (i + 1);
      put(capitalised(words_text(2)) + " reported ");
      const Span figure = put(std::to_string(count) + " " + std::string(kWhat[i]));
      put(" " + words_text(4) + ".");
      end_sentence(begin);
      Outcome outcome;
      outcome.what = kWhat[i];
      outcome.count = static_cast<std::int64_t>(count);
      outcome.evidence = {figure};
      outcome.confidence = draw_.confidence(0.7, 0.97);
      state(frame.id, Predicate::Outcome, Literal{std::to_string(count)}, {{"what", outcome.what}},
            {figure}, outcome.confidence, "count");
      frame.outcomes.push_back(std::move(outcome));
    }
  }

  /// Somebody who says one to three things.
  void speaker() {
    const Actor person = any(EntityType::Person);
    const std::uint64_t quotes = 1 + draw_.pick(3);
    for (std::uint64_t i = 0; i < quotes; ++i) quote(person, i == 0);
  }

  void quote(Actor person, bool introduced) {
    Quote made;
    const std::uint32_t begin = here();
    const bool direct = draw_.chance(0.55);
    made.kind = direct ? QuoteKind::Direct : QuoteKind::Indirect;
    std::optional<EntityId> about;
    const Actor topic = topic_ && draw_.chance(0.5) ? *topic_ : other(person);
    if (direct) {
      put("“");
      words(5 + draw_.pick(10));
      if (draw_.chance(0.8)) about = with_blank(topic);
      put(" " + words_text(3) + ",”");
      made.content = {{begin, here()}};
      put(" ");
    }
    const std::uint32_t source = here();
    const EntityId speaker = mention(person);
    if (introduced) introduce(person, speaker, source);
    made.source = {{source, here()}};
    put(" ");
    made.cue = {put("said")};
    if (!direct) {
      put(" that ");
      const std::uint32_t content = here();
      words(6 + draw_.pick(10));
      if (draw_.chance(0.8)) about = with_blank(topic);
      made.content = {{content, here()}};
    }
    put(".");
    end_sentence(begin);
    made.speaker = speaker;
    made.speaker_name = entities_[speaker].entity.name;
    if (about) made.about = {*about};
    if (draw_.chance(0.3)) made.places = {{list(scene_), PlaceBasis::Sentence}};
    made.date = made_.document.published;
    made.confidence = draw_.confidence(0.6, 0.99);
    made.id = make_quote_id(made_.document.id, made.content, made.source);
    state_quote(made, about);
    made_.extraction.quotes.push_back(std::move(made));
  }

  /// Whom or what somebody speaks of.
  Actor other(Actor person) {
    constexpr std::array<EntityType, 6> kTypes = {EntityType::Agency,       EntityType::Person,
                                                  EntityType::Organization, EntityType::Person,
                                                  EntityType::Place,        EntityType::Agency};
    Actor drawn = any(kTypes[draw_.pick(kTypes.size())]);
    if (drawn.type == person.type && drawn.rank == person.rank) drawn = {EntityType::Agency, 0};
    return drawn;
  }

  EntityId with_blank(Actor actor) {
    put(" ");
    return mention(actor);
  }

  void introduce(Actor person, EntityId id, std::uint32_t begin) {
    const std::string title(world_.title(person.rank));
    put(", " + title + " of the ");
    const EntityId body = mention(EntityType::Agency, world_.employer(person.rank));
    state(id, Predicate::HoldsPosition, body, {{"title", title}, {"status", "current"}},
          {{begin, here()}}, draw_.confidence(0.8, 0.98), "title after name");
    put(",");
  }

  void state_quote(const Quote& quote, std::optional<EntityId> about) {
    Spans pieces = {quote.source.front(), quote.cue.front(), quote.content.front()};
    std::sort(pieces.begin(), pieces.end());
    const EntityId speaker = *quote.speaker;
    state(speaker, Predicate::Said, quote.id, {}, pieces, quote.confidence, "named source");
    if (!about) return;
    const double sure = draw_.confidence(0.3, 0.95);
    state(quote.id, Predicate::About, *about, {}, pieces, sure, "named in quote");
    if (speaker == *about) return;
    Qualifiers qualifiers{{"quote", to_string(quote.id)}};
    if (!quote.places.empty()) qualifiers["place"] = to_string(quote.places.front().place);
    state(speaker, Predicate::QuotedAbout, *about, qualifiers, pieces, sure, "named in quote");
  }

  void filler() {
    const std::uint64_t sentences = 1 + draw_.pick(5);
    for (std::uint64_t i = 0; i < sentences; ++i) {
      const std::uint32_t begin = here();
      put(capitalised(words_text(4 + draw_.pick(8))) + " ");
      mention(draw_.chance(0.5) ? any(EntityType::Organization) : any(EntityType::Place));
      put(" " + words_text(4 + draw_.pick(8)) + ".");
      end_sentence(begin);
    }
  }

  /// What a gazetteer knows of somebody who is mentioned, and that they are.
  void say_where(EntityId id) {
    const Actor actor = actors_[id];
    const Span at = first_mentions_.at(id);
    const std::string mentions = std::to_string(entities_[id].mentions.size());
    state(id, Predicate::MentionedIn, made_.document.id, {{"count", mentions}}, {at}, 0.95,
          "mention");
    if (actor.type == EntityType::Place) {
      const std::uint64_t parent = world_.parent_place(actor.rank);
      if (parent == actor.rank) return;
      state(id, Predicate::LocatedIn, list({EntityType::Place, parent}), {}, {at}, 0.98,
            "by gazetteer");
    } else if (actor.type == EntityType::Agency) {
      state(id, Predicate::LocatedIn, list({EntityType::Place, world_.seat(actor.rank)}), {}, {at},
            0.98, "by gazetteer");
      const std::uint64_t parent = world_.parent_body(actor.rank);
      if (parent == actor.rank) return;
      state(id, Predicate::PartOf, list({EntityType::Agency, parent}), {}, {at}, 0.85, "by name");
    }
  }

  Contribution finish() {
    Extraction& extraction = made_.extraction;
    made_.document.text.pop_back();  // the blank after the last sentence
    for (auto& [id, statement] : statements_) {
      std::stable_sort(statement.evidence.begin(), statement.evidence.end(),
                       [](const Evidence& a, const Evidence& b) { return a.spans < b.spans; });
      extraction.statements.push_back(std::move(statement));
    }
    for (auto& [id, record] : entities_) extraction.entities.push_back(std::move(record));
    std::stable_sort(extraction.entities.begin(), extraction.entities.end(),
                     [](const EntityRecord& a, const EntityRecord& b) {
                       if (a.mentions.empty() || b.mentions.empty())
                         return !a.mentions.empty() && b.mentions.empty();
                       return a.mentions.front() < b.mentions.front();
                     });
    std::stable_sort(extraction.quotes.begin(), extraction.quotes.end(),
                     [](const Quote& a, const Quote& b) { return a.content < b.content; });
    return std::move(made_);
  }

  std::string words_text(std::uint64_t count) {
    std::string text;
    for (std::uint64_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + World::word(draw_);
    return text;
  }

  static std::string capitalised(std::string text) {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  World world_;
  Draw draw_;
  Contribution made_;
  std::uint64_t publisher_ = 0;
  Actor scene_;
  std::optional<Actor> topic_;
  std::map<EntityId, EntityRecord> entities_;
  std::map<EntityId, Actor> actors_;
  std::map<EntityId, Span> first_mentions_;
  std::map<StatementId, SupportedStatement> statements_;
};

}  // namespace

std::uint64_t Archive::articles() const {
  return std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(static_cast<double>(statements) / kDistinctPerArticle));
}

Contribution realistic_article(const Archive& archive, std::uint64_t number) {
  return Article(archive, number).write();
}

}  // namespace onrecord::realistic
