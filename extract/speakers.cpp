// Speakers. A source that holds a person is that person; one that holds an agency is the agency
// when its other words only say in what shape it speaks ("Harbor Police officials", "a press
// release from the Harbor Police", "the agency"); any other keeps its own words and is glued to
// nobody ("two people close to the Harbor Police", "residents"). "he" and "she" take the nearest
// earlier person that the gender allows, those who spoke or stood as a subject within the last
// paragraphs before others. Not handled: "they" for a person, "it" for a report.
// After the salience order of Lappin and Leass 1994, reduced to recency, subjecthood and speaking.

#include "extract/speakers.h"

#include <algorithm>

#include "extract/genders.h"
#include "extract/subjects.h"

namespace onrecord {
namespace {

constexpr std::size_t kFarthestLinks = 400;  // mentions looked back over

const WordSet& voices() {
  static const WordSet set = {"official",      "officials",      "spokesman",
                              "spokeswoman",   "spokesperson",   "spokespeople",
                              "agents",        "officers",       "deputies",
                              "investigators", "authorities",    "leaders",
                              "release",       "statement",      "report",
                              "reports",       "announcement",   "letter",
                              "affidavit",     "complaint",      "filing",
                              "memo",          "website",        "post",
                              "notice",        "representative", "representatives",
                              "leadership",    "press",          "news",
                              "data",          "figures",        "records",
                              "document",      "documents",      "indictment",
                              "tweet",         "police",         "prosecutors",
                              "attorneys",     "lawyers",        "managers",
                              "inspectors",    "headquarters",   "office",
                              "offices",       "department",     "force",
                              "team"};
  return set;
}

const WordSet& agency_nouns() {
  static const WordSet set = {"agency",    "department",     "bureau",   "office",      "service",
                              "division",  "administration", "ministry", "commission",  "unit",
                              "authority", "government",     "force",    "directorate", "board",
                              "council",   "court",          "police"};
  return set;
}

const WordSet& organization_nouns() {
  static const WordSet set = {"company",   "group",       "organization", "organisation",
                              "union",     "nonprofit",   "firm",         "party",
                              "coalition", "association", "charity",      "foundation",
                              "newspaper", "campaign",    "network",      "alliance",
                              "institute", "university",  "cooperative",  "committee"};
  return set;
}

const WordSet& past_words() {
  static const WordSet set = {"former", "retired", "ex"};
  return set;
}

const WordSet& small_words() {
  static const WordSet set = {"a",      "an",      "the",     "of",    "from",  "for",   "with",
                              "at",     "by",      "in",      "on",    "and",   "its",   "new",
                              "senior", "top",     "federal", "state", "local", "joint", "written",
                              "own",    "several", "some",    "other", "all"};
  return set;
}

}  // namespace

SpeakerResolver::SpeakerResolver(const AttributionContext& context, const Gazetteer& gazetteer)
    : c_(context), gazetteer_(gazetteer) {
  female_ = female_probabilities(c_.words, c_.entities, gazetteer_);
  spoke_at_.assign(c_.entities.entities().size(), 0);
  std::size_t passage = 0;
  for (const DocumentEntities::Link& link : c_.entities.links()) {
    const auto& passages = c_.analysis.passages;
    while (passage < passages.size() && passages[passage].outer.end <= link.span.begin) ++passage;
    quoted_.push_back(passage < passages.size() && passages[passage].outer.contains(link.span));
    const std::size_t token = c_.analysis.token_at(link.span.begin);
    subject_.push_back(before_first_verb(c_.words, c_.lexicon, token));
  }
}

/// Whether an agency's mention is the one who speaks: "[ERO] officials", "a report from [ERO]".
bool SpeakerResolver::speaks_for(TokenRange range, const DocumentEntities::Link& link) const {
  const auto [first, end] = c_.words.tokens_of(link.span);
  for (std::size_t i = range.first; i < range.end; ++i) {
    if (i >= first && i < end) continue;
    const bool opener = i == c_.words.sentence_begin(i);  // its capital says nothing
    const bool aside = !c_.words.word(i) || (c_.words.capital(i) && !opener);
    if (aside || small_words().contains(c_.words.at(i)) || voices().contains(c_.words.at(i))) {
      continue;
    }
    return false;
  }
  return true;
}

/// "lawyers for [Mayor] Ann Roe", "a friend of Ann Roe": the words before the preposition speak.
bool SpeakerResolver::behind_preposition(TokenRange range, std::size_t name) const {
  std::size_t i = name;
  while (i > range.first && c_.words.capital(i - 1)) --i;
  if (i > range.first && c_.words.is(i - 1, {"the", "former", "acting"})) --i;
  return i > range.first && c_.words.is(i - 1, {"of", "for", "to", "from", "with", "by", "near",
                                                "against", "about", "like"});
}

std::optional<std::size_t> SpeakerResolver::pronoun(std::string_view word, Span source,
                                                    const Spans& content) const {
  const bool he = word == "he", she = word == "she";
  if (!he && !she && word != "it") return std::nullopt;
  const auto& links = c_.entities.links();
  const std::size_t here = c_.analysis.sentence_at(source.begin);
  const std::uint32_t paragraph = c_.analysis.sentences[here].paragraph;
  const auto inside = [&](Span span) {
    return std::any_of(content.begin(), content.end(), [&](Span s) { return s.contains(span); });
  };
  std::optional<std::size_t> any;
  auto at = std::lower_bound(links.begin(), links.end(), source.begin,
                             [](const auto& l, std::uint32_t b) { return l.span.begin < b; });
  for (std::size_t looked = 0; at != links.begin() && looked < kFarthestLinks; ++looked) {
    --at;
    const auto n = static_cast<std::size_t>(at - links.begin());
    const EntityType type = c_.entities.entity(at->entity).type;
    if (inside(at->span)) continue;
    if (word == "it") {
      const bool actor = type == EntityType::Agency || type == EntityType::Organization;
      if (actor && subject_[n] && !quoted_[n]) return at->entity;
      continue;
    }
    if (type != EntityType::Person || quoted_[n]) continue;
    if ((he && female_[at->entity] > 0.9) || (she && female_[at->entity] < 0.1)) continue;
    const std::size_t sentence = c_.analysis.sentence_at(at->span.begin);
    const bool near = c_.analysis.sentences[sentence].paragraph + 4 >= paragraph;
    const bool spoke = spoke_at_[at->entity] >= at->span.end;
    if (near && (subject_[n] || spoke)) return at->entity;
    if (!any) any = at->entity;
  }
  return any;
}

std::optional<std::size_t> SpeakerResolver::last_of_type(EntityType type, std::string_view word,
                                                         Span before) const {
  const auto& links = c_.entities.links();
  std::optional<std::size_t> last, by_name;
  auto at = std::lower_bound(links.begin(), links.end(), before.begin,
                             [](const auto& l, std::uint32_t b) { return l.span.begin < b; });
  for (std::size_t looked = 0; at != links.begin() && looked < kFarthestLinks; ++looked) {
    --at;
    const Entity& entity = c_.entities.entity(at->entity);
    if (entity.type != type) continue;
    const auto n = static_cast<std::size_t>(at - links.begin());
    if (!last || (!subject_[*last] && subject_[n] && looked < 8)) last = n;
    if (!by_name && fold_for_search(entity.name).find(word) != std::string::npos) by_name = n;
  }
  if (by_name) return links[*by_name].entity;
  if (last) return links[*last].entity;
  return std::nullopt;
}

/// The person near whose name the title stands: "the mayor" after "Mayor Ann Roe". `past`: "the
/// former mayor", who must have been called one ("former Mayor Ann Roe").
std::optional<std::size_t> SpeakerResolver::holder_of(std::string_view title, bool past,
                                                      Span source) const {
  const auto& links = c_.entities.links();
  auto at = std::lower_bound(links.begin(), links.end(), source.begin,
                             [](const auto& l, std::uint32_t b) { return l.span.begin < b; });
  for (std::size_t looked = 0; at != links.begin() && looked < kFarthestLinks; ++looked) {
    --at;
    if (c_.entities.entity(at->entity).type != EntityType::Person) continue;
    const auto [first, end] = c_.words.tokens_of(at->span);
    const std::size_t from = std::max(c_.words.sentence_begin(first), first > 6 ? first - 6 : 0);
    const std::size_t to = std::min(c_.words.sentence_end(first), end + 8);
    bool called_past = false;
    for (std::size_t i = from; i < to; ++i) called_past |= c_.words.is(i, past_words());
    if (past && !called_past) continue;
    for (std::size_t i = from; i < to; ++i) {
      const bool beside = i + 1 == first || i < first || c_.words.at(end) == ",";
      if (beside && c_.words.at(i) == title) return at->entity;
    }
  }
  return std::nullopt;
}

/// "the agency", "the company", "the mayor": what the noun last stood for.
std::optional<std::size_t> SpeakerResolver::description(TokenRange range, Span source) const {
  if (!c_.words.is(range.first, {"the", "that", "this"})) return std::nullopt;
  // The head is the last word before a preposition or comma.
  std::size_t end = range.first + 1;
  while (end < range.end && c_.words.word(end) &&
         !c_.words.is(end, {"of", "in", "for", "from", "with", "at"})) {
    ++end;
  }
  if (end == range.first + 1 || end < range.end) return std::nullopt;
  const std::string_view head = c_.words.at(end - 1);
  if (voices().contains(head) && end - range.first == 3 &&
      agency_nouns().contains(c_.words.at(end - 2))) {
    return last_of_type(EntityType::Agency, c_.words.at(end - 2),
                        source);  // the agency's officials
  }
  if (agency_nouns().contains(head) && end - range.first == 2) {
    return last_of_type(EntityType::Agency, head, source);
  }
  if (organization_nouns().contains(head) && end - range.first == 2) {
    return last_of_type(EntityType::Organization, head, source);
  }
  const std::string_view words[] = {head};
  const auto title = gazetteer_.longest_title(words, 0);
  if (!title) return std::nullopt;
  bool past = false;
  for (std::size_t i = range.first + 1; i + 1 < end; ++i) {
    past |= c_.words.is(i, past_words());
    if (!c_.words.is(i, past_words()) && !c_.words.is(i, {"acting", "interim", "new"})) {
      return std::nullopt;
    }
  }
  return holder_of(head, past, source);
}

/// The source without a relative clause: "[Harbor Police], which keep the pier,".
TokenRange SpeakerResolver::without_clause(TokenRange source) const {
  for (std::size_t i = source.first + 1; i + 1 < source.end; ++i) {
    if (c_.words.at(i) == "," && c_.words.is(i + 1, {"which", "who", "whose"})) {
      return {source.first, i};
    }
  }
  return source;
}

/// The noun phrase that a relative pronoun stands for: "[residents] who say".
std::optional<Span> SpeakerResolver::relative(TokenRange source) const {
  const bool pronoun =
      source.end - source.first == 1 && c_.words.is(source.first, {"who", "which", "that"});
  if (!pronoun) return std::nullopt;
  std::size_t end = source.first;
  const std::size_t begin = c_.words.sentence_begin(source.first);
  if (end > begin && c_.words.at(end - 1) == ",") --end;
  const auto phrase = source_before(c_, end, begin);
  if (!phrase || phrase->empty()) return std::nullopt;
  return c_.words.span(phrase->first, phrase->end);
}

Speaker SpeakerResolver::resolve(const Spans& source, const Spans& content) {
  Speaker speaker;
  if (source.empty()) return speaker;
  const Span span = source.front();
  for (const char c : slice(c_.analysis.text, span)) speaker.name += c == '\n' ? ' ' : c;
  const auto [first, end] = c_.words.tokens_of(span);
  const TokenRange range = without_clause({first, end});
  if (range.empty()) return speaker;
  if (const std::optional<Span> antecedent = relative(range)) {
    return resolve({*antecedent}, content);
  }

  std::vector<std::size_t> people, voices;
  std::size_t people_end = end;  // an apposition may name others: Roe, who works for Hart
  for (const auto& link : c_.entities.within(c_.words.span(range.first, range.end))) {
    const EntityType type = c_.entities.entity(link.entity).type;
    const auto tokens = c_.words.tokens_of(link.span);
    if (type == EntityType::Person && tokens.first < people_end) {
      const bool possessive = c_.words.possessive(tokens.second);
      if (possessive || behind_preposition(range, tokens.first)) continue;  // "Roe's lawyer"
      const bool joint = people.empty() || c_.words.at(tokens.first - 1) == "and" ||
                         c_.words.at(tokens.first - 1) == ",";
      if (joint && std::find(people.begin(), people.end(), link.entity) == people.end()) {
        people.push_back(link.entity);
      }
      if (c_.words.at(tokens.second) == "," && !c_.words.capital(tokens.second + 1)) {
        people_end = tokens.second;
      }
    } else if ((type == EntityType::Agency || type == EntityType::Organization) &&
               speaks_for(range, link)) {
      const bool joint =
          voices.empty() || c_.words.at(tokens.first - 1) == "and" ||
          (c_.words.at(tokens.first - 1) == "the" && c_.words.is(tokens.first - 2, {"and", ","}));
      const bool there = std::find(voices.begin(), voices.end(), link.entity) != voices.end();
      if (joint && !there) voices.push_back(link.entity);
    }
  }
  std::optional<std::size_t> found;
  const std::vector<std::size_t>& named = people.empty() ? voices : people;
  if (!named.empty()) {
    found = named.front();
    speaker.also.assign(named.begin() + 1, named.end());
  } else {
    // "Asked whether she": the last word is the one who speaks
    const std::size_t last = end - 1;
    if (last == first || c_.words.is(last, {"he", "she"})) {
      found = pronoun(c_.words.at(last), c_.words.span(last, end), content);
    }
    if (!found) found = c_.entities.referred(c_.words.span(first, end));
  }
  if (!found) found = description(range, span);
  if (found) {
    speaker.entity = found;
    speaker.name = c_.entities.entity(*found).name;
    spoke_at_[*found] = std::max(spoke_at_[*found], span.end);
  }
  return speaker;
}

}  // namespace onrecord
