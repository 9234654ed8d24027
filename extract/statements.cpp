// Everything that a document states, as triples. Each statement keeps the words it rests on: the
// pieces of a quote, the sentence that holds both an operation and an agency, the figure with its
// noun, or a mention (that ERO Boston is part of ERO is known from the gazetteer, that it matters
// here from its mention).

#include <algorithm>
#include <map>

#include "extract/confidence.h"
#include "extract/knowledge.h"
#include "extract/words.h"
#include "model/count_text.h"

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

class StatementMaker {
 public:
  StatementMaker(const Analysis& analysis, const DocumentEntities& entities,
                 const FoundOperations& found, const ExtractorInfo& extractor)
      : analysis_(analysis),
        entities_(entities),
        found_(found),
        extractor_(extractor),
        words_(analysis) {}

  void add_quote(const Quote& quote) {
    const Spans spans = pieces(quote);
    if (spans.empty()) return;
    std::vector<EntityId> speakers = quote.also;
    if (quote.speaker) speakers.insert(speakers.begin(), *quote.speaker);
    std::erase_if(speakers, [&](EntityId speaker) { return !may_speak(speaker); });
    for (const EntityId speaker : speakers) {
      const Way way = within(quote.confidence, way_of_speaker(quote, speaker));
      add(speaker, Predicate::Said, quote.id, {}, spans, way, quote.date);
    }
    for (const EntityId topic : quote.about) {
      const Way of_topic = way_of_topic(quote, topic);
      add(quote.id, Predicate::About, topic, {}, spans, within(quote.confidence, of_topic),
          quote.date);
      for (const EntityId speaker : speakers) {
        if (speaker == topic) continue;
        const double said = quote.confidence * way_of_speaker(quote, speaker).confidence;
        Qualifiers qualifiers{{"quote", to_string(quote.id)}};
        if (!quote.places.empty()) qualifiers["place"] = to_string(quote.places.front().place);
        add(speaker, Predicate::QuotedAbout, topic, qualifiers, spans, within(said, of_topic),
            quote.date);
      }
    }
  }

