// Chains of one document, from left to right: each pronoun and each description joins the chain
// that its probable antecedents give the most weight to together, unless "nothing before it" weighs
// more (entity-level mention ranking after Lee et al. 2017; hard constraints as in Raghunathan et
// al. 2010). Names are in the chain of their entity from the start; a chain without a name takes
// part ("a deputy ... he ... the deputy") but gives nobody.
// Not handled: names that come after ("Her first film made Ann Roe famous"), split antecedents
// ("Roe and Poe ... they"), events.

#include "extract/coreference.h"

#include <algorithm>
#include <optional>

#include "extract/genders.h"
#include "extract/language_model.h"
#include "extract/subjects.h"

namespace onrecord {
namespace {

constexpr double kSureGender = 0.9;
constexpr double kLeast = 0.25;              // weight of the chain that is joined
constexpr double kNothingOfPronoun = 0.1;    // how much "nothing" counts against a pronoun
constexpr double kSubject = 8.0;             // how much subjects count for "he" and "she"
constexpr std::ptrdiff_t kMostNested = 64;   // pieces of quotes looked back over
constexpr std::size_t kFarthestPlace = 100;  // mentions looked back over
constexpr double kVague = 0.3;  // how much what may be no person counts for "he" and "she"

enum class Kind : std::uint8_t { Unknown, Person, People, Body, Place };

const WordSet& person_nouns() {
  static const WordSet set = {
      "man",         "woman",     "boy",        "girl",       "wife",        "husband",
      "son",         "daughter",  "father",     "mother",     "brother",     "sister",
      "child",       "teenager",  "suspect",    "victim",     "defendant",   "candidate",
      "nominee",     "lawyer",    "attorney",   "doctor",     "author",      "professor",
      "economist",   "scientist", "founder",    "owner",      "leader",      "politician",
      "lawmaker",    "democrat",  "republican", "veteran",    "businessman", "billionaire",
      "singer",      "actor",     "writer",     "journalist", "reporter",    "driver",
      "player",      "coach",     "analyst",    "expert",     "researcher",  "spokesman",
      "spokeswoman", "incumbent", "official",   "officer",    "pilot",       "priest",
      "student",     "teacher"};
  return set;
}

const WordSet& body_nouns() {
  static const WordSet set = {
      "agency",         "department", "bureau",      "office",    "service",      "division",
      "administration", "ministry",   "commission",  "authority", "government",   "board",
      "council",        "court",      "committee",   "company",   "group",        "organization",
      "organisation",   "union",      "firm",        "party",     "coalition",    "association",
      "charity",        "foundation", "newspaper",   "campaign",  "network",      "alliance",
      "institute",      "university", "school",      "college",   "bank",         "team",
      "band",           "church",     "museum",      "hospital",  "corporation",  "studio",
      "parliament",     "senate",     "congress",    "militia",   "nonprofit",    "startup",
      "retailer",       "publisher",  "broadcaster", "airline",   "manufacturer", "think-tank"};
  return set;
}

const WordSet& place_nouns() {
  static const WordSet set = {"city",      "town",    "village",  "county",       "state",
                              "country",   "region",  "province", "island",       "nation",
                              "district",  "area",    "capital",  "neighborhood", "neighbourhood",
                              "territory", "kingdom", "republic", "suburb",       "municipality",
                              "borough",   "site",    "venue"};
  return set;
}

/// "he'd" -> "he".
std::string_view without_ending(std::string_view word) {
  return word.substr(0, std::min(word.find('\''), word.find("\u2019")));
}

struct Chain {
  std::optional<std::size_t> entity;
  Kind kind = Kind::Unknown;
  Pronoun gender = Pronoun::None;  // He or She once said so
  bool described = false;          // holds a description
  bool plural = false;             // of several, as far as is known
};

class Resolver {
 public:
  Resolver(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon,
           const ModelReading& reading, DocumentEntities& entities)
      : words_(words),
        gazetteer_(gazetteer),
        lexicon_(lexicon),
        mentions_(reading.mentions),
        entities_(entities),
        female_(female_probabilities(words, entities, gazetteer)) {}

