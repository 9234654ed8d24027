// Operations of one document. Mentions of events are gathered first. Each name is an operation; a
// document without names has at most one, if some agency did something that had counted results or
// a place. Every unnamed mention ("the six-day operation") and every counted result belongs to the
// operation that was spoken of last. Then each sentence that speaks of an operation adds to its
// frame. Not handled: two unnamed operations in one document (a sweep and an earlier raid), results
// told before the second operation's name is.

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "extract/confidence.h"
#include "extract/dates.h"
#include "extract/knowledge.h"
#include "extract/operation_dates.h"
#include "extract/operation_frames.h"
#include "extract/operation_mentions.h"
#include "extract/operation_names.h"
#include "extract/operation_outcomes.h"
#include "extract/outcome_totals.h"
#include "extract/outcome_words.h"

namespace onrecord {
namespace {

using Kind = EventMention::Kind;

/// A role as one sentence tells it.
struct ToldRole {
  std::size_t entity;
  Way way;
  Span sentence;
};
using ToldRoles = std::vector<ToldRole>;

/// An operation while its frame fills.
struct Draft {
  std::string name;
  ToldRoles conducted_by, announced_by, partners, places, targets;
  std::vector<std::string> partner_groups;
  std::vector<OperationDate> dates;
  std::vector<OutcomeFigure> figures;
  std::vector<EventMention> mentions;
};

template <typename T>
void add_all(std::vector<T>& to, const std::vector<T>& from) {
  for (const T& item : from) {
    if (std::find(to.begin(), to.end(), item) == to.end()) to.push_back(item);
  }
}

void tell(ToldRoles& to, const std::vector<Role>& roles, Span sentence) {
  for (const Role& role : roles) to.push_back({role.entity, role.way, sentence});
}

bool has(const ToldRoles& roles, std::size_t entity) {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const ToldRole& role) { return role.entity == entity; });
}

/// Words for what may be mere policy: no operation unless results were counted.
bool policy_noun(std::string_view low) {
  static const WordSet words = {"crackdown",  "crackdowns",  "effort",        "efforts",
                                "initiative", "initiatives", "campaign",      "surge",
                                "action",     "actions",     "investigation", "mission",
                                "patrols",    "inspections", "bust"};
  return words.contains(low);
}

class OperationFinder {
 public:
  OperationFinder(const Analysis& analysis, DocumentEntities& entities)
      : words_(analysis), entities_(entities) {}

  FoundOperations run() {
    mentions_ = find_event_mentions(words_, entities_);
    dates_ = find_dates(words_, words_.analysis().document->published);
    find_figures();
    open_drafts();
    if (drafts_.empty()) return {};
    assign();
    for (Draft& draft : drafts_) {
      draft.figures = settle_figures(words_, entities_, draft.mentions, std::move(draft.figures));
    }
    read_sentences();
    return finish();
  }

 private:
  void find_figures() {
    std::vector<bool> in_date(words_.size(), false);
    for (const DateMention& date : dates_) {
      for (std::size_t i = date.first; i < date.end; ++i) in_date[i] = true;
    }
    const std::vector<Number> numbers = find_numbers(words_);
    figures_ = find_outcomes(words_, entities_, numbers, in_date);
    for (OutcomeFigure& figure : find_listed_outcomes(words_, entities_, numbers)) {
      figures_.push_back(std::move(figure));
    }
    std::stable_sort(figures_.begin(), figures_.end(),
                     [](const auto& a, const auto& b) { return a.token < b.token; });
  }

  void open_drafts() {
    for (const EventMention& mention : mentions_) {
      if (mention.kind != Kind::Name) continue;
      const auto [at, fresh] = draft_of_.try_emplace(operation_key(mention.name), drafts_.size());
      if (fresh) drafts_.push_back({});
      Draft& draft = drafts_[at->second];
      if (fresh || (in_capitals(draft.name) && !in_capitals(mention.name))) {
        draft.name = mention.name;
      }
      named_.push_back({mention.first, at->second});
    }
    if (drafts_.empty() && has_unnamed()) drafts_.push_back({});
  }

