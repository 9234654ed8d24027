// Links place names. A name with its state or country beside it means the place of that name there,
// or none of the gazetteer ("PORT HALE, Wash." is not the Hale in England); every other mention of
// the name means the same. Names that nothing is told for go by place_evidence.h, once a document.
// "Springfield, Illinois, … Springfield, Missouri, … Springfield" is the latter: the one told last.
// Not handled: a name whose state only the sense of the text tells.

#include "extract/place_linking.h"

#include <algorithm>

#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostContext = 64;  // places that help to tell places of one name apart
constexpr std::size_t kMostTokens = 64;   // mentions of one name that are looked at for that
constexpr double kSurePeople = 15'000;    // of a town that only one place has the name of
constexpr std::uint64_t kTownPeople = 100'000;
constexpr std::size_t kLongestList = 20;  // tokens
constexpr std::size_t kOpening = 60;      // tokens in which a text says where it plays

std::string folded(std::string_view name) {
  std::string low = lower(name);
  return low.starts_with("the ") ? low.substr(4) : low;
}

/// The tokens that overlap `span`; of "R-Spokane" the whole, though the span is its last part.
TokenRange tokens_over(const Words& words, Span span) {
  std::size_t first = words.analysis().token_at(span.begin);
  const auto& tokens = words.analysis().tokens;
  if (first > 0 && (first == tokens.size() || tokens[first].span.begin > span.begin)) --first;
  std::size_t end = first;
  while (end < tokens.size() && tokens[end].span.begin < span.end) ++end;
  return {first, end};
}

bool has_inner_capital(std::string_view name) {
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool small_before = name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (small_before && name[i] >= 'A' && name[i] <= 'Z') return true;
  }
  return false;
}

}  // namespace

std::string without_shouting(std::string name) {
  const bool shouted = std::none_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128;
  });
  if (!shouted) return name;
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool letter = name[i] >= 'A' && name[i] <= 'Z';
    const bool inner = name[i - 1] != ' ' && name[i - 1] != '-';
    if (letter && inner) name[i] = static_cast<char>(name[i] - 'A' + 'a');
  }
  return name;
}

std::string place_key(const Gazetteer& gazetteer, const LinkedPlace& place) {
  std::string key = place.name;
  const auto add = [&](PlaceIndex parent) {
    key += ", ";
    key += gazetteer.place(parent).name;
  };
  if (place.row) {
    for (const PlaceIndex parent : gazetteer.ancestors(*place.row)) add(parent);
    return key + " (" + std::string(to_string(gazetteer.place(*place.row).kind)) + ")";
  }
  if (place.within) {
    add(*place.within);
    for (const PlaceIndex parent : gazetteer.ancestors(*place.within)) add(parent);
  }
  return key;
}

std::optional<TokenRange> place_inside(const Words& words, const Gazetteer& gazetteer,
                                       const NameMention& body) {
  const auto [first, end] = words.tokens_of(body.span);
  std::vector<std::string_view> run;
  for (std::size_t i = first; i < end; ++i) run.push_back(words.analysis().word(i));
  if (body.place) {  // a field office: the last run of words that names its place
    for (std::size_t i = run.size(); i-- > 0;) {
      const auto match = gazetteer.longest_match(run, i);
      if (match && std::count(match->places.begin(), match->places.end(), *body.place) > 0) {
        return TokenRange{first + i, first + i + match->words};
      }
    }
    return std::nullopt;
  }
  const auto opening = gazetteer.longest_pattern(run, 0);
  if (opening && opening->pattern.before_name && opening->pattern.needs_place) {
    if (opening->words >= run.size()) return std::nullopt;
    return TokenRange{first + opening->words, end};
  }
  for (std::size_t head = 1; head < run.size(); ++head) {
    const auto pattern = gazetteer.longest_pattern(run, head);
    if (!pattern || pattern->pattern.before_name || head + pattern->words != run.size()) continue;
    const auto match = gazetteer.longest_match(run, 0);
    const std::size_t listed = match && !match->places.empty() ? match->words : 0;
    std::size_t length = std::max(listed, head);
    if (length == head && length < run.size() && run[length] == "County") ++length;
    if (length >= run.size()) return std::nullopt;
    const bool county = run[length - 1] == "County" || run[length - 1] == "Parish";
    const bool local =
        words.is(first + head, {"police", "sheriff", "sheriff's", "sheriffs", "fire"});
    if (listed != length && !county && !local) return std::nullopt;
    return TokenRange{first, first + length};
  }
  return std::nullopt;
}

