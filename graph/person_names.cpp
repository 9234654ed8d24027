#include "graph/person_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/entity.h"

namespace onrecord {

namespace {

// Common English short forms, sorted by the short one.
constexpr std::pair<std::string_view, std::string_view> kShortForms[] = {
    {"abby", "abigail"},    {"al", "albert"},         {"alex", "alexander"},
    {"andy", "andrew"},     {"angie", "angela"},      {"annie", "ann"},
    {"art", "arthur"},      {"barb", "barbara"},      {"becky", "rebecca"},
    {"ben", "benjamin"},    {"bernie", "bernard"},    {"beth", "elizabeth"},
    {"betsy", "elizabeth"}, {"betty", "elizabeth"},   {"bev", "beverly"},
    {"bill", "william"},    {"billy", "william"},     {"bob", "robert"},
    {"bobby", "robert"},    {"brad", "bradley"},      {"cathy", "catherine"},
    {"charlie", "charles"}, {"chris", "christopher"}, {"chuck", "charles"},
    {"cindy", "cynthia"},   {"connie", "constance"},  {"dan", "daniel"},
    {"danny", "daniel"},    {"dave", "david"},        {"deb", "deborah"},
    {"debbie", "deborah"},  {"dick", "richard"},      {"don", "donald"},
    {"doug", "douglas"},    {"drew", "andrew"},       {"ed", "edward"},
    {"eddie", "edward"},    {"fran", "frances"},      {"frank", "francis"},
    {"fred", "frederick"},  {"gabe", "gabriel"},      {"gene", "eugene"},
    {"geoff", "geoffrey"},  {"ginny", "virginia"},    {"greg", "gregory"},
    {"hank", "henry"},      {"harry", "harold"},      {"jack", "john"},
    {"jake", "jacob"},      {"jeff", "jeffrey"},      {"jen", "jennifer"},
    {"jenny", "jennifer"},  {"jerry", "gerald"},      {"jim", "james"},
    {"jimmy", "james"},     {"joe", "joseph"},        {"joey", "joseph"},
    {"johnny", "john"},     {"jon", "jonathan"},      {"josh", "joshua"},
    {"judy", "judith"},     {"kate", "katherine"},    {"kathy", "katherine"},
    {"katie", "katherine"}, {"ken", "kenneth"},       {"kenny", "kenneth"},
    {"kim", "kimberly"},    {"larry", "lawrence"},    {"len", "leonard"},
    {"liz", "elizabeth"},   {"lou", "louis"},         {"maggie", "margaret"},
    {"marty", "martin"},    {"matt", "matthew"},      {"max", "maxwell"},
    {"meg", "margaret"},    {"mel", "melvin"},        {"mike", "michael"},
    {"mitch", "mitchell"},  {"nancy", "ann"},         {"nate", "nathaniel"},
    {"ned", "edward"},      {"nick", "nicholas"},     {"pam", "pamela"},
    {"pat", "patrick"},     {"patty", "patricia"},    {"peggy", "margaret"},
    {"pete", "peter"},      {"phil", "philip"},       {"ray", "raymond"},
    {"rich", "richard"},    {"rick", "richard"},      {"rob", "robert"},
    {"robbie", "robert"},   {"ron", "ronald"},        {"ronnie", "ronald"},
    {"rudy", "rudolph"},    {"russ", "russell"},      {"sally", "sarah"},
    {"sam", "samuel"},      {"sandy", "sandra"},      {"steve", "steven"},
    {"stu", "stuart"},      {"sue", "susan"},         {"susie", "susan"},
    {"suzy", "susan"},      {"ted", "theodore"},      {"terry", "terrence"},
    {"tim", "timothy"},     {"tina", "christina"},    {"toby", "tobias"},
    {"tom", "thomas"},      {"tommy", "thomas"},      {"tony", "anthony"},
    {"val", "valerie"},     {"vic", "victor"},        {"vince", "vincent"},
    {"walt", "walter"},     {"wes", "wesley"},        {"will", "william"},
    {"zach", "zachary"},
};

// One spelling of formal names that are written in several ways.
constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
    {"anne", "ann"},          {"catherine", "katherine"}, {"geoffrey", "jeffrey"},
    {"kathryn", "katherine"}, {"phillip", "philip"},      {"sara", "sarah"},
    {"stephen", "steven"},    {"terence", "terrence"},
};

template <std::size_t N>
std::string_view look_up(const std::pair<std::string_view, std::string_view> (&table)[N],
                         std::string_view word) {
  const auto row = std::find_if(std::begin(table), std::end(table),
                                [&](const auto& pair) { return pair.first == word; });
  return row == std::end(table) ? word : row->second;
}

constexpr std::array<std::string_view, 7> kSuffixes = {"jr", "sr", "ii", "iii", "iv", "v", "esq"};
constexpr std::array<std::string_view, 14> kParticles = {
    "de", "la", "del", "della", "di", "da", "dos", "van", "von", "der", "den", "bin", "al", "el"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_quoted(std::string_view word) {
  for (const std::string_view mark : {"\"", "“", "'", "‘", "("}) {
    if (word.size() > mark.size() + 1 && word.starts_with(mark)) return true;
  }
  return false;
}

/// The words of a name around blanks; with `hyphens` also around those.
std::vector<std::string> folded_words(std::string_view text, bool hyphens) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    std::string folded = fold_for_search(word);
    std::erase_if(folded, [](char c) {
      return c == '\'' || c == '"' || c == ',' || c == '(' || c == ')' || c == ' ';
    });
    if (!folded.empty()) words.push_back(std::move(folded));
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || (hyphens && c == '-')) {
      finish();
    } else {
      word += c;
    }
  }
  finish();
  return words;
}

