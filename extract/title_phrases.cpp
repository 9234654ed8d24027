// Title phrases. A title is a noun of office ("director") with what stands before it ("acting
// field office") and the prepositions after it ("of communications for the union in Ohio"). Whose
// it is, is the name right before the title ("Boston Mayor", "ICE's director"), else the first
// body in the prepositions, else the first place. Forward: "a former Ohio state senator". Backward
// from the name: "Secretary of State John Roe". Not handled: titles without any noun of the list
// ("second-in-command"), bodies named by a pronoun ("its director").

#include "extract/title_phrases.h"

#include <algorithm>

#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostTitleWords = 9;
constexpr std::size_t kMostLookBack = 200;  // mentions that "the agency" may reach back over
constexpr std::size_t kMostBackward = 16;   // with the names of bodies after the title

bool public_noun(std::string_view noun) {
  static const WordSet words = {"agency",         "bureau",    "department", "office",
                                "service",        "division",  "patrol",     "commission",
                                "administration", "authority", "force"};
  return words.contains(noun);
}

bool private_noun(std::string_view noun) {
  static const WordSet words = {"company",   "group",     "organization", "organisation", "union",
                                "guild",     "council",   "party",        "association",  "center",
                                "nonprofit", "campaign",  "foundation",   "coalition",    "project",
                                "society",   "institute", "fund",         "chamber",      "club",
                                "network",   "league"};
  return words.contains(noun);
}

/// "city" for "the city" and "the town"; empty for nouns that mean no place.
std::string_view place_kind(std::string_view noun) {
  if (noun == "city" || noun == "town" || noun == "village" || noun == "borough") return "city";
  if (noun == "state" || noun == "commonwealth") return "state";
  if (noun == "county") return "county";
  if (noun == "country" || noun == "nation") return "country";
  return "";
}

/// Words between a place and a title that belong to the title: "U.S. Attorney".
bool national_office(std::string_view low) {
  static const WordSet words = {"attorney",  "attorney's", "marshal",        "senator",
                                "sen.",      "rep.",       "representative", "ambassador",
                                "secretary", "president",  "congressman",    "congresswoman",
                                "district",  "magistrate", "special",        "trade",
                                "attorneys", "sens.",      "reps.",          "solicitor"};
  return words.contains(low);
}

bool preposition(std::string_view low) {
  static const WordSet words = {"of", "for", "at", "with", "in", "to", "on", "from"};
  return words.contains(low);
}

}  // namespace

/// What the prepositions after a title hold.
struct TitleReader::Chain {
  std::size_t title_end = 0;  ///< the title's own words end here
  std::size_t end = 0;        ///< the whole chain ends here
  std::optional<std::size_t> object;
};

TitleReader::TitleReader(const Words& words, const DocumentEntities& entities)
    : words_(words), entities_(entities), link_at_(words.size(), -1) {
  for (std::size_t i = 0; i < entities.links().size(); ++i) {
    tokens_of_link_.push_back(words.tokens_of(entities.links()[i].span));
    const auto [first, end] = tokens_of_link_.back();
    for (std::size_t token = first; token < end; ++token) link_at_[token] = static_cast<int>(i);
  }
}

