// What quotes are about, and where. About: whoever and whatever is named in the content, the
// operation that "the raids", "these arrests" or a deed of arrest in it refer to, and the body
// behind "the agency" and "our department". A place is also what a quote is about when something
// is said of it ("Boston will not cooperate"), not only in it. Where: places in the content, else
// in the sentence around it, else the speaker's jurisdiction, by office or by name. Not handled:
// topics other than an operation that only the sentence before names ("They were wrong").

#include <algorithm>

#include "extract/knowledge.h"
#include "extract/outcome_words.h"
#include "extract/title_phrases.h"
#include "model/entity.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostSentencesBack = 5;
constexpr std::size_t kMostEvidence = 3;

/// Whether one of `told`, sorted, lies within the content.
bool told_in(const Spans& content, const Spans& told) {
  return std::any_of(content.begin(), content.end(), [&](Span piece) {
    auto at = std::lower_bound(told.begin(), told.end(), Span{piece.begin, piece.begin});
    for (; at != told.end() && at->begin < piece.end; ++at) {
      if (piece.contains(*at)) return true;
    }
    return false;
  });
}

class TopicFinder {
 public:
  TopicFinder(const Analysis& analysis, const DocumentEntities& entities,
              const std::vector<Operation>& operations,
              const std::vector<SupportedStatement>& positions)
      : words_(analysis),
        entities_(entities),
        titles_(words_, entities),
        operations_(operations),
        positions_(positions) {
    for (const Operation& operation : operations) {
      Spans told = operation.evidence;
      for (const Outcome& outcome : operation.outcomes) {
        told.insert(told.end(), outcome.evidence.begin(), outcome.evidence.end());
      }
      std::sort(told.begin(), told.end());
      told_.push_back(std::move(told));
    }
  }

  void fill(Quote& quote) const {
    named(quote);
    operation(quote);
    bodies(quote);
    if (quote.about.empty()) work_of_speaker(quote);
    if (quote.about.empty()) focus(quote);
    places(quote);
    std::sort(quote.about.begin(), quote.about.end());
    quote.about.erase(std::unique(quote.about.begin(), quote.about.end()), quote.about.end());
  }

 private:
  static void add_place(Quote& quote, EntityId place, PlaceBasis basis) {
    const bool known = std::any_of(quote.places.begin(), quote.places.end(),
                                   [&](const QuotePlace& p) { return p.place == place; });
    if (!known) quote.places.push_back({place, basis});
  }

  void named(Quote& quote) const {
    for (const Span content : quote.content) {
      for (const auto& link : entities_.within(content)) {
        const Entity& entity = entities_.entity(link.entity);
        if (entity.type != EntityType::Place) {
          quote.about.push_back(entity.id);
          continue;
        }
        add_place(quote, entity.id, PlaceBasis::Content);
        if (said_of(link)) quote.about.push_back(entity.id);
      }
    }
  }

  /// Whether something is said of the place itself: it is the subject of a verb.
  bool said_of(const DocumentEntities::Link& link) const {
    const auto [first, past] = words_.tokens_of(link.span);
    static const WordSet kVerbs = {"will",   "would",  "is",       "has",  "must",
                                   "should", "can",    "does",     "was",  "needs",
                                   "wants",  "cannot", "deserves", "won't"};
    const bool subject = words_.is(past, kVerbs);
    const bool after_preposition =
        first > 0 && words_.is(first - 1, {"in", "at", "of", "from", "near", "across", "to", "for",
                                           "throughout", "around", "within", "outside", ","});
    return subject && !after_preposition;
  }

