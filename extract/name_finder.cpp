// Names, first version: gazetteers and regular forms decide, and where neither does, capitals with
// a given name, a title or a tell-tale neighbour. "Boston Mayor Ann Roe of the Kent County
// Sheriff’s Office" has the place Boston, the person Ann Roe and an agency. Not handled: people
// whose given name is in no list and who never have a title or say anything; organizations without
// any of the forms. A learned tagger is to take the place of the guesses (full_names,
// organizations, speakers).

#include "extract/name_finder.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestName = 7;  // words before a body's head

const WordSet& inner_words() {
  static const WordSet set = {"of",  "the", "for", "and", "de",  "la", "del", "da", "di",
                              "los", "las", "van", "von", "bin", "al", "el",  "&",  "on"};
  return set;
}

const WordSet& plain_words() {
  static const WordSet set = {
      "the",     "a",         "an",        "this",      "that",        "these",     "those",
      "he",      "she",       "it",        "they",      "we",          "i",         "you",
      "his",     "her",       "its",       "their",     "our",         "my",        "your",
      "in",      "on",        "at",        "by",        "for",         "from",      "with",
      "of",      "to",        "as",        "but",       "and",         "or",        "if",
      "when",    "while",     "after",     "before",    "since",       "because",   "although",
      "though",  "however",   "meanwhile", "further",   "also",        "there",     "here",
      "what",    "who",       "where",     "why",       "how",         "which",     "one",
      "two",     "three",     "some",      "many",      "most",        "more",      "all",
      "no",      "not",       "yes",       "both",      "each",        "every",     "another",
      "other",   "such",      "among",     "during",    "under",       "over",      "about",
      "between", "asked",     "according", "last",      "local",       "federal",   "state",
      "city",    "county",    "police",    "officials", "authorities", "residents", "critics",
      "monday",  "tuesday",   "wednesday", "thursday",  "friday",      "saturday",  "sunday",
      "january", "february",  "march",     "april",     "may",         "june",      "july",
      "august",  "september", "october",   "november",  "december",    "jan.",      "feb.",
      "mar.",    "apr.",      "aug.",      "sept.",     "sep.",        "oct.",      "nov.",
      "dec.",    "english",   "spanish",   "god"};
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

const WordSet& landmarks() {
  static const WordSet set = {"avenue",  "street",  "river",    "road",   "lake",     "bay",
                              "creek",   "park",    "bridge",   "center", "centre",   "boulevard",
                              "highway", "island",  "hills",    "valley", "square",   "beach",
                              "harbor",  "airport", "mountain", "school", "hospital", "hall",
                              "day",     "act"};
  return set;
}

bool all_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::uint32_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    at = c.end;
    if (!is_letter(c.value)) continue;
    if (!is_upper(c.value)) return false;
    ++letters;
  }
  return letters >= 2;
}

bool is_initial(std::string_view word) {
  return word.size() >= 2 && word.size() <= 5 && word.back() == '.' &&
         is_upper(character_at(word, 0).value) && (word.size() == 2 || word[1] == '.');
}

}  // namespace

NameFinder::NameFinder(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon)
    : words_(words), gazetteer_(gazetteer), lexicon_(lexicon), taken_(words.size()) {
  views_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) views_.push_back(words.analysis().word(i));
}

bool NameFinder::free(std::size_t first, std::size_t end) const {
  return end <= taken_.size() &&
         std::none_of(taken_.begin() + static_cast<std::ptrdiff_t>(first),
                      taken_.begin() + static_cast<std::ptrdiff_t>(end), [](bool t) { return t; });
}

void NameFinder::claim(std::size_t first, std::size_t end, EntityType type, double confidence,
                       std::optional<BodyIndex> body, std::optional<PlaceIndex> place) {
  std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(first),
            taken_.begin() + static_cast<std::ptrdiff_t>(end), true);
  NameMention mention;
  mention.span = words_.span(first, end);
  mention.type = type;
  mention.body = body;
  mention.place = place;
  mention.confidence = confidence;
  found_.push_back({first, end, mention});
}

std::span<const std::string_view> NameFinder::sentence_words(std::size_t at,
                                                             std::size_t& offset) const {
  const std::size_t begin = words_.sentence_begin(at), end = words_.sentence_end(at);
  offset = at - begin;
  return std::span(views_).subspan(begin, end - begin);
}

std::optional<GazetteerMatch> NameFinder::gazetteer_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_match(sentence, offset);
}