/// Of "Dupont" and "DuPont" those that are written so, where there are any; "WhiteHouse" is no
/// "Whitehouse".
void PlaceLinker::keep_spelled(const std::string& written,
                               std::vector<PlaceIndex>& candidates) const {
  const auto is_spelled = [&](PlaceIndex candidate) {
    const Place& place = gazetteer_.place(candidate);
    const std::vector<std::string_view> aliases = split_names(place.aliases);
    return place.name == written ||
           std::find(aliases.begin(), aliases.end(), written) != aliases.end();
  };
  const bool any = std::any_of(candidates.begin(), candidates.end(), is_spelled);
  if (!any && !has_inner_capital(written)) return;
  std::erase_if(candidates, [&](PlaceIndex candidate) { return !is_spelled(candidate); });
}

PlaceLinker::PlaceLinker(const Words& words, const std::vector<NameMention>& names,
                         const Gazetteer& gazetteer)
    : words_(words), gazetteer_(gazetteer), neighbours_(words, gazetteer) {
  gather(names);
  read_neighbours();
  read_lists();
  gather_context();
  choose();
}

void PlaceLinker::gather(const std::vector<NameMention>& names) {
  for (const NameMention& mention : names) {
    Occurrence occurrence;
    std::string written;
    if (mention.type == EntityType::Place) {
      occurrence.tokens = tokens_over(words_, mention.span);
      written = slice(words_.analysis().text, mention.span);
    } else if (mention.type == EntityType::Agency && (!mention.body || mention.place)) {
      const auto inside = place_inside(words_, gazetteer_, mention);
      if (!inside) continue;
      occurrence.tokens = *inside;
      written = words_.text(inside->first, inside->end);
    } else {
      continue;
    }
    written = to_one_line(written);
    occurrence.name = mention.known_as.empty() || mention.type != EntityType::Place
                          ? without_shouting(written)
                          : mention.known_as;
    const auto [it, fresh] = by_name_.try_emplace(folded(occurrence.name), senses_.size());
    if (fresh) {
      Sense sense;
      sense.candidates =
          gazetteer_.find_places(mention.known_as.empty() ? written : occurrence.name);
      if (sense.candidates.empty() && mention.place) sense.candidates = {*mention.place};
      keep_spelled(written, sense.candidates);
      senses_.push_back(std::move(sense));
    }
    senses_[it->second].occurrences.push_back(occurrences_.size());
    by_token_[occurrence.tokens.first] = occurrences_.size();
    occurrences_.push_back(std::move(occurrence));
  }
}

/// Past "counties" for the names of a list of counties, which are told their state together; else
/// the end of the name.
std::size_t PlaceLinker::end_of_list(TokenRange name) const {
  const std::size_t limit = std::min(words_.sentence_end(name.first), name.end + kLongestList);
  for (std::size_t i = name.end; i < limit; ++i) {
    if (words_.is(i, {"counties", "parishes"})) return i + 1;
    if (!words_.capital(i) && !words_.is(i, {",", "and", "or"})) break;
  }
  return name.end;
}