  void run() {
    of_entity_.assign(entities_.entities().size(), kNone);
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
      const Span span = words_.span(mentions_[m].words.first, mentions_[m].words.end);
      subject_.push_back(before_first_verb(words_, lexicon_, mentions_[m].words.first));
      if (mentions_[m].form == MentionForm::Name) {
        const auto entity = entities_.at(span);
        chain_of_.push_back(entity ? chain(*entity) : kNone);
        continue;
      }
      if (quoted_speech(m, span)) {
        chain_of_.push_back(kNone);
        continue;
      }
      const std::optional<std::size_t> beside = named_beside(m);
      chain_of_.push_back(beside ? merged(m, chain(*beside)) : join(m));
      const Chain& chain = chains_[chain_of_.back()];
      if (chain.entity) entities_.add_reference(span, *chain.entity);
    }
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// "I", "you" and "we" within quotation marks. Mentions come in text order.
  bool quoted_speech(std::size_t number, Span span) {
    if (mentions_[number].form != MentionForm::Pronoun) return false;
    const auto& passages = words_.analysis().passages;
    while (passage_ < passages.size() && passages[passage_].outer.end <= span.begin) ++passage_;
    if (passage_ == passages.size() || !passages[passage_].outer.contains(span)) return false;
    const Pronoun pronoun = pronoun_in(number);
    return pronoun == Pronoun::First || pronoun == Pronoun::FirstPlural ||
           pronoun == Pronoun::Second;
  }

  /// "I" of "I'm", too.
  Pronoun pronoun_in(std::size_t number) const {
    return pronoun_of(without_ending(words_.at(mentions_[number].words.first)));
  }

  /// The chain of an entity.
  std::size_t chain(std::size_t entity) {
    if (of_entity_[entity] == kNone) of_entity_[entity] = named(entity);
    return of_entity_[entity];
  }

  std::size_t named(std::size_t entity) {
    Chain chain;
    chain.entity = entity;
    switch (entities_.entity(entity).type) {
      case EntityType::Person:
        chain.kind = Kind::Person;
        if (female_[entity] > kSureGender) chain.gender = Pronoun::She;
        if (female_[entity] < 1 - kSureGender) chain.gender = Pronoun::He;
        break;
      case EntityType::Place:
        chain.kind = Kind::Place;
        break;
      default:
        chain.kind = Kind::Body;
    }
    chains_.push_back(chain);
    return chains_.size() - 1;
  }

  /// What a mention can stand for, before it is known what it refers to.
  Chain by_itself(const ReadMention& mention) const {
    Chain chain;
    const std::string_view head = words_.at(mention.words.end - 1);
    if (mention.form == MentionForm::Pronoun) {
      const Pronoun pronoun = pronoun_of(without_ending(head));
      switch (pronoun) {
        case Pronoun::He:
        case Pronoun::She:
          chain.gender = pronoun;
          chain.kind = Kind::Person;
          break;
        case Pronoun::First:
        case Pronoun::Second:
          chain.kind = Kind::Person;
          break;
        case Pronoun::FirstPlural:
        case Pronoun::They:
          chain.kind = Kind::People;
          break;
        default:
          break;
      }
      return chain;
    }
    const std::string_view words[] = {head};
    chain.described = true;
    chain.plural = mention.plural;
    if (mention.plural) return chain;
    if (body_nouns().contains(head)) chain.kind = Kind::Body;
    if (place_nouns().contains(head)) chain.kind = Kind::Place;
    if (person_nouns().contains(head) || gazetteer_.longest_title(words, 0)) {
      chain.kind = Kind::Person;
    }
    return chain;
  }