std::optional<BodyPatternMatch> NameFinder::pattern_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_pattern(sentence, offset);
}

std::optional<TitleMatch> NameFinder::title_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_title(sentence, offset);
}

bool NameFinder::starts_sentence(std::size_t at) const {
  if (at == words_.sentence_begin(at)) return true;
  return words_.quote_mark(at - 1) || words_.is(at - 1, {":", "—", "–", "-"});
}

bool NameFinder::plain_word(std::size_t at) const { return plain_words().contains(words_.at(at)); }

std::size_t NameFinder::capital_run(std::size_t at) const {
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at;
  while (end < limit) {
    if (words_.capital(end)) {
      ++end;
      continue;
    }
    std::size_t next = end;
    while (next < limit && next - end < 2 &&
           (inner_words().contains(words_.at(next)) || words_.possessive(next))) {
      ++next;
    }
    if (next == end || next >= limit || !words_.capital(next)) break;
    end = next;
  }
  return end;
}

/// One past the body that begins at `at`, or `at`.
std::size_t NameFinder::body_end(std::size_t at, std::optional<BodyIndex>& body,
                                 EntityType& type) const {
  std::size_t end = at;
  const std::optional<GazetteerMatch> match = gazetteer_at(at);
  if (match && match->body &&
      !(match->other.word && starts_sentence(at) && match->words == 1 &&
        !all_capitals(views_[at]))) {
    end = at + match->words;
    body = match->body;
    type = EntityType::Agency;
  }
  if (!words_.capital(at)) return end;
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
    const std::optional<GazetteerMatch> name = gazetteer_at(at);
    const bool known_place = name && !name->places.empty() && at + name->words >= head;
    const bool name_like = !title_at(at) && !is_given(at);
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
    const bool place_ok = !first->pattern.needs_place || (name && !name->places.empty());
    if (tail > end && place_ok) {
      end = tail;
      body.reset();
      type = first->pattern.agency ? EntityType::Agency : EntityType::Organization;
    }
  }
  return end;
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

/// Whether a token is a given name, with or without its accents.
bool NameFinder::is_given(std::size_t at) const {
  if (gazetteer_.female_probability(views_[at])) return true;
  const bool ascii = std::all_of(views_[at].begin(), views_[at].end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 128; });
  return !ascii && gazetteer_.female_probability(fold_for_search(views_[at])).has_value();
}

bool NameFinder::is_wide(PlaceIndex place) const {
  const PlaceKind kind = gazetteer_.place(place).kind;
  return kind == PlaceKind::State || kind == PlaceKind::Country;
}

/// "Operation Clear Water" and "the “Clear Water” operation": the words of an operation's name name
/// nobody else.
void NameFinder::reserve_operations() {
  const auto take = [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) taken_[i] = true;
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (views_[i] == "Operation" && words_.capital(i + 1) && i + 1 < words_.sentence_end(i)) {
      take(i + 1, std::min(capital_run(i + 1), i + 5));
    }
    if (words_.at(i) == "operation" && i > 2 && words_.quote_mark(i - 1)) {
      std::size_t first = i - 1;
      while (first > words_.sentence_begin(i) && i - first < 7 && !words_.quote_mark(first - 1)) {
        --first;
      }
      take(first, i - 1);
    }
  }
}

/// "Virginia [Governor] Glenn": a title that a name follows ends the name before it.
bool NameFinder::title_before_name(std::size_t at) const {
  const std::optional<TitleMatch> title = title_at(at);
  const std::size_t after = title ? at + title->words : at;
  return title && after < words_.sentence_end(at) && words_.capital(after);
}

/// One past the person's name that begins at `at`, or `at`.
std::size_t NameFinder::person_end(std::size_t at, bool after_title) const {
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at, names = 0;
  while (end < limit && end - at < 5) {
    if (taken_[end]) break;
    const std::string_view word = views_[end];
    const bool particle = end > at &&
                          words_.is(end, {"de", "la", "del", "da", "di", "van", "von", "der", "bin",
                                          "al", "el", "dos", "st."}) &&
                          (words_.capital(end + 1) || words_.capital(end + 2));
    if (particle || is_initial(word)) {
      ++end;
      continue;
    }
    if (words_.is(end, {"jr.", "sr.", "ii", "iii", "iv"}) && end > at) {
      ++end;
      break;
    }
    if (!words_.capital(end) || (end == at && plain_word(end))) break;
    if (end > at && (plain_word(end) || title_before_name(end))) break;
    if (end > at && word.size() > 2 && all_capitals(word)) break;
    ++names;
    ++end;
    if (names == 3) break;
  }
  while (end > at && (is_initial(views_[end - 1]) || !words_.capital(end - 1))) --end;
  const std::size_t least = after_title ? 1 : 2;
  return names >= least ? end : at;
}

