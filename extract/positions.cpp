// Who holds which office. Every mention of a person is looked at on both sides: a title before the
// name ("Boston Mayor Michelle Wu"), before it with a comma ("The mayor of Boston, Michelle Wu,"),
// after it ("Jorge Field, assistant field office director for ICE"), on the line below it, or after
// a verb ("Ann Roe is the director of"). What one person's phrases say of the same office is
// merged: "Sen. Roe" adds evidence to "Ann Roe, a senator from Ohio". Not handled: titles given to
// a pronoun ("he is the mayor"), two persons' titles joined ("the mayor and sheriff, Roe and
// Hart").

#include <algorithm>
#include <map>

#include "extract/confidence.h"
#include "extract/knowledge.h"
#include "extract/title_phrases.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

/// One phrase that gives one person one title.
struct Found {
  std::size_t person = 0;  ///< entity
  TitlePhrase phrase;
  Span evidence;
  Way way;
};

bool person_follows(const TitleReader& titles, std::size_t token) {
  const auto link = titles.link_from(token);
  return link && titles.type_of(link->entity) == EntityType::Person;
}

class PositionFinder {
 public:
  PositionFinder(const Analysis& analysis, const DocumentEntities& entities)
      : words_(analysis), entities_(entities), titles_(words_, entities) {}

  std::vector<Found> run() {
    for (const DocumentEntities::Link& link : entities_.links()) {
      if (entities_.entity(link.entity).type != EntityType::Person) continue;
      const auto [first, end] = words_.tokens_of(link.span);
      if (first >= end || title_head(words_.at(end - 1)) == TitleHead::Office) continue;
      before(link, first, end);
      comma_before(link, first, end);
      after(link, first, end);
      verb_after(link, end);
    }
    return std::move(found_);
  }

 private:
  void add(const DocumentEntities::Link& link, TitlePhrase phrase, Span evidence,
           const OfficeWay& way) {
    if (phrase.object && *phrase.object == link.entity) phrase.object.reset();
    if (!phrase.office && !phrase.object) return;
    const bool of_place = phrase.object && titles_.type_of(*phrase.object) == EntityType::Place;
    if (!phrase.office && of_place) return;  // "a Boston lawyer" holds no office of Boston
    const Way& told = phrase.object ? way.owned : way.open;
    found_.push_back({link.entity, std::move(phrase), evidence, told});
  }

  Span joined(std::size_t first, std::size_t end, Span name) const {
    const Span words = words_.span(first, end);
    return {std::min(words.begin, name.begin), std::max(words.end, name.end)};
  }

  /// "ICE's ERO Los Angeles Field Office Director Dave Marin", "Sens. Al Fox and Bo Hart".
  void before(const DocumentEntities::Link& link, std::size_t first, std::size_t end) {
    auto phrase = titles_.backward(first);
    if (!phrase || phrase->end != first || words_.at(first - 1) == ",") return;
    std::size_t evidence_end = end;
    if (!phrase->object || titles_.type_of(*phrase->object) == EntityType::Place) {
      complete(*phrase, end, evidence_end);
    }
    const Span evidence = joined(phrase->first, evidence_end, link.span);
    if (singular_title(words_.text(first - 1, first)).empty()) {
      add(link, std::move(*phrase), evidence, Confidence::kTitleBeforeName);
      return;
    }
    std::size_t next = end;
    add(link, *phrase, evidence, Confidence::kTitleBeforeName);
    while (words_.is(next, {",", "and"})) {
      next += words_.phrase_at(next, ", and") ? 2 : 1;
      if (!person_follows(titles_, next)) break;
      const auto other = *titles_.link_from(next);
      next = titles_.past(other);
      add(other, *phrase, joined(phrase->first, next, other.span), Confidence::kTitleBeforeName);
    }
  }

  /// Whose office it is when that stands after the name: "Lt. Ann Roe of the Coast Guard", "Sen.
  /// Ann Roe, D-Ohio", "– Sheriff Ann Roe, Maple County", or the line below.
  void complete(TitlePhrase& phrase, std::size_t end, std::size_t& evidence_end) const {
    std::size_t at = end;
    const bool of = words_.is(at, {"of", "from"});
    const bool new_line = line_break_before(at);
    const bool comma = words_.is(at, {",", "("});
    if (!of && !comma && !new_line) return;
    if (of || comma) ++at;
    if (words_.at(at) == "the") ++at;
    const std::string_view word = words_.at(at);
    const bool party =
        comma && (word.starts_with("r-") || word.starts_with("d-") || word.starts_with("i-"));
    if (!party && comma && words_.is(at, {"r", "d", "i"}) && words_.dash(at + 1)) at += 2;
    std::optional<std::size_t> owner;
    if (const auto link = titles_.link_from(at)) {
      const std::size_t past = titles_.past(*link);
      const bool line_ends =
          past >= words_.size() || line_break_before(past) || words_.sentence_begin(past) == past;
      const bool alone = of || line_ends || words_.at(past) == ")" ||
                         (words_.dash(at - 1) && words_.at(past) == ",");
      const EntityType type = titles_.type_of(link->entity);
      const bool body = type == EntityType::Agency || type == EntityType::Organization;
      if (alone && (body || (type == EntityType::Place && !new_line && !phrase.object))) {
        owner = link->entity;
        at = past;
      }
    } else if (party) {
      owner = covering(at);
      ++at;
    }
    if (!owner) return;
    phrase.object = owner;
    evidence_end = at;
  }

