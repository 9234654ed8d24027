// Everything that a document states, as triples. Each statement keeps the words it rests on: the
// pieces of a quote, the sentence that holds both an operation and an agency, the figure with its
// noun, or a mention (that ERO Boston is part of ERO is known from the gazetteer, that it matters
// here from its mention).

#include <algorithm>
#include <map>

#include "extract/confidence.h"
#include "extract/dates.h"
#include "extract/knowledge.h"
#include "extract/words.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostEvidence = 3;  // sentences for one relation of an operation

/// In text order, overlapping ones joined.
Spans united(Spans spans) {
  std::sort(spans.begin(), spans.end());
  Spans result;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!result.empty() && span.begin < result.back().end) {
      result.back().end = std::max(result.back().end, span.end);
    } else {
      result.push_back(span);
    }
  }
  return result;
}

Spans pieces(const Quote& quote) {
  Spans all = quote.source;
  all.insert(all.end(), quote.cue.begin(), quote.cue.end());
  all.insert(all.end(), quote.content.begin(), quote.content.end());
  return united(std::move(all));
}

std::string count_text(const Outcome& outcome) {
  if (!outcome.percent) return std::to_string(outcome.count);
  std::string text = std::to_string(outcome.count / 100);
  if (const auto rest = outcome.count % 100; rest != 0) {
    text += "." + std::string(rest < 10 ? "0" : "") + std::to_string(rest);
    if (text.back() == '0') text.pop_back();
  }
  return text + "%";
}

class StatementMaker {
 public:
  StatementMaker(const Analysis& analysis, const DocumentEntities& entities,
                 const std::vector<Operation>& operations, const ExtractorInfo& extractor)
      : analysis_(analysis),
        entities_(entities),
        operations_(operations),
        extractor_("onrecord " + extractor.version),
        words_(analysis),
        dates_(find_dates(words_, analysis.document->published)) {}

  void add_quote(const Quote& quote) {
    const Spans spans = pieces(quote);
    if (spans.empty()) return;
    std::vector<EntityId> speakers = quote.also;
    if (quote.speaker) speakers.insert(speakers.begin(), *quote.speaker);
    for (const EntityId speaker : speakers) {
      if (!may_speak(speaker)) continue;
      add(speaker, Predicate::Said, quote.id, {}, spans, quote.confidence, quote.date);
    }
    for (const EntityId topic : quote.about) {
      const double confidence = quote.confidence * topic_confidence(quote, topic);
      add(quote.id, Predicate::About, topic, {}, spans, confidence, quote.date);
      for (const EntityId speaker : speakers) {
        if (speaker == topic || !may_speak(speaker)) continue;
        Qualifiers qualifiers{{"quote", to_string(quote.id)}};
        if (!quote.places.empty()) qualifiers["place"] = to_string(quote.places.front().place);
        add(speaker, Predicate::QuotedAbout, topic, qualifiers, spans, confidence, quote.date);
      }
    }
  }

  void add_operation(const Operation& operation) {
    const PartialDate date =
        operation.dates.start.year != 0 ? operation.dates.start : analysis_.document->published;
    const auto relation = [&](EntityId subject, Predicate predicate, EntityId object,
                              EntityId other, double confidence) {
      for (const Span sentence : sentences_with(operation, other)) {
        add(subject, predicate, object, {}, {sentence}, confidence, date);
      }
    };
    for (const EntityId agency : operation.conducted_by) {
      relation(agency, Predicate::Conducted, operation.id, agency, Confidence::kActorByVerb);
    }
    for (const EntityId partner : operation.partners) {
      const auto index = entities_.find(partner);
      if (!index || entities_.entity(*index).type != EntityType::Agency) continue;
      relation(partner, Predicate::PartneredIn, operation.id, partner, Confidence::kActorByVerb);
    }
    for (const EntityId place : operation.places) {
      relation(operation.id, Predicate::TookPlaceIn, place, place, Confidence::kPlace);
    }
    for (const EntityId target : operation.targets) {
      relation(operation.id, Predicate::Targeted, target, target, Confidence::kTarget);
    }
    for (const Outcome& outcome : operation.outcomes) add_outcome(operation, outcome, date);
    if (!operation.dates.empty()) {
      for (const Span sentence : sentences_with_date(operation)) {
        add(operation.id, Predicate::Occurred, Literal{to_string(operation.dates)}, {}, {sentence},
            Confidence::kDates, date);
      }
    }
  }