void PlaceLinker::read_neighbours() {
  for (Occurrence& occurrence : occurrences_) {
    occurrence.hint = neighbours_.read({occurrence.tokens.first, end_of_list(occurrence.tokens)});
    const Sense& sense = senses_[by_name_.at(folded(occurrence.name))];
    const auto inside_told = [&](PlaceIndex candidate) {
      return std::any_of(occurrence.hint.inside.begin(), occurrence.hint.inside.end(),
                         [&](PlaceIndex wide) { return gazetteer_.is_inside(candidate, wide); });
    };
    const bool any = std::any_of(sense.candidates.begin(), sense.candidates.end(), inside_told);
    const bool wide = std::any_of(sense.candidates.begin(), sense.candidates.end(), [&](auto c) {
      return gazetteer_.place(c).kind == PlaceKind::State ||
             gazetteer_.place(c).kind == PlaceKind::Country;
    });
    // "Ohio, Indiana and Utah", "London, Germany and Japan": items of one list. "In Poland, U.S.
    // diplomats": no country stands after a country.
    const bool by_state = std::any_of(
        occurrence.hint.inside.begin(), occurrence.hint.inside.end(),
        [&](PlaceIndex told) { return gazetteer_.place(told).kind == PlaceKind::State; });
    const bool item = occurrence.hint.listed ? wide || !any : wide && (!any || !by_state);
    if (item) occurrence.hint.inside.clear();
  }
  for (const Occurrence& occurrence : occurrences_) {
    if (occurrence.hint.inside.empty()) continue;
    const auto state = by_token_.find(occurrence.hint.told_at);
    if (state != by_token_.end()) occurrences_[state->second].hint.of_another = true;
  }
}

/// In a list each is what the others are: "Armenia, [Georgia] and Turkey" are countries.
void PlaceLinker::read_lists() {
  const auto apart = [&](const Occurrence& a, const Occurrence& b) {
    if (a.hint.told_at == b.tokens.first && !a.hint.inside.empty()) return true;
    for (std::size_t i = a.tokens.end; i < b.tokens.first; ++i) {
      if (i > a.tokens.end + 2 || !words_.is(i, {",", "and", "or", ";"})) return true;
    }
    return false;
  };
  const auto kind = [&](std::size_t index) -> std::optional<PlaceKind> {
    const Sense& sense = senses_[by_name_.at(folded(occurrences_[index].name))];
    if (sense.candidates.empty()) return std::nullopt;
    const PlaceKind first = gazetteer_.place(sense.candidates.front()).kind;
    const bool state_too = first == PlaceKind::City && state_of_two(sense).has_value();
    return state_too || first == PlaceKind::County ? std::nullopt : std::optional(first);
  };
  for (std::size_t i = 0; i < occurrences_.size(); ++i) {
    PlaceHint& hint = occurrences_[i].hint;
    if (hint.kind || hint.of_another || !hint.inside.empty()) continue;
    std::optional<PlaceKind> before, after;
    if (i > 0 && !apart(occurrences_[i - 1], occurrences_[i])) before = kind(i - 1);
    if (i + 1 < occurrences_.size() && !apart(occurrences_[i], occurrences_[i + 1])) {
      after = kind(i + 1);
    }
    if (before && after && before != after) continue;
    hint.kind = before ? before : after;
  }
}

/// The state, where a name means a state as well as a large city: "Washington", "New York".
std::optional<PlaceIndex> PlaceLinker::state_of_two(const Sense& sense) const {
  if (sense.candidates.empty()) return std::nullopt;
  const Place& first = gazetteer_.place(sense.candidates.front());
  if (first.kind != PlaceKind::City) return std::nullopt;
  for (const PlaceIndex candidate : sense.candidates) {
    if (gazetteer_.place(candidate).kind == PlaceKind::State) return candidate;
  }
  return std::nullopt;
}

