// Names that the language model reads, where no gazetteer and no regular form decides. The model
// knows people, organizations and places; what an organization is, agency or other, its last or
// first words say.

#include <algorithm>

#include "extract/language_model.h"
#include "extract/name_finder.h"

namespace onrecord {
namespace {

constexpr double kLeast = 0.5;  // probability of a name that is believed

const WordSet& agency_words() {
  static const WordSet set = {
      "department", "agency",     "office",      "bureau",     "administration", "ministry",
      "police",     "patrol",     "court",       "commission", "committee",      "council",
      "senate",     "house",      "congress",    "authority",  "directorate",    "sheriff",
      "government", "parliament", "legislature", "army",       "navy",           "corps",
      "guard",      "services"};
  return set;
}

}  // namespace

/// Whether a name of an organization has the word of a public body: "Harbor Authority", "Ministry
/// of Ports".
bool NameFinder::names_agency(std::size_t first, std::size_t end) const {
  if (agency_words().contains(words_.at(end - 1))) return true;
  return agency_words().contains(words_.at(first)) && words_.is(first + 1, {"of", "for"});
}

/// Whether a title ("Field Office Director") holds one of the words: such words name no body.
bool NameFinder::in_title(std::size_t first, std::size_t end) const {
  const std::size_t begin = std::max(words_.sentence_begin(first) + 4, first) - 4;
  for (std::size_t i = begin; i < end; ++i) {
    const std::optional<TitleMatch> title = title_at(i);
    if (title && i + title->words > first) return true;
  }
  return false;
}

/// Whether the words are a title, whole, and a name follows: "[Sheriff] Ann Roe", where the model
/// reads two people.
bool NameFinder::title_before_name(std::size_t first, std::size_t end) const {
  const std::optional<TitleMatch> title = title_at(first);
  return title && first + title->words >= end && words_.capital(end);
}

/// Whether the words name an operation: as they were reserved, before "operation", or, of a body
/// or place, between quotation marks (code-named "Clear Water").
bool NameFinder::names_operation(std::size_t first, std::size_t end) const {
  if (operations_.contains(words_.text(first, end))) return true;
  if (words_.is(end, {"operation", "operations"})) return true;
  const bool quoted = first > 0 && words_.quote_mark(first - 1);
  return quoted && (words_.quote_mark(end) || words_.quote_mark(end + 1));
}

void NameFinder::read(const ModelReading& reading) {
  for (const ReadName& name : reading.names) {
    auto [first, end] = name.words;
    if (name.probability < kLeast || end > words_.size()) continue;
    while (first < end && !words_.capital(first)) ++first;  // "the", a mark
    while (end > first && (!words_.word(end - 1) || words_.possessive(end - 1))) --end;
    if (first >= end || !free(first, end) || (end == first + 1 && plain_word(first))) continue;
    if (name.type != "PER" && names_operation(first, end)) continue;
    const std::optional<GazetteerMatch> known = gazetteer_at(first);
    const bool whole = known && first + known->words == end;
    if (name.type == "PER") {
      if (title_before_name(first, end)) continue;
      claim(first, end, EntityType::Person, name.probability);
    } else if (name.type == "LOC") {
      if (names_office(first, end)) continue;
      std::optional<PlaceIndex> place;
      if (whole && !known->places.empty()) place = known->places.front();
      claim(first, end, EntityType::Place, name.probability, std::nullopt, place);
    } else if (name.type == "ORG" && !in_title(first, end)) {
      const bool agency = names_agency(first, end);
      claim(first, end, agency ? EntityType::Agency : EntityType::Organization, name.probability);
    }
  }
}

}  // namespace onrecord
