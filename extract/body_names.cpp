// Names of bodies and organizations: gazetteer rows, NAME + HEAD ("Kent Police Department"), HEAD +
// NAME ("City of Kent"), field offices ("ERO Boston"), capitals that an acronym in brackets sums
// up, and neighbours that tell ("gangs such as X", "the Red Crew"). Not handled: organizations with
// none of these.

#include <algorithm>

#include "extract/name_finder.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestName = 7;  // words before a body's head

const WordSet& inner_words() {
  static const WordSet set = {"of",  "the", "for", "and", "de",  "la", "del", "da", "di",
                              "los", "las", "van", "von", "bin", "al", "el",  "&",  "on"};
  return set;
}

/// Nouns that say what a name beside them is: "the Red Crew gang".
const WordSet& group_nouns() {
  static const WordSet set = {"gang",      "gangs",     "cartel",    "crew",    "party",
                              "coalition", "militia",   "syndicate", "company", "firm",
                              "nonprofit", "newspaper", "union",     "mafia",   "clan"};
  return set;
}

const WordSet& plural_groups() {
  static const WordSet set = {"groups",    "gangs",   "organizations", "organisations", "cartels",
                              "companies", "firms",   "crews",         "networks",      "unions",
                              "parties",   "outlets", "nonprofits",    "charities",     "militias"};
  return set;
}

}  // namespace

/// One past "Kent [County] sheriff's office" at `at`, as newspapers write it small, or `at`.
std::size_t NameFinder::small_body_end(std::size_t at) const {
  if (!words_.capital(at) || plain_word(at) || title_at(at) || is_given(at)) return at;
  const std::size_t run = std::min(capital_run(at), at + 3);
  for (std::size_t head = at + 1; head <= run && head < words_.sentence_end(at); ++head) {
    if (words_.capital(head)) continue;
    if (words_.possessive(head - 1)) return at;
    const std::size_t length = words_.any_phrase_at(
        head,
        {"sheriff 's office", "sheriff ’s office", "sheriff 's department", "sheriff ’s department",
         "police department", "police bureau", "fire department", "school board", "school district",
         "city council", "county commission", "district attorney 's office",
         "district attorney ’s office", "prosecutor 's office", "prosecutor ’s office"});
    return length > 0 ? head + length : at;
  }
  return at;
}

/// The gazetteer's body at `at`; "Who" may open a sentence and "WHO" a headline.
std::optional<GazetteerMatch> NameFinder::body_at(std::size_t at) const {
  std::optional<GazetteerMatch> match = gazetteer_at(at);
  const bool word = match && match->words == 1 && match->other.word &&
                    (shouted(at) || (starts_sentence(at) && !all_capitals(views_[at])));
  if (match && (!match->body || word)) match.reset();
  return match;
}

