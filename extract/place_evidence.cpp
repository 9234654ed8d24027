// What tells places of one name apart. Beside the name: its state or country ("Springfield, Ill.",
// "Ohio's Clark County", "the Ohio city of Lima"), the office or word that only a state or a city
// has ("Washington Gov.", "downtown Orange"). In the document: places in the same state, near, or
// in the same country, the closer in the text the more; and population. A large and well-known
// place ("Phoenix") gives way to a small one of its name only where its state stands beside it.
// Not handled: two small places of one name, both in a state that the document speaks of.

#include "extract/place_evidence.h"

#include <algorithm>
#include <cmath>

namespace onrecord {
namespace {

// In powers of ten of population. Chosen by hand; bench/places.py measures what comes of it.
constexpr double kSame = 4.0, kInside = 2.5, kSharesState = 2.0, kNear = 1.5, kSharesCountry = 0.7;
constexpr double kUsual = 0.5;
constexpr double kNearKm = 150.0;
// By distance in words: beside it, in its paragraph, elsewhere in the document.
constexpr std::size_t kBeside = 15, kInParagraph = 80;
constexpr double kWeightNear = 0.8, kWeightFar = 0.6;
// Well-known: so large, and so much larger than the next of its name.
constexpr double kMajorPeople = 300'000, kMajorTimes = 15;
constexpr double kLeastSupport = 0.8;  ///< of what is more than the same country
constexpr double kLeastMargin = 0.6;   ///< without support: four times the people
constexpr double kSmallAtHome = 15'000, kSmallAbroad = 100'000;

double size(const Gazetteer& gazetteer, PlaceIndex place) {
  return std::log10(static_cast<double>(gazetteer.place(place).population) + 1.0);
}

bool is_wide(PlaceKind kind) { return kind != PlaceKind::City && kind != PlaceKind::County; }

std::optional<PlaceIndex> of_kind(const Gazetteer& gazetteer, PlaceIndex place, PlaceKind kind) {
  std::optional<PlaceIndex> at = place;
  while (at && gazetteer.place(*at).kind != kind) at = gazetteer.place(*at).parent;
  return at;
}

bool share(const Gazetteer& gazetteer, PlaceIndex a, PlaceIndex b, PlaceKind kind) {
  const std::optional<PlaceIndex> of_a = of_kind(gazetteer, a, kind);
  return of_a && of_a == of_kind(gazetteer, b, kind);
}

double support(const Gazetteer& gazetteer, PlaceIndex candidate, PlaceIndex known) {
  if (candidate == known) return kSame;
  const PlaceKind ours = gazetteer.place(candidate).kind, theirs = gazetteer.place(known).kind;
  const bool countries = ours == PlaceKind::Country || theirs == PlaceKind::Country;
  if (gazetteer.is_inside(candidate, known) || gazetteer.is_inside(known, candidate)) {
    return countries || theirs == PlaceKind::Region ? kSharesCountry : kInside;
  }
  if (countries || ours == PlaceKind::Region || theirs == PlaceKind::Region) return 0.0;
  double found = share(gazetteer, candidate, known, PlaceKind::State)     ? kSharesState
                 : share(gazetteer, candidate, known, PlaceKind::Country) ? kSharesCountry
                                                                          : 0.0;
  if (is_wide(ours) || is_wide(theirs)) return found;
  if (gazetteer.distance_km(candidate, known) <= kNearKm) found += kNear;
  return found;
}

/// The least distance between a token of one list and one of the other.
std::size_t distance(std::span<const std::size_t> a, std::span<const std::size_t> b) {
  std::size_t least = static_cast<std::size_t>(-1);
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    least = std::min(least, a[i] > b[k] ? a[i] - b[k] : b[k] - a[i]);
    a[i] < b[k] ? ++i : ++k;
  }
  return least;
}

double weight(std::size_t distance) {
  if (distance <= kBeside) return 1.0;
  return distance <= kInParagraph ? kWeightNear : kWeightFar;
}

const WordSet& offices_of_states() {
  static const WordSet set = {"gov.",        "governor", "governor's", "legislature", "statehouse",
                              "legislators", "lt.",      "lieutenant", "state"};
  return set;
}

}  // namespace

double context_support(const Gazetteer& gazetteer, PlaceIndex candidate,
                       std::span<const std::size_t> at, std::span<const ContextPlace> context) {
  double most = 0.0;
  for (const ContextPlace& known : context) {
    const double full = support(gazetteer, candidate, known.place);
    if (full > most) most = std::max(most, full * weight(distance(at, known.tokens)));
  }
  return most;
}