/// Candidates of the kind that the neighbours tell; all where none is of it.
std::vector<PlaceIndex> PlaceLinker::fitting(const Occurrence& occurrence,
                                             const Sense& sense) const {
  std::vector<PlaceIndex> found;
  const PlaceHint& hint = occurrence.hint;
  for (const PlaceIndex candidate : sense.candidates) {
    const PlaceKind kind = gazetteer_.place(candidate).kind;
    const bool wide = kind == PlaceKind::State || kind == PlaceKind::Country;
    if (hint.of_another ? wide : kind == hint.kind) found.push_back(candidate);
  }
  return found.empty() ? sense.candidates : found;
}

/// The place of the name in the state that stands beside it.
std::optional<PlaceIndex> PlaceLinker::told(const Occurrence& occurrence,
                                            const Sense& sense) const {
  std::vector<PlaceIndex> inside;
  for (const PlaceIndex candidate : sense.candidates) {
    const bool fits =
        std::any_of(occurrence.hint.inside.begin(), occurrence.hint.inside.end(),
                    [&](PlaceIndex wide) { return gazetteer_.is_inside(candidate, wide); });
    if (fits) inside.push_back(candidate);
  }
  if (inside.empty()) return std::nullopt;
  const auto most = [&](PlaceIndex a, PlaceIndex b) {
    return gazetteer_.place(a).population < gazetteer_.place(b).population;
  };
  return *std::max_element(inside.begin(), inside.end(), most);
}