/// One past the body that begins at `at`, or `at`.
std::size_t NameFinder::body_end(std::size_t at, std::optional<BodyIndex>& body,
                                 EntityType& type) const {
  std::size_t end = at;
  if (const std::optional<GazetteerMatch> match = body_at(at)) {
    end = at + match->words;
    body = match->body;
    type = EntityType::Agency;
  }
  if (!words_.capital(at)) return end;
  if (const std::size_t small = small_body_end(at); small > end) {
    body.reset();
    type = EntityType::Agency;
    return small;
  }
  // NAME + HEAD: the name is a place, or capitals that are no opener of the sentence.
  const std::size_t run = std::min(capital_run(at), at + kLongestName);
  for (std::size_t head = at + 1; head < run + 1 && head < words_.sentence_end(at); ++head) {
    if (words_.possessive(head - 1)) break;  // "the FBI’s Boston Field Office" begins after it
    if (words_.is(head - 1, {"the", "and"})) break;
    if (words_.is(head - 1, {"of", "for", "on"})) continue;
    const std::optional<BodyPatternMatch> pattern = pattern_at(head);
    if (!pattern || pattern->pattern.before_name) continue;
    const std::size_t pattern_end = head + pattern->words;
    const std::optional<TitleMatch> title = title_at(head);
    if (title && title->words > pattern->words) continue;  // "Field Office Director"
    if (title && title->words == pattern->words && title_before_name(head)) continue;
    if (pattern_end <= end || plain_word(at)) continue;
    // "U.S. Marshals Service Joins Partners", of a headline, is no longer name of a body.
    if (body && end > at + 1 && head > end) continue;
    const std::optional<GazetteerMatch> name = gazetteer_at(at);
    const bool known_place = name && !name->places.empty();  // "Memphis Area Transit Authority"
    const bool county = words_.is(head - 1, {"county", "parish", "borough", "township"});
    const bool name_like = county || (!title_at(at) && !is_given(at));
    if (pattern->pattern.needs_place && !known_place && !name_like) continue;
    end = pattern_end;
    body.reset();
    type = pattern->pattern.agency ? EntityType::Agency : EntityType::Organization;
  }
  // HEAD + NAME: "City of Kent", "Coalition for Fair Rents".
  const std::optional<BodyPatternMatch> first = pattern_at(at);
  if (first && first->pattern.before_name && at + first->words < words_.sentence_end(at) &&
      words_.capital(at + first->words)) {
    std::size_t tail = capital_run(at + first->words);
    const std::optional<GazetteerMatch> name = gazetteer_at(at + first->words);
    if (name && !name->places.empty()) tail = at + first->words + name->words;
    if (name && tail == at + first->words + name->words) tail = campus_end(tail, *name);
    const bool place_ok = !first->pattern.needs_place || (name && !name->places.empty());
    if (tail > end && place_ok) {
      end = tail;
      body.reset();
      type = first->pattern.agency ? EntityType::Agency : EntityType::Organization;
    }
  }
  return end;
}

/// "University of California[, Santa Barbara]", "University of Texas [at Austin]": one past a city
/// of that state which is told after it, or `end`.
std::size_t NameFinder::campus_end(std::size_t end, const GazetteerMatch& state) const {
  if (state.places.empty() || !words_.is(end, {",", "at", "-", "–", "—"})) return end;
  if (end + 1 >= words_.sentence_end(end)) return end;
  const std::optional<GazetteerMatch> city = gazetteer_at(end + 1);
  if (!city) return end;
  const bool inside = std::any_of(city->places.begin(), city->places.end(), [&](PlaceIndex place) {
    return gazetteer_.place(place).kind == PlaceKind::City &&
           gazetteer_.is_inside(place, state.places.front());
  });
  const std::size_t past = end + 1 + city->words;
  return inside && !before_state(past) ? past : end;
}

/// "ERO [Los Angeles]", "Removal Operations (ERO) [Boston]": one past the place, or `after_body`.
std::size_t NameFinder::field_office_end(std::size_t after_body,
                                         std::optional<PlaceIndex>& place) const {
  std::size_t at = after_body;
  const std::size_t limit =
      after_body > 0 ? words_.sentence_end(after_body - 1) : words_.sentence_end(0);
  if (at + 2 < limit && words_.at(at) == "(" && words_.at(at + 2) == ")") at += 3;
  if (at >= limit || !words_.capital(at)) return after_body;
  const std::optional<GazetteerMatch> match = gazetteer_at(at);
  if (!match || match->places.empty() || match->body) return after_body;
  const PlaceKind kind = gazetteer_.place(match->places.front()).kind;
  if (kind != PlaceKind::City && kind != PlaceKind::State) return after_body;
  std::optional<BodyIndex> other;
  EntityType type = EntityType::Agency;
  if (body_end(at, other, type) > at + match->words) return after_body;  // "FBI Boston Police"
  place = match->places.front();
  return at + match->words;
}

void NameFinder::bodies() {
  for (std::size_t i = 0; i < words_.size();) {
    if (taken_[i] || !words_.word(i)) {
      ++i;
      continue;
    }
    // "the Roe administration": a government by the name of its head.
    if (words_.capital(i) && words_.at(i + 1) == "administration" && !words_.capital(i + 1) &&
        !plain_word(i)) {
      claim(i, i + 2, EntityType::Agency, 0.85);
      i += 2;
      continue;
    }
    if (claim_district(i) || claim_office(i) || claim_national(i)) {
      i = found_.back().end;
      continue;
    }
    std::optional<BodyIndex> body;
    EntityType type = EntityType::Agency;
    const std::size_t end = body_end(i, body, type);
    if (end == i) {
      ++i;
      continue;
    }
    std::optional<PlaceIndex> office;
    std::size_t whole = end;
    if (body) whole = field_office_end(end, office);
    claim(i, whole, type, body ? 0.97 : 0.9, body, office);
    i = whole;
  }
}