  /// The entity whose name stands so beside the mention that both are one: "the mayor, Ann Roe",
  /// "Ann Roe, the mayor", "I'm Ann Roe".
  std::optional<std::size_t> named_beside(std::size_t number) const {
    const auto [first, end] = mentions_[number].words;
    std::optional<std::size_t> entity;
    if (mentions_[number].form == MentionForm::Pronoun) {
      if (words_.is(first, {"i'm", "i\u2019m"})) entity = entities_.at(words_.span(end, end + 1));
      if (words_.at(first) == "i" && words_.at(end) == "am") {
        entity = entities_.at(words_.span(end + 1, end + 2));
      }
      if (entity && entities_.entity(*entity).type == EntityType::Person) return entity;
      return std::nullopt;
    }
    const std::size_t next = words_.at(end) == "," ? end + 1 : end;
    entity = entities_.at(words_.span(next, next + 1));
    if (!entity && first > 1 && words_.at(first - 1) == ",") {
      entity = entities_.at(words_.span(first - 2, first - 1));
    }
    if (!entity) return std::nullopt;
    const Kind kind = by_itself(mentions_[number]).kind;
    const EntityType type = entities_.entity(*entity).type;
    const bool body = type == EntityType::Agency || type == EntityType::Organization;
    const bool same = (kind == Kind::Person && type == EntityType::Person) ||
                      (kind == Kind::Body && body) ||
                      (kind == Kind::Place && type == EntityType::Place);
    return same ? entity : std::nullopt;
  }

  /// "this country": the last country that was named.
  std::optional<std::size_t> place_of_kind(std::size_t number) const {
    const auto [first, end] = mentions_[number].words;
    if (end - first != 2 || !words_.is(first, {"the", "this"})) return std::nullopt;
    std::string_view kind;
    if (words_.is(first + 1, {"country", "nation"})) kind = "country";
    if (words_.is(first + 1, {"state", "province"})) kind = "state";
    if (words_.at(first + 1) == "county") kind = "county";
    if (words_.is(first + 1, {"city", "town", "village"})) kind = "city";
    if (kind.empty()) return std::nullopt;
    const auto& links = entities_.links();
    auto at = std::lower_bound(
        links.begin(), links.end(), words_.span(first, end).begin,
        [](const DocumentEntities::Link& l, std::uint32_t begin) { return l.span.begin < begin; });
    for (std::size_t looked = 0; at != links.begin() && looked < kFarthestPlace; ++looked) {
      --at;
      const Entity& entity = entities_.entity(at->entity);
      const auto known = entity.attributes.find("kind");
      if (entity.type == EntityType::Place && known != entity.attributes.end() &&
          known->second == kind) {
        return at->entity;
      }
    }
    return std::nullopt;
  }

  /// A chain of pronouns alone tells nothing of who it is.
  bool faceless(const Chain& chain) const { return !chain.entity && !chain.described; }

  std::size_t merged(std::size_t number, std::size_t into) {
    const Chain self = by_itself(mentions_[number]);
    Chain& chain = chains_[into];
    if (chain.kind == Kind::Unknown) chain.kind = self.kind;
    if (chain.gender == Pronoun::None) chain.gender = self.gender;
    return into;
  }

  /// Whether the mention, which by itself is `self`, may refer to what the chain is.
  bool fits(const ReadMention& mention, const Chain& self, const Chain& chain) const {
    const bool he_or_she = self.gender != Pronoun::None;
    if (he_or_she && chain.gender != Pronoun::None && chain.gender != self.gender) return false;
    if (mention.form == MentionForm::Pronoun) {
      const Pronoun pronoun = pronoun_of(without_ending(words_.at(mention.words.first)));
      if (pronoun != Pronoun::They && pronoun != Pronoun::FirstPlural && chain.plural) return false;
      if (pronoun == Pronoun::It) {
        return chain.kind != Kind::Person && chain.kind != Kind::People;
      }
      if (self.kind == Kind::People) return chain.kind != Kind::Place && !he_or_she;
      return chain.kind == Kind::Person || chain.kind == Kind::Unknown;
    }
    // A noun that may stand for anything may not stand for somebody.
    if (self.plural != chain.plural) return false;
    if (self.kind == Kind::Unknown) return !chain.entity;
    return chain.kind == self.kind || chain.kind == Kind::Unknown ||
           (self.kind == Kind::Place && chain.kind == Kind::Body && !chain.entity);
  }

