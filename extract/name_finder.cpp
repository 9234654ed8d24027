// Names, first version: gazetteers and regular forms decide, and where neither does, capitals with
// a given name, a title or a tell-tale neighbour. "Boston Mayor Ann Roe of the Kent County
// Sheriff’s Office" has the place Boston, the person Ann Roe and an agency. Not handled: people
// whose given name is in no list and who never have a title or say anything; organizations without
// any of the forms. A learned tagger is to take the place of the guesses (full_names,
// organizations, speakers).

#include "extract/name_finder.h"

#include <algorithm>
#include <unordered_map>

#include "extract/utf8.h"

namespace onrecord {
namespace {

const WordSet& inner_words() {
  static const WordSet set = {"of",  "the", "for", "and", "de",  "la", "del", "da", "di",
                              "los", "las", "van", "von", "bin", "al", "el",  "&",  "on"};
  return set;
}

const WordSet& plain_words() {
  static const WordSet set = {
      "the",     "a",         "an",        "this",      "that",        "these",     "those",
      "he",      "she",       "it",        "they",      "we",          "i",         "you",
      "his",     "her",       "its",       "their",     "our",         "my",        "your",
      "in",      "on",        "at",        "by",        "for",         "from",      "with",
      "of",      "to",        "as",        "but",       "and",         "or",        "if",
      "when",    "while",     "after",     "before",    "since",       "because",   "although",
      "though",  "however",   "meanwhile", "further",   "also",        "there",     "here",
      "what",    "who",       "where",     "why",       "how",         "which",     "one",
      "two",     "three",     "some",      "many",      "most",        "more",      "all",
      "no",      "not",       "yes",       "both",      "each",        "every",     "another",
      "other",   "such",      "among",     "during",    "under",       "over",      "about",
      "between", "asked",     "according", "last",      "local",       "federal",   "state",
      "city",    "county",    "police",    "officials", "authorities", "residents", "critics",
      "monday",  "tuesday",   "wednesday", "thursday",  "friday",      "saturday",  "sunday",
      "january", "february",  "march",     "april",     "may",         "june",      "july",
      "august",  "september", "october",   "november",  "december",    "jan.",      "feb.",
      "mar.",    "apr.",      "aug.",      "sept.",     "sep.",        "oct.",      "nov.",
      "dec.",    "english",   "spanish",   "god"};
  return set;
}

}  // namespace

NameFinder::NameFinder(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon)
    : words_(words), gazetteer_(gazetteer), lexicon_(lexicon), taken_(words.size()) {
  views_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) views_.push_back(words.analysis().word(i));
}

bool NameFinder::free(std::size_t first, std::size_t end) const {
  return end <= taken_.size() &&
         std::none_of(taken_.begin() + static_cast<std::ptrdiff_t>(first),
                      taken_.begin() + static_cast<std::ptrdiff_t>(end), [](bool t) { return t; });
}

void NameFinder::claim(std::size_t first, std::size_t end, EntityType type, double confidence,
                       std::optional<BodyIndex> body, std::optional<PlaceIndex> place) {
  std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(first),
            taken_.begin() + static_cast<std::ptrdiff_t>(end), true);
  NameMention mention;
  mention.span = words_.span(first, end);
  mention.type = type;
  mention.body = body;
  mention.place = place;
  mention.confidence = confidence;
  found_.push_back({first, end, mention});
}

std::span<const std::string_view> NameFinder::sentence_words(std::size_t at,
                                                             std::size_t& offset) const {
  const std::size_t begin = words_.sentence_begin(at), end = words_.sentence_end(at);
  offset = at - begin;
  return std::span(views_).subspan(begin, end - begin);
}

std::optional<GazetteerMatch> NameFinder::gazetteer_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_match(sentence, offset);
}

std::optional<BodyPatternMatch> NameFinder::pattern_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_pattern(sentence, offset);
}

std::optional<TitleMatch> NameFinder::title_at(std::size_t at) const {
  std::size_t offset = 0;
  const auto sentence = sentence_words(at, offset);
  return gazetteer_.longest_title(sentence, offset);
}

bool NameFinder::starts_sentence(std::size_t at) const {
  if (at == words_.sentence_begin(at)) return true;
  return words_.quote_mark(at - 1) || words_.is(at - 1, {":", "—", "–", "-"});
}

bool NameFinder::plain_word(std::size_t at) const { return plain_words().contains(words_.at(at)); }

std::size_t NameFinder::capital_run(std::size_t at) const {
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at;
  while (end < limit) {
    if (words_.capital(end)) {
      ++end;
      continue;
    }
    std::size_t next = end;
    while (next < limit && next - end < 2 &&
           (inner_words().contains(words_.at(next)) || words_.possessive(next))) {
      ++next;
    }
    if (next == end || next >= limit || !words_.capital(next)) break;
    end = next;
  }
  return end;
}