  /// The place within a single word such as "D-Ohio".
  std::optional<std::size_t> covering(std::size_t token) const {
    const auto found = entities_.at(words_.span(token, token + 1));
    if (found && titles_.type_of(*found) == EntityType::Place) return found;
    return std::nullopt;
  }

  bool line_break_before(std::size_t token) const {
    if (token == 0 || token >= words_.size()) return false;
    const auto& tokens = words_.analysis().tokens;
    const Span gap{tokens[token - 1].span.end, tokens[token].span.begin};
    return slice(words_.analysis().text, gap).find('\n') != std::string_view::npos;
  }

  /// "ICE's acting director, Todd Lyons, said"; the comma after the name, or a sentence that begins
  /// with the title, tells it from "after a call with the mayor, Todd Lyons said".
  void comma_before(const DocumentEntities::Link& link, std::size_t first, std::size_t end) {
    if (first < 2 || words_.at(first - 1) != "," || line_break_before(first)) return;
    auto phrase = titles_.backward(first - 1);
    if (!phrase || phrase->end != first - 1) return;
    const std::size_t start = words_.sentence_begin(first);
    std::size_t begin = phrase->first;
    const bool determined =
        begin > start && words_.is(begin - 1, {"the", "a", "an", "his", "her", "its", "their"});
    if (determined) --begin;
    const bool pronoun = determined && owner_by_pronoun(*phrase, begin);
    const bool owned = phrase->object.has_value();
    const bool closed = words_.is(end, {",", ")", ";", ".", "–", "—"}) || end >= words_.size();
    const bool at_start = begin == start || words_.quote_mark(begin - 1);
    if ((!determined && !owned) || (!closed && !at_start)) return;
    if (words_.is(end, {","}) && person_follows(titles_, end + 1)) return;  // a list of people
    if (!phrase->office && !owned) return;
    const Span evidence = joined(begin, end, link.span);
    add(link, std::move(*phrase), evidence,
        pronoun ? Confidence::kTitleOfPronoun : Confidence::kTitleCommaName);
  }

  /// "Its director, Ann Roe,": the body that "its" refers to, else the nearest one before it in its
  /// sentence, else the first one in the sentence before.
  bool owner_by_pronoun(TitlePhrase& phrase, std::size_t pronoun) const {
    if (phrase.object || !words_.is(pronoun, {"its", "their"})) return false;
    const auto body = [&](std::size_t entity) {
      const EntityType type = titles_.type_of(entity);
      return type == EntityType::Agency || type == EntityType::Organization;
    };
    const auto referred = entities_.referred(words_.span(pronoun, pronoun + 1));
    if (referred && body(*referred)) phrase.object = referred;
    if (referred) return phrase.object.has_value();
    const std::size_t start = words_.sentence_begin(pronoun);
    if (start < pronoun) {
      for (const auto& link : entities_.within(words_.span(start, pronoun))) {
        if (body(link.entity)) phrase.object = link.entity;
      }
    }
    if (!phrase.object && start > 0) {
      for (const auto& link :
           entities_.within(words_.span(words_.sentence_begin(start - 1), start))) {
        if (!body(link.entity)) continue;
        phrase.object = link.entity;
        break;
      }
    }
    return phrase.object.has_value();
  }

  /// Past ", 45," and "Jr." after a name.
  std::size_t past_age(std::size_t token) const {
    if (words_.at(token) == "," && words_.word(token + 1) && words_.at(token + 1).size() <= 3 &&
        words_.at(token + 1)[0] >= '0' && words_.at(token + 1)[0] <= '9' &&
        words_.at(token + 2) == ",") {
      return token + 2;
    }
    return token;
  }

