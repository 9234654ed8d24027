// Near names: the store can look up beginnings of words, so whatever shares the first two letters
// of any word of the name is fetched and measured. "Michele Wu" finds "Michelle Wu" through "mi"
// and "wu". "Xichelle" alone finds nothing: its only word begins wrongly.

#include "server/resolve_name.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "server/edit_distance.h"
#include "server/known_by.h"
#include "server/wording.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxNameBytes = 512;
constexpr std::size_t kFetch = 200;      // fitting names looked at
constexpr std::size_t kNearFetch = 500;  // names measured for each word
constexpr std::size_t kMaxWords = 6;

/// The first `count` characters.
std::string beginning(std::string_view word, std::size_t count) {
  std::size_t end = 0;
  while (end < word.size() && count > 0) {
    ++end;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
    --count;
  }
  return std::string(word.substr(0, end));
}

std::size_t allowed_errors(std::string_view folded) {
  if (folded.size() <= 3) return 1;
  return folded.size() <= 8 ? 2 : 3;
}

/// To the whole name, or to any run of words of it as long as `wanted`.
std::size_t distance_to(const std::vector<std::string>& wanted_words, const std::string& wanted,
                        const std::string& name, std::size_t at_most) {
  std::size_t best = edit_distance(wanted, name, at_most);
  const std::vector<std::string> words = words_of(name);
  for (std::size_t i = 0; i + wanted_words.size() <= words.size(); ++i) {
    std::string run = words[i];
    for (std::size_t j = 1; j < wanted_words.size(); ++j) run += " " + words[i + j];
    best = std::min(best, edit_distance(wanted, run, at_most));
  }
  return best;
}

Result<std::vector<NameCandidate>> to_candidates(const Store& store,
                                                 const std::vector<NameMatch>& matches,
                                                 std::size_t at_most) {
  std::vector<NameCandidate> out;
  for (const NameMatch& match : matches) {
    if (out.size() == at_most) break;
    const auto entity = store.entity(match.entity);
    if (!entity) return entity.error();
    NameCandidate candidate{match.entity, match.type, match.name, match.name, match.documents};
    if (*entity) {
      candidate.name = (*entity)->entity.name;
      candidate.mentions = (*entity)->mentions;
    }
    out.push_back(std::move(candidate));
  }
  return out;
}

/// "Tom Reed (person 18cd828aa44d8c79; 1 document, 2 mentions; Sheriff, Maple County)"
std::string describe(const NameCandidate& candidate) {
  std::string out = candidate.name + " (" + std::string(to_string(candidate.type)) + " " +
                    to_string(candidate.entity) + "; " + counted(candidate.documents, "document") +
                    ", " + counted(candidate.mentions, "mention");
  if (!candidate.known_by.empty()) out += "; " + candidate.known_by;
  return out + ")";
}

std::string list_candidates(const std::vector<NameCandidate>& candidates) {
  std::vector<std::string> described;
  described.reserve(candidates.size());
  for (const NameCandidate& candidate : candidates) described.push_back(describe(candidate));
  return join(described);
}

std::vector<NameMatch> of_type(std::vector<NameMatch> matches, std::optional<EntityType> type) {
  if (type) std::erase_if(matches, [&](const NameMatch& match) { return match.type != *type; });
  return matches;
}

Status check_name(std::string_view name) {
  if (fold_for_search(name).empty()) {
    return Error{ErrorCode::InvalidInput, "a name is empty; give a name or an id"};
  }
  if (name.size() > kMaxNameBytes) {
    return Error{ErrorCode::InvalidInput,
                 "a name is longer than " + std::to_string(kMaxNameBytes) + " bytes"};
  }
  return {};
}

/// Matches of one kind decide when they are all of one entity; several are ambiguous.
Result<NameResolution> decide(const Store& store, const std::vector<NameMatch>& matches,
                              const ResolveOptions& options) {
  NameResolution out;
  if (matches.size() == 1) {
    out.entity = matches[0].entity;
    return out;
  }
  auto candidates = to_candidates(store, matches, options.max_candidates);
  if (!candidates) return candidates.error();
  for (NameCandidate& candidate : *candidates) {
    auto known_by = find_known_by(store, candidate.entity);
    if (!known_by) return known_by.error();
    candidate.known_by = *std::move(known_by);
  }
  out.fitting = *std::move(candidates);
  return out;
}

Result<std::vector<NameMatch>> with_canonical_name(const Store& store,
                                                   const std::vector<NameMatch>& exact,
                                                   const std::string& folded) {
  std::vector<NameMatch> out;
  for (const NameMatch& match : exact) {
    const auto entity = store.entity(match.entity);
    if (!entity) return entity.error();
    if (*entity && fold_for_search((*entity)->entity.name) == folded) out.push_back(match);
  }
  return out;
}