std::optional<DocumentEntities::Link> TitleReader::link_from(std::size_t token) const {
  if (token >= link_at_.size() || link_at_[token] < 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(link_at_[token]);
  if (tokens_of_link_[index].first != token) return std::nullopt;
  return entities_.links()[index];
}

std::optional<DocumentEntities::Link> TitleReader::link_until(std::size_t token) const {
  if (token == 0 || token > link_at_.size() || link_at_[token - 1] < 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(link_at_[token - 1]);
  if (tokens_of_link_[index].second != token) return std::nullopt;
  return entities_.links()[index];
}

std::size_t TitleReader::past(const DocumentEntities::Link& link) const {
  return words_.tokens_of(link.span).second;
}

std::optional<std::size_t> TitleReader::meant_by(std::string_view noun, std::size_t token) const {
  const std::string_view kind = place_kind(noun);
  const bool is_public = public_noun(noun);
  const bool body = is_public || private_noun(noun);
  if (kind.empty() && !body) return std::nullopt;
  const bool any_name = noun == "agency" || noun == "bureau" || noun == "group" ||
                        noun == "organization" || noun == "company" || noun == "nonprofit";
  const auto& links = entities_.links();
  const auto past =
      std::upper_bound(tokens_of_link_.begin(), tokens_of_link_.end(), token,
                       [](std::size_t t, const auto& tokens) { return t < tokens.second; });
  const auto last = static_cast<std::size_t>(past - tokens_of_link_.begin());
  for (std::size_t i = last; i-- > 0 && last - i <= kMostLookBack;) {
    const Entity& entity = entities_.entity(links[i].entity);
    if (!kind.empty()) {
      const auto found = entity.attributes.find("kind");
      if (entity.type == EntityType::Place && found != entity.attributes.end() &&
          found->second == kind) {
        return links[i].entity;
      }
      continue;
    }
    const bool right_type =
        entity.type == (is_public ? EntityType::Agency : EntityType::Organization);
    const bool council = noun == "council" && entity.type == EntityType::Agency;
    if (!right_type && !council) continue;
    if (right_type && any_name) return links[i].entity;
    if (lower(entity.name).find(noun) != std::string::npos) return links[i].entity;
  }
  return std::nullopt;
}

/// Past the last word of the title's head: "director general", "special agent in charge", "press
/// secretary", "president and chief executive". Nothing when the head is no head after all.
std::optional<std::size_t> TitleReader::extend_head(std::size_t head) const {
  std::size_t end = head + 1;
  while (end < words_.size()) {
    if (words_.phrase_at(end, "in charge") || words_.phrase_at(end, "in chief") ||
        words_.phrase_at(end, "at large")) {
      end += 2;
    } else if (link_from(end)) {
      break;
    } else if (title_head(words_.at(end)) != TitleHead::None) {
      ++end;
    } else if (const std::size_t further = later_head(end); further > end) {
      end = further + 1;
    } else if (words_.at(end) == "and" && title_head(words_.at(end + 1)) != TitleHead::None) {
      end += 2;
    } else if (words_.phrase_at(end, "and chief executive")) {
      end += 3;
    } else {
      break;
    }
  }
  return end;
}

/// The head that a title goes on to: from "assistant" over "field office" to "director"; `token`
/// when nothing of the same capitals leads to one.
std::size_t TitleReader::later_head(std::size_t token) const {
  for (std::size_t i = token; i < token + 4; ++i) {
    const bool plain = words_.word(i) && !breaks_title(words_.at(i)) && !link_from(i) &&
                       words_.capital(i) == words_.capital(token);
    if (!plain) return token;
    if (i > token && title_head(words_.at(i)) != TitleHead::None) return i;
  }
  return token;
}

bool TitleReader::may_hold(std::size_t entity, std::string_view head) const {
  if (type_of(entity) == EntityType::Operation) return false;
  return type_of(entity) != EntityType::Person || serves_a_person(head) || head == "secretary" ||
         head == "manager" || head == "director";
}

TitleReader::Chain TitleReader::read_chain(std::size_t token, std::string_view head,
                                           std::size_t limit) const {
  Chain chain{token, token, {}};
  std::size_t at = token;
  while (at < limit && preposition(words_.at(at))) {
    const bool locative = words_.is(at, {"in", "on", "from"});
    std::size_t i = at + 1;
    while (words_.is(i, {"the", "a", "an", "its", "their", "his", "her", "s"})) ++i;
    std::optional<std::size_t> found;
    std::size_t steps = 0;
    for (; steps < 8 && i < limit; ++steps) {
      if (const auto link = link_from(i)) {
        const bool last = !words_.word(past(*link)) || breaks_title(words_.at(past(*link)));
        if (may_hold(link->entity, head) && (!locative || last)) {
          if (!found || type_of(*found) == EntityType::Place) found = link->entity;
        } else if (type_of(link->entity) == EntityType::Person) {
          break;
        }
        i = past(*link);
        if (words_.at(i) == "(" && words_.at(i + 2) == ")") i += 3;  // an acronym
        continue;
      }
      if (words_.possessive(i)) {
        ++i;
        continue;
      }
      if (!words_.word(i) || breaks_title(words_.at(i))) {
        if (words_.at(i) == "and" && steps > 0 && words_.word(i + 1) && !link_from(i + 1) &&
            !breaks_title(words_.at(i + 1)) && !found) {
          ++i;
          continue;
        }
        break;
      }
      ++i;
    }
    if (steps == 0) break;
    if (!found && words_.at(at + 1) == "the" && i == at + 3) {
      found = meant_by(words_.at(at + 2), at);
    }
    const bool place = found && type_of(*found) == EntityType::Place;
    if (found && locative && place && !chain.object && !office_of_place(head)) {
      chain.end = i;  // "special agent in Boston" tells where, not whose
    } else if (found &&
               (!chain.object || (type_of(*chain.object) == EntityType::Place && !place))) {
      if (chain.object) chain.title_end = at;  // "of the Ohio office of the FBI"
      const bool office_behind = title_head(words_.at(i - 1)) != TitleHead::None;
      if (office_behind) chain.title_end = i;  // "candidate for Ohio governor"
      chain.object = found;
      chain.end = i;
    } else if (!found && !chain.object) {
      if (locative) break;
      chain.title_end = chain.end = i;
    } else if (found) {
      chain.end = i;
    } else {
      break;
    }
    at = i;
  }
  return chain;
}

/// Tokens [title_first, title_end) as text, without the marks around it and a leading status word;
/// sets the status.
void TitleReader::finish(TitlePhrase& phrase, std::size_t title_first,
                         std::size_t title_end) const {
  phrase.status = "current";
  for (std::size_t i = title_first; i < title_end; ++i) {
    const std::string_view status = status_word(words_.at(i));
    if (status.empty()) continue;
    if (phrase.status == "current" || status == "former") phrase.status = std::string(status);
  }
  while (title_first + 1 < title_end &&
         (words_.quote_mark(title_first) || status_word(words_.at(title_first)) == "former") &&
         title_head(words_.at(title_first)) == TitleHead::None) {
    ++title_first;
  }
  while (title_end > title_first && words_.quote_mark(title_end - 1)) --title_end;
  phrase.title = std::string(words_.text(title_first, title_end));
  for (const std::string_view prefix : {"then-", "ex-", "former-"}) {
    if (lower(phrase.title).starts_with(prefix)) phrase.title.erase(0, prefix.size());
  }
  std::replace(phrase.title.begin(), phrase.title.end(), '\n', ' ');
}

std::optional<TitlePhrase> TitleReader::forward(std::size_t token) const {
  TitlePhrase phrase;
  phrase.first = token;
  std::size_t i = token;
  const bool determiner = words_.is(i, {"a", "an", "the", "his", "her", "its", "their", "our"});
  if (determiner) ++i;
  std::size_t title_first = i;
  std::optional<std::size_t> owner;
  bool former = false;  // "a former ICE director": told before whose office it was
  for (std::size_t steps = 0;; ++steps) {
    if (steps > kMostTitleWords || i >= words_.size()) return std::nullopt;
    if (words_.quote_mark(i) && !words_.possessive(i)) {
      ++i;
      continue;
    }
    if (const auto link = link_from(i)) {
      const std::size_t after = past(*link);
      const bool person = type_of(link->entity) == EntityType::Person;
      if (person && !words_.possessive(after) &&
          !words_.is(after, {"campaign", "spokesman", "spokeswoman", "adviser"})) {
        return std::nullopt;
      }
      const bool national = type_of(link->entity) == EntityType::Place &&
                            slice(words_.analysis().text, link->span).starts_with("U.S") &&
                            national_office(words_.at(after));
      i = after;
      if (national) continue;
      owner = link->entity;
      if (words_.possessive(i)) ++i;
      former |= title_first < i && status_word(words_.at(title_first)) == "former";
      title_first = i;
      continue;
    }
    if (words_.possessive(i)) {
      owner = meant_by(words_.at(i - 1), i - 1);
      title_first = ++i;
      continue;
    }
    if (!words_.word(i) || breaks_title(words_.at(i))) {
      const bool party = words_.is(i, {"republican", "democratic"}) && words_.word(i + 1);
      if (!party) return std::nullopt;
      if (title_first == i) ++title_first;
      ++i;
      continue;
    }
    if (title_head(words_.at(i)) != TitleHead::None) break;
    ++i;
  }
  const std::size_t head_end = *extend_head(i);
  phrase.head = std::string(words_.at(head_end - 1));
  phrase.office =
      title_head(words_.at(i)) == TitleHead::Office || title_head(phrase.head) == TitleHead::Office;
  std::size_t chain_from = head_end;
  if (words_.at(chain_from) == "," && words_.quote_mark(chain_from + 1)) chain_from += 2;
  const bool of_staff = words_.phrase_at(head_end, "of staff");
  const Chain chain = read_chain(chain_from, of_staff ? "staff" : phrase.head, words_.size());
  phrase.end = std::max(chain.end, head_end);
  std::size_t title_end = std::max(chain.title_end, head_end);
  if (title_end == chain_from) title_end = head_end;
  finish(phrase, title_first, title_end);
  if (former) phrase.status = "former";
  phrase.object = chain.object;
  if (owner && may_hold(*owner, of_staff ? "staff" : phrase.head) &&
      (!phrase.object || type_of(*phrase.object) == EntityType::Place)) {
    phrase.object = owner;
  }
  if (!determiner && !phrase.object && link_from(phrase.end) &&
      type_of(link_from(phrase.end)->entity) == EntityType::Person) {
    return std::nullopt;  // "Ann Roe, Mayor Bo Hart and ..."
  }
  if (const auto next = link_from(phrase.end);
      next && type_of(next->entity) == EntityType::Person) {
    return std::nullopt;
  }
  phrase.closed = phrase.object.has_value() || phrase.end >= words_.size() ||
                  (!words_.word(phrase.end) && !words_.possessive(phrase.end)) ||
                  words_.is(phrase.end, {"who", "and", "running"});
  return phrase;
}

/// The first token of the title whose head is `head`, not before `least`: back over adjectives,
/// capitals and nouns that no name and no mark interrupts.
std::size_t TitleReader::title_begin(std::size_t head, std::size_t least) const {
  std::size_t first = head;
  while (first > least && head - first < kMostTitleWords) {
    const std::size_t before = first - 1;
    if (const auto link = link_until(first)) {
      const std::size_t begin = words_.tokens_of(link->span).first;
      const bool national = type_of(link->entity) == EntityType::Place &&
                            slice(words_.analysis().text, link->span).starts_with("U.S") &&
                            national_office(words_.at(first));
      if (!national || begin < least) break;
      first = begin;
      continue;
    }
    if (!words_.word(before) || breaks_title(words_.at(before))) break;
    const std::string_view wanted = status_word(words_.at(before));
    if (wanted == "candidate" || wanted == "nominee") break;  // "candidate Sen. Ann Roe"
    const bool sentence_start = before == least && words_.capital(before);
    const bool capital_ok = words_.capital(before) && !sentence_start;
    const bool known =
        !status_word(words_.at(before)).empty() ||
        title_head(words_.at(before)) != TitleHead::None ||
        words_.is(before,
                  {"vice",          "deputy",        "assistant",      "associate", "executive",
                   "senior",        "special",       "first",          "state",     "county",
                   "city",          "federal",       "field",          "office",    "press",
                   "police",        "fire",          "regional",       "district",  "general",
                   "majority",      "minority",      "house",          "senate",    "council",
                   "campaign",      "presidential",  "communications", "national",  "prime",
                   "foreign",       "defense",       "finance",        "interior",  "chief",
                   "lead",          "managing",      "supervisory",    "border",    "public",
                   "town",          "staff",         "security",       "policy",    "newly",
                   "elected",       "u.s.",          "current",        "incoming",  "outgoing",
                   "gubernatorial", "congressional", "school",         "board",     "program",
                   "legal",         "political",     "medical",        "financial", "operating"});
    const bool both_lower = !words_.capital(before) && !words_.capital(first) && head - first < 4 &&
                            first > least + 1 && words_.word(before);
    if (!capital_ok && !known && !both_lower) break;
    --first;
  }
  return first;
}

std::optional<TitlePhrase> TitleReader::backward(std::size_t end) const {
  if (end == 0 || end > words_.size()) return std::nullopt;
  const std::size_t least = words_.sentence_begin(end - 1);
  std::size_t last = end;
  while (last > least + 1 && words_.quote_mark(last - 1)) --last;
  std::optional<std::size_t> head;
  for (std::size_t i = last; i-- > least && last - i <= kMostBackward;) {
    const std::string_view low = words_.at(i);
    if (low == "charge" && i > least && words_.at(i - 1) == "in") continue;
    const bool plural = i + 1 == last && !singular_title(words_.text(i, i + 1)).empty();
    if ((title_head(low) != TitleHead::None || plural) && (link_at_[i] < 0)) {
      head = i;
      break;
    }
    if (link_at_[i] >= 0 || words_.capital(i) || preposition(low) ||
        words_.is(i, {"the", "and", "&", "police", "staff", "charge", "(", ")"})) {
      continue;
    }
    return std::nullopt;
  }
  if (!head) return std::nullopt;
  TitlePhrase phrase;
  const std::size_t head_end = std::min(*extend_head(*head), last);
  Chain chain{head_end, head_end, {}};
  if (head_end < last) {
    chain = read_chain(head_end, words_.at(head_end - 1), last);
    if (chain.end != last && chain.title_end != last) return std::nullopt;
  }
  phrase.end = end;
  phrase.head = std::string(words_.at(*head));
  const std::string plural = singular_title(words_.text(*head, *head + 1));
  if (title_head(phrase.head) == TitleHead::None) phrase.head = lower(plural);
  phrase.office = title_head(phrase.head) == TitleHead::Office;
  std::size_t first = title_begin(*head, least);
  phrase.object = chain.object;
  finish(phrase, first, std::max(chain.title_end, head_end));
  if (title_head(words_.at(*head)) == TitleHead::None) phrase.title = plural;
  phrase.first = first;
  std::optional<std::size_t> owner;
  if (const auto link = link_until(first); link && first > least) {
    owner = link->entity;
    phrase.first = words_.tokens_of(link->span).first;
  } else if (first > least && words_.possessive(first - 1)) {
    if (const auto before = link_until(first - 1)) {
      owner = before->entity;
      phrase.first = words_.tokens_of(before->span).first;
    } else if (first > least + 1) {
      owner = meant_by(words_.at(first - 2), first - 2);
      phrase.first = first - 2;
    }
  }
  if (owner && may_hold(*owner, phrase.head) &&
      (!phrase.object || type_of(*phrase.object) == EntityType::Place)) {
    phrase.object = owner;
  }
  const std::string_view before =
      phrase.first > least ? status_word(words_.at(phrase.first - 1)) : "";
  if (before == "former" || before == "acting") {
    phrase.status = before;  // "former Ohio governor Ann Roe", "acting ICE director Bo Hart"
    --phrase.first;
  }
  phrase.closed = true;
  return phrase;
}

}  // namespace onrecord
