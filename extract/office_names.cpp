// Names of field offices, beside the plain "ERO Boston": "the FBI's Boston field office", "the
// Seattle office of the DEA", "ICE's office in Chicago", "the U.S. Attorney's Office for the
// Northern District of Ohio". "The FBI's Boston Field Office Director" is a title, and no office.
// Not handled: two places with one office ("the Boston and Hartford offices").

#include "extract/name_finder.h"

namespace onrecord {

/// A city or state at `at` that is no body's name.
std::optional<GazetteerMatch> NameFinder::seat_at(std::size_t at) const {
  if (at >= words_.size() || !words_.capital(at)) return std::nullopt;
  std::optional<GazetteerMatch> match = gazetteer_at(at);
  if (!match || match->places.empty() || match->body || !free(at, at + match->words)) {
    return std::nullopt;
  }
  const PlaceKind kind = gazetteer_.place(match->places.front()).kind;
  if (kind != PlaceKind::City && kind != PlaceKind::State) match.reset();
  return match;
}

/// One past "field office", "division" and the like, or `at`.
std::size_t NameFinder::office_words_end(std::size_t at) const {
  std::size_t end = at;
  while (end < at + 2 && words_.is(end, {"field", "regional", "district", "division", "area",
                                         "resident", "local", "branch", "satellite"})) {
    ++end;
  }
  const bool office = words_.at(end) == "office" || (words_.at(end) == "division" && end == at);
  if (!office) return end > at && words_.at(end - 1) == "division" ? end : at;
  for (std::size_t i = at; i <= end; ++i) {
    const std::optional<TitleMatch> title = title_at(i);
    if (title && i + title->words > end + 1) return at;  // "Field Office Director"
  }
  return end + 1;
}

bool NameFinder::claim_office(std::size_t at) {
  if (const std::optional<GazetteerMatch> seat = seat_at(at)) {  // "the Seattle office of the DEA"
    std::size_t next = office_words_end(at + seat->words);
    if (next == at + seat->words || words_.at(next) != "of") return false;
    next += words_.at(next + 1) == "the" ? 2 : 1;
    const std::optional<GazetteerMatch> body =
        next < words_.sentence_end(at) ? body_at(next) : std::nullopt;
    if (!body || !free(at, next + body->words)) return false;
    claim(at, next + body->words, EntityType::Agency, 0.93, body->body, seat->places.front());
    return true;
  }
  const std::optional<GazetteerMatch> body = body_at(at);
  if (!body) return false;
  const std::size_t limit = words_.sentence_end(at);
  std::size_t next = at + body->words;
  if (words_.at(next) == "(" && words_.at(next + 2) == ")") next += 3;
  if (words_.possessive(next)) ++next;
  if (next >= limit) return false;
  std::optional<GazetteerMatch> seat = seat_at(next);
  std::size_t end = seat ? office_words_end(next + seat->words) : next;
  if (seat && end == next + seat->words) return false;  // "FBI Boston": field_office_end()
  if (!seat) {
    const std::size_t past = office_words_end(next);
    if (past == next || words_.at(past) != "in" || past + 1 >= limit) return false;
    seat = seat_at(past + 1);
    if (!seat) return false;
    end = past + 1 + seat->words;
  }
  if (end > limit || !free(at, end)) return false;
  claim(at, end, EntityType::Agency, 0.93, body->body, seat->places.front());
  return true;
}

/// "U.S. Attorney's Office for the [Northern] District of Ohio", "U.S. District Court for the
/// District of Maine", or with a comma.
bool NameFinder::claim_district(std::size_t at) {
  if (!words_.is(at, {"u.s.", "us", "united"}) || !words_.capital(at)) return false;
  const std::size_t country = words_.at(at) == "united" ? 2 : 1;
  const bool court = words_.phrase_at(at + country, "district court");
  const std::optional<GazetteerMatch> match = court ? std::nullopt : body_at(at);
  std::optional<BodyIndex> office;
  if (!court) {
    office = gazetteer_.find_body("U.S. Attorney's Office");
    if (!match || !office || match->body != office) return false;
  }
  std::size_t next = court ? at + country + 2 : at + match->words;
  if (!words_.is(next, {"for", "in", ","})) return false;
  ++next;
  if (words_.at(next) == "the") ++next;
  std::string name = court ? "U.S. District Court for the " : "U.S. Attorney's Office for the ";
  if (words_.is(next, {"northern", "southern", "eastern", "western", "middle", "central"}) &&
      words_.capital(next)) {
    name += std::string(words_.text(next, next + 1)) + " ";
    ++next;
  }
  if (!words_.phrase_at(next, "district of") || next + 2 >= words_.sentence_end(at)) return false;
  const std::optional<GazetteerMatch> state = seat_at(next + 2);
  if (!state || gazetteer_.place(state->places.front()).kind != PlaceKind::State) return false;
  const PlaceIndex place = state->places.front();
  const std::size_t end = next + 2 + state->words;
  if (!free(at, end)) return false;
  name += "District of " + std::string(gazetteer_.place(place).name);
  if (const std::optional<BodyIndex> listed = gazetteer_.find_body(name)) {
    claim(at, end, EntityType::Agency, 0.95, listed);
    return true;
  }
  claim(at, end, EntityType::Agency, 0.95, office, place);
  found_.back().mention.known_as = std::move(name);
  return true;
}

/// "the U.S. Justice Department", where the gazetteer has the body without its country.
bool NameFinder::claim_national(std::size_t at) {
  const std::optional<GazetteerMatch> country = gazetteer_at(at);
  if (!country || country->body || country->places.empty()) return false;
  if (gazetteer_.place(country->places.front()).kind != PlaceKind::Country) return false;
  const std::size_t next = at + country->words;
  if (next >= words_.sentence_end(at)) return false;
  const std::optional<GazetteerMatch> body = body_at(next);
  if (!body || gazetteer_.body(*body->body).place != country->places.front()) return false;
  const std::size_t end = next + body->words;
  std::optional<BodyIndex> known;
  EntityType type = EntityType::Agency;
  if (!free(at, end) || body_end(next, known, type) > end || body_end(at, known, type) > at) {
    return false;
  }
  claim(at, end, EntityType::Agency, 0.95, body->body);
  return true;
}

}  // namespace onrecord