  /// part_of and located_in, wherever the smaller one, or something in it, is mentioned.
  void add_parents() {
    for (const auto& row : entities_.parents()) {
      const Entity& child = entities_.entity(row.child);
      const Entity& parent = entities_.entity(row.parent);
      const Span mention = first_mention(row.child, 0);
      if (mention.empty()) continue;
      const bool place = parent.type == EntityType::Place;
      const bool regular = entities_.entities()[row.child].mentions.empty();
      const double confidence =
          regular || place ? Confidence::kParentInTable : Confidence::kParentByName;
      if (place && (child.type == EntityType::Place || child.type == EntityType::Agency)) {
        add(child.id, Predicate::LocatedIn, parent.id, {}, {mention}, confidence);
        mentioned_ancestors(row.child, row.parent, mention, 0);
      } else if (!place && child.type == parent.type) {
        add(child.id, Predicate::PartOf, parent.id, {}, {mention}, confidence);
        mentioned_bodies(row.child, row.parent, mention, 0);
      }
    }
  }

  void add_mentions() {
    for (const EntityRecord& record : entities_.entities()) {
      if (record.mentions.empty()) continue;
      add(record.entity.id, Predicate::MentionedIn, analysis_.document->id,
          {{"count", std::to_string(record.mentions.size())}}, {record.mentions.front()},
          Confidence::kMention);
    }
  }

  void take(SupportedStatement statement) {
    const auto [at, fresh] = statements_.try_emplace(statement.statement.id, statement);
    if (fresh) return;
    for (Evidence& evidence : statement.evidence) {
      auto& known = at->second.evidence;
      const bool there = std::find(known.begin(), known.end(), evidence) != known.end();
      if (!there) known.push_back(std::move(evidence));
    }
  }

  std::vector<SupportedStatement> finish() {
    std::vector<SupportedStatement> result;
    for (auto& [id, statement] : statements_) {
      std::stable_sort(statement.evidence.begin(), statement.evidence.end(),
                       [](const Evidence& a, const Evidence& b) { return a.spans < b.spans; });
      result.push_back(std::move(statement));
    }
    return result;
  }

 private:
  void add(Subject subject, Predicate predicate, Object object, const Qualifiers& qualifiers,
           Spans spans, double confidence, std::optional<PartialDate> date = {}) {
    Evidence evidence;
    evidence.document = analysis_.document->id;
    evidence.spans = std::move(spans);
    evidence.confidence = confidence;
    evidence.date = date.value_or(analysis_.document->published);
    evidence.extractor = extractor_;
    take(make_statement(subject, predicate, std::move(object), qualifiers, std::move(evidence)));
  }

  bool may_speak(EntityId id) const {
    const auto index = entities_.find(id);
    return index && (slot_of(entities_.entity(*index).type) & kSpeaker) != 0;
  }

  double topic_confidence(const Quote& quote, EntityId topic) const {
    if (named(quote, topic)) return Confidence::kNamedInQuote;
    for (const Operation& operation : operations_) {
      if (operation.id != topic) continue;
      const bool told = std::any_of(operation.evidence.begin(), operation.evidence.end(),
                                    [&](Span span) { return in_content(quote, span); });
      return told ? Confidence::kReferredToInQuote : Confidence::kWorkOfSpeaker;
    }
    return Confidence::kReferredToInQuote;
  }

  static bool in_content(const Quote& quote, Span span) {
    return std::any_of(quote.content.begin(), quote.content.end(),
                       [&](Span content) { return content.contains(span); });
  }

  bool named(const Quote& quote, EntityId topic) const {
    const auto index = entities_.find(topic);
    if (!index) return false;
    for (const Span mention : entities_.entities()[*index].mentions) {
      if (in_content(quote, mention)) return true;
    }
    return false;
  }

  void add_outcome(const Operation& operation, const Outcome& outcome, PartialDate date) {
    Qualifiers qualifiers{
        {"what", outcome.what}, {"modifier", outcome.modifier}, {"category", outcome.category}};
    if (outcome.place) qualifiers["place"] = to_string(*outcome.place);
    const Spans spans = united(outcome.evidence);
    if (spans.empty()) return;
    add(operation.id, Predicate::Outcome, Literal{count_text(outcome)}, qualifiers, spans,
        outcome.confidence, date);
  }

  Span sentence_of(Span span) const {
    if (analysis_.sentences.empty()) return span;
    const Span sentence = analysis_.sentences[analysis_.sentence_at(span.begin)].span;
    return sentence.overlaps(span) ? sentence : span;
  }