  /// "Jorge Field, assistant field office director for ICE in Los Angeles".
  void after(const DocumentEntities::Link& link, std::size_t, std::size_t end) {
    const std::size_t mark = past_age(end);
    const bool new_line = line_break_before(end);
    if (!new_line && !words_.is(mark, {",", "(", "–", "—"})) return;
    std::size_t at = new_line ? end : mark + 1;
    if (!new_line && line_break_before(at)) return;
    const OfficeWay& way = new_line ? Confidence::kTitleLine : Confidence::kTitleAfterName;
    if (words_.at(at) == "who") {
      who(link, at + 1);
      return;
    }
    bool any = false;
    for (int round = 0; round < 3; ++round) {
      auto phrase = titles_.forward(at);
      if (!phrase || (!phrase->closed && !new_line)) break;
      if (new_line && !line_ends(phrase->end)) trailing_body(*phrase);
      if (new_line && !line_ends(phrase->end)) break;
      if (!new_line) trailing_body(*phrase);
      const std::size_t next = phrase->end;
      add(link, std::move(*phrase), joined(at, next, link.span), way);
      any = true;
      if (words_.at(next) == "and") {
        at = next + (words_.at(next + 1) == "now" ? 2 : 1);
      } else if (words_.at(next) == "who" || words_.phrase_at(next, ", who")) {
        who(link, next + (words_.at(next) == "who" ? 1 : 2));
        break;
      } else {
        break;
      }
    }
    if (!any && words_.is(mark, {","})) second_of_two(link, at);
  }

  /// "Wade Ostrander, a rancher and former county commissioner,": the first is no office.
  void second_of_two(const DocumentEntities::Link& link, std::size_t at) {
    for (std::size_t i = at; i < at + 6 && words_.word(i); ++i) {
      if (words_.at(i) != "and") continue;
      auto phrase = titles_.forward(i + 1);
      if (!phrase || !phrase->closed || !phrase->office) return;
      if (phrase->status != "former" && !words_.is(i + 1, {"a", "an", "the"})) return;
      const std::size_t next = phrase->end;
      add(link, std::move(*phrase), joined(at, next, link.span), Confidence::kTitleByVerb);
      return;
    }
  }

  bool line_ends(std::size_t token) const {
    return token >= words_.size() || line_break_before(token);
  }

  /// "executive director, Maple Food Bank": the body stands after a comma.
  void trailing_body(TitlePhrase& phrase) const {
    if (phrase.object && titles_.type_of(*phrase.object) != EntityType::Place) return;
    std::size_t at = phrase.end;
    if (words_.at(at) != ",") return;
    ++at;
    if (words_.at(at) == "the") ++at;
    const auto link = titles_.link_from(at);
    if (!link) return;
    const EntityType type = titles_.type_of(link->entity);
    if (type != EntityType::Agency && type != EntityType::Organization) return;
    const std::size_t past = titles_.past(*link);
    const bool closes =
        line_ends(past) || !words_.word(past) || words_.sentence_begin(past) == past;
    const bool place_follows = titles_.link_from(past).has_value();
    if (!closes && !place_follows) return;
    phrase.object = link->entity;
    phrase.end = place_follows ? titles_.past(*titles_.link_from(past)) : past;
  }

  /// "who is the director of", "who leads the Boston office of ICE".
  void who(const DocumentEntities::Link& link, std::size_t at) {
    static const std::map<std::string_view, std::string_view> kLeads = {
        {"leads", "leader"},       {"heads", "head"},     {"runs", "head"},
        {"oversees", "head"},      {"chairs", "chair"},   {"directs", "director"},
        {"commands", "commander"}, {"manages", "manager"}};
    const auto leads = kLeads.find(words_.at(at));
    if (leads == kLeads.end()) {
      verb(link, at, Confidence::kTitleInClause);
      return;
    }
    std::size_t i = at + 1;
    while (words_.is(i, {"the", "a", "an"})) ++i;
    std::optional<std::size_t> object;
    for (std::size_t steps = 0; steps < 8 && i < words_.size(); ++steps) {
      if (const auto body = titles_.link_from(i)) {
        const EntityType type = titles_.type_of(body->entity);
        if (type == EntityType::Agency || type == EntityType::Organization) {
          object = body->entity;
          i = titles_.past(*body);
          break;
        }
        if (type != EntityType::Place) return;
        i = titles_.past(*body);
        continue;
      }
      if (!words_.word(i) && !words_.possessive(i)) return;
      if (breaks_title(words_.at(i)) && !words_.is(i, {"of", "for", "the", "in"})) return;
      ++i;
    }
    if (!object) return;
    TitlePhrase phrase;
    phrase.first = at;
    phrase.end = i;
    phrase.title = phrase.head = std::string(leads->second);
    phrase.status = "current";
    phrase.object = object;
    phrase.office = true;
    add(link, phrase, joined(at, i, link.span), Confidence::kTitleByVerb);
  }

  void verb_after(const DocumentEntities::Link& link, std::size_t end) {
    verb(link, end, Confidence::kTitleByVerb);
  }