  std::size_t join(std::size_t number) {
    const ReadMention& mention = mentions_[number];
    const Chain self = by_itself(mention);
    const bool third = self.gender != Pronoun::None;
    std::vector<std::pair<std::size_t, double>> weights;  // by chain
    for (const Antecedent& antecedent : mention.antecedents) {
      const std::size_t chain = chain_of_[antecedent.mention];
      if (chain == kNone || faceless(chains_[chain]) || !fits(mention, self, chains_[chain]))
        continue;
      const bool vague = third && chains_[chain].kind == Kind::Unknown;
      double probability = antecedent.probability * (vague ? kVague : 1.0);
      if (third && subject_[antecedent.mention]) probability *= kSubject;
      const auto known = std::find_if(weights.begin(), weights.end(),
                                      [&](const auto& w) { return w.first == chain; });
      if (known == weights.end()) {
        weights.emplace_back(chain, probability);
      } else {
        known->second += probability;
      }
    }
    const auto best =
        std::max_element(weights.begin(), weights.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool pronoun = mention.form == MentionForm::Pronoun;
    const double nothing = mention.nothing * (pronoun ? kNothingOfPronoun : 1.0);
    double sum = nothing;
    for (const auto& [chain, weight] : weights) sum += weight;
    if (best == weights.end() || best->second <= nothing || best->second < kLeast * sum) {
      if (const auto place = place_of_kind(number)) return chain(*place);
      chains_.push_back(self);
      return chains_.size() - 1;
    }
    return merged(number, best->first);
  }

  const Words& words_;
  const Gazetteer& gazetteer_;
  const Lexicon& lexicon_;
  std::vector<bool> subject_;  // by mention: stands before the first verb of its sentence
  const std::vector<ReadMention>& mentions_;
  DocumentEntities& entities_;
  std::vector<double> female_;
  std::vector<Chain> chains_;
  std::size_t passage_ = 0;             // the first that ends after the mention
  std::vector<std::size_t> chain_of_;   // by mention
  std::vector<std::size_t> of_entity_;  // chain by entity
};

}  // namespace

void resolve_references(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon,
                        const ModelReading& reading, DocumentEntities& entities) {
  Resolver(words, gazetteer, lexicon, reading, entities).run();
}

void resolve_first_person(const Words& words, const ModelReading& reading,
                          const std::vector<Quote>& quotes, DocumentEntities& entities) {
  struct Said {
    Span span;
    std::size_t speaker;
  };
  std::vector<Said> said;
  for (const Quote& quote : quotes) {
    if (!quote.speaker || !quote.also.empty()) continue;
    const auto speaker = entities.find(*quote.speaker);
    for (const Span piece : quote.content) {
      if (speaker) said.push_back({piece, *speaker});
    }
  }
  // Innermost last: who is quoted within a quotation is the "I" there.
  std::sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  const auto& passages = words.analysis().passages;
  std::size_t passage = 0;  // the first that ends after the mention; both come in text order
  for (const ReadMention& mention : reading.mentions) {
    if (mention.form != MentionForm::Pronoun) continue;
    const Pronoun pronoun = pronoun_of(without_ending(words.at(mention.words.first)));
    if (pronoun != Pronoun::First && pronoun != Pronoun::FirstPlural) continue;
    const Span span = words.span(mention.words.first, mention.words.end);
    while (passage < passages.size() && passages[passage].outer.end <= span.begin) ++passage;
    if (passage == passages.size() || !passages[passage].outer.contains(span)) continue;
    auto by =
        std::upper_bound(said.begin(), said.end(), span.begin,
                         [](std::uint32_t begin, const Said& s) { return begin < s.span.begin; });
    const auto last = by - said.begin() > kMostNested ? by - kMostNested : said.begin();
    while (by != last && !std::prev(by)->span.contains(span)) --by;
    if (by == last) continue;
    --by;
    const EntityType type = entities.entity(by->speaker).type;
    const bool person = type == EntityType::Person;
    const bool body = type == EntityType::Agency || type == EntityType::Organization;
    if (pronoun == Pronoun::First ? person : body) entities.add_reference(span, by->speaker);
  }
}

}  // namespace onrecord