  /// Sentences that hold both the operation, or a result of it, and the entity; else the entity's
  /// first sentence; else, for what is known only from a name, the operation's first.
  Spans sentences_with(const Operation& operation, EntityId other) const {
    Spans told;
    for (const Span span : operation.evidence) told.push_back(sentence_of(span));
    for (const Outcome& outcome : operation.outcomes) {
      for (const Span span : outcome.evidence) told.push_back(sentence_of(span));
    }
    told = united(std::move(told));
    Spans found;
    const auto index = entities_.find(other);
    if (index) {
      for (const Span sentence : told) {
        const auto links = entities_.within(sentence);
        const bool both = std::any_of(links.begin(), links.end(),
                                      [&](const auto& link) { return link.entity == *index; });
        if (both) found.push_back(sentence);
        if (found.size() == kMostEvidence) break;
      }
      if (found.empty() && !entities_.entities()[*index].mentions.empty()) {
        found.push_back(sentence_of(entities_.entities()[*index].mentions.front()));
      }
    }
    if (found.empty() && !told.empty()) found.push_back(told.front());
    return found;
  }

  Spans sentences_with_date(const Operation& operation) const {
    Spans found;
    for (const DateMention& date : dates_) {
      const bool told = date.range.start == operation.dates.start ||
                        date.range.start == operation.dates.end ||
                        date.range.end == operation.dates.end;
      if (!told || date.range.empty()) continue;
      const Span sentence = sentence_of(words_.span(date.first, date.end));
      if (found.empty() || found.back() != sentence) found.push_back(sentence);
      if (found.size() == kMostEvidence) break;
    }
    return found;
  }

  /// The first mention of the entity, or of what is part of it.
  Span first_mention(std::size_t entity, int depth) const {
    const Spans& mentions = entities_.entities()[entity].mentions;
    if (!mentions.empty()) return mentions.front();
    Span first;
    if (depth > 6) return first;
    for (const auto& row : entities_.parents()) {
      if (row.parent != entity) continue;
      const Span below = first_mention(row.child, depth + 1);
      if (!below.empty() && (first.empty() || below < first)) first = below;
    }
    return first;
  }

  /// "Boston" is also told to be in "Massachusetts" when only a county stands between them.
  void mentioned_ancestors(std::size_t child, std::size_t parent, Span mention, int depth) {
    if (depth > 6) return;
    for (const auto& row : entities_.parents()) {
      if (row.child != parent) continue;
      const EntityRecord& above = entities_.entities()[row.parent];
      if (above.entity.type != EntityType::Place) continue;
      if (!above.mentions.empty()) {
        add(entities_.entity(child).id, Predicate::LocatedIn, above.entity.id, {}, {mention},
            Confidence::kParentInTable);
      }
      mentioned_ancestors(child, row.parent, mention, depth + 1);
    }
  }

  /// "ERO Boston" is also told to be part of "ICE" when the text names both.
  void mentioned_bodies(std::size_t child, std::size_t parent, Span mention, int depth) {
    if (depth > 6) return;
    for (const auto& row : entities_.parents()) {
      if (row.child != parent) continue;
      const EntityRecord& above = entities_.entities()[row.parent];
      if (above.entity.type != entities_.entity(child).type) continue;
      if (!above.mentions.empty()) {
        add(entities_.entity(child).id, Predicate::PartOf, above.entity.id, {}, {mention},
            Confidence::kParentInTable);
      }
      mentioned_bodies(child, row.parent, mention, depth + 1);
    }
  }

  const Analysis& analysis_;
  const DocumentEntities& entities_;
  const std::vector<Operation>& operations_;
  const std::string extractor_;
  const Words words_;
  const std::vector<DateMention> dates_;
  std::map<StatementId, SupportedStatement> statements_;
};

}  // namespace

std::vector<SupportedStatement> make_statements(const Analysis& analysis,
                                                const DocumentEntities& entities,
                                                const std::vector<Quote>& quotes,
                                                const std::vector<Operation>& operations,
                                                std::vector<SupportedStatement> positions,
                                                const Gazetteer&, const ExtractorInfo& extractor) {
  StatementMaker maker(analysis, entities, operations, extractor);
  for (SupportedStatement& position : positions) maker.take(std::move(position));
  for (const Quote& quote : quotes) maker.add_quote(quote);
  for (const Operation& operation : operations) maker.add_operation(operation);
  maker.add_parents();
  maker.add_mentions();
  return maker.finish();
}

}  // namespace onrecord