  /// "is the mayor of", "serves as director of", "was named acting director of", "is a candidate
  /// for governor".
  void verb(const DocumentEntities::Link& link, std::size_t at, const OfficeWay& way) {
    std::string status;
    std::size_t i = at;
    if (words_.at(i + 1) == "now" && words_.at(i) == "is") ++i;
    if (words_.is(i, {"has", "had"}) && words_.is(i + 1, {"served", "been"})) ++i;
    if (words_.is(i, {"serves", "served"}) && words_.at(i + 1) == "as") {
      if (words_.at(i) == "served" && i == at) status = "former";
      i += 2;
    } else if (words_.phrase_at(i, "is running for")) {
      status = "candidate";
      i += 3;
    } else if (words_.is(i, {"was", "is", "been", "became", "now"})) {
      const bool given =
          words_.is(i + 1, {"named", "appointed", "elected", "confirmed", "sworn", "promoted"});
      if (words_.at(i) == "was" && !given) status = "former";
      i += given ? 2 : 1;
      if (given && words_.is(i, {"as", "to"})) ++i;
      if (given && words_.phrase_at(i, "in as")) i += 2;
      if (!given && !words_.is(i, {"the", "a", "an"}) && status_word(words_.at(i)).empty()) return;
    } else {
      return;
    }
    auto phrase = titles_.forward(i);
    if (!phrase || !phrase->office) return;
    if (!phrase->object && phrase->status == "current" && status != "candidate") return;
    if (!status.empty() && phrase->status == "current") phrase->status = status;
    const std::size_t next = phrase->end;
    add(link, std::move(*phrase), joined(at, next, link.span), way);
  }

  const Words words_;
  const DocumentEntities& entities_;
  const TitleReader titles_;
  std::vector<Found> found_;
};

/// Whether all words of `part` occur in `whole`, "Sen." being "senator".
bool says_no_more(const std::string& part, const std::string& whole) {
  const auto keys = [](const std::string& title) {
    std::vector<std::string> words;
    std::string low = lower(title) + " ";
    for (std::size_t at = 0, blank; (blank = low.find(' ', at)) != std::string::npos;
         at = blank + 1) {
      if (blank > at) words.emplace_back(office_key(std::string_view(low).substr(at, blank - at)));
    }
    std::sort(words.begin(), words.end());
    return words;
  };
  const auto few = keys(part), many = keys(whole);
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

/// Whether `a` is the same office as `b`, told with no more than `b` tells.
bool is_told_by(const Found& a, const Found& b) {
  if (a.person != b.person) return false;
  if (a.phrase.object && a.phrase.object != b.phrase.object) return false;
  const bool status_fits = a.phrase.status == b.phrase.status || a.phrase.status == "current" ||
                           (a.phrase.status == "former" && b.phrase.status != "current");
  return status_fits && says_no_more(a.phrase.title, b.phrase.title);
}

/// How much a phrase tells: its body first, then more words.
auto telling(const Found& found) {
  return std::pair(found.phrase.object.has_value(), found.phrase.title.size());
}

}  // namespace

std::vector<SupportedStatement> find_positions(const Analysis& analysis,
                                               const DocumentEntities& entities, const Gazetteer&,
                                               const ExtractorInfo& extractor) {
  const std::vector<Found> all = PositionFinder(analysis, entities).run();
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return telling(all[a]) > telling(all[b]); });
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> kept;  // Found, and what joined it
  for (const std::size_t i : order) {
    const auto teller = std::find_if(kept.begin(), kept.end(), [&](const auto& row) {
      return is_told_by(all[i], all[row.first]);
    });
    if (teller != kept.end()) {
      teller->second.push_back(i);
    } else {
      kept.push_back({i, {i}});
    }
  }
  std::map<StatementId, SupportedStatement> statements;
  for (auto& [main, members] : kept) {
    const Found& found = all[main];
    Object object;
    if (found.phrase.object) object = entities.entity(*found.phrase.object).id;
    std::sort(members.begin(), members.end());
    for (const std::size_t member : members) {
      Evidence evidence;
      evidence.document = analysis.document->id;
      evidence.spans = {all[member].evidence};
      evidence.confidence = all[member].way.confidence;
      evidence.date = analysis.document->published;
      evidence.extractor = name_of(extractor, all[member].way);
      SupportedStatement one = make_statement(
          entities.entity(found.person).id, Predicate::HoldsPosition, object,
          {{"title", found.phrase.title}, {"status", found.phrase.status}}, std::move(evidence));
      auto [at, fresh] = statements.try_emplace(one.statement.id, one);
      if (!fresh && at->second.evidence.back().spans != one.evidence.front().spans) {
        at->second.evidence.push_back(std::move(one.evidence.front()));
      }
    }
  }
  std::vector<SupportedStatement> result;
  result.reserve(statements.size());
  for (auto& [id, statement] : statements) result.push_back(std::move(statement));
  return result;
}

}  // namespace onrecord