void PlaceLinker::gather_context() {
  const auto add = [&](PlaceIndex place, const std::vector<std::size_t>& tokens) {
    for (ContextPlace& known : context_) {
      if (known.place != place) continue;
      if (known.tokens.size() >= kMostTokens) return;
      known.tokens.insert(known.tokens.end(), tokens.begin(), tokens.end());
      std::sort(known.tokens.begin(), known.tokens.end());
      return;
    }
    if (context_.size() < kMostContext) context_.push_back({place, tokens});
  };
  for (const Sense& sense : senses_) {
    std::vector<std::size_t> tokens;
    for (const std::size_t index : sense.occurrences) {
      const Occurrence& occurrence = occurrences_[index];
      if (tokens.size() < kMostTokens) tokens.push_back(occurrence.tokens.first);
      if (occurrence.hint.inside.empty()) continue;
      if (const auto row = told(occurrence, sense)) add(*row, {occurrence.tokens.first});
    }
    if (sense.candidates.empty()) continue;
    const Place& first = gazetteer_.place(sense.candidates.front());
    const bool wide = first.kind == PlaceKind::State || first.kind == PlaceKind::Country;
    const auto people = static_cast<double>(first.population);
    const bool only = sense.candidates.size() == 1 && people >= kSurePeople;
    if (wide || only) add(first.index, tokens);
  }
  const std::string& publisher = words_.analysis().document->publisher;
  std::vector<std::string_view> run;
  for (std::size_t at = 0; at < publisher.size();) {
    const std::size_t end = std::min(publisher.find(' ', at), publisher.size());
    if (end > at) run.push_back(std::string_view(publisher).substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto match = gazetteer_.longest_match(run, i);
    if (!match || match->places.empty()) continue;
    const PlaceKind kind = gazetteer_.place(match->places.front()).kind;
    const bool wide = kind == PlaceKind::State || kind == PlaceKind::Country;
    if (wide || match->places.size() == 1) add(match->places.front(), {});
  }
}

void PlaceLinker::choose() {
  const auto choose_all = [&] {
    for (Sense& sense : senses_) {
      if (sense.usual || sense.candidates.empty()) continue;
      std::vector<std::size_t> tokens;
      bool opens = false, article = false;
      for (const std::size_t index : sense.occurrences) {
        if (tokens.size() < kMostTokens) tokens.push_back(occurrences_[index].tokens.first);
        opens |= occurrences_[index].hint.dateline;
        article |= occurrences_[index].hint.article;
      }
      const PlaceKind first = gazetteer_.place(sense.candidates.front()).kind;
      const bool wide = first != PlaceKind::City && first != PlaceKind::County;
      std::vector<PlaceIndex> candidates;
      const std::optional<PlaceIndex> state = state_of_two(sense);
      for (const PlaceIndex candidate : sense.candidates) {
        const PlaceKind kind = gazetteer_.place(candidate).kind;
        const bool is_wide = kind != PlaceKind::City && kind != PlaceKind::County;
        const bool town = !is_wide && gazetteer_.place(candidate).population < kTownPeople;
        if (is_wide == wide && !(town && article)) candidates.push_back(candidate);
      }
      bool usual = state.has_value();  // the first: before a state of more people
      if (state && !opens) {
        // A text that plays in the state means the state by it.
        std::size_t there = 0;
        for (const ContextPlace& known : context_) {
          if (!gazetteer_.is_inside(known.place, *state)) continue;
          const bool city = std::count(candidates.begin(), candidates.end(), known.place) > 0;
          const bool opening = !known.tokens.empty() && known.tokens.front() < kOpening;
          if (!city) there += opening ? 2 : 1;
        }
        if (there >= 2) {
          candidates = {*state};
          usual = false;
        }
      }
      sense.usual = choose_place(gazetteer_, candidates, usual, tokens, context_);
    }
  };
  choose_all();
  // What was chosen without doubt helps with what was not.
  for (const Sense& sense : senses_) {
    if (!sense.usual || context_.size() >= kMostContext) continue;
    const bool known = std::any_of(context_.begin(), context_.end(),
                                   [&](const ContextPlace& c) { return c.place == *sense.usual; });
    if (known) continue;
    ContextPlace place{*sense.usual, {}};
    for (const std::size_t index : sense.occurrences) {
      if (place.tokens.size() == kMostTokens) break;
      place.tokens.push_back(occurrences_[index].tokens.first);
    }
    context_.push_back(std::move(place));
  }
  choose_all();
}

LinkedPlace PlaceLinker::link(TokenRange place) const {
  const auto found = by_token_.find(place.first);
  if (found == by_token_.end()) {
    return {without_shouting(to_one_line(words_.text(place.first, place.end))), {}, {}};
  }
  return link(occurrences_[found->second]);
}

LinkedPlace PlaceLinker::link_mention(Span place) const { return link(tokens_over(words_, place)); }

LinkedPlace PlaceLinker::link(const Occurrence& occurrence) const {
  const Sense& sense = senses_[by_name_.at(folded(occurrence.name))];
  const auto of_row = [&](PlaceIndex row) {
    return LinkedPlace{std::string(gazetteer_.place(row).name), row, {}};
  };
  const auto as_told = [&](const Occurrence& teller) {
    if (const auto row = told(teller, sense)) return of_row(*row);
    return LinkedPlace{teller.name, {}, teller.hint.inside.front()};
  };
  if (!occurrence.hint.inside.empty()) return as_told(occurrence);
  const bool kind_matters = occurrence.hint.kind || occurrence.hint.of_another;
  if (kind_matters) {
    const std::vector<PlaceIndex> fit = fitting(occurrence, sense);
    if (fit.size() < sense.candidates.size()) {
      const std::size_t at[] = {occurrence.tokens.first};
      const bool usual = fit.front() == sense.candidates.front() && state_of_two(sense).has_value();
      if (const auto row = choose_place(gazetteer_, fit, usual, at, context_)) return of_row(*row);
    }
  }
  const Occurrence* teller = nullptr;  // the last before it, else the first
  for (const std::size_t index : sense.occurrences) {
    const Occurrence& other = occurrences_[index];
    if (other.hint.inside.empty()) continue;
    if (teller == nullptr || other.tokens.first < occurrence.tokens.first) teller = &other;
  }
  if (teller != nullptr) return as_told(*teller);
  if (sense.usual) return of_row(*sense.usual);
  return {occurrence.name, {}, {}};
}

}  // namespace onrecord
