#include "graph/offices.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "graph/quote_words.h"
#include "model/entity.h"

namespace onrecord {
namespace {

using TitleWords = std::vector<std::string>;

/// Abbreviations and forms of one office.
std::string_view office_word(std::string_view word) {
  static const std::map<std::string_view, std::string_view> kSame = {
      {"sen", "senator"},
      {"rep", "representative"},
      {"gov", "governor"},
      {"lt", "lieutenant"},
      {"capt", "captain"},
      {"sgt", "sergeant"},
      {"gen", "general"},
      {"col", "colonel"},
      {"maj", "major"},
      {"cmdr", "commander"},
      {"det", "detective"},
      {"atty", "attorney"},
      {"dir", "director"},
      {"asst", "assistant"},
      {"dep", "deputy"},
      {"spokesman", "spokesperson"},
      {"spokeswoman", "spokesperson"},
      {"chairman", "chair"},
      {"chairwoman", "chair"},
      {"chairperson", "chair"},
      {"councilman", "councilor"},
      {"councilwoman", "councilor"},
      {"councilmember", "councilor"},
      {"congressman", "representative"},
      {"congresswoman", "representative"}};
  const auto found = kSame.find(word);
  return found == kSame.end() ? word : found->second;
}

bool tells_status(std::string_view word) {
  static const std::set<std::string_view> kWords = {"acting", "interim", "former", "ex", "then"};
  return kWords.contains(word);
}

/// Where the office itself begins: past "acting", "former", "candidate for".
std::size_t past_status(const std::vector<QuoteWord>& words) {
  std::size_t first = 0;
  while (first + 1 < words.size() && tells_status(words[first].key)) ++first;
  const bool hoped_for = first + 2 < words.size() && words[first + 1].key == "for" &&
                         (words[first].key == "candidate" || words[first].key == "nominee");
  return hoped_for ? first + 2 : first;
}

TitleWords words_of(const std::string& title) {
  const std::vector<QuoteWord> words = to_quote_words(title);
  TitleWords keys;
  for (std::size_t i = past_status(words); i < words.size(); ++i) {
    keys.emplace_back(office_word(words[i].key));
  }
  return keys;
}

std::string without_status(const std::string& title) {
  const std::vector<QuoteWord> words = to_quote_words(title);
  const std::size_t first = past_status(words);
  return first == 0 ? title : title.substr(words[first].span.begin);
}

std::set<std::string> name_words(const std::string& name) {
  std::set<std::string> words;
  for (const QuoteWord& word : to_quote_words(name)) words.insert(word.key);
  return words;
}

/// Tellings with the same words of the same entity.
struct Group {
  TitleWords words;
  std::optional<EntityId> at;
  std::set<std::string> at_words;
  std::vector<std::size_t> tellings;
};

bool only_names_body(const TitleWords& less, const TitleWords& more,
                     const std::set<std::string>& body) {
  if (body.empty() || less.empty() || more.size() <= less.size()) return false;
  const auto tail = static_cast<std::ptrdiff_t>(more.size() - less.size());
  return std::equal(less.begin(), less.end(), more.begin() + tail) &&
         std::all_of(more.begin(), more.begin() + tail,
                     [&](const std::string& word) { return body.contains(word); });
}

/// "deputy administrator" and "deputy administrator for labor".
bool goes_on(const TitleWords& less, const TitleWords& more) {
  static const std::set<std::string> kLinks = {"of", "for", "in", "at", "to"};
  if (less.empty() || more.size() <= less.size() || !kLinks.contains(more[less.size()])) {
    return false;
  }
  return std::equal(less.begin(), less.end(), more.begin());
}

bool titles_fit(const Group& a, const Group& b) {
  if (a.words == b.words) return true;
  const std::set<std::string>& body = a.at ? a.at_words : b.at_words;
  return goes_on(a.words, b.words) || goes_on(b.words, a.words) ||
         only_names_body(a.words, b.words, body) || only_names_body(b.words, a.words, body);
}

/// "Maple County" and "Maple County Sheriff's Office", for the same title.
bool named_after(const Group& a, const Group& b) {
  if (a.words != b.words || a.at_words.empty() || b.at_words.empty()) return false;
  return std::includes(a.at_words.begin(), a.at_words.end(), b.at_words.begin(),
                       b.at_words.end()) ||
         std::includes(b.at_words.begin(), b.at_words.end(), a.at_words.begin(), a.at_words.end());
}

std::vector<Group> group(std::span<const OfficeTelling> tellings,
                         const std::vector<std::size_t>& of_person) {
  std::map<std::pair<std::optional<EntityId>, TitleWords>, Group> groups;
  for (const std::size_t i : of_person) {
    const OfficeTelling& telling = tellings[i];
    Group& found = groups[{telling.at, words_of(telling.title)}];
    found.words = words_of(telling.title);
    found.at = telling.at;
    if (telling.at) found.at_words = name_words(telling.at_name);
    found.tellings.push_back(i);
  }
  std::vector<Group> list;
  list.reserve(groups.size());
  for (auto& [key, found] : groups) list.push_back(std::move(found));
  std::stable_sort(list.begin(), list.end(), [](const Group& a, const Group& b) {
    return std::tuple(b.at.has_value(), b.words.size()) <
           std::tuple(a.at.has_value(), a.words.size());
  });
  return list;
}

/// The groups of one person put together by office; those with an entity come first.
std::vector<std::vector<Group>> unite(std::vector<Group> groups) {
  std::vector<std::vector<Group>> offices;
  for (Group& one : groups) {
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < offices.size(); ++i) {
      const bool fits = std::any_of(offices[i].begin(), offices[i].end(), [&](const Group& other) {
        const bool same_body = one.at == other.at || !one.at || named_after(one, other);
        return same_body && titles_fit(one, other);
      });
      if (fits) fitting.push_back(i);
    }
    const bool clear = fitting.size() == 1 || (one.at && !fitting.empty());
    if (clear) {
      offices[fitting.front()].push_back(std::move(one));
    } else {
      offices.push_back({std::move(one)});
    }
  }
  return offices;
}

int rank_of(const std::string& status) {
  if (status == "candidate" || status == "nominee") return 0;
  if (status == "acting") return 1;
  return status == "former" ? 3 : 2;
}

std::string status_of(const OfficeTelling& telling) {
  return telling.status.empty() ? "current" : telling.status;
}

std::vector<OfficePeriod> periods_of(std::span<const OfficeTelling> tellings,
                                     std::vector<std::size_t> told) {
  const auto key = [&](std::size_t i) {
    const OfficeTelling& telling = tellings[i];
    return std::tuple(telling.evidence.date.year == 0, telling.evidence.date,
                      rank_of(telling.status), telling.evidence.document, telling.evidence.spans,
                      telling.statement);
  };
  std::sort(told.begin(), told.end(),
            [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<OfficePeriod> periods;
  for (const std::size_t i : told) {
    const std::string status = status_of(tellings[i]);
    const PartialDate& date = tellings[i].evidence.date;
    auto period = periods.end();
    if (date.year != 0) {
      if (!periods.empty() && periods.back().status == status) period = periods.end() - 1;
    } else {
      period = std::find_if(periods.begin(), periods.end(),
                            [&](const OfficePeriod& one) { return one.status == status; });
    }
    if (period == periods.end()) period = periods.insert(periods.end(), {status, {}, {}, {}});
    period->tellings.push_back(i);
    if (date.year == 0) continue;
    if (period->first.empty()) period->first = date;
    period->last = date;
  }
  return periods;
}

/// The wording that most documents use, then the one with most words, then by letters.
std::string best_title(std::span<const OfficeTelling> tellings,
                       const std::vector<std::size_t>& told) {
  std::map<std::string, std::set<DocumentId>> wordings;
  for (const std::size_t i : told) {
    wordings[without_status(tellings[i].title)].insert(tellings[i].evidence.document);
  }
  const std::string* best = nullptr;
  std::tuple<std::size_t, std::size_t> most;
  for (const auto& [wording, documents] : wordings) {
    const std::tuple use(documents.size(), words_of(wording).size());
    if (best != nullptr && use <= most) continue;
    best = &wording;
    most = use;
  }
  return best == nullptr ? std::string() : *best;
}

/// The entity that most documents name, then the smallest.
std::optional<EntityId> best_body(std::span<const OfficeTelling> tellings,
                                  const std::vector<std::size_t>& told) {
  std::map<EntityId, std::set<DocumentId>> bodies;
  for (const std::size_t i : told) {
    if (tellings[i].at) bodies[*tellings[i].at].insert(tellings[i].evidence.document);
  }
  std::optional<EntityId> best;
  std::size_t most = 0;
  for (const auto& [body, documents] : bodies) {
    if (documents.size() <= most) continue;
    most = documents.size();
    best = body;
  }
  return best;
}

Office make_office(std::span<const OfficeTelling> tellings, const std::vector<Group>& groups) {
  std::vector<std::size_t> told;
  for (const Group& one : groups) {
    told.insert(told.end(), one.tellings.begin(), one.tellings.end());
  }
  Office office;
  office.person = tellings[told.front()].person;
  office.at = best_body(tellings, told);
  office.title = best_title(tellings, told);
  std::set<DocumentId> documents;
  for (const std::size_t i : told) documents.insert(tellings[i].evidence.document);
  office.documents.assign(documents.begin(), documents.end());
  office.periods = periods_of(tellings, std::move(told));
  return office;
}

auto time_key(const Office& office) {
  const PartialDate& first = office.periods.front().first;
  return std::tuple(first.empty(), first, fold_for_search(office.title), office.person, office.at);
}

}  // namespace

std::vector<Office> unite_offices(std::span<const OfficeTelling> tellings) {
  std::map<EntityId, std::vector<std::size_t>> by_person;
  for (std::size_t i = 0; i < tellings.size(); ++i) by_person[tellings[i].person].push_back(i);
  std::vector<Office> offices;
  for (const auto& [person, of_person] : by_person) {
    for (const std::vector<Group>& groups : unite(group(tellings, of_person))) {
      offices.push_back(make_office(tellings, groups));
    }
  }
  std::sort(offices.begin(), offices.end(),
            [](const Office& a, const Office& b) { return time_key(a) < time_key(b); });
  return offices;
}

void sort_by_title(std::vector<Office>& offices) {
  const auto key = [](const Office& office) {
    return std::tuple(words_of(office.title), time_key(office));
  };
  std::sort(offices.begin(), offices.end(),
            [&](const Office& a, const Office& b) { return key(a) < key(b); });
}

}  // namespace onrecord
