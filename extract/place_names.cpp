// Names of places: gazetteer rows whose name is no other word, or that stand like places ("in
// Jackson", "Riverside, Orange and Ventura"), counties, and towns before their state ("Port Ellery,
// Maine"). Not handled: places that no list has and that neither county nor state marks.

#include <algorithm>
#include <unordered_set>

#include "extract/name_finder.h"
#include "extract/utf8.h"

namespace onrecord {

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

}  // namespace onrecord