  void add_operation(const Operation& operation) {
    const PartialDate date =
        operation.dates.start.year != 0 ? operation.dates.start : analysis_.document->published;
    for (const RoleEvidence& role : evidence_of(operation)) {
      switch (role.predicate) {
        case Predicate::Conducted:
          add(role.entity, role.predicate, operation.id, {}, {role.sentence}, role.way, date);
          break;
        case Predicate::PartneredIn:
          if (type_of(role.entity) == EntityType::Agency) {
            add(role.entity, role.predicate, operation.id, {}, {role.sentence}, role.way, date);
          }
          break;
        case Predicate::Occurred:
          add(operation.id, role.predicate, Literal{to_string(operation.dates)}, {},
              {role.sentence}, role.way, date);
          break;
        default:
          add(operation.id, role.predicate, role.entity, {}, {role.sentence}, role.way, date);
      }
    }
    for (const Outcome& outcome : operation.outcomes) add_outcome(operation, outcome, date);
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
      const Way& way = regular || place ? Confidence::kParentInTable : Confidence::kParentByName;
      if (place && (child.type == EntityType::Place || child.type == EntityType::Agency)) {
        add(child.id, Predicate::LocatedIn, parent.id, {}, {mention}, way);
        mentioned_ancestors(row.child, row.parent, mention, 0);
      } else if (!place && child.type == parent.type) {
        add(child.id, Predicate::PartOf, parent.id, {}, {mention}, way);
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
           Spans spans, const Way& way, std::optional<PartialDate> date = {}) {
    Evidence evidence;
    evidence.document = analysis_.document->id;
    evidence.spans = std::move(spans);
    evidence.confidence = way.confidence;
    evidence.date = date.value_or(analysis_.document->published);
    evidence.extractor = name_of(extractor_, way);
    take(make_statement(subject, predicate, std::move(object), qualifiers, std::move(evidence)));
  }

  std::optional<EntityType> type_of(EntityId id) const {
    const auto index = entities_.find(id);
    if (!index) return std::nullopt;
    return entities_.entity(*index).type;
  }

  bool may_speak(EntityId id) const {
    const auto type = type_of(id);
    return type && (slot_of(*type) & kSpeaker) != 0;
  }

  static Way within(double chance, Way way) {
    way.confidence *= chance;
    return way;
  }

  /// How the text tells who spoke.
  Way way_of_speaker(const Quote& quote, EntityId speaker) const {
    if (quote.source.empty()) return Confidence::kNoSource;
    bool pronoun = false;
    for (const Span span : quote.source) {
      for (const auto& link : entities_.within(span)) {
        if (entities_.entity(link.entity).id == speaker) return Confidence::kNamedSource;
      }
      const auto [first, end] = words_.tokens_of(span);
      pronoun |= end == first + 1 && words_.is(first, {"he", "she", "it", "they", "i", "we"});
    }
    return pronoun ? Confidence::kPronounSource : Confidence::kDescribedSource;
  }

  /// How the text tells what a quote is about.
  Way way_of_topic(const Quote& quote, EntityId topic) const {
    const auto type = type_of(topic);
    if (type == EntityType::Operation) {
      for (const Operation& operation : found_.operations) {
        if (operation.id != topic) continue;
        const auto inside = [&](Span span) { return in_content(quote, span); };
        if (std::any_of(operation.evidence.begin(), operation.evidence.end(), inside)) {
          return Confidence::kOperationInQuote;
        }
        for (const Outcome& outcome : operation.outcomes) {
          if (std::any_of(outcome.evidence.begin(), outcome.evidence.end(), inside)) {
            return Confidence::kFigureInQuote;
          }
        }
        return tells_deed(words_, quote) ? Confidence::kDeedInQuote : Confidence::kFocusOfParagraph;
      }
    }
    if (!named(quote, topic)) return Confidence::kReferredToInQuote;
    if (type == EntityType::Person) return Confidence::kPersonInQuote;
    if (type == EntityType::Place) return Confidence::kPlaceInQuote;
    return Confidence::kBodyInQuote;
  }

  /// Of each role at most three sentences, the surest first.
  std::vector<RoleEvidence> evidence_of(const Operation& operation) const {
    const auto found = found_.evidence.find(operation.id);
    if (found == found_.evidence.end()) return {};
    std::vector<RoleEvidence> sorted = found->second, kept;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const RoleEvidence& a, const RoleEvidence& b) {
                       return a.way.confidence > b.way.confidence;
                     });
    std::map<std::pair<Predicate, EntityId>, Spans> told;
    for (const RoleEvidence& role : sorted) {
      Spans& sentences = told[{role.predicate, role.entity}];
      const bool there =
          std::find(sentences.begin(), sentences.end(), role.sentence) != sentences.end();
      if (there || sentences.size() == kMostEvidence) continue;
      sentences.push_back(role.sentence);
      kept.push_back(role);
    }
    return kept;
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
        {way_of_outcome(outcome).name, outcome.confidence}, date);
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
  const FoundOperations& found_;
  const ExtractorInfo& extractor_;
  const Words words_;
  std::map<StatementId, SupportedStatement> statements_;
};

}  // namespace

std::vector<SupportedStatement> make_statements(const Analysis& analysis,
                                                const DocumentEntities& entities,
                                                const std::vector<Quote>& quotes,
                                                const FoundOperations& operations,
                                                std::vector<SupportedStatement> positions,
                                                const Gazetteer&, const ExtractorInfo& extractor) {
  StatementMaker maker(analysis, entities, operations, extractor);
  for (SupportedStatement& position : positions) maker.take(std::move(position));
  for (const Quote& quote : quotes) maker.add_quote(quote);
  for (const Operation& operation : operations.operations) maker.add_operation(operation);
  maker.add_parents();
  maker.add_mentions();
  return maker.finish();
}

}  // namespace onrecord