/// "Teodora Roe, spokeswoman", "Roe, the harbor captain", or a name on a line above a title: a name
/// that no list knows but that a title follows. One past it, or `at`.
std::size_t NameFinder::titled_name_end(std::size_t at) const {
  if (plain_word(at) || all_capitals(views_[at])) return at;
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at;
  while (end < limit && words_.capital(end) && !taken_[end] && end - at < 4) ++end;
  if (end - at > 3 || landmarks().contains(words_.at(end - 1)) || title_at(end - 1)) return at;
  const std::optional<GazetteerMatch> known = gazetteer_at(at);
  if (known && (known->body || at + known->words >= end)) return at;
  std::size_t next = end;
  const bool line = at == words_.sentence_begin(at) && end == limit && end < words_.size();
  if (!line) {
    if (words_.at(next) != "," || next + 1 >= limit) return at;
    ++next;
    if (words_.is(next, {"a", "an", "the"})) ++next;
  } else if (end - at < 2) {
    return at;
  }
  const std::size_t stop = words_.sentence_end(next);
  for (std::size_t i = next; i < stop && i < next + 4; ++i) {
    if (!words_.word(i)) break;
    const std::optional<TitleMatch> title = title_at(i);
    const bool position = title && title->title.kind != TitleKind::Honorific;
    if (position && (words_.capital(i) == words_.capital(next) || line)) return end;
  }
  return at;
}

void NameFinder::full_names() {
  for (std::size_t i = 0; i < words_.size();) {
    if (taken_[i] || !words_.capital(i)) {
      ++i;
      continue;
    }
    const std::optional<GazetteerMatch> known = gazetteer_at(i);
    if (known && known->words > 1 && !known->places.empty() &&
        (!is_given(i) || person_end(i, false) <= i + known->words)) {
      i += known->words;
      continue;
    }
    const std::optional<TitleMatch> title = title_at(i);
    const bool first_initial = is_initial(views_[i]) && words_.capital(i + 1);
    const bool given = !plain_word(i) && (first_initial || is_given(i)) &&
                       !(i > words_.sentence_begin(i) && words_.at(i - 1) == "the") &&
                       !(known && !known->places.empty() && is_wide(known->places.front()));
    if (title && !given) {
      const std::size_t at = i + title->words;
      const bool same = at < words_.sentence_end(i) && words_.capital(at) && !title_at(at);
      const std::size_t end = same ? person_end(at, true) : at;
      const std::optional<GazetteerMatch> match = same ? gazetteer_at(at) : std::nullopt;
      const bool place = match && at + match->words >= end && !match->other.any();
      if (end > at && !place) claim(at, end, EntityType::Person, end - at > 1 ? 0.95 : 0.85);
      i = std::max(i + 1, end > at ? end : at);
      continue;
    }
    const std::size_t titled = given ? i : titled_name_end(i);
    if (titled > i) {
      claim(i, titled, EntityType::Person, titled - i > 1 ? 0.85 : 0.7);
      i = titled;
      continue;
    }
    if (given) {
      const std::optional<GazetteerMatch> match = gazetteer_at(i);
      const std::size_t end = person_end(i, first_initial);
      const bool place = match && i + match->words >= end;
      const bool ground = end > i && landmarks().contains(words_.at(end - 1));
      if (end > i && !place && !ground) {
        claim(i, end, EntityType::Person, 0.9);
        i = end;
        continue;
      }
    }
    ++i;
  }
}

