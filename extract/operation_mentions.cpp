// Mentions of operations. A name is what follows "Operation", what stands in quotation marks before
// "operation", what follows "operation dubbed", or capitals between "the" and "operation" ("the
// Quiet Harbor operation"). The rest are nouns of action: "a sweep", "the raids", "the enforcement
// action"; whether they are one operation is decided by whoever knows the document. In headlines,
// where every word has a capital, a name ends where a name known from the body ends. Not handled:
// names in lower case, names without any noun ("Quiet Harbor netted 12 arrests" when the document
// never calls it an operation).

#include "extract/operation_mentions.h"

#include <algorithm>
#include <unordered_map>

#include "extract/numbers.h"
#include "model/entity.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostNameWords = 5;

bool naming_verb(const Words& words, std::size_t token, std::size_t& length) {
  length = words.any_phrase_at(
      token, {"known as", "under the name", "dubbed", "called", "named", "codenamed", "code-named",
              "nicknamed", "titled", "referred to as", "under the code name"});
  return length > 0;
}

/// Words that end a name in a headline whose words all have capitals.
bool headline_verb(std::string_view low) {
  static const WordSet words = {
      "nets",      "netted",     "leads",     "led",       "results",   "ends",    "ended",
      "concludes", "concluded",  "targets",   "targeted",  "yields",    "brings",  "begins",
      "began",     "launched",   "continues", "announced", "announces", "arrests", "captures",
      "seizes",    "dismantles", "wraps",     "sweeps",    "removes",   "rescues", "recovers",
      "finds",     "strikes",    "expands",   "hits",      "in",        "at",      "with",
      "by",        "on",         "for",       "after",     "as",        "from",    "to",
      "is",        "was",        "has",       "draws",     "sparks"};
  return words.contains(low);
}

/// Nouns before "operation" that make it a crime or a business.
bool not_police_work(std::string_view low) {
  static const WordSet words = {
      "smuggling",    "trafficking",    "laundering",    "gambling",   "racketeering",
      "distribution", "business",       "criminal",      "grow",       "mining",
      "drilling",     "farming",        "fishing",       "family",     "illegal",
      "cartel",       "fraud",          "theft",         "poaching",   "campaign",
      "ground",       "field",          "turnout",       "daily",      "ransomware",
      "hacking",      "influence",      "propaganda",    "government", "military",
      "combat",       "covert",         "clandestine",   "special",    "psychological",
      "fundraising",  "media",          "digital",       "data",       "news",
      "flight",       "airline",        "banking",       "retail",     "mail",
      "tax",          "hiring",         "price",         "oil",        "heart",
      "surgical",     "counterfeiting", "manufacturing", "production", "logistics",
      "cyber",        "relief",         "intelligence",  "supply",     "recovery",
      "extortion",    "moving"};
  return words.contains(low);
}

bool general_determiner(std::string_view low) {
  static const WordSet words = {"future",  "further",      "other",      "such",        "any",
                                "all",     "more",         "additional", "similar",     "previous",
                                "past",    "ongoing",      "continued",  "continuing",  "intensify",
                                "both",    "many",         "several",    "these-kinds", "every",
                                "each",    "no",           "another",    "renewed",     "routine",
                                "regular", "joint-future", "everyday",   "possible",    "potential",
                                "planned", "increased",    "earlier",    "recurring"};
  return words.contains(low);
}

class MentionFinder {
 public:
  MentionFinder(const Words& words, const DocumentEntities& entities)
      : words_(words), entities_(entities), taken_(words.size(), false) {
    for (const Sentence& sentence : words.analysis().sentences) {
      in_capitals_.push_back(mostly_capitals(sentence));
    }
  }