  static bool in_capitals(const std::string& name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// Whether the document tells of an operation that has no name.
  bool has_unnamed() const {
    const bool event = std::any_of(mentions_.begin(), mentions_.end(),
                                   [](const auto& m) { return m.kind == Kind::Event; });
    const bool result = std::any_of(figures_.begin(), figures_.end(), [](const auto& f) {
      const std::string& what = f.outcome.what;
      return !f.outcome.percent && f.outcome.count > 1 && !what.ends_with("killed") &&
             !what.ends_with("injured");
    });
    if (!event && !result) return false;
    bool conducted = false, located_event = false, field_work = false;
    for (const Sentence& sentence : words_.analysis().sentences) {
      const std::vector<EventMention> events = events_in(sentence);
      const bool counts = counts_in(sentence);
      if (other_period(words_, sentence.first_token, sentence.end_token)) continue;
      const SentenceFrame frame = read(sentence, events, counts);
      conducted |= !frame.conducted_by.empty() && (counts || event);
      if (events.empty() && !counts) continue;
      const bool policy = std::all_of(events.begin(), events.end(), [&](const EventMention& e) {
        return e.kind != Kind::Event || policy_noun(words_.at(e.end - 1)) || e.plural;
      });
      const bool dated = !dates_of(words_, dates_, sentence, events, counts).empty();
      located_event |= !policy && !frame.conducted_by.empty() && (!frame.places.empty() || dated);
      field_work |= std::any_of(events.begin(), events.end(), [&](const EventMention& e) {
        return e.kind == Kind::Event && !policy_noun(words_.at(e.end - 1));
      });
    }
    return (result && (conducted || field_work)) || located_event;
  }

  std::vector<EventMention> events_in(const Sentence& sentence) const {
    std::vector<EventMention> events;
    auto mention =
        std::lower_bound(mentions_.begin(), mentions_.end(), sentence.first_token,
                         [](const EventMention& m, std::size_t token) { return m.first < token; });
    for (; mention != mentions_.end() && mention->first < sentence.end_token; ++mention) {
      if (mention->kind != Kind::General) events.push_back(*mention);
    }
    return events;
  }

  bool counts_in(const Sentence& sentence) const {
    const auto figure =
        std::lower_bound(figures_.begin(), figures_.end(), sentence.first_token,
                         [](const OutcomeFigure& f, std::size_t token) { return f.token < token; });
    return figure != figures_.end() && figure->token < sentence.end_token;
  }

  SentenceFrame read(const Sentence& sentence, const std::vector<EventMention>& events,
                     bool counts) const {
    return read_frame(words_, entities_, sentence.first_token, sentence.end_token, events, counts);
  }

  /// The operation that `token` speaks of: the last named before it in its sentence, else the
  /// first named in its sentence, else the last one before, else the first of all.
  std::size_t focus(std::size_t token) const {
    if (named_.empty()) return 0;
    const auto next =
        std::upper_bound(named_.begin(), named_.end(), token,
                         [](std::size_t t, const auto& named) { return t < named.first; });
    if (next == named_.begin()) return next->second;
    const auto last = std::prev(next);
    const bool here = last->first >= words_.sentence_begin(token);
    if (!here && next != named_.end() && next->first < words_.sentence_end(token)) {
      return next->second;
    }
    return last->second;
  }

  void assign() {
    for (const EventMention& mention : mentions_) {
      if (mention.kind == Kind::General) continue;
      drafts_[focus(mention.first)].mentions.push_back(mention);
    }
    for (const OutcomeFigure& figure : figures_) {
      drafts_[focus(figure.token)].figures.push_back(figure);
    }
  }

  void read_sentences() {
    for (const Sentence& sentence : words_.analysis().sentences) {
      const std::vector<EventMention> events = events_in(sentence);
      const bool counts = counts_in(sentence);
      if (other_period(words_, sentence.first_token, sentence.end_token)) continue;
      const std::size_t at = events.empty() ? sentence.first_token : events.front().first;
      Draft& draft = drafts_[focus(std::min(at, words_.size() - 1))];
      const SentenceFrame frame = read(sentence, events, counts);
      tell(draft.conducted_by, frame.conducted_by, sentence.span);
      const bool told = !events.empty() || counts || speaks_of_arrest(sentence);
      if (!told && goes_on(sentence, frame)) go_on(draft, frame, sentence.span);
      if (!told) continue;
      tell(draft.announced_by, frame.announced_by, sentence.span);
      tell(draft.partners, frame.partners, sentence.span);
      add_all(draft.partner_groups, frame.partner_groups);
      tell(draft.places, frame.places, sentence.span);
      tell(draft.targets, frame.targets, sentence.span);
      for (const OperationDate& date : dates_of(words_, dates_, sentence, events, counts)) {
        draft.dates.push_back(date);
      }
    }
  }

  static void go_on(Draft& draft, const SentenceFrame& frame, Span sentence) {
    for (const Role& partner : frame.partners) {
      draft.partners.push_back({partner.entity, Confidence::kListedPartner, sentence});
    }
  }

  /// "In Baltimore, a citizen of X was arrested": a single case, no figure.
  bool speaks_of_arrest(const Sentence& sentence) const {
    if (words_.at(sentence.first_token) != "in") return false;
    for (std::size_t i = sentence.first_token; i + 1 < sentence.end_token; ++i) {
      const auto verb = outcome_verb(words_.at(i));
      if (verb && is_participle(words_.at(i)) &&
          (verb->kind == OutcomeClass::Arrest || verb->kind == OutcomeClass::Charge)) {
        return true;
      }
    }
    return false;
  }

  /// A sentence about partners or arms alone: "Partners included …", "The X took part."
  bool goes_on(const Sentence& sentence, const SentenceFrame& frame) const {
    const std::size_t first = sentence.first_token;
    const bool listed = words_.is(first, {"partners", "assistance", "participating", "agencies"});
    const auto next =
        std::lower_bound(mentions_.begin(), mentions_.end(), first,
                         [](const EventMention& m, std::size_t token) { return m.first < token; });
    bool after = false;
    if (next != mentions_.begin()) {
      const auto& tokens = words_.analysis().tokens;
      after = tokens[std::prev(next)->first].sentence + 2 >= tokens[first].sentence;
    }
    return !frame.partners.empty() && (listed || after);
  }

  std::vector<EntityId> ids(const ToldRoles& roles) const {
    std::vector<EntityId> result;
    result.reserve(roles.size());
    for (const ToldRole& role : roles) result.push_back(entities_.entity(role.entity).id);
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  /// The place of a field office that ran it, when the text names no other.
  void place_of_office(Draft& draft) const {
    if (!draft.places.empty()) return;
    for (const ToldRole& body : draft.conducted_by) {
      for (const auto& row : entities_.parents()) {
        const Entity& parent = entities_.entity(row.parent);
        if (row.child != body.entity || parent.type != EntityType::Place) continue;
        const auto kind = parent.attributes.find("kind");
        const bool country = kind != parent.attributes.end() && kind->second == "country";
        if (!country) {
          draft.places.push_back({row.parent, Confidence::kPlaceOfOffice, body.sentence});
        }
      }
    }
  }

  void tidy(Draft& draft) const {
    if (draft.conducted_by.empty()) draft.conducted_by = draft.announced_by;
    std::erase_if(draft.partners,
                  [&](const ToldRole& role) { return has(draft.conducted_by, role.entity); });
    for (const OutcomeFigure& figure : draft.figures) {
      std::vector<std::size_t> places = figure.places;
      if (figure.outcome.place) {
        if (const auto place = entities_.find(*figure.outcome.place)) places.push_back(*place);
      }
      for (const std::size_t place : places) {
        const Span told = figure.outcome.evidence.empty()
                              ? words_.span(figure.token, figure.token + 1)
                              : figure.outcome.evidence.front();
        draft.places.push_back({place, Confidence::kPlaceOfFigure, sentence_of(told)});
      }
    }
    std::erase_if(draft.targets,
                  [&](const ToldRole& role) { return has(draft.places, role.entity); });
    std::erase_if(draft.places, [&](const ToldRole& role) {  // adds nothing to a city
      const auto& attributes = entities_.entity(role.entity).attributes;
      const auto kind = attributes.find("kind");
      return kind != attributes.end() && kind->second == "country" &&
             holds_another(draft, role.entity);
    });
    place_of_office(draft);
  }

  bool holds_another(const Draft& draft, std::size_t country) const {
    return std::any_of(draft.places.begin(), draft.places.end(),
                       [&](const ToldRole& role) { return is_inside(role.entity, country); });
  }

  Span sentence_of(Span span) const {
    const Analysis& analysis = words_.analysis();
    if (analysis.sentences.empty()) return span;
    const Span sentence = analysis.sentences[analysis.sentence_at(span.begin)].span;
    return sentence.overlaps(span) ? sentence : span;
  }

  bool is_inside(std::size_t child, std::size_t parent) const {
    return std::any_of(
        entities_.parents().begin(), entities_.parents().end(), [&](const auto& row) {
          return row.child == child && (row.parent == parent || is_inside(row.parent, parent));
        });
  }

  FoundOperations finish() {
    FoundOperations found;
    std::vector<Operation>& operations = found.operations;
    std::size_t ordinal = 0;
    for (Draft& draft : drafts_) {
      tidy(draft);
      const bool placeless = draft.conducted_by.empty() && draft.places.empty();
      if (draft.name.empty() && placeless && draft.partners.empty()) continue;
      Operation operation;
      operation.name = draft.name;
      operation.places = ids(draft.places);
      operation.conducted_by = ids(draft.conducted_by);
      operation.partners = ids(draft.partners);
      operation.partner_groups = draft.partner_groups;
      operation.targets = ids(draft.targets);
      operation.dates = combine_dates(draft.dates);
      if (!draft.name.empty()) drop_other_months(draft, operation.dates);
      for (OutcomeFigure& figure : draft.figures) {
        figure.outcome.confidence *= way_of_outcome(figure.outcome).confidence;
        operation.outcomes.push_back(std::move(figure.outcome));
      }
      Entity entity;
      entity.type = EntityType::Operation;
      if (draft.name.empty()) {
        entity.id = make_entity_id(EntityType::Operation, words_.analysis().document->id.value +
                                                              " # " + std::to_string(++ordinal));
        entity.name = describe(draft, operation.dates);
      } else {
        entity.id = make_entity_id(EntityType::Operation, operation_key(draft.name));
        entity.name = draft.name;
      }
      operation.id = entity.id;
      add_entity(draft, std::move(entity), operation);
      found.evidence[operation.id] = evidence_of(draft, operation);
      operations.push_back(std::move(operation));
    }
    std::sort(operations.begin(), operations.end(), [](const Operation& a, const Operation& b) {
      return std::tie(a.evidence, a.id) < std::tie(b.evidence, b.id);
    });
    return found;
  }

  std::vector<RoleEvidence> evidence_of(const Draft& draft, const Operation& operation) const {
    std::vector<RoleEvidence> evidence;
    const auto take = [&](const ToldRoles& roles, Predicate predicate) {
      for (const ToldRole& role : roles) {
        evidence.push_back({predicate, entities_.entity(role.entity).id, role.sentence, role.way});
      }
    };
    take(draft.conducted_by, Predicate::Conducted);
    take(draft.partners, Predicate::PartneredIn);
    take(draft.places, Predicate::TookPlaceIn);
    take(draft.targets, Predicate::Targeted);
    for (const OperationDate& date : draft.dates) {
      const bool told = date.range.start == operation.dates.start ||
                        date.range.start == operation.dates.end ||
                        date.range.end == operation.dates.end;
      if (!told || date.range.empty()) continue;
      const Way& way = date.role == OperationDate::Role::Range ? Confidence::kDateRange
                       : date.role == OperationDate::Role::Day ? Confidence::kDay
                                                               : Confidence::kDateByVerb;
      evidence.push_back({Predicate::Occurred, operation.id, date.sentence, way});
    }
    return evidence;
  }

  /// "the March raids" in an article on an operation of May, or on one of no month, are others.
  void drop_other_months(Draft& draft, const DateRange& dates) const {
    std::erase_if(draft.mentions, [&](const EventMention& mention) {
      if (mention.kind != Kind::Event) return false;
      const int month = month_beside(mention);
      if (month == 0) return false;
      const auto first = static_cast<int>(static_cast<unsigned char>(dates.start.month));
      const auto end = static_cast<int>(static_cast<unsigned char>(dates.end.month));
      const int last = end != 0 ? end : first;
      return first == 0 ||
             (first <= last ? month < first || month > last : month < first && month > last);
    });
  }

  /// The month that an unnamed mention is told with: "the March raids", "the raids in March",
  /// "March's raids"; 0: none.
  int month_beside(const EventMention& mention) const {
    const std::size_t begin = mention.first > 2 ? mention.first - 2 : 0;
    for (std::size_t i = begin; i < mention.end; ++i) {
      if (const int month = month_at(i); month != 0) return month;
    }
    const bool told_after = words_.is(mention.end, {"in", "of", "last"});
    return told_after ? month_at(mention.end + 1) : 0;
  }

  int month_at(std::size_t token) const {
    static constexpr std::array kMonths = {"january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december"};
    if (!words_.capital(token)) return 0;
    const auto found = std::find(kMonths.begin(), kMonths.end(), words_.at(token));
    return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
  }

  /// “Quiet Harbor” operation -> Quiet Harbor operation
  std::string without_marks(std::size_t first, std::size_t end) const {
    std::string form;
    for (std::size_t i = first; i < end; ++i) {
      if (!words_.word(i) || (i == first && words_.at(i) == "the")) continue;
      if (!form.empty()) form += ' ';
      form += words_.text(i, i + 1);
    }
    return form;
  }

  void add_entity(const Draft& draft, Entity entity, Operation& operation) {
    for (const EventMention& mention : draft.mentions) {
      const bool named = mention.kind == Kind::Name && mention.end > mention.first + 1;
      if (!named || draft.name.empty()) continue;
      const std::string form = without_marks(mention.first, mention.end);
      auto& aliases = entity.aliases;
      if (form != entity.name && std::find(aliases.begin(), aliases.end(), form) == aliases.end()) {
        aliases.push_back(form);
      }
    }
    std::sort(entity.aliases.begin(), entity.aliases.end());
    entities_.add(entity, std::nullopt);
    for (const EventMention& mention : draft.mentions) {
      const Span span = words_.span(mention.first, mention.end);
      operation.evidence.push_back(span);
      if (mention.kind == Kind::Result || mention.kind == Kind::Pronoun) continue;
      entities_.add(entity, span);
    }
    if (operation.evidence.empty()) {  // told by its results alone
      for (const Outcome& outcome : operation.outcomes) {
        operation.evidence.insert(operation.evidence.end(), outcome.evidence.begin(),
                                  outcome.evidence.end());
      }
    }
    std::sort(operation.evidence.begin(), operation.evidence.end());
  }

  std::string describe(const Draft& draft, const DateRange& dates) const {
    const auto name_of = [&](const ToldRoles& list) {
      return list.empty() ? std::string() : short_name(entities_.entity(list.front().entity));
    };
    return operation_title(name_of(draft.places), name_of(draft.conducted_by), dates);
  }

  const Words words_;
  DocumentEntities& entities_;
  std::vector<EventMention> mentions_;
  std::vector<DateMention> dates_;
  std::vector<OutcomeFigure> figures_;
  std::vector<Draft> drafts_;
  std::unordered_map<std::string, std::size_t> draft_of_;   // by key of the name
  std::vector<std::pair<std::size_t, std::size_t>> named_;  // token of each name, its draft
};

}  // namespace

FoundOperations find_operations(const Analysis& analysis, DocumentEntities& entities,
                                const Gazetteer&) {
  return OperationFinder(analysis, entities).run();
}

}  // namespace onrecord
