// Names of places: gazetteer rows whose name is no other word, or that stand like places ("in
// Jackson", "Riverside, Orange and Ventura"), counties and lists of them, and towns before their
// state ("Port Ellery, Maine"). A piece of a longer name ("PORT HALE", "Upper Arlington", what the
// language model reads as one name with its neighbours) is no place. Not handled: places that no
// list has and that neither county nor state marks.

#include <algorithm>
#include <unordered_set>

#include "extract/language_model.h"
#include "extract/name_finder.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

// Probability of a name that is believed, and believed against the gazetteer.
constexpr double kLeastRead = 0.5, kSureRead = 0.8;
constexpr std::uint64_t kManyPeople = 100'000;

/// Words that open names of towns: "Port Hale", "Upper Arlington".
const WordSet& town_openers() {
  static const WordSet set = {"port",   "fort",  "mount", "mt.",   "ft.",   "lake",
                              "saint",  "st.",   "camp",  "cape",  "point", "glen",
                              "grand",  "upper", "lower", "mill",  "rock",  "spring",
                              "castle", "new",   "north", "south", "east",  "west"};
  return set;
}

/// Capitalised words that are towns, too, but are never meant so without a state.
const WordSet& holidays() {
  static const WordSet set = {"christmas", "easter",   "thanksgiving", "halloween",
                              "ramadan",   "hanukkah", "passover",     "advent"};
  return set;
}

const WordSet& directions() {
  static const WordSet set = {
      "north",        "south",        "east",     "west",         "northern",     "central",
      "southern",     "eastern",      "western",  "northeast",    "upstate",      "northwest",
      "southeast",    "southwest",    "downtown", "greater",      "mainland",     "metro",
      "metropolitan", "northeastern", "rural",    "northwestern", "southeastern", "southwestern"};
  return set;
}

}  // namespace