/// When none of the type is so called: near names of it, and what others the name fits.
Result<NameResolution> no_match(const Store& store, std::string_view name,
                                const ResolveOptions& options) {
  NameResolution out;
  auto near = find_near_names(store, name, options);
  if (!near) return near.error();
  out.did_you_mean = *std::move(near);
  if (!options.type) return out;
  out.wanted = options.type;
  ResolveOptions any = options;
  any.type.reset();
  auto other = resolve_name(store, name, any);
  if (!other) return other;
  out.of_other_types = std::move(other->fitting);
  if (!other->entity) return out;
  const auto found = store.entity(*other->entity);
  if (!found) return found.error();
  if (!*found) return out;
  const StoredEntity& entity = **found;
  out.of_other_types.push_back({entity.entity.id, entity.entity.type, entity.entity.name,
                                entity.entity.name, entity.documents, entity.mentions});
  return out;
}

/// "an agency"
std::string with_article(EntityType type) {
  const std::string_view word = to_string(type);
  const bool vowel = std::string_view("aeiou").find(word[0]) != std::string_view::npos;
  return std::string(vowel ? "an " : "a ").append(word);
}

/// "not a place but a person: Ana Lindqvist (person …); name a place"
std::string of_another_type(const NameResolution& resolution) {
  const auto& others = resolution.of_other_types;
  const bool one_type = std::all_of(others.begin(), others.end(), [&](const NameCandidate& other) {
    return other.type == others[0].type;
  });
  const std::string wanted = with_article(*resolution.wanted);
  return "not " + wanted + " but " + (one_type ? with_article(others[0].type) : "others") + ": " +
         list_candidates(others) + "; name " + wanted;
}

}  // namespace

Result<NameResolution> resolve_name(const Store& store, std::string_view name,
                                    const ResolveOptions& options) {
  const Status valid = check_name(name);
  if (!valid) return valid.error();
  if (const auto id = parse_id<EntityId>(name)) {
    const auto entity = store.entity(*id);
    if (!entity) return entity.error();
    if (*entity && (!options.type || (*entity)->entity.type == *options.type)) {
      NameResolution known;
      known.entity = *id;
      return known;
    }
  }
  auto found = store.find_names(name, kFetch);
  if (!found) return found.error();
  const std::vector<NameMatch> matches = of_type(std::move(*found), options.type);
  std::vector<NameMatch> exact;
  std::copy_if(matches.begin(), matches.end(), std::back_inserter(exact),
               [](const NameMatch& match) { return match.exact; });
  if (exact.size() > 1) {
    auto canonical = with_canonical_name(store, exact, fold_for_search(name));
    if (!canonical) return canonical.error();
    if (!canonical->empty()) exact = std::move(*canonical);
  }
  if (!exact.empty()) return decide(store, exact, options);
  if (!matches.empty()) return decide(store, matches, options);
  return no_match(store, name, options);
}

Error to_error(const NameResolution& resolution, std::string_view name) {
  const std::string item = "'" + std::string(name) + "'";
  if (!resolution.fitting.empty()) {
    return {ErrorCode::Ambiguous,
            item + " fits several: " + list_candidates(resolution.fitting) + "; give an id"};
  }
  std::string message = resolution.of_other_types.empty()
                            ? "nobody and nothing is called " + item
                            : item + " is " + of_another_type(resolution);
  if (!resolution.did_you_mean.empty()) {
    message += "; did you mean " + list_candidates(resolution.did_you_mean) + "?";
  }
  return {ErrorCode::NotFound, message};
}

Result<EntityId> find_entity(const Store& store, std::string_view name,
                             const ResolveOptions& options) {
  const auto resolution = resolve_name(store, name, options);
  if (!resolution) return resolution.error();
  if (resolution->entity) return *resolution->entity;
  return to_error(*resolution, name);
}

Result<std::vector<NameCandidate>> find_near_names(const Store& store, std::string_view name,
                                                   const ResolveOptions& options) {
  const Status valid = check_name(name);
  if (!valid) return valid.error();
  const std::string wanted = fold_for_search(name);
  std::vector<std::string> words = words_of(wanted);
  const std::size_t at_most = allowed_errors(wanted);
  std::map<EntityId, std::pair<std::size_t, NameMatch>> nearest;
  std::set<std::string> looked_up;
  for (std::size_t i = 0; i < std::min(words.size(), kMaxWords); ++i) {
    const std::string prefix = beginning(words[i], 2);
    if (!looked_up.insert(prefix).second) continue;
    auto found = store.find_names(prefix, kNearFetch);
    if (!found) return found.error();
    for (const NameMatch& match : of_type(std::move(*found), options.type)) {
      const std::size_t distance = distance_to(words, wanted, fold_for_search(match.name), at_most);
      if (distance > at_most) continue;
      const auto [it, added] = nearest.try_emplace(match.entity, distance, match);
      if (!added && distance < it->second.first) it->second = {distance, match};
    }
  }
  std::vector<std::pair<std::size_t, NameMatch>> ranked;
  ranked.reserve(nearest.size());
  for (auto& [id, entry] : nearest) ranked.push_back(std::move(entry));
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second.documents != b.second.documents) return a.second.documents > b.second.documents;
    return std::tie(a.second.name, a.second.entity) < std::tie(b.second.name, b.second.entity);
  });
  std::vector<NameMatch> matches;
  matches.reserve(ranked.size());
  for (auto& [distance, match] : ranked) matches.push_back(std::move(match));
  return to_candidates(store, matches, options.max_candidates);
}

}  // namespace onrecord
