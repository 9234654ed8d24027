// Names of people: a given name or a title before a surname ("Ann Roe", "Sheriff Roe"), a title
// after a name that no list knows ("Roe, the harbor captain"), a capitalised name beside a verb of
// saying. Not handled: people whose given name is in no list and who never have a title or say
// anything.

#include <algorithm>

#include "extract/name_finder.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

const WordSet& landmarks() {
  static const WordSet set = {"avenue",  "street",  "river",    "road",   "lake",     "bay",
                              "creek",   "park",    "bridge",   "center", "centre",   "boulevard",
                              "highway", "island",  "hills",    "valley", "square",   "beach",
                              "harbor",  "airport", "mountain", "school", "hospital", "hall",
                              "day",     "act"};
  return set;
}

bool is_initial(std::string_view word) {
  return word.size() >= 2 && word.size() <= 5 && word.back() == '.' &&
         is_upper(character_at(word, 0).value) && (word.size() == 2 || word[1] == '.');
}

}  // namespace

/// Whether a token is a given name, with or without its accents.
bool NameFinder::is_given(std::size_t at) const {
  if (gazetteer_.female_probability(views_[at])) return true;
  const bool ascii = std::all_of(views_[at].begin(), views_[at].end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 128; });
  return !ascii && gazetteer_.female_probability(fold_for_search(views_[at])).has_value();
}

/// "Virginia [Governor] Glenn": a title that a name follows ends the name before it.
bool NameFinder::title_before_name(std::size_t at) const {
  const std::optional<TitleMatch> title = title_at(at);
  const std::size_t after = title ? at + title->words : at;
  return title && after < words_.sentence_end(at) && words_.capital(after);
}

/// One past the nickname that begins at `at` within a name, or `at`: 'Calvin ["Duke"] Mabry',
/// "William [(Bill)] Hart".
std::size_t NameFinder::nickname_end(std::size_t at) const {
  const bool bracket = words_.at(at) == "(";
  if (!bracket && !words_.quote_mark(at)) return at;
  std::size_t end = at + 1;
  while (end < at + 4 && words_.capital(end) && !plain_word(end) &&
         (views_[end].size() > 1 && !(views_[end].size() < 5 && all_capitals(views_[end])))) {
    ++end;
  }
  const bool closed = bracket ? words_.at(end) == ")" : words_.quote_mark(end);
  const bool goes_on = end + 1 < words_.sentence_end(at) && words_.capital(end + 1) &&
                       !plain_word(end + 1) && !taken_[end + 1];
  return end > at + 1 && closed && goes_on ? end + 1 : at;
}

/// One past the person's name that begins at `at`, or `at`.
std::size_t NameFinder::person_end(std::size_t at, bool after_title) const {
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at, names = 0, nickname = 0;
  while (end < limit && end - at - nickname < 5) {
    if (taken_[end]) break;
    const std::string_view word = views_[end];
    if (const std::size_t past = nickname_end(end); names > 0 && nickname == 0 && past > end) {
      nickname = past - end;
      end = past;
      continue;
    }
    const bool particle = end > at &&
                          words_.is(end, {"de", "la", "del", "da", "di", "van", "von", "der", "bin",
                                          "al", "el", "dos", "st."}) &&
                          (words_.capital(end + 1) || words_.capital(end + 2));
    if (particle || is_initial(word)) {
      ++end;
      continue;
    }
    if (words_.is(end, {"jr.", "sr.", "ii", "iii", "iv"}) && end > at) {
      ++end;
      break;
    }
    if (!words_.capital(end) || (end == at && plain_word(end))) break;
    if (end > at && (plain_word(end) || title_before_name(end))) break;
    if (end > at && word.size() > 2 && all_capitals(word)) break;
    ++names;
    ++end;
    if (names == 3) break;
  }
  while (end > at && (is_initial(views_[end - 1]) || !words_.capital(end - 1))) --end;
  const std::size_t least = after_title ? 1 : 2;
  return names >= least ? end : at;
}