/// "in Jackson", "Jackson, Mississippi", "Jackson’s mayor": what a place does and a person not.
bool NameFinder::stands_like_place(std::size_t first, std::size_t end) const {
  const std::size_t begin = words_.sentence_begin(first);
  if (first > begin && words_.is(first - 1, {"in", "near", "across", "throughout", "outside",
                                             "downtown", "to", "from", "at", "around", "southern",
                                             "northern", "eastern", "western", "central"})) {
    return true;
  }
  if (first > begin + 1 && words_.at(first - 1) == "of" &&
      words_.is(first - 2, {"city", "town", "village", "suburb", "borough", "state", "county"})) {
    return true;
  }
  const bool dateline = first == begin && all_capitals(views_[first]) && !words_.capital(end) &&
                        (words_.dash(end) || words_.at(end) == "(");
  if (dateline) return true;
  const bool cell = words_.at(end) == "|" || (first > begin && words_.at(first - 1) == "|");
  if (cell) return true;
  const std::optional<GazetteerMatch> match = gazetteer_at(first);
  const PlaceKind own = gazetteer_.place(match->places.front()).kind;
  const bool wide = own == PlaceKind::Country || own == PlaceKind::State;
  const bool short_form = wide && end == first + 1 && all_capitals(views_[first]);
  // "the MA arrests", "Kansas City, MO", "(R – MI)", but no "voter ID".
  const bool led = first > begin &&
                   (words_.dash(first - 1) ||
                    words_.is(first - 1, {"the", "a", "of", "for", "and", "or", "|", ",", "("}));
  if (short_form && led) return true;
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

/// Whether a state or country stands after a name: "Jackson, Mississippi".
bool NameFinder::before_state(std::size_t end) const {
  if (words_.at(end) != "," || end + 1 >= words_.sentence_end(end)) return false;
  const std::optional<GazetteerMatch> next = gazetteer_at(end + 1);
  return next && !next->places.empty() && is_wide(next->places.front());
}

/// "Arabic-speaking", "Texas-based": a capital of an adjective, not of a name.
bool NameFinder::hyphened(std::size_t at) const {
  const std::size_t hyphen = views_[at].find('-');
  if (hyphen == std::string_view::npos || hyphen + 1 >= views_[at].size()) return false;
  return views_[at][hyphen + 1] >= 'a' && views_[at][hyphen + 1] <= 'z';
}

/// Whether the word before belongs to the name, so that the gazetteer knows but its end: "PORT
/// HALE", "Camp Hale", "Upper Arlington, Ohio".
bool NameFinder::in_longer_name(std::size_t first, std::size_t end) const {
  const std::size_t begin = words_.sentence_begin(first);
  if (first == begin || !words_.capital(first - 1) || taken_[first - 1]) return false;
  if (wide_name_at(first) && title_at(end)) return false;  // "Assistant U.S. Attorney"
  const std::size_t before = first - 1;
  const bool direction = directions().contains(words_.at(before));
  const bool town = words_.is(before, town_openers()) && !(direction && wide_name_at(first));
  if (town) return true;
  if (plain_word(before) || direction || views_[before].size() < 2) return false;
  const bool acronym = all_capitals(views_[before]) && !all_capitals(views_[first]);
  if (acronym || hyphened(before)) return false;  // "KGW Portland", "Arabic-speaking Iraq"
  const std::size_t sentence = begin;
  for (std::size_t i = before > sentence + 4 ? before - 4 : sentence; i <= before; ++i) {
    const std::optional<TitleMatch> title = title_at(i);
    if (title && i + title->words == first) return false;  // "Former Mayor Boston"
  }
  if (!gazetteer_.find_demonym(views_[before]).empty()) return false;
  const std::optional<GazetteerMatch> other = gazetteer_at(before);
  if (other && other->words == 1 && !other->places.empty()) return false;  // "Ohio Columbus"
  // A word that opens a sentence has its capital from that, a word of a headline from all others.
  const bool capitals = all_capitals(views_[before]) && all_capitals(views_[first]);
  const bool opener = starts_sentence(before) && !capitals;
  std::size_t upper = 0, all = 0;
  for (std::size_t i = begin; i < words_.sentence_end(first); ++i) {
    if (!words_.word(i) || views_[i].size() < 4) continue;
    ++all;
    upper += words_.capital(i);
  }
  const bool headline = all > 3 && upper * 10 > all * 7;
  return before_state(end) ? !headline || !opener : !opener && !headline;
}

/// Whether an organization's name goes on from a place's: "Massachusetts" + "Institute of
/// Technology", "Harris County" + "Sports Authority"; no gazetteer's body does: "Texas ICE agents".
bool NameFinder::opens_organization(std::size_t first, std::size_t end) const {
  const auto next = std::find_if(found_.begin(), found_.end(),
                                 [&](const Found& found) { return found.first == end; });
  if (next == found_.end() || next->mention.body) return false;
  const Span gap{words_.span(first, end).end, next->mention.span.begin};
  const bool line = slice(words_.analysis().text, gap).find('\n') != std::string_view::npos;
  return !line && (next->mention.type == EntityType::Organization ||
                   next->mention.type == EntityType::Agency);
}

/// Whether a name is no part of a longer run of capitals: in "Safe City Boston Week" it may be
/// anything.
bool NameFinder::stands_alone(std::size_t first, std::size_t end) const {
  const bool ends = end >= words_.sentence_end(first) || !words_.capital(end) ||
                    (taken_[end] && !opens_organization(first, end)) || title_at(end) ||
                    gazetteer_at(end);
  return ends && !in_longer_name(first, end) && !names_office(first, end);
}

/// Whether the model reads another name there: a longer one ("Boston Globe"), a person, or, of a
/// small town's name, anything but a place.
bool NameFinder::read_otherwise(const ModelReading& reading, std::size_t first, std::size_t end,
                                PlaceIndex place) const {
  const auto after = std::upper_bound(
      reading.names.begin(), reading.names.end(), first,
      [](std::size_t token, const ReadName& name) { return token < name.words.first; });
  const Place& row = gazetteer_.place(place);
  const bool local = row.kind == PlaceKind::City || row.kind == PlaceKind::County;
  if (local && after != reading.names.end() && after->words.first == end && after->type == "ORG" &&
      after->probability >= kSureRead && end < words_.sentence_end(first) && !body_at(end)) {
    return true;  // "Kent County" + "Veterans Commission"
  }
  if (after == reading.names.begin()) return false;
  const ReadName& name = *std::prev(after);
  if (name.words.end <= first || name.probability < kLeastRead) return false;
  auto [from, to] = name.words;
  while (from < first && (!words_.capital(from) || words_.is(from, {"the", "u.s."}) ||
                          hyphened(from) || directions().contains(words_.at(from)))) {
    ++from;
  }
  while (to > end && !words_.capital(to - 1)) --to;  // "Maine coast", "Aleppo’s"
  if (from < words_.sentence_begin(first) || to > words_.sentence_end(first)) return false;
  const bool longer = from < first || to > end;
  if (longer && to > end && title_at(end)) return false;  // "U.S. Secretary of State"
  if (longer) {
    // "the Republic of Chile", "the city of Mosul", "Minister for the Middle East Ann Roe"
    const bool of = first > from && words_.is(first - 1, {"of", "the", "for"});
    if (of && (name.type == "PER" || (name.type == "LOC" && to <= end))) return false;
    if (of && words_.is(from, {"government", "governments"})) return false;
    for (std::size_t i = from; i < to; ++i) {
      if (!words_.word(i) && !words_.dash(i)) return false;  // "Springfield, Ohio" read as one
    }
    return true;
  }
  if (name.type == "LOC" || !local || before_state(end)) return false;
  if (name.type == "PER") return !stands_like_place(first, end);
  return row.population < kManyPeople && name.probability >= kSureRead;
}

/// "Secretary of Commerce", "Department of Energy": what an office is for, not a town of that name.
bool NameFinder::names_office(std::size_t first, std::size_t end) const {
  const std::optional<GazetteerMatch> match = gazetteer_at(first);
  return match && end == first + 1 && match->other.word &&
         first > words_.sentence_begin(first) + 1 && words_.at(first - 1) == "of" &&
         words_.is(first - 2, {"secretary", "minister", "department", "ministry", "office"});
}

/// "the Levant", "the Pacific and": a region, where the gazetteer has but a town of the name. "the
/// Memphis schools" has the article of another word.
bool NameFinder::is_region(std::size_t first, std::size_t end, PlaceIndex place) const {
  const Place& row = gazetteer_.place(place);
  if (row.kind != PlaceKind::City || row.population >= kManyPeople) return false;
  if (first == words_.sentence_begin(first) || words_.at(first - 1) != "the") return false;
  return !words_.word(end) || words_.is(end, {"and", "or", "in", "of", "to", "for", "on", "at",
                                              "as", "by", "with", "is", "was", "has", "will"});
}

/// Counties that no list has: "Harrow County".
void NameFinder::unlisted_counties() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (views_[i] != "County" && views_[i] != "COUNTY") continue;
    if (!free(i - 1, i + 1) || !words_.capital(i - 1)) continue;
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
}