std::optional<PlaceIndex> choose_place(const Gazetteer& gazetteer,
                                       std::span<const PlaceIndex> candidates, bool first_is_usual,
                                       std::span<const std::size_t> at,
                                       std::span<const ContextPlace> context) {
  if (candidates.empty()) return std::nullopt;
  double largest = 0.0, second = 0.0;
  for (const PlaceIndex candidate : candidates) {
    const double people = size(gazetteer, candidate);
    second = std::max(second, std::min(people, largest));
    largest = std::max(largest, people);
  }
  const bool usual = first_is_usual || size(gazetteer, candidates.front()) < largest;
  const bool major =
      usual || (largest >= std::log10(kMajorPeople) && largest - second >= std::log10(kMajorTimes));
  struct Scored {
    PlaceIndex place;
    double score, support;
  };
  std::vector<Scored> scored;
  for (const PlaceIndex candidate : candidates) {
    const bool first = candidate == candidates.front();
    const double people = usual && first ? largest + kUsual : size(gazetteer, candidate);
    double said = context_support(gazetteer, candidate, at, context);
    const bool well_known = usual ? first : people >= largest;
    if (major && !well_known) said /= 2;
    scored.push_back({candidate, people + said, said});
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
  const Scored& best = scored.front();
  const Place& place = gazetteer.place(best.place);
  if (is_wide(place.kind)) return best.place;
  const bool backed = best.support >= kLeastSupport;
  if (!backed && scored.size() > 1 && best.score - scored[1].score < kLeastMargin) {
    return std::nullopt;
  }
  const std::optional<PlaceIndex> country = of_kind(gazetteer, best.place, PlaceKind::Country);
  const bool home = country && gazetteer.place(*country).name == "United States";
  const auto people = static_cast<double>(place.population);
  const bool small =
      people < (home ? kSmallAtHome : kSmallAbroad) || (!home && place.kind == PlaceKind::County);
  if (small && (home ? !backed : best.support <= 0.0)) {
    return std::nullopt;
  }
  return best.place;
}

std::optional<GazetteerMatch> PlaceNeighbours::match_at(std::size_t token) const {
  const std::size_t end = words_.sentence_end(token);
  std::vector<std::string_view> run;
  for (std::size_t i = token; i < end && run.size() < 10; ++i) {
    run.push_back(words_.analysis().word(i));
  }
  return gazetteer_.longest_match(run, 0);
}

std::vector<PlaceIndex> PlaceNeighbours::wide_at(std::size_t token, std::size_t& end) const {
  std::vector<PlaceIndex> found;
  if (token >= words_.size() || !words_.capital(token)) return found;
  const std::optional<GazetteerMatch> match = match_at(token);
  if (!match) return found;
  end = token + match->words;
  // "Columbus, Ohio State University" tells no state.
  if (words_.is(end, {"state", "university", "department", "supreme"}) && words_.capital(end)) {
    return found;
  }
  for (const PlaceIndex place : match->places) {
    const PlaceKind kind = gazetteer_.place(place).kind;
    if (kind == PlaceKind::State || kind == PlaceKind::Country) found.push_back(place);
  }
  return found;
}

/// States and countries whose name ends before token `end`, and where it begins.
std::vector<PlaceIndex> PlaceNeighbours::wide_until(std::size_t end, std::size_t& first) const {
  const std::size_t begin = end == 0 ? 0 : words_.sentence_begin(end - 1);
  for (std::size_t length = 3; length > 0; --length) {
    if (end < begin + length) continue;
    std::size_t past = 0;
    std::vector<PlaceIndex> found = wide_at(end - length, past);
    first = end - length;
    if (!found.empty() && past == end) return found;
  }
  return {};
}

/// "Riverside, [California] and Texas": whether more of its kind follow or precede.
bool PlaceNeighbours::goes_on_as_list(std::size_t before, std::size_t after) const {
  std::size_t next = after, past = 0;
  if (words_.at(next) == ",") ++next;
  if (words_.is(next, {"and", "or"})) ++next;
  if (next > after && !wide_at(next, past).empty()) {
    // "Lima, Ohio, and Utah" goes on; "Lima, Ohio, Utah's" does, too.
    return true;
  }
  std::size_t first = 0;
  std::size_t left = before;
  if (left > 0 && words_.is(left - 1, {"and", "or"})) --left;
  if (left > 0 && words_.at(left - 1) == ",") --left;
  return left < before && !wide_until(left, first).empty();
}

void PlaceNeighbours::told_after(TokenRange place, PlaceHint& hint) const {
  std::size_t at = place.end;
  const bool bracket = words_.at(at) == "(";
  const bool comma = words_.at(at) == ",";
  if (!bracket && !comma && words_.at(at) != "in") return;
  if (at >= words_.sentence_end(place.first)) return;
  ++at;
  // "Springfield, Clark County, Ohio"
  std::size_t county = at;
  while (comma && county < at + 3 && words_.capital(county) && words_.at(county) != "county") {
    ++county;
  }
  if (county > at && words_.at(county) == "county" && words_.at(county + 1) == ",") at = county + 2;
  std::size_t past = 0;
  std::vector<PlaceIndex> found = wide_at(at, past);
  if (found.empty() || (bracket && words_.at(past) != ")")) return;
  hint.inside = std::move(found);
  hint.told_at = at;
  hint.listed = comma && goes_on_as_list(place.first, past);
}

void PlaceNeighbours::told_before(TokenRange place, PlaceHint& hint) const {
  if (place.first < 2) return;
  std::size_t end = place.first;
  if (words_.possessive(end - 1)) {
    --end;  // "Ohio’s Clark County"
  } else if (words_.at(end - 1) == "of" &&
             words_.is(end - 2, {"city", "town", "village", "suburb", "community", "county",
                                 "borough", "township", "cities", "towns"})) {
    end -= 2;  // "the Ohio town of Lima"
  } else {
    return;
  }
  std::size_t first = 0;
  std::vector<PlaceIndex> found = wide_until(end, first);
  if (found.empty()) return;
  hint.inside = std::move(found);
  hint.told_at = first;
}

std::optional<PlaceKind> PlaceNeighbours::kind_told(TokenRange place) const {
  const std::size_t after = words_.possessive(place.end) ? place.end + 1 : place.end;
  if (words_.is(after, {"mayor", "downtown", "suburb", "suburbs"}) ||
      words_.any_phrase_at(after, {"city council", "police chief"}) > 0) {
    return PlaceKind::City;
  }
  const bool state_words =
      words_.is(after, offices_of_states()) ||
      words_.any_phrase_at(after, {"attorney general", "secretary of state", "house speaker",
                                   "supreme court", "national guard"}) > 0;
  if (state_words) return PlaceKind::State;
  if (words_.is(after, {"president", "parliament"}) ||
      words_.any_phrase_at(after, {"prime minister", "foreign minister", "defense minister"}) > 0) {
    return PlaceKind::Country;
  }
  const std::size_t first = place.first;
  if (first == 0) return std::nullopt;
  if (words_.at(first - 1) == "downtown") return PlaceKind::City;
  if (words_.is(first - 1, {"upstate", "statewide", "across", "throughout"})) {
    return PlaceKind::State;
  }
  if (first > 1 && words_.at(first - 1) == "of") {
    if (words_.at(first - 2) == "city") return PlaceKind::City;
    if (words_.at(first - 2) == "state") return PlaceKind::State;
    if (words_.is(first - 2, {"republic", "country"})) return PlaceKind::Country;
  }
  return std::nullopt;
}

/// "WASHINGTON (AP) —", "PORT HALE, Wash. —": capitals that open a paragraph before a dash.
bool PlaceNeighbours::is_dateline(TokenRange place) const {
  if (place.first != words_.sentence_begin(place.first)) return false;
  const std::string_view name = words_.text(place.first, place.end);
  const bool small =
      std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (small) return false;
  for (std::size_t i = place.end; i < std::min(place.end + 9, words_.sentence_end(place.first));
       ++i) {
    if (words_.dash(i)) return true;
  }
  return false;
}

/// "the Levant in", "the Pacific."; "the Memphis schools" has the article of another word.
bool PlaceNeighbours::has_article(TokenRange place) const {
  if (place.first == words_.sentence_begin(place.first)) return false;
  if (words_.at(place.first - 1) != "the") return false;
  return !words_.word(place.end) ||
         words_.is(place.end, {"and", "or", "in", "of", "to", "for", "on", "at", "as", "by", "with",
                               "is", "was", "has", "will"});
}

PlaceHint PlaceNeighbours::read(TokenRange place) const {
  PlaceHint hint;
  told_after(place, hint);
  if (hint.inside.empty()) told_before(place, hint);
  hint.kind = kind_told(place);
  hint.dateline = is_dateline(place);
  hint.article = has_article(place);
  return hint;
}

}  // namespace onrecord