  std::vector<EventMention> run() {
    for (const bool headlines : {false, true}) {
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (in_capitals(i) == headlines) i = std::max(i, name_at(i, headlines));
      }
    }
    for (std::size_t i = 0; i < words_.size(); ++i) known_name(i);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!taken_[i]) noun_at(i);
    }
    std::sort(mentions_.begin(), mentions_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(mentions_);
  }

 private:
  /// Whether most words of the token's sentence have capitals, as in a headline.
  bool in_capitals(std::size_t token) const {
    return in_capitals_[words_.analysis().tokens[token].sentence];
  }

  bool mostly_capitals(const Sentence& sentence) const {
    std::size_t capitals = 0, all = 0;
    for (std::size_t i = sentence.first_token; i < sentence.end_token; ++i) {
      if (!words_.word(i) || words_.at(i).size() < 4) continue;
      ++all;
      capitals += words_.capital(i);
    }
    return all >= 3 && capitals * 4 >= all * 3;
  }

  bool free(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end && i < taken_.size(); ++i) {
      if (taken_[i]) return false;
    }
    return true;
  }

  void add(std::size_t first, std::size_t end, EventMention::Kind kind, std::string name,
           bool plural) {
    for (std::size_t i = first; i < end; ++i) taken_[i] = true;
    if (kind == EventMention::Kind::Name) {
      names_.try_emplace(operation_key(name), name);
    }
    mentions_.push_back({first, end, kind, std::move(name), plural});
  }

  /// A name from `token` on: capitals, "of the" between capitals, figures; one past its end.
  std::size_t name_end(std::size_t token, bool headline) const {
    const std::size_t limit = std::min(words_.sentence_end(token), token + kMostNameWords + 1);
    std::size_t end = token;
    while (end < limit) {
      if (headline && end > token && headline_verb(words_.at(end))) break;
      const bool figure = words_.word(end) && words_.at(end)[0] >= '0' && words_.at(end)[0] <= '9';
      if (words_.capital(end) || (figure && end > token)) {
        ++end;
        continue;
      }
      const std::size_t link = words_.any_phrase_at(end, {"of the", "of", "the", "and"});
      if (end == token || link == 0 || !words_.capital(end + link) || end + link >= limit) break;
      if (words_.at(end) == "and" && !headline) break;
      end += link + 1;
    }
    if (!headline) return end;
    for (std::size_t stop = end; stop > token; --stop) {  // a name from the body ends it
      if (names_.contains(operation_key(words_.text(token, stop)))) return stop;
    }
    return end;
  }

  std::size_t quoted_end(std::size_t token) const {
    for (std::size_t i = token; i < token + kMostNameWords + 1 && i < words_.size(); ++i) {
      if (words_.quote_mark(i)) return i;
      const bool inner_comma = words_.at(i) == "," && words_.quote_mark(i + 1);
      if (!words_.word(i) && !inner_comma) return token;
    }
    return token;
  }

  static std::string without_comma(std::string_view name) {
    while (!name.empty() && (name.back() == ',' || name.back() == '.')) name.remove_suffix(1);
    return std::string(name);
  }

  /// A named mention that begins at `token`; returns its last token, or `token`.
  std::size_t name_at(std::size_t token, bool headline) {
    if (!free(token, token + 1)) return token;
    if (words_.at(token) == "operation" && words_.capital(token)) {
      const bool quoted = words_.quote_mark(token + 1);
      const std::size_t begin = token + 1 + (quoted ? 1 : 0);
      const std::size_t end = quoted ? quoted_end(begin) : name_end(begin, headline);
      if (end == begin || !words_.capital(begin) || title_word(words_.at(begin))) return token;
      add(token, end, EventMention::Kind::Name, without_comma(words_.text(begin, end)), false);
      return end - 1;
    }
    if (words_.quote_mark(token) && words_.capital(token + 1)) {
      const std::size_t begin = token + 1 + (words_.at(token + 1) == "operation" ? 1 : 0);
      const std::size_t close = quoted_end(begin);
      const std::size_t noun = close + 1;
      const bool fits = is_event_noun(words_.at(noun)) && !is_soft_noun(words_.at(noun));
      if (close > begin && fits && begin == token + 1) {
        add(begin, close + 2, EventMention::Kind::Name, without_comma(words_.text(begin, close)),
            false);
        return close + 1;
      }
      return token;
    }
    const bool event = is_event_noun(words_.at(token)) && !words_.capital(token);
    if (event && (!is_soft_noun(words_.at(token)) || enforcement_before(token))) {
      return called(token);
    }
    return token;
  }

  static bool title_word(std::string_view low) {
    static const WordSet words = {"center",  "centre", "manager", "director", "officer", "officers",
                                  "command", "plan",   "chief",   "team",     "room",    "section"};
    return words.contains(low);
  }

  /// "operation, code-named "Quiet Harbor",", "a two-week sweep in Texas known as Open Door".
  std::size_t called(std::size_t token) {
    for (std::size_t i = token + 1; i < token + 7 && i < words_.sentence_end(token); ++i) {
      std::size_t length = 0;
      if (!naming_verb(words_, i, length)) {
        if (!words_.word(i) && words_.at(i) != ",") return token;
        continue;
      }
      std::size_t begin = i + length;
      const bool quoted = words_.quote_mark(begin);
      if (quoted) ++begin;
      if (words_.at(begin) == "operation") ++begin;
      if (quoted && words_.quote_mark(begin)) ++begin;
      const std::size_t end = quoted ? quoted_end(begin) : name_end(begin, false);
      if (end == begin || !words_.capital(begin)) return token;
      std::string name = without_comma(words_.text(begin, end));
      add(token, token + 1, EventMention::Kind::Name, name, false);
      add(begin, end, EventMention::Kind::Name, std::move(name), false);
      return end - 1;
    }
    return token;
  }

  /// A name known from elsewhere, or "the Open Door operation".
  void known_name(std::size_t token) {
    if (!words_.capital(token) || !free(token, token + 1)) return;
    std::size_t end = token;
    while (end < token + kMostNameWords && words_.capital(end) && words_.word(end) &&
           free(end, end + 1) && !words_.possessive(end)) {
      ++end;
    }
    if (end < token + 1) return;
    const bool before_noun = is_event_noun(words_.at(end)) && !words_.capital(end);
    for (std::size_t stop = end; stop > token; --stop) {
      if (names_.empty()) break;
      const auto known = names_.find(operation_key(words_.text(token, stop)));
      if (known == names_.end()) continue;
      const bool noun = stop == end && before_noun;
      if (!noun && stop - token < 2) continue;  // "Tide" alone is a word
      add(token, stop + (noun ? 1 : 0), EventMention::Kind::Name, known->second, false);
      return;
    }
    const bool determined = token > 0 && (words_.is(token - 1, {"the", "this", "its", "their"}) ||
                                          words_.possessive(token - 1));
    const bool linked = !entities_.within(words_.span(token, end)).empty();
    if (before_noun && determined && !linked && end - token >= 2 && words_.at(end) == "operation") {
      add(token, end + 1, EventMention::Kind::Name, std::string(words_.text(token, end)), false);
    }
  }

  void noun_at(std::size_t token) {
    const std::string_view low = words_.at(token);
    if (result_at(token)) return;
    if (pronoun_at(token)) return;
    if (!is_event_noun(low) || entities_.at(words_.span(token, token + 1))) return;
    if (is_soft_noun(low) && !enforcement_before(token)) return;
    if (token > 0 && not_police_work(words_.at(token - 1))) return;
    if (words_.is(token + 1, {"center", "manager", "director", "officers", "officer", "commander",
                              "command", "budget", "plan"})) {
      return;
    }
    const bool plural = low.ends_with('s');
    std::size_t first = token;
    while (first > words_.sentence_begin(token) && token - first < 4 && words_.word(first - 1) &&
           free(first - 1, first) && !breaks(first - 1)) {
      --first;
    }
    bool general = false;
    for (std::size_t i = first > 0 ? first - 1 : first; i < token; ++i) {
      general |= general_determiner(words_.at(i));
    }
    if (first > 0 && plural) {
      const auto before = words_.at(first - 1);
      general |= before == "to";
    }
    if (plural && !general && !enforcement_before(token) && first == token &&
        !(first > 0 && words_.is(first - 1, {"the", "these", "those"}))) {
      general = words_.at(token) == "operations" || words_.at(token) == "actions";
    }
    if (words_.is(token - 1, {"two", "three", "four", "five", "both"}) && plural) general = true;
    if (!plural && token > 0 && words_.at(token - 1) == "in") general = true;  // "in operation"
    add(token, token + 1, general ? EventMention::Kind::General : EventMention::Kind::Event, "",
        plural);
  }

  bool breaks(std::size_t token) const {
    return words_.is(token,
                     {"the", "a",  "an",  "of",   "in",   "on",  "for",  "with", "and", "to",
                      "by",  "is", "was", "this", "that", "its", "from", "as",   "at",  "or"}) ||
           entities_.at(words_.span(token, token + 1)).has_value();
  }

  /// Nouns that speak of police work only after such words: "enforcement action".
  static bool is_soft_noun(std::string_view low) {
    static const WordSet words = {"action",     "actions",     "effort",        "efforts",
                                  "initiative", "initiatives", "surge",         "campaign",
                                  "patrols",    "inspections", "investigation", "mission"};
    return words.contains(low);
  }

  bool enforcement_before(std::size_t token) const {
    for (std::size_t i = token; i-- > 0 && token - i <= 3;) {
      if (words_.is(
              i, {"enforcement",     "multi-agency", "multiagency", "undercover",   "targeted",
                  "law-enforcement", "anti-gang",    "anti-drug",   "interdiction", "focused",
                  "coordinated",     "joint",        "arrest",      "deportation",  "immigration",
                  "elver",           "poaching",     "drug",        "wage",         "fugitive"})) {
        return true;
      }
      if (!words_.word(i)) break;
    }
    return false;
  }

  /// "the arrests", "these arrests", "those arrested", "the MA arrests".
  bool result_at(std::size_t token) {
    const bool arrested =
        words_.phrase_at(token, "those arrested") || words_.phrase_at(token, "those detained") ||
        words_.phrase_at(token, "people arrested") || words_.phrase_at(token, "those apprehended");
    if (arrested) {
      add(token, token + 2, EventMention::Kind::Result, "", true);
      return true;
    }
    if (!words_.is(token, {"arrests", "seizures", "apprehensions", "detentions"})) return false;
    for (std::size_t i = token; i-- > 0 && token - i <= 3;) {
      if (words_.is(i, {"the", "these", "those"})) {
        add(token, token + 1, EventMention::Kind::Result, "", true);
        return true;
      }
      if (!words_.word(i)) return false;
    }
    return false;
  }

  /// "It was conducted by": the operation when the sentence before speaks of one.
  bool pronoun_at(std::size_t token) {
    if (words_.at(token) != "it" || words_.sentence_begin(token) != token) return false;
    const bool fits =
        words_.any_phrase_at(
            token + 1, {"ran", "targeted", "lasted", "began", "ended", "took place", "was aimed",
                        "was conducted", "was led", "was run", "was carried out", "was launched",
                        "resulted", "netted", "focused"}) > 0;
    if (!fits) return false;
    add(token, token + 1, EventMention::Kind::Pronoun, "", false);
    return true;
  }

  const Words& words_;
  const DocumentEntities& entities_;
  std::vector<bool> taken_;
  std::vector<bool> in_capitals_;                       // by sentence
  std::unordered_map<std::string, std::string> names_;  // as first written, by key
  std::vector<EventMention> mentions_;
};

}  // namespace

std::string operation_key(std::string_view name) {
  std::string key = normalise_key(name);
  key.erase(std::remove(key.begin(), key.end(), '"'), key.end());
  if (key.starts_with("operation ")) key.erase(0, 10);
  if (key.ends_with(" operation")) key.erase(key.size() - 10);
  return key;
}

bool is_event_noun(std::string_view low) {
  static const WordSet words = {
      "operation", "operations", "raid",    "raids",       "sweep",         "sweeps",
      "crackdown", "crackdowns", "roundup", "roundups",    "round-up",      "sting",
      "stings",    "bust",       "busts",   "takedown",    "takedowns",     "dragnet",
      "action",    "actions",    "effort",  "efforts",     "initiative",    "initiatives",
      "surge",     "campaign",   "patrols", "inspections", "investigation", "mission"};
  return words.contains(low);
}

std::vector<EventMention> find_event_mentions(const Words& words,
                                              const DocumentEntities& entities) {
  return MentionFinder(words, entities).run();
}

}  // namespace onrecord