/// Towns that no list has, before their state: "Port Ellery, Maine".
void NameFinder::towns_before_state() {
  for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
    if (words_.at(i) != "," || !words_.capital(i - 1) || taken_[i - 1]) continue;
    const std::size_t begin = words_.sentence_begin(i);
    std::size_t first = i;
    while (first > begin && i - first < 3 && words_.capital(first - 1) && !taken_[first - 1])
      --first;
    const bool led =
        first == begin || words_.is(first - 1, {"in", "at", "near", "from", "of", "to"});
    if (led && before_state(i) && !plain_word(first)) claim(first, i, EntityType::Place, 0.8);
  }
}

void NameFinder::places(const ModelReading* reading) {
  unlisted_counties();
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
    const bool alone = stands_alone(i, end);
    const bool holiday = match->words == 1 && holidays().contains(words_.at(i));
    if ((holiday || is_region(i, end, match->places.front())) && !before_state(end)) {
      i = end;
      continue;
    }
    const bool code = match->words == 1 && views_[i].size() == 2 && all_capitals(views_[i]) &&
                      gazetteer_.place(match->places.front()).kind == PlaceKind::State;
    const bool sure =
        !code && !match->other.any() && (!starts_sentence(i) || match->words > 1 || alone);
    const bool other =
        reading != nullptr && read_otherwise(*reading, i, end, match->places.front());
    if (alone && !other && (sure || stands_like_place(i, end))) {
      claim(i, end, EntityType::Place, match->other.any() ? 0.85 : 0.95, std::nullopt,
            match->places.front());
    }
    i = end;
  }
  towns_before_state();
}