/// Whether the sentence of a token is a headline in capitals, where "WHO" is a word.
bool NameFinder::shouted(std::size_t at) const {
  std::size_t shouted = 0, all = 0;
  for (std::size_t i = words_.sentence_begin(at); i < words_.sentence_end(at); ++i) {
    if (!words_.word(i) || views_[i].size() < 2) continue;
    ++all;
    shouted += all_capitals(views_[i]);
  }
  return all > 1 && shouted * 10 > all * 7;
}

bool NameFinder::is_wide(PlaceIndex place) const {
  const PlaceKind kind = gazetteer_.place(place).kind;
  return kind == PlaceKind::State || kind == PlaceKind::Country;
}

/// "Operation Clear Water" and "the “Clear Water” operation": the words of an operation's name name
/// nobody else.
void NameFinder::reserve_operations() {
  const auto take = [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) taken_[i] = true;
    if (first < end) operations_.insert(words_.text(first, end));
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (views_[i] == "Operation" && words_.capital(i + 1) && i + 1 < words_.sentence_end(i)) {
      take(i + 1, std::min(capital_run(i + 1), i + 5));
    }
    if (words_.at(i) == "operation" && i > 2 && words_.quote_mark(i - 1)) {
      std::size_t first = i - 1;
      while (first > words_.sentence_begin(i) && i - first < 7 && !words_.quote_mark(first - 1)) {
        --first;
      }
      take(first, i - 1);
    }
  }
}

/// Whether a word has its capital from its place: "Reading is hard", where Reading is a town, too.
bool NameFinder::may_be_opener(std::size_t at) const {
  if (!starts_sentence(at)) return false;
  const std::optional<GazetteerMatch> match = gazetteer_at(at);
  return match && (match->other.word || match->other.given_name);
}

void NameFinder::known_again() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.first < b.first; });
  // The first mention by surname, by acronym in brackets, and by the first word of a whole name.
  std::unordered_map<std::string_view, std::size_t> surnames, acronyms, openings;
  for (std::size_t k = 0; k < found_.size(); ++k) {
    const Found& f = found_[k];
    if (f.mention.type == EntityType::Person) {
      std::size_t last = f.end - 1;
      while (last > f.first && words_.is(last, {"jr.", "sr.", "ii", "iii", "iv"})) --last;
      surnames.try_emplace(views_[last], k);
    } else if (f.mention.type != EntityType::Place && words_.at(f.end) == "(" &&
               words_.at(f.end + 2) == ")" && all_capitals(views_[f.end + 1])) {
      acronyms.try_emplace(views_[f.end + 1], k);
    }
    if (f.mention.known_as.empty()) openings.try_emplace(words_.at(f.first), k);
  }
  const auto look_up = [&](const auto& table, std::string_view word) -> const Found* {
    const auto it = table.find(word);
    return it == table.end() ? nullptr : &found_[it->second];
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (taken_[i] || !words_.capital(i) || plain_word(i)) continue;
    const Found* same = look_up(openings, words_.at(i));
    std::size_t end = i + 1;
    if (same) {
      const std::size_t length = same->end - same->first;
      bool whole = i + length <= words_.sentence_end(i) && free(i, i + length);
      for (std::size_t k = 0; whole && k < length; ++k) {
        whole = words_.at(i + k) == words_.at(same->first + k) &&
                words_.capital(i + k) == words_.capital(same->first + k);
      }
      // A place that shares its name with a surname of the text stays that person's.
      const bool place = same->mention.type == EntityType::Place && length == 1;
      if (place && (surnames.contains(views_[i]) || may_be_opener(i))) whole = false;
      if (same->mention.type == EntityType::Place && whole) whole = stands_alone(i, i + length);
      if (whole) end = i + length;
      if (!whole) same = nullptr;
    }
    if (!same) same = look_up(surnames, views_[i]);
    if (!same) same = look_up(acronyms, views_[i]);
    if (!same) continue;
    const NameMention mention = same->mention;  // claim() may move what `same` points to
    claim(i, end, mention.type, 0.9, mention.body, mention.place);
  }
}

std::vector<NameMention> NameFinder::take() {
  std::sort(found_.begin(), found_.end(),
            [](const Found& a, const Found& b) { return a.first < b.first; });
  std::vector<NameMention> mentions;
  mentions.reserve(found_.size());
  for (const Found& f : found_) mentions.push_back(f.mention);
  return mentions;
}

std::vector<NameMention> find_names(const Words& words, const Gazetteer& gazetteer,
                                    const Lexicon& lexicon, const ModelReading* reading) {
  NameFinder finder(words, gazetteer, lexicon);
  finder.reserve_operations();
  finder.party_tags();
  finder.county_lists();
  finder.bodies();
  finder.definitions();
  finder.full_names();
  finder.places(reading);
  finder.organizations();
  if (reading != nullptr) finder.read(*reading);
  finder.known_again();
  finder.speakers();
  return finder.take();
}

}  // namespace onrecord
