#include "graph/likeness.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "graph/body_names.h"
#include "graph/person_names.h"

namespace onrecord {

namespace {

constexpr std::int32_t kShortWhile = 45;  // days
constexpr std::size_t kOften = 4;         // articles

using TermSet = std::vector<Term>;

TermSet shared(const TermSet& a, const TermSet& b) {
  TermSet both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

bool in_one_document(const Occurrences& all, const Profile& a, const Profile& b) {
  auto x = a.occurrences.begin(), y = b.occurrences.begin();
  while (x != a.occurrences.end() && y != b.occurrences.end()) {
    const std::uint32_t p = all[*x].document, q = all[*y].document;
    if (p == q) return true;
    p < q ? ++x : ++y;  // occurrences come by document
  }
  return false;
}

/// One comparison in the making.
class Comparison {
 public:
  Comparison(const Occurrences& all, const Profile& a, const Profile& b, bool explain)
      : all_(all), a_(a), b_(b), explain_(explain) {}

  std::optional<Likeness> run(EntityType type) {
    const bool possible = type == EntityType::Person      ? people()
                          : type == EntityType::Operation ? operations()
                                                          : bodies();
    if (!possible) return std::nullopt;
    for (const Clue& clue : likeness_.clues) {
      likeness_.log_odds += weight_of(clue.weight).log_odds * clue.value;
    }
    return std::move(likeness_);
  }

 private:
  void add(Weight weight, double value = 1.0, std::string what = {}) {
    likeness_.clues.push_back({weight, value, std::move(what)});
  }

  std::string text(const TermSet& terms) const {
    if (!explain_) return {};
    TermSet rarest = terms;
    std::stable_sort(rarest.begin(), rarest.end(), [&](Term x, Term y) {
      const double p = all_.terms().rarity(x), q = all_.terms().rarity(y);
      return p != q ? p > q : all_.terms().text(x) < all_.terms().text(y);
    });
    if (rarest.size() > 3) rarest.resize(3);
    std::string joined;
    for (const Term term : rarest) {
      if (!joined.empty()) joined += ", ";
      joined += all_.terms().text(term);
    }
    return joined;
  }

  std::string apart(const TermSet& a, const TermSet& b) const {
    return explain_ ? text(a) + " / " + text(b) : std::string();
  }

  /// A sum of what is shared, each by how rare it is; one number for all that.
  double weigh(const TermSet& terms) const {
    double sum = 0.0;
    for (const Term term : terms) sum += all_.terms().rarity(term);
    return std::log1p(sum);
  }

  void add_shared(Weight weight, const TermSet& terms) {
    if (!terms.empty()) add(weight, weigh(terms), text(terms));
  }

  bool people() {
    if (!person_names()) return false;
    if (in_one_document(all_, a_, b_)) {
      // A father and a son who are named in one article are two, whatever they share.
      const bool father_and_son =
          std::any_of(likeness_.clues.begin(), likeness_.clues.end(),
                      [](const Clue& clue) { return clue.weight == kSuffixOneSided; });
      if (father_and_son) return false;
      add(kOneDocument);
    }
    const TermSet heads = shared(a_[Trait::Offices], b_[Trait::Offices]);
    const TermSet bodies = shared(a_[Trait::Bodies], b_[Trait::Bodies]);
    const bool both_titled = !a_[Trait::Offices].empty() && !b_[Trait::Offices].empty();
    const bool both_placed = !a_[Trait::Bodies].empty() && !b_[Trait::Bodies].empty();
    if (!heads.empty() && !bodies.empty()) {
      add(kSameOffice, 1.0, explain_ ? text(heads) + ", " + text(bodies) : std::string());
    } else if (!bodies.empty()) {
      add(kSameBody, 1.0, text(bodies));
    } else if (!heads.empty() && both_placed && (!like_bodies() || in_other_regions())) {
      add(kTitleElsewhere, 1.0, apart(a_[Trait::Bodies], b_[Trait::Bodies]));
    } else if (!heads.empty()) {
      add(kSameTitle, 1.0, text(heads));
    } else if (both_titled) {
      add(kOtherOffice, 1.0, apart(a_[Trait::Offices], b_[Trait::Offices]));
    }
    // Who is in the news often is who is meant, unless much speaks against it.
    const std::size_t most = std::max(a_.occurrences.size(), b_.occurrences.size());
    if (likeness_.same_name && most > kOften) {
      add(kProminent, std::log(static_cast<double>(most) / kOften));
    }
    add_shared(kNeighbours, shared(a_[Trait::Neighbours], b_[Trait::Neighbours]));
    add_shared(kTopics, shared(a_[Trait::Topics], b_[Trait::Topics]));
    regions(Trait::Regions, kSameRegion, kOtherRegion);
    homes();
    return true;
  }

  /// Articles of two states tell two people apart if the people have to do with those states.
  void homes() {
    const TermSet &x = a_[Trait::Home], &y = b_[Trait::Home];
    if (x.empty() || y.empty()) return;
    const TermSet both = shared(x, y);
    if (!both.empty()) return add(kSameHome, 1.0, text(both));
    const auto placed = [](const Profile& one) {
      return !one[Trait::Offices].empty() || !one[Trait::Regions].empty();
    };
    add(kOtherHome, placed(a_) && placed(b_) ? 1.0 : 0.6, apart(x, y));
  }

  /// Whether states are told on both sides, and none is shared: there is a Jefferson County in
  /// many.
  bool in_other_regions() const {
    const auto differ = [&](Trait trait) {
      return !a_[trait].empty() && !b_[trait].empty() && shared(a_[trait], b_[trait]).empty();
    };
    return differ(Trait::Regions) || differ(Trait::Home);
  }

  /// Whether bodies on both sides may be one by their names.
  bool like_bodies() const {
    for (const Term x : a_[Trait::Bodies]) {
      const BodyName name = parse_body_name(all_.terms().text(x));
      for (const Term y : b_[Trait::Bodies]) {
        const BodyName other = parse_body_name(all_.terms().text(y));
        if (compare(name, other) != BodiesAlike::No) return true;
      }
    }
    return false;
  }

  bool person_names() {
    std::optional<NameComparison> best;
    Term one = 0, other = 0;
    for (const Term x : a_[Trait::Names]) {
      const PersonName p = parse_person_name(all_.terms().text(x));
      if (!p.whole()) continue;
      for (const Term y : b_[Trait::Names]) {
        const PersonName q = parse_person_name(all_.terms().text(y));
        if (!q.whole()) continue;
        const NameComparison found = compare(p, q);
        // A contradiction between any two of their names outweighs what the others share: "Ann B.
        // Roe", also "Ann Roe", is not "Ann C. Roe".
        const bool contradiction =
            found.alike == NamesAlike::No && p.surname == q.surname &&
            formal_given_name(p.given.front()) == formal_given_name(q.given.front());
        if (contradiction) return false;
        const auto rank = [](const NameComparison& c) {
          return std::tuple(c.alike, c.middle_agrees, !c.suffix_one_sided);
        };
        if (!best || rank(*best) < rank(found)) {
          best = found;
          one = x;
          other = y;
        }
      }
    }
    if (!best || best->alike == NamesAlike::No) return false;
    const Weight weight = best->alike == NamesAlike::Same        ? kPersonSame
                          : best->alike == NamesAlike::ShortForm ? kPersonShortForm
                          : best->alike == NamesAlike::Initials  ? kPersonInitials
                                                                 : kPersonPart;
    // With a Jr. beside a Sr., the plain name may be either's.
    likeness_.same_name = weight == kPersonSame && !best->suffix_one_sided;
    add(weight, 1.0, names(one, other));
    if (best->middle_agrees) add(kMiddleAgrees);
    if (best->double_surname) add(kDoubleSurname);
    if (best->suffix_one_sided) add(kSuffixOneSided);
    return true;
  }

  std::string names(Term a, Term b) const {
    if (!explain_) return {};
    return a == b ? all_.terms().text(a) : all_.terms().text(a) + " / " + all_.terms().text(b);
  }

  void regions(Trait trait, Weight same, Weight other) {
    regions(a_[trait], b_[trait], same, other);
  }

  void regions(const TermSet& x, const TermSet& y, Weight same, Weight other) {
    if (x.empty() || y.empty()) return;
    const TermSet both = shared(x, y);
    if (both.empty()) {
      add(other, 1.0, apart(x, y));
    } else {
      add(same, 1.0, text(both));
    }
  }

  std::optional<std::pair<BodiesAlike, std::pair<Term, Term>>> best_body_names() const {
    std::optional<std::pair<BodiesAlike, std::pair<Term, Term>>> best;
    for (const Term x : a_[Trait::Names]) {
      const BodyName p = parse_body_name(all_.terms().text(x));
      for (const Term y : b_[Trait::Names]) {
        const BodyName q = x == y ? p : parse_body_name(all_.terms().text(y));
        BodiesAlike found = compare(p, q);
        // One word alone, "Office", may be any body's; an acronym is a name.
        const bool short_word =
            (p.words.size() < 2 && p.acronym.empty()) || (q.words.size() < 2 && q.acronym.empty());
        const bool whole = x == y && a_[Trait::Names].size() + b_[Trait::Names].size() == 2;
        if (short_word && !whole && found != BodiesAlike::Part) continue;
        if (found == BodiesAlike::Same && !p.acronym.empty()) found = BodiesAlike::Acronym;
        const bool organization = all_[a_.occurrences.front()].type == EntityType::Organization &&
                                  all_[b_.occurrences.front()].type == EntityType::Organization;
        if (found == BodiesAlike::Part && !organization) continue;
        if (!best || best->first < found) best = {found, {x, y}};
      }
    }
    return best;
  }

  /// Whether both are called by one acronym, and one of them by its whole name too.
  bool shares_told_acronym() const {
    const TermSet both = shared(a_[Trait::Names], b_[Trait::Names]);
    const bool whole = a_[Trait::Names].size() + b_[Trait::Names].size() > 2 * both.size();
    return whole && std::any_of(both.begin(), both.end(), [&](Term name) {
             return !parse_body_name(all_.terms().text(name)).acronym.empty();
           });
  }

  /// Whether both sides tell what the acronym stands for, and it is not the same.
  bool told_apart() const {
    const auto whole_names = [&](const Profile& profile) {
      std::vector<BodyName> names;
      for (const Term term : profile[Trait::Names]) {
        BodyName name = parse_body_name(all_.terms().text(term));
        if (name.words.size() > 1) names.push_back(std::move(name));
      }
      return names;
    };
    const std::vector<BodyName> x = whole_names(a_), y = whole_names(b_);
    return !x.empty() && !y.empty();  // like ones would have been found before the acronym
  }

  bool bodies() {
    const auto best = best_body_names();
    if (!best || best->first == BodiesAlike::No) return false;
    if (best->first == BodiesAlike::Acronym && told_apart()) return false;
    const Weight weight = best->first == BodiesAlike::Same    ? kBodySame
                          : best->first == BodiesAlike::Short ? kBodyShort
                          : best->first == BodiesAlike::Part  ? kBodyPart
                                                              : kBodyAcronym;
    likeness_.same_name = weight == kBodySame;
    add(weight, 1.0, names(best->second.first, best->second.second));
    if (weight == kBodyAcronym && shares_told_acronym()) add(kAcronymTold);
    add_shared(kBodyNeighbours, shared(a_[Trait::Neighbours], b_[Trait::Neighbours]));
    add_shared(kTopics, shared(a_[Trait::Topics], b_[Trait::Topics]));
    const BodyName name = parse_body_name(all_.terms().text(best->second.first));
    if (is_local_form(name) || all_[a_.occurrences.front()].type == EntityType::Place) {
      const bool known = !a_[Trait::Regions].empty() && !b_[Trait::Regions].empty();
      regions(a_.whereabouts, b_.whereabouts, kBodyRegion,
              known ? kBodyOtherRegion : kBodyOtherHome);
    } else {
      const TermSet both = shared(a_.whereabouts, b_.whereabouts);
      if (!both.empty()) add(kSameRegion, 1.0, text(both));
    }
    return true;
  }

  bool operations() {
    if (in_one_document(all_, a_, b_)) return false;
    if (a_.named && b_.named) {
      const auto best = best_body_names();
      likeness_.same_name = best && best->first >= BodiesAlike::Short;
      add(likeness_.same_name ? kOperationSameName : kOperationOtherName, 1.0,
          best ? names(best->second.first, best->second.second) : std::string());
    } else {
      add(kOperationUnnamed);
    }
    days();
    const TermSet places = shared(a_[Trait::Neighbours], b_[Trait::Neighbours]);
    add_shared(kSamePlace, places);
    if (places.empty()) regions(a_.whereabouts, b_.whereabouts, kSameRegion, kOtherPlace);
    const TermSet agencies = shared(a_[Trait::Bodies], b_[Trait::Bodies]);
    add_shared(kSameAgencies, agencies);
    const bool both = !a_[Trait::Bodies].empty() && !b_[Trait::Bodies].empty();
    if (agencies.empty() && both) {
      add(kOtherAgencies, 1.0, apart(a_[Trait::Bodies], b_[Trait::Bodies]));
    }
    const TermSet figures = shared(a_[Trait::Figures], b_[Trait::Figures]);
    if (!figures.empty()) {
      add(kSameFigures, std::min<double>(2.0, static_cast<double>(figures.size())), text(figures));
    }
    add_shared(kOperationTopics, shared(a_[Trait::Topics], b_[Trait::Topics]));
    return true;
  }

  void days() {
    const DayBounds &x = a_.days, &y = b_.days;
    if (x.known() && y.known()) {
      const std::int32_t gap = std::max(x.first, y.first) - std::min(x.last, y.last);
      if (x.first == y.first && x.last == y.last) {
        add(kSameDays);
      } else if (gap <= 0) {
        // A month or a year that is all that is told overlaps with much.
        const std::int32_t longest = std::max(x.last - x.first, y.last - y.first);
        add(kSomeDays, longest <= kShortWhile ? 1.0 : 0.3);
      } else if (gap > 180) {
        add(kFarDays);
      } else if (gap > 3) {
        add(kOtherDays);
      }
      return;
    }
    if (a_.published_first == 0 || b_.published_first == 0) return;
    const std::int32_t gap = std::max(a_.published_first, b_.published_first) -
                             std::min(a_.published_last, b_.published_last);
    if (gap > 180) add(kOtherDays);
  }

  const Occurrences& all_;
  const Profile& a_;
  const Profile& b_;
  const bool explain_;
  Likeness likeness_;
};

}  // namespace

double Likeness::probability() const { return 1.0 / (1.0 + std::exp(-log_odds)); }

std::optional<Likeness> compare(const Occurrences& all, const Profile& a, const Profile& b,
                                bool explain) {
  return Comparison(all, a, b, explain).run(all[a.occurrences.front()].type);
}

std::vector<std::string> reasons_of(const Likeness& likeness) {
  std::vector<Clue> clues = likeness.clues;
  const auto size = [](const Clue& clue) {
    return std::abs(weight_of(clue.weight).log_odds * clue.value);
  };
  std::stable_sort(clues.begin(), clues.end(),
                   [&](const Clue& a, const Clue& b) { return size(a) > size(b); });
  std::vector<std::string> reasons;
  for (const Clue& clue : clues) {
    const ClueWeight& row = weight_of(clue.weight);
    std::string reason = row.log_odds * clue.value > 0.0 ? "for: " : "against: ";
    reason += row.name;
    if (!clue.what.empty()) reason += " (" + clue.what + ")";
    std::array<char, 32> weight{};
    const auto end = std::to_chars(weight.data(), weight.data() + weight.size(), size(clue),
                                   std::chars_format::fixed, 1);
    reason += " [";
    reason.append(weight.data(), end.ptr);
    reason += ']';
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

std::vector<std::string> blocking_keys(const Occurrences& all, const Profile& profile,
                                       EntityType type) {
  std::vector<std::string> keys;
  if (type == EntityType::Operation) {
    // Where and in which two months: told a little later, it meets those of the month before.
    const std::int32_t day = profile.days.known() ? profile.days.first : profile.published_first;
    for (const Term region : profile[Trait::Regions]) {
      for (const std::int32_t month : {day / 30, day / 30 + 1}) {
        keys.push_back("@" + std::to_string(region) + "|" + std::to_string(month));
      }
    }
  }
  for (const Term term : profile[Trait::Names]) {
    const std::string& text = all.terms().text(term);
    std::vector<std::string> some;
    if (type == EntityType::Person) {
      const PersonName name = parse_person_name(text);
      if (name.whole()) some = blocking_keys(name);
    } else {
      some = blocking_keys(parse_body_name(text));
    }
    keys.insert(keys.end(), some.begin(), some.end());
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool may_be_several(const Occurrences& all, const Profile& profile, EntityType type) {
  if (type == EntityType::Person || type == EntityType::Operation) return true;
  if (type == EntityType::Place) return true;
  return std::any_of(profile[Trait::Names].begin(), profile[Trait::Names].end(), [&](Term term) {
    return is_local_form(parse_body_name(all.terms().text(term)));
  });
}

}  // namespace onrecord