void NameFinder::definitions() {
  for (std::size_t open = 1; open + 2 < words_.size(); ++open) {
    if (views_[open] != "(" || views_[open + 2] != ")" || !all_capitals(views_[open + 1])) continue;
    // Match the acronym's letters from the last to the first against the words before it.
    const std::string_view acronym = views_[open + 1];
    std::size_t left = acronym.size(), first = open;
    const std::size_t begin = words_.sentence_begin(open);
    while (left > 0 && first > begin) {
      const std::size_t i = first - 1;
      if (words_.capital(i) && views_[i].front() == acronym[left - 1]) {
        --left;
      } else if (!inner_words().contains(words_.at(i)) && !words_.possessive(i)) {
        break;
      }
      first = i;
    }
    if (left > 0 || !words_.capital(first) || !free(first, open)) continue;
    const std::string name(words_.text(first, open));
    std::optional<BodyIndex> body = gazetteer_.find_body(name);
    if (!body) body = gazetteer_.find_body(acronym);
    const bool public_body =
        body ||
        std::any_of(views_.begin() + static_cast<std::ptrdiff_t>(first),
                    views_.begin() + static_cast<std::ptrdiff_t>(open), [](std::string_view w) {
                      return w == "Department" || w == "Office" || w == "Bureau" || w == "Agency" ||
                             w == "Commission" || w == "Ministry" || w == "Administration" ||
                             w == "Police";
                    });
    claim(first, open, public_body ? EntityType::Agency : EntityType::Organization, 0.9, body);
  }
}

void NameFinder::organizations() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    // "criminal groups such as X, Y and Z"
    if (words_.phrase_at(i, "such as") && i > 0 && plural_groups().contains(words_.at(i - 1))) {
      std::size_t at = i + 2;
      while (at < words_.sentence_end(i)) {
        if (words_.is(at, {",", "and", "or", "the"})) {
          ++at;
          continue;
        }
        if (!words_.capital(at) || taken_[at]) break;
        std::size_t end = at;
        while (
            end < words_.sentence_end(i) && !taken_[end] &&
            (words_.capital(end) || (inner_words().contains(words_.at(end)) &&
                                     !words_.is(end, {"and", "the"}) && words_.capital(end + 1)))) {
          ++end;
        }
        claim(at, end, EntityType::Organization, 0.85);
        at = end;
      }
    }
    if (taken_[i] || !words_.capital(i) || plain_word(i)) continue;
    // "the Red Crew gang", "MS-13 gang members"
    std::size_t end = i;
    while (end < words_.sentence_end(i) && words_.capital(end) && !taken_[end]) ++end;
    if (end < words_.sentence_end(i) && group_nouns().contains(words_.at(end)) &&
        !words_.capital(end)) {
      claim(i, end, EntityType::Organization, 0.8);
      continue;
    }
    // "the Red Crew"
    if (end > i + 1 && group_nouns().contains(words_.at(end - 1)) && !plain_word(i) &&
        i > words_.sentence_begin(i) && words_.at(i - 1) == "the") {
      claim(i, end, EntityType::Organization, 0.75);
      continue;
    }
    // "told the Times": a head that is a name by itself after "the".
    if (i > words_.sentence_begin(i) && words_.at(i - 1) == "the" && end == i + 1) {
      const std::optional<BodyPatternMatch> head = pattern_at(i);
      if (head && !head->pattern.agency && !head->pattern.before_name && i > 1 &&
          lexicon_.cue(words_.at(i - 2)) > 0.3) {
        claim(i, end, EntityType::Organization, 0.8);
      }
    }
  }
}

}  // namespace onrecord