/// "in Jackson", "Jackson, Mississippi", "Jackson’s mayor": what a place does and a person not.
bool NameFinder::stands_like_place(std::size_t first, std::size_t end) const {
  const std::size_t begin = words_.sentence_begin(first);
  if (first > begin && words_.is(first - 1, {"in", "near", "across", "throughout", "outside",
                                             "downtown", "to", "from", "at", "around", "southern",
                                             "northern", "eastern", "western", "central"})) {
    return true;
  }
  const bool cell = words_.at(end) == "|" || (first > begin && words_.at(first - 1) == "|");
  if (cell) return true;
  const std::optional<GazetteerMatch> match = gazetteer_at(first);
  const PlaceKind own = gazetteer_.place(match->places.front()).kind;
  const bool wide = own == PlaceKind::Country || own == PlaceKind::State;
  const bool short_form = wide && end == first + 1 && all_capitals(views_[first]);
  if (short_form && first > begin && !words_.capital(first - 1)) return true;  // "the MA arrests"
  if (wide && first > begin && words_.at(first - 1) == "of") return true;
  // In a list of places it is one: "Riverside, Orange and Ventura".
  if (first > begin + 1 && words_.is(first - 1, {",", "and"})) {
    const bool place_before =
        !found_.empty() &&
        std::any_of(
            found_.rbegin(), found_.rbegin() + std::min<std::ptrdiff_t>(3, std::ssize(found_)),
            [&](const Found& f) {
              return f.mention.type == EntityType::Place && f.end + 3 >= first && f.end < first;
            });
    if (place_before) return true;
  }
  if (words_.at(end) == "," && end + 1 < words_.sentence_end(first)) {
    const std::optional<GazetteerMatch> next = gazetteer_at(end + 1);
    if (next && !next->places.empty()) {
      const PlaceKind kind = gazetteer_.place(next->places.front()).kind;
      if (kind == PlaceKind::State || kind == PlaceKind::Country) return true;
    }
  }
  const std::optional<TitleMatch> title =
      end < words_.sentence_end(first) ? title_at(end) : std::nullopt;
  if (title && title->title.kind == TitleKind::Position) return true;
  return words_.is(end, {"area", "residents", "region", "metro", "police"});
}

void NameFinder::places() {
  // Counties that no list has: "Harrow County".
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (views_[i] != "County" || !free(i - 1, i + 1) || !words_.capital(i - 1)) continue;
    if (plain_word(i - 1) || i - 1 < words_.sentence_begin(i)) continue;
    std::size_t first = i - 1;
    if (first > words_.sentence_begin(i) && words_.capital(first - 1) && !taken_[first - 1] &&
        words_.is(first - 1, {"san", "st.", "fort", "port", "new", "los", "santa"})) {
      --first;
    }
    const std::optional<GazetteerMatch> listed = gazetteer_at(first);
    if (listed && first + listed->words == i + 1) continue;
    claim(first, i + 1, EntityType::Place, 0.85);
  }
  std::unordered_set<std::string_view> surnames;
  for (const Found& f : found_) {
    if (f.mention.type == EntityType::Person) surnames.insert(views_[f.end - 1]);
  }
  for (std::size_t i = 0; i < words_.size();) {
    if (taken_[i] || !words_.word(i)) {
      ++i;
      continue;
    }
    const std::optional<GazetteerMatch> match = gazetteer_at(i);
    // A word that is somebody's surname here is a place only before its state.
    const bool persons =
        match && match->words == 1 && surnames.contains(views_[i]) && words_.at(i + 1) != ",";
    const bool plain = persons || (match && match->words == 1 && plain_word(i));
    if (!match || match->places.empty() || plain || !free(i, i + match->words)) {
      ++i;
      continue;
    }
    const std::size_t end = i + match->words;
    // Part of a longer run of capitals ("Safe City Boston Week") it may be anything.
    const bool alone = end >= words_.sentence_end(i) || !words_.capital(end) || taken_[end] ||
                       title_at(end) || gazetteer_at(end);
    const bool sure = !match->other.any() && (!starts_sentence(i) || match->words > 1 || alone);
    if (alone && (sure || stands_like_place(i, end))) {
      claim(i, end, EntityType::Place, match->other.any() ? 0.85 : 0.95, std::nullopt,
            match->places.front());
    }
    i = end;
  }
  // Towns that no list has, before their state: "Port Ellery, Maine".
  for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
    if (words_.at(i) != "," || !words_.capital(i - 1) || taken_[i - 1]) continue;
    const std::size_t begin = words_.sentence_begin(i);
    std::size_t first = i;
    while (first > begin && i - first < 3 && words_.capital(first - 1) && !taken_[first - 1])
      --first;
    const bool led =
        first == begin || words_.is(first - 1, {"in", "at", "near", "from", "of", "to"});
    const std::optional<GazetteerMatch> state =
        i + 1 < words_.sentence_end(i) ? gazetteer_at(i + 1) : std::nullopt;
    const bool in_state = state && !state->places.empty() && is_wide(state->places.front());
    if (led && in_state && !plain_word(first)) claim(first, i, EntityType::Place, 0.8);
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

