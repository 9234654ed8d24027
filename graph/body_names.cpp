#include "graph/body_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/entity.h"

namespace onrecord {

namespace {

constexpr std::array<std::string_view, 4> kSilent = {"the", "of", "and", "for"};

constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
    {"assn", "association"},   {"co", "company"},      {"corp", "corporation"},
    {"dept", "department"},    {"govt", "government"}, {"inc", "incorporated"},
    {"intl", "international"}, {"ltd", "limited"},     {"natl", "national"},
    {"sheriffs", "sheriff"},   {"univ", "university"},
};

// Words that name a form and are left out when a name is told a second time.
constexpr std::array<std::string_view, 12> kForms = {
    "company", "corporation", "incorporated", "limited", "llc",   "llp",
    "plc",     "county",      "city",         "us",      "state", "department"};

constexpr std::array<std::string_view, 13> kLocal = {
    "sheriff", "police", "county", "city",  "town",       "village", "municipal",
    "fire",    "school", "mayor",  "clerk", "prosecutor", "borough"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_acronym(std::string_view name) {
  std::size_t letters = 0;
  for (const char c : name) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters >= 2 && letters <= 6;
}

std::string spelled(std::string word) {
  if (word.ends_with("'s")) word.resize(word.size() - 2);
  std::erase_if(word, [](char c) { return c == '\'' || c == ',' || c == '"'; });
  for (const auto& [short_form, full] : kSpellings) {
    if (word == short_form) return std::string(full);
  }
  return word;
}

std::vector<std::string> telling(const BodyName& name) {
  std::vector<std::string> words;
  for (const std::string& word : name.words) {
    if (!is_one_of(kForms, word)) words.push_back(word);
  }
  return words;
}

/// Whether the words stand in the other name in this order, and both begin with the same one.
bool is_part(const std::vector<std::string>& words, const std::vector<std::string>& whole) {
  constexpr std::size_t kShortest = 5;  // letters of a word that is a name by itself
  if (words.empty() || words.size() == whole.size() || words.front() != whole.front()) return false;
  if (words.size() == 1 && words.front().size() < kShortest) return false;
  auto at = whole.begin();
  for (const std::string& word : words) {
    at = std::find(at, whole.end(), word);
    if (at == whole.end()) return false;
    ++at;
  }
  return true;
}

std::string join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += word + ' ';
  return joined;
}

}  // namespace

BodyName parse_body_name(std::string_view name) {
  BodyName parsed;
  const std::string folded = fold_for_search(name);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    std::string word = spelled(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty() || is_one_of(kSilent, word)) continue;
    parsed.letters += word.front();
    parsed.words.push_back(std::move(word));
  }
  if (is_acronym(name) && parsed.words.size() == 1) parsed.acronym = parsed.words.front();
  return parsed;
}

BodiesAlike compare(const BodyName& a, const BodyName& b) {
  if (a.words.empty() || b.words.empty()) return BodiesAlike::No;
  if (a.words == b.words) return BodiesAlike::Same;
  const auto stands_for = [](const BodyName& x, const BodyName& y) {
    return !x.acronym.empty() && y.words.size() > 1 && x.acronym == y.letters;
  };
  if (stands_for(a, b) || stands_for(b, a)) return BodiesAlike::Acronym;
  const std::vector<std::string> x = telling(a), y = telling(b);
  if (x.size() > 1 && x == y) return BodiesAlike::Short;
  const bool part = x.size() < y.size() ? is_part(x, y) : is_part(y, x);
  return part && a.acronym.empty() && b.acronym.empty() ? BodiesAlike::Part : BodiesAlike::No;
}

std::vector<std::string> blocking_keys(const BodyName& name) {
  std::vector<std::string> keys;
  if (name.words.empty()) return keys;
  keys.push_back(join(name.words));
  const std::vector<std::string> words = telling(name);
  if (words.size() > 1) keys.push_back(join(words));
  if (!words.empty() && name.acronym.empty()) keys.push_back(words.front() + '+');
  if (!name.acronym.empty()) keys.push_back('*' + name.acronym);
  if (name.words.size() > 1 && name.letters.size() <= 6) keys.push_back('*' + name.letters);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool is_local_form(const BodyName& name) {
  return std::any_of(name.words.begin(), name.words.end(),
                     [](const std::string& word) { return is_one_of(kLocal, word); });
}

}  // namespace onrecord
