#include "extract/gazetteer.h"

#include <algorithm>
#include <cassert>

#include "extract/gazetteer_parts.h"

namespace onrecord {
namespace {

using Kind = NamedThing::Kind;

bool is_letter_in_lower_case(char c) { return c >= 'a' && c <= 'z'; }

/// "US", "N.Y.", "ICE": names that mean nothing in other case.
bool is_abbreviation(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) {
    return is_letter_in_lower_case(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// A name set in capitals, as in datelines and headlines.
bool is_all_capitals(std::string_view text) {
  constexpr std::ptrdiff_t kFewestLetters = 4;
  return std::none_of(text.begin(), text.end(), is_letter_in_lower_case) &&
         std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) >=
             kFewestLetters;
}

/// Whether `text` is the phrase as it is written, or the phrase in capitals.
bool is_written_so(std::string_view text, const Phrase& phrase) {
  return phrase.text == text || (!is_abbreviation(phrase.text) && is_all_capitals(text));
}

/// Whether somebody who looks for `text` in any case means the phrase.
bool is_meant(std::string_view text, const Phrase& phrase) {
  return phrase.text == text || !is_abbreviation(phrase.text);
}

std::string_view without_the(std::string_view name) {
  constexpr std::string_view kThe = "the ";
  return FoldedEqual()(name.substr(0, kThe.size()), kThe) ? name.substr(kThe.size()) : name;
}

/// Curly apostrophes made straight, blanks as single blanks.
std::string put_together(std::string_view name) {
  std::string text;
  while (!name.empty()) {
    const std::size_t blank = name.find(' ');
    if (blank != 0) append_word(text, name.substr(0, blank));
    name.remove_prefix(blank == std::string_view::npos ? name.size() : blank + 1);
  }
  return text;
}

}  // namespace

Gazetteer::Gazetteer(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

std::span<const Place> Gazetteer::places() const { return tables_->places; }
std::span<const PublicBody> Gazetteer::bodies() const { return tables_->bodies; }

const Place& Gazetteer::place(PlaceIndex index) const {
  assert(static_cast<std::size_t>(index) < tables_->places.size());
  return tables_->places[static_cast<std::size_t>(index)];
}

const PublicBody& Gazetteer::body(BodyIndex index) const {
  assert(static_cast<std::size_t>(index) < tables_->bodies.size());
  return tables_->bodies[static_cast<std::size_t>(index)];
}

std::vector<PlaceIndex> Gazetteer::find_places(std::string_view name) const {
  std::vector<PlaceIndex> found;
  const std::string text = put_together(name);
  for (const std::string_view form : {std::string_view(text), without_the(text)}) {
    for (const Phrase& phrase : tables_->names.find(form)) {
      const NamedThing thing = NamedThing::unpack(phrase.value);
      const PlaceIndex place{thing.index};
      if (thing.kind == Kind::Place && is_meant(form, phrase) &&
          std::find(found.begin(), found.end(), place) == found.end()) {
        found.push_back(place);
      }
    }
    if (!found.empty()) break;
  }
  return found;
}

std::vector<PlaceIndex> Gazetteer::find_demonym(std::string_view word) const {
  std::vector<PlaceIndex> found;
  const std::string text = put_together(word);
  for (const Phrase& phrase : tables_->names.find(text)) {
    const NamedThing thing = NamedThing::unpack(phrase.value);
    if (thing.kind == Kind::Demonym && is_written_so(text, phrase)) {
      found.push_back(PlaceIndex{thing.index});
    }
  }
  return found;
}

std::optional<BodyIndex> Gazetteer::find_body(std::string_view name) const {
  const std::string text = put_together(name);
  for (const std::string_view form : {std::string_view(text), without_the(text)}) {
    for (const Phrase& phrase : tables_->names.find(form)) {
      const NamedThing thing = NamedThing::unpack(phrase.value);
      if (thing.kind == Kind::Body && is_meant(form, phrase)) return BodyIndex{thing.index};
    }
  }
  return std::nullopt;
}

std::optional<GazetteerMatch> Gazetteer::longest_match(std::span<const std::string_view> words,
                                                       std::size_t at) const {
  const auto names_thing = [](const PhraseTable::Run& run) {
    return std::any_of(run.phrases.begin(), run.phrases.end(), [&](const Phrase& phrase) {
      return NamedThing::unpack(phrase.value).kind != Kind::Demonym &&
             is_written_so(run.text, phrase);
    });
  };
  const auto run = tables_->names.longest_run(words, at, names_thing);
  if (!run) return std::nullopt;
  GazetteerMatch match{.words = run->words, .places = {}, .body = {}, .other = {}};
  for (const Phrase& phrase : run->phrases) {
    const NamedThing thing = NamedThing::unpack(phrase.value);
    if (thing.kind == Kind::Demonym || !is_written_so(run->text, phrase)) continue;
    if (thing.kind == Kind::Body) {
      if (!match.body) match.body = BodyIndex{thing.index};
    } else if (const PlaceIndex place{thing.index};
               std::find(match.places.begin(), match.places.end(), place) == match.places.end()) {
      match.places.push_back(place);
    }
    const auto other = tables_->other_senses.find(phrase.text);
    if (other != tables_->other_senses.end()) match.other = other->second;
  }
  return match;
}

std::optional<BodyPatternMatch> Gazetteer::longest_pattern(std::span<const std::string_view> words,
                                                           std::size_t at) const {
  const auto is_head = [](const PhraseTable::Run& run) {
    return std::any_of(run.phrases.begin(), run.phrases.end(),
                       [&](const Phrase& phrase) { return is_written_so(run.text, phrase); });
  };
  const auto run = tables_->pattern_heads.longest_run(words, at, is_head);
  if (!run) return std::nullopt;
  // Spelled as written before spelled in capitals; after the name before ahead of it.
  const auto rank = [&](const Phrase& phrase) {
    return std::pair(phrase.text == run->text, !tables_->patterns[phrase.value].before_name);
  };
  const Phrase* best = nullptr;
  for (const Phrase& phrase : run->phrases) {
    if (is_written_so(run->text, phrase) && (best == nullptr || rank(phrase) > rank(*best))) {
      best = &phrase;
    }
  }
  return BodyPatternMatch{run->words, tables_->patterns[best->value]};
}

std::optional<TitleMatch> Gazetteer::longest_title(std::span<const std::string_view> words,
                                                   std::size_t at) const {
  const auto run =
      tables_->title_forms.longest_run(words, at, [](const PhraseTable::Run&) { return true; });
  if (!run) return std::nullopt;
  return TitleMatch{run->words, tables_->titles[run->phrases.front().value]};
}

std::optional<double> Gazetteer::female_probability(std::string_view given_name) const {
  const auto found = tables_->female.find(given_name);
  if (found == tables_->female.end()) return std::nullopt;
  return found->second;
}

std::uint64_t Gazetteer::fingerprint() const { return tables_->fingerprint; }

std::string_view to_string(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::Region:
      return "region";
    case PlaceKind::Country:
      return "country";
    case PlaceKind::State:
      return "state";
    case PlaceKind::County:
      return "county";
    case PlaceKind::City:
      return "city";
  }
  return "";
}

std::vector<std::string_view> split_names(std::string_view cell) {
  std::vector<std::string_view> names;
  while (!cell.empty()) {
    const std::size_t end = cell.find(';');
    if (end != 0) names.push_back(cell.substr(0, end));
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return names;
}

}  // namespace onrecord