void NameFinder::known_again() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.first < b.first; });
  // The first mention by surname, by acronym in brackets, and by the first word of a whole name.
  std::unordered_map<std::string_view, std::size_t> surnames, acronyms, openings;
  for (std::size_t k = 0; k < found_.size(); ++k) {
    const Found& f = found_[k];
    if (f.mention.type == EntityType::Person) {
      std::size_t last = f.end - 1;
      while (last > f.first && words_.is(last, {"jr.", "sr.", "ii", "iii", "iv"})) --last;
      surnames.try_emplace(views_[last], k);
    } else if (words_.at(f.end) == "(" && words_.at(f.end + 2) == ")" &&
               all_capitals(views_[f.end + 1])) {
      acronyms.try_emplace(views_[f.end + 1], k);
    }
    openings.try_emplace(words_.at(f.first), k);
  }
  const auto look_up = [&](const auto& table, std::string_view word) -> const Found* {
    const auto it = table.find(word);
    return it == table.end() ? nullptr : &found_[it->second];
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (taken_[i] || !words_.capital(i) || plain_word(i)) continue;
    const Found* same = look_up(openings, words_.at(i));
    std::size_t end = i + 1;
    if (same) {
      const std::size_t length = same->end - same->first;
      bool whole = i + length <= words_.sentence_end(i) && free(i, i + length);
      for (std::size_t k = 0; whole && k < length; ++k) {
        whole = words_.at(i + k) == words_.at(same->first + k) &&
                words_.capital(i + k) == words_.capital(same->first + k);
      }
      // A place that shares its name with a surname of the text stays that person's.
      const bool place = same->mention.type == EntityType::Place && length == 1;
      if (place && (surnames.contains(views_[i]) || starts_sentence(i))) whole = false;
      if (whole) end = i + length;
      if (!whole) same = nullptr;
    }
    if (!same) same = look_up(surnames, views_[i]);
    if (!same) same = look_up(acronyms, views_[i]);
    if (!same) continue;
    const NameMention mention = same->mention;  // claim() may move what `same` points to
    claim(i, end, mention.type, 0.9, mention.body, mention.place);
  }
}

void NameFinder::speakers() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (taken_[i] || !words_.capital(i) || plain_word(i) || all_capitals(views_[i])) continue;
    const bool head_noun = lexicon_.head(words_.at(i)) > 0 || lexicon_.cue(words_.at(i)) > 0.05 ||
                           lexicon_.finite(words_.at(i)) > 0.3;
    std::size_t end = i;
    while (end < words_.sentence_end(i) && words_.capital(end) && !taken_[end] && end - i < 3)
      ++end;
    const bool opener = starts_sentence(i) && end == i + 1;
    const bool on_ground =
        landmarks().contains(words_.at(end - 1)) ||
        (i > words_.sentence_begin(i) &&
         words_.is(i - 1, {"on", "in", "at", "near", "of", "the", "from", "for"}));
    if (head_noun || (opener && words_.at(i).ends_with('s')) || title_at(i) || on_ground) {
      continue;
    }
    const auto strong = [&](std::size_t at) {
      return !words_.capital(at) && lexicon_.cue(words_.at(at)) >= 0.8;
    };
    const bool after = i > words_.sentence_begin(i) && strong(i - 1) &&
                       (end == words_.sentence_end(i) || !words_.word(end));
    if (strong(end) || after) {
      claim(i, end, EntityType::Person, 0.6);
      i = end;
    }
  }
}

std::vector<NameMention> NameFinder::take() {
  std::sort(found_.begin(), found_.end(),
            [](const Found& a, const Found& b) { return a.first < b.first; });
  std::vector<NameMention> mentions;
  mentions.reserve(found_.size());
  for (const Found& f : found_) mentions.push_back(f.mention);
  return mentions;
}

std::vector<NameMention> find_names(const Words& words, const Gazetteer& gazetteer,
                                    const Lexicon& lexicon) {
  NameFinder finder(words, gazetteer, lexicon);
  finder.reserve_operations();
  finder.bodies();
  finder.definitions();
  finder.full_names();
  finder.places();
  finder.organizations();
  finder.known_again();
  finder.speakers();
  return finder.take();
}

}  // namespace onrecord