bool NameFinder::wide_name_at(std::size_t at) const {
  const std::optional<GazetteerMatch> match = gazetteer_at(at);
  return match && !match->places.empty() && is_wide(match->places.front());
}

/// Claims the county whose name ends before token `end` of a list: of the capitals there the most
/// that name a county of the gazetteer, else all.
void NameFinder::claim_county(std::size_t end, std::string_view kind) {
  std::size_t first = end;
  while (first > words_.sentence_begin(end - 1) && end - first < 3 && words_.capital(first - 1) &&
         !taken_[first - 1] && !plain_word(first - 1)) {
    --first;
  }
  const auto name_from = [&](std::size_t from) {
    return std::string(words_.text(from, end)) + std::string(kind);
  };
  std::size_t from = first;
  while (from < end && gazetteer_.find_places(name_from(from)).empty()) ++from;
  if (from == end) from = first;
  claim(from, end, EntityType::Place, 0.9);
  found_.back().mention.known_as = name_from(from);
}

void NameFinder::county_lists() {
  for (std::size_t i = 2; i < words_.size(); ++i) {
    const bool parishes = words_.at(i) == "parishes";
    if (!parishes && words_.at(i) != "counties") continue;
    const std::string_view kind = parishes ? " Parish" : " County";
    std::vector<std::size_t> ends;  // of the names, from the last to the first
    const std::size_t begin = words_.sentence_begin(i);
    for (std::size_t at = i; at > begin;) {
      std::size_t first = at;
      while (first > begin && at - first < 3 && words_.capital(first - 1) && !taken_[first - 1] &&
             !plain_word(first - 1)) {
        --first;
      }
      if (first == at) break;
      ends.push_back(at);
      at = first;
      std::size_t mark = at;
      if (mark > begin && words_.is(mark - 1, {"and", "or", "&"})) --mark;
      if (mark > begin && words_.at(mark - 1) == ",") --mark;
      if (mark == at) break;
      at = mark;
    }
    if (ends.size() < 2) continue;  // "Kent counties": of which list?
    for (const std::size_t end : ends) claim_county(end, kind);
  }
}

/// "R-Spokane", "D-Mass.", "R-Los Angeles" after a comma or an opening bracket.
void NameFinder::party_tags() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    const std::string_view word = views_[i];
    const std::size_t dash = word.starts_with("DFL-") ? 3 : 1;
    const bool tag = word.size() > dash + 1 && word[dash] == '-' &&
                     (dash == 3 || word[0] == 'R' || word[0] == 'D' || word[0] == 'I') &&
                     is_upper(character_at(word, static_cast<std::uint32_t>(dash) + 1).value) &&
                     words_.is(i - 1, {",", "("});
    if (!tag || taken_[i]) continue;
    std::vector<std::string_view> place = {word.substr(dash + 1)};
    for (std::size_t k = i + 1; k < std::min(i + 4, words_.sentence_end(i)); ++k) {
      place.push_back(views_[k]);
    }
    std::optional<GazetteerMatch> match = gazetteer_.longest_match(place, 0);
    const std::string abbreviation = std::string(place.front()) + ".";
    if (!match &&
        words_.at(i + 1) == ".") {  // "D-Mass." at the end of a sentence or before a comma
      place.front() = abbreviation;
      match = gazetteer_.longest_match(place, 0);
    }
    const bool known = match && !match->places.empty() && free(i, i + match->words);
    if (!known) {
      taken_[i] = true;
      continue;
    }
    claim(i, i + match->words, EntityType::Place, 0.9, std::nullopt, match->places.front());
    found_.back().mention.span.begin += static_cast<std::uint32_t>(dash) + 1;
  }
}

}  // namespace onrecord