  void operation(Quote& quote) const {
    const bool only = operations_.size() == 1;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (told_in(quote.content, told_[i]) || (only && tells_deed(words_, quote))) {
        quote.about.push_back(operations_[i].id);
      }
    }
  }

  /// The positions of a quote's speaker.
  std::vector<const SupportedStatement*> offices(const Quote& quote) const {
    std::vector<const SupportedStatement*> found;
    if (!quote.speaker) return found;
    for (const SupportedStatement& position : positions_) {
      const auto* subject = std::get_if<EntityId>(&position.statement.subject);
      if (subject != nullptr && *subject == *quote.speaker) found.push_back(&position);
    }
    return found;
  }

  /// Whether one of `told`, sorted, lies in the quote's first sentence or the one before.
  bool told_nearby(const Quote& quote, const Spans& told) const {
    const Analysis& analysis = words_.analysis();
    if (analysis.sentences.empty() || quote.content.empty()) return false;
    const std::size_t sentence = analysis.sentence_at(quote.content.front().begin);
    const Span near{analysis.sentences[sentence > 0 ? sentence - 1 : 0].span.begin,
                    analysis.sentences[sentence].span.end};
    return told_in({near}, told);
  }

  /// Words of somebody whose body ran the document's only operation, which is told beside them,
  /// that name no other topic, are about it: "The raids began on Monday. “We got to them first,”
  /// the sheriff said."
  void work_of_speaker(Quote& quote) const {
    if (operations_.size() != 1 || quote.kind == QuoteKind::Indirect) return;
    const Operation& operation = operations_.front();
    if (!told_nearby(quote, told_.front())) return;
    for (const SupportedStatement* office : offices(quote)) {
      const auto* object = std::get_if<EntityId>(&office->statement.object);
      if (object == nullptr) continue;
      for (const auto* bodies : {&operation.conducted_by, &operation.partners}) {
        for (const EntityId body : *bodies) {
          if (body == *object || lies_in(body, *object)) {
            quote.about.push_back(operation.id);
            return;
          }
        }
      }
    }
  }

  /// Words that name no other topic are about the document's only operation when it is what the
  /// paragraph speaks of: told of before them there, or in the paragraph before.
  void focus(Quote& quote) const {
    if (operations_.size() != 1) return;
    const Analysis& analysis = words_.analysis();
    const std::uint32_t begin = quote.content.front().begin;
    const std::size_t sentence = analysis.sentence_at(begin);
    if (sentence >= analysis.sentences.size()) return;
    std::size_t paragraph = analysis.sentences[sentence].paragraph;
    if (paragraph > 0) --paragraph;
    const std::size_t first = analysis.paragraphs[paragraph].first_sentence;
    const std::uint32_t from = analysis.sentences[first].span.begin;
    const Spans& told = told_.front();
    const auto at = std::lower_bound(told.begin(), told.end(), Span{from, from});
    if (at != told.end() && at->begin < begin) quote.about.push_back(operations_.front().id);
  }

  /// The sheriff of a county speaks for its sheriff's office.
  bool lies_in(EntityId body, EntityId place) const {
    const auto child = entities_.find(body), parent = entities_.find(place);
    if (!child || !parent || titles_.type_of(*parent) != EntityType::Place) return false;
    const std::string key = normalise_key(entities_.entity(*child).name);
    return key.starts_with(normalise_key(entities_.entity(*parent).name) + " ") ||
           std::any_of(
               entities_.parents().begin(), entities_.parents().end(),
               [&](const auto& row) { return row.child == *child && row.parent == *parent; });
  }

  /// "the agency", "our department": a body without its name.
  void bodies(Quote& quote) const {
    for (const Span content : quote.content) {
      const auto [first, end] = words_.tokens_of(content);
      for (std::size_t i = first + 1; i < end; ++i) {
        if (words_.is(i, {"state", "city", "county", "commonwealth"}) &&
            words_.at(i - 1) == "the") {
          const auto meant = titles_.meant_by(words_.at(i), first);
          if (meant && !entities_.at(words_.span(i, i + 1))) {
            add_place(quote, entities_.entity(*meant).id, PlaceBasis::Content);
          }
        }
        if (!words_.is(i, {"agency", "bureau", "department", "office"})) continue;
        if (entities_.at(words_.span(i, i + 1))) continue;
        if (words_.at(i - 1) == "the") {
          const auto meant = titles_.meant_by(words_.at(i), words_.tokens_of(content).first);
          if (words_.at(i) != "agency" && words_.at(i) != "bureau") continue;
          if (const auto speaker = speaking_agency(quote)) {
            quote.about.push_back(*speaker);
          } else if (meant) {
            quote.about.push_back(entities_.entity(*meant).id);
          }
        } else if (words_.is(i - 1, {"our", "my"})) {
          for (const SupportedStatement* office : offices(quote)) {
            const auto* body = std::get_if<EntityId>(&office->statement.object);
            const auto index = body == nullptr ? std::nullopt : entities_.find(*body);
            if (index && titles_.type_of(*index) == EntityType::Agency) {
              quote.about.push_back(*body);
              break;
            }
          }
        }
      }
    }
  }

  std::optional<EntityId> speaking_agency(const Quote& quote) const {
    if (!quote.speaker) return std::nullopt;
    const auto index = entities_.find(*quote.speaker);
    if (!index || titles_.type_of(*index) != EntityType::Agency) return std::nullopt;
    return quote.speaker;
  }

  void places(Quote& quote) const {
    if (!quote.places.empty()) return;
    for (const Spans* spans : {&quote.source, &quote.cue, &quote.content}) {
      for (const Span span : *spans) {
        const std::size_t sentence = words_.analysis().sentence_at(span.begin);
        if (sentence >= words_.analysis().sentences.size()) continue;
        for (const auto& link : entities_.within(words_.analysis().sentences[sentence].span)) {
          const Entity& entity = entities_.entity(link.entity);
          if (entity.type == EntityType::Place) {
            add_place(quote, entity.id, PlaceBasis::Sentence);
          }
        }
      }
    }
    if (quote.places.empty()) paragraph_places(quote);
    if (!quote.places.empty() || !quote.speaker) return;
    if (const auto index = entities_.find(*quote.speaker)) place_of_body(quote, *index);
    for (const SupportedStatement* office : offices(quote)) jurisdiction(quote, *office);
  }

  /// Places in the sentences before, in the same paragraph.
  void paragraph_places(Quote& quote) const {
    const Analysis& analysis = words_.analysis();
    const std::size_t sentence = analysis.sentence_at(quote.content.front().begin);
    if (sentence >= analysis.sentences.size()) return;
    const Paragraph& paragraph = analysis.paragraphs[analysis.sentences[sentence].paragraph];
    std::size_t first = paragraph.first_sentence;
    if (sentence > first + kMostSentencesBack) first = sentence - kMostSentencesBack;
    for (std::size_t i = sentence; i-- > first;) {
      for (const auto& link : entities_.within(analysis.sentences[i].span)) {
        const Entity& entity = entities_.entity(link.entity);
        if (entity.type == EntityType::Place) add_place(quote, entity.id, PlaceBasis::Sentence);
      }
      if (!quote.places.empty()) return;
    }
  }

  /// The place of a field office or a city's police.
  void place_of_body(Quote& quote, std::size_t body) const {
    for (const auto& row : entities_.parents()) {
      if (row.child != body) continue;
      const Entity& parent = entities_.entity(row.parent);
      const auto kind = parent.attributes.find("kind");
      const bool country = kind != parent.attributes.end() && kind->second == "country";
      if (parent.type == EntityType::Place && !country) {
        add_place(quote, parent.id, PlaceBasis::Jurisdiction);
      }
    }
  }

  void jurisdiction(Quote& quote, const SupportedStatement& office) const {
    if (const auto* object = std::get_if<EntityId>(&office.statement.object)) {
      const auto index = entities_.find(*object);
      if (index && titles_.type_of(*index) == EntityType::Place) {
        add_place(quote, *object, PlaceBasis::Jurisdiction);
      } else if (index) {
        place_of_body(quote, *index);
      }
    }
    const std::size_t evidences = std::min(office.evidence.size(), kMostEvidence);
    for (std::size_t i = 0; i < evidences; ++i) {  // "director for ICE in Los Angeles"
      for (const Span span : office.evidence[i].spans) {
        for (const auto& link : entities_.within(span)) {
          const Entity& entity = entities_.entity(link.entity);
          if (entity.type == EntityType::Place) {
            add_place(quote, entity.id, PlaceBasis::Jurisdiction);
          }
        }
      }
    }
  }

  const Words words_;
  const DocumentEntities& entities_;
  const TitleReader titles_;
  const std::vector<Operation>& operations_;
  const std::vector<SupportedStatement>& positions_;
  std::vector<Spans> told_;  // by operation: its mentions and results, sorted
};

}  // namespace

bool tells_deed(const Words& words, const Quote& quote) {
  for (const Span content : quote.content) {
    const auto [first, end] = words.tokens_of(content);
    for (std::size_t i = first; i < end; ++i) {
      const auto verb = outcome_verb(words.at(i));
      const bool arrested = verb && verb->kind == OutcomeClass::Arrest &&
                            is_participle(words.at(i)) && words.at(i) != "caught";
      const bool denied = i > first && words.is(i - 1, {"be", "not", "never", "to"});
      if (arrested && !denied) return true;
      const bool effort = words.is(i, {"effort", "efforts", "enforcement", "mission"}) &&
                          i > first && words.is(i - 1, {"this", "these"});
      if (effort) return true;
    }
  }
  return false;
}

void add_topics(const Analysis& analysis, const DocumentEntities& entities,
                const std::vector<Operation>& operations,
                const std::vector<SupportedStatement>& positions, std::vector<Quote>& quotes) {
  const TopicFinder finder(analysis, entities, operations, positions);
  for (Quote& quote : quotes) finder.fill(quote);
}

}  // namespace onrecord