bool is_initial(std::string_view word) { return word.size() == 1; }

/// "r" and "robert".
bool initial_agrees(std::string_view a, std::string_view b) {
  return (is_initial(a) || is_initial(b)) && a.front() == b.front();
}

std::string_view formal(std::string_view given) {
  return look_up(kSpellings, look_up(kShortForms, given));
}

bool agree(const std::vector<std::string>& nicknames, const std::string& given) {
  return std::any_of(nicknames.begin(), nicknames.end(), [&](const std::string& nickname) {
    return nickname == given || formal(nickname) == formal(given);
  });
}

NamesAlike compare_given(const PersonName& a, const PersonName& b) {
  const std::string &x = a.given.front(), &y = b.given.front();
  if (x == y && !is_initial(x)) return NamesAlike::Same;
  if (!is_initial(x) && !is_initial(y)) {
    const bool short_form =
        formal(x) == formal(y) || agree(a.nicknames, y) || agree(b.nicknames, x);
    return short_form ? NamesAlike::ShortForm : NamesAlike::No;
  }
  if (x == y)
    return a.given.size() > 1 && b.given.size() > 1 ? NamesAlike::Same : NamesAlike::Initials;
  if (initial_agrees(formal(x), formal(y)) || initial_agrees(x, y)) return NamesAlike::Initials;
  return NamesAlike::No;
}

}  // namespace

PersonName parse_person_name(std::string_view name) {
  PersonName parsed;
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    if (end > begin) words.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  std::vector<std::string_view> plain;
  for (const std::string_view word : words) {
    if (is_quoted(word)) {
      std::string folded = fold_for_search(word);
      for (const std::string_view mark : {"\"", "“", "”", "'", "(", ")"}) {
        for (std::size_t at; (at = folded.find(mark)) != std::string::npos;) {
          folded.erase(at, mark.size());
        }
      }
      if (!folded.empty()) parsed.nicknames.push_back(std::move(folded));
    } else {
      plain.push_back(word);
    }
  }
  while (plain.size() > 1) {
    const std::vector<std::string> last = folded_words(plain.back(), false);
    if (last.size() != 1 || !is_one_of(kSuffixes, last.front())) break;
    parsed.suffix = last.front();
    plain.pop_back();
  }
  if (plain.empty()) return parsed;
  parsed.surname = folded_words(plain.back(), true);
  plain.pop_back();
  while (!plain.empty() && is_one_of(kParticles, fold_for_search(plain.back())) &&
         plain.size() > 1) {
    plain.pop_back();
  }
  for (const std::string_view word : plain) {
    // "R.J." is two initials.
    const std::vector<std::string> folded = folded_words(word, false);
    if (folded.size() != 1) continue;
    const bool initials = word.find('.') != std::string_view::npos && folded.front().size() == 2;
    if (initials) {
      for (const char letter : folded.front()) parsed.given.emplace_back(1, letter);
    } else {
      parsed.given.push_back(folded.front());
    }
  }
  return parsed;
}

std::string_view formal_given_name(std::string_view given) { return formal(given); }

NameComparison compare(const PersonName& a, const PersonName& b) {
  NameComparison result;
  if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix) return result;
  result.suffix_one_sided = a.suffix.empty() != b.suffix.empty();
  const bool same_surname = a.surname == b.surname;
  const bool shares_part = std::find_first_of(a.surname.begin(), a.surname.end(), b.surname.begin(),
                                              b.surname.end()) != a.surname.end();
  if (!same_surname && !shares_part) return result;
  result.double_surname = same_surname && a.surname.size() > 1;
  const NamesAlike given = compare_given(a, b);
  if (given == NamesAlike::No) return result;
  if (a.given.size() > 1 && b.given.size() > 1) {
    const std::string &x = a.given[1], &y = b.given[1];
    result.middle_agrees = x == y || initial_agrees(x, y);
    if (!result.middle_agrees) return result;
  }
  // Two double surnames that share a part are two families.
  if (!same_surname && a.surname.size() > 1 && b.surname.size() > 1) return result;
  result.alike = same_surname ? given : std::min(given, NamesAlike::Part);
  return result;
}

std::vector<std::string> blocking_keys(const PersonName& name) {
  std::vector<std::string> keys;
  std::vector<std::string_view> firsts = {formal(name.given.front())};
  for (const std::string& nickname : name.nicknames) firsts.push_back(formal(nickname));
  for (const std::string& part : name.surname) {
    for (const std::string_view first : firsts) {
      std::string key = part + '|';
      key += first.front();
      keys.push_back(std::move(key));
    }
  }
  // "William" is "Bill" too, but "B. Roe" may be "Bill Roe": an initial stands for what is written.
  if (name.given.front().front() != firsts.front().front()) {
    for (const std::string& part : name.surname) {
      keys.push_back(part + '|' + name.given.front().front());
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace onrecord