/// "Teodora Roe, spokeswoman", "Roe, the harbor captain", or a name on a line above a title: a name
/// that no list knows but that a title follows. One past it, or `at`.
std::size_t NameFinder::titled_name_end(std::size_t at) const {
  if (plain_word(at) || all_capitals(views_[at])) return at;
  const std::size_t limit = words_.sentence_end(at);
  std::size_t end = at;
  while (end < limit && words_.capital(end) && !taken_[end] && end - at < 4) ++end;
  if (end - at > 3 || landmarks().contains(words_.at(end - 1)) || title_at(end - 1)) return at;
  const std::optional<GazetteerMatch> known = gazetteer_at(at);
  if (known && (known->body || at + known->words >= end)) return at;
  std::size_t next = end;
  const bool line = at == words_.sentence_begin(at) && end == limit && end < words_.size();
  if (!line) {
    if (words_.at(next) != "," || next + 1 >= limit) return at;
    ++next;
    if (words_.is(next, {"a", "an", "the"})) ++next;
  } else if (end - at < 2) {
    return at;
  }
  const std::size_t stop = words_.sentence_end(next);
  for (std::size_t i = next; i < stop && i < next + 4; ++i) {
    if (!words_.word(i)) break;
    const std::optional<TitleMatch> title = title_at(i);
    const bool position = title && title->title.kind != TitleKind::Honorific;
    if (position && (words_.capital(i) == words_.capital(next) || line)) return end;
  }
  return at;
}

void NameFinder::full_names() {
  for (std::size_t i = 0; i < words_.size();) {
    if (taken_[i] || !words_.capital(i)) {
      ++i;
      continue;
    }
    const std::optional<GazetteerMatch> known = gazetteer_at(i);
    if (known && known->words > 1 && !known->places.empty() &&
        (!is_given(i) || person_end(i, false) <= i + known->words)) {
      i += known->words;
      continue;
    }
    const std::optional<TitleMatch> title = title_at(i);
    const bool first_initial = is_initial(views_[i]) && words_.capital(i + 1);
    const bool given = !plain_word(i) && (first_initial || is_given(i)) &&
                       !(i > words_.sentence_begin(i) && words_.at(i - 1) == "the") &&
                       !(known && !known->places.empty() && is_wide(known->places.front()));
    if (title && !given) {
      const std::size_t at = i + title->words;
      const bool same = at < words_.sentence_end(i) && words_.capital(at) && !title_at(at);
      const std::size_t end = same ? person_end(at, true) : at;
      const std::optional<GazetteerMatch> match = same ? gazetteer_at(at) : std::nullopt;
      const bool place = match && at + match->words >= end && !match->other.any();
      if (end > at && !place) claim(at, end, EntityType::Person, end - at > 1 ? 0.95 : 0.85);
      i = std::max(i + 1, end > at ? end : at);
      continue;
    }
    const std::size_t titled = given ? i : titled_name_end(i);
    if (titled > i) {
      claim(i, titled, EntityType::Person, titled - i > 1 ? 0.85 : 0.7);
      i = titled;
      continue;
    }
    if (given) {
      const std::optional<GazetteerMatch> match = gazetteer_at(i);
      const std::size_t end = person_end(i, first_initial);
      const bool place = match && i + match->words >= end;
      const bool ground = end > i && landmarks().contains(words_.at(end - 1));
      if (end > i && !place && !ground) {
        claim(i, end, EntityType::Person, 0.9);
        i = end;
        continue;
      }
    }
    ++i;
  }
}

void NameFinder::speakers() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (taken_[i] || !words_.capital(i) || plain_word(i) || all_capitals(views_[i])) continue;
    const bool head_noun = lexicon_.head(words_.at(i)) > 0 || lexicon_.cue(words_.at(i)) > 0.05 ||
                           lexicon_.finite(words_.at(i)) > 0.3;
    std::size_t end = i;
    while (end < words_.sentence_end(i) && words_.capital(end) && !taken_[end] && end - i < 3)
      ++end;
    const bool opener = starts_sentence(i) && end == i + 1;
    const bool on_ground =
        landmarks().contains(words_.at(end - 1)) ||
        (i > words_.sentence_begin(i) &&
         words_.is(i - 1, {"on", "in", "at", "near", "of", "the", "from", "for"}));
    if (head_noun || (opener && words_.at(i).ends_with('s')) || title_at(i) || on_ground) {
      continue;
    }
    const auto strong = [&](std::size_t at) {
      return !words_.capital(at) && lexicon_.cue(words_.at(at)) >= 0.8;
    };
    const bool after = i > words_.sentence_begin(i) && strong(i - 1) &&
                       (end == words_.sentence_end(i) || !words_.word(end));
    if (strong(end) || after) {
      claim(i, end, EntityType::Person, 0.6);
      i = end;
    }
  }
}

}  // namespace onrecord
