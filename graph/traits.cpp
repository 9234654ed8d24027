#include "graph/traits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

namespace onrecord {

namespace {

constexpr std::size_t kLookedAt = 64;
constexpr std::size_t kMostTerms = 65'535;

void make_set(std::vector<Term>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

}  // namespace

Term Terms::add(std::string_view text) {
  texts_.emplace_back(text);
  documents_.push_back(0);
  return static_cast<Term>(texts_.size() - 1);
}

Term Terms::of_word(std::string_view word) {
  const auto [known, fresh] = words_.try_emplace(std::string(word), 0);
  if (fresh) known->second = add(word);
  return known->second;
}

Term Terms::of_entity(EntityId id, std::string_view name) {
  const auto [known, fresh] = entities_.try_emplace(id.value, 0);
  if (fresh) known->second = add(name);
  return known->second;
}

Term Terms::another(Term term) { return add(std::string(texts_[term])); }

void Terms::count_as(Term term, Term other) {
  if (documents_[term] > 0) --documents_[term];
  ++documents_[other];
}

double Terms::rarity(Term term) const {
  const std::uint32_t having = std::max<std::uint32_t>(1, documents_[term]);
  return std::log((1.0 + all_documents_) / having);
}

std::uint32_t Occurrences::add_document(DocumentId id) {
  documents_.push_back(std::move(id));
  terms_.count_document();
  return static_cast<std::uint32_t>(documents_.size() - 1);
}

void Occurrences::add(Told told) {
  Occurrence occurrence;
  occurrence.entity = told.entity;
  occurrence.type = told.type;
  occurrence.named = told.named;
  occurrence.document = static_cast<std::uint32_t>(documents_.size() - 1);
  occurrence.begin = static_cast<std::uint32_t>(pool_.size());
  occurrence.published = told.published;
  occurrence.days = told.days;
  for (std::size_t i = 0; i < kTraits; ++i) {
    std::vector<Term>& terms = told.traits[i];
    make_set(terms);
    if (terms.size() > kMostTerms) terms.resize(kMostTerms);
    occurrence.counts[i] = static_cast<std::uint16_t>(terms.size());
    pool_.insert(pool_.end(), terms.begin(), terms.end());
  }
  occurrences_.push_back(occurrence);
}

std::span<const Term> Occurrences::traits(std::size_t index, Trait trait) const {
  const Occurrence& occurrence = occurrences_[index];
  std::size_t begin = occurrence.begin;
  for (std::size_t i = 0; i < static_cast<std::size_t>(trait); ++i) begin += occurrence.counts[i];
  return {pool_.data() + begin, occurrence.counts[static_cast<std::size_t>(trait)]};
}

Term Occurrences::own_term(std::size_t index) {
  const std::span<const Term> names = traits(index, Trait::Names);
  const std::string name = names.empty() ? std::string() : terms_.text(names.front());
  return terms_.of_entity(occurrences_[index].entity, name);
}

void Occurrences::unite_terms(const std::vector<std::uint32_t>& clusters) {
  std::unordered_map<std::uint32_t, Term> term_of;  // by cluster
  std::unordered_set<Term> taken;
  for (const std::uint32_t cluster : clusters) {
    const auto [known, fresh] = term_of.try_emplace(cluster, 0);
    if (!fresh) continue;
    const Term own = own_term(cluster);
    known->second = taken.insert(own).second ? own : terms_.another(own);
  }
  std::vector<Term> pool, some;
  pool.reserve(pool_.size());
  for (std::size_t begin = 0; begin < occurrences_.size();) {
    std::size_t end = begin;
    std::unordered_map<Term, Term> here;  // never iterated
    for (; end < occurrences_.size() && occurrences_[end].document == occurrences_[begin].document;
         ++end) {
      const Term own = own_term(end);
      const Term now = term_of.at(clusters[end]);
      if (own == now || !here.emplace(own, now).second) continue;
      terms_.count_as(own, now);
    }
    for (std::size_t i = begin; i < end; ++i) {
      const auto first = static_cast<std::uint32_t>(pool.size());
      std::array<std::uint16_t, kTraits> counts{};
      for (std::size_t k = 0; k < kTraits; ++k) {
        some.clear();
        for (const Term term : traits(i, static_cast<Trait>(k))) {
          const auto other = here.find(term);
          some.push_back(other == here.end() ? term : other->second);
        }
        make_set(some);
        counts[k] = static_cast<std::uint16_t>(some.size());
        pool.insert(pool.end(), some.begin(), some.end());
      }
      occurrences_[i].begin = first;
      occurrences_[i].counts = counts;
    }
    begin = end;
  }
  pool_ = std::move(pool);  // traits() read the old one
}

std::size_t Occurrences::richness(std::size_t index) const {
  const auto of = [&](Trait trait) { return traits(index, trait).size(); };
  return 8 * of(Trait::Bodies) + 4 * of(Trait::Offices) + 2 * of(Trait::Regions) +
         of(Trait::Neighbours) + 4 * of(Trait::Figures) + ((*this)[index].days.known() ? 8 : 0);
}

namespace {

std::vector<Term> frequent_regions(const Occurrences& all, const std::vector<std::uint32_t>& some) {
  std::map<Term, std::size_t> counts;
  std::size_t most = 0;
  for (const std::uint32_t index : some) {
    const std::span<const Term> own = all.traits(index, Trait::Regions);
    for (const Term region : own.empty() ? all.traits(index, Trait::Home) : own) {
      most = std::max(most, ++counts[region]);
    }
  }
  std::vector<Term> frequent;
  for (const auto& [region, count] : counts) {
    if (2 * count >= most) frequent.push_back(region);
  }
  return frequent;
}

}  // namespace

Profile make_profile(const Occurrences& all, std::vector<std::uint32_t> occurrences) {
  std::sort(occurrences.begin(), occurrences.end());
  Profile profile;
  profile.occurrences = std::move(occurrences);
  std::vector<std::uint32_t> best = profile.occurrences;
  if (best.size() > kLookedAt) {
    std::stable_sort(best.begin(), best.end(), [&](std::uint32_t a, std::uint32_t b) {
      return all.richness(a) > all.richness(b);
    });
    best.resize(kLookedAt);
  }
  for (const std::uint32_t index : best) {
    const Occurrence& one = all[index];
    for (std::size_t i = 0; i < kTraits; ++i) {
      const std::span<const Term> terms = all.traits(index, static_cast<Trait>(i));
      profile.traits[i].insert(profile.traits[i].end(), terms.begin(), terms.end());
    }
    profile.named = profile.named || one.named;
    if (one.published != 0) {
      const bool first = profile.published_first == 0;
      profile.published_first =
          first ? one.published : std::min(profile.published_first, one.published);
      profile.published_last =
          first ? one.published : std::max(profile.published_last, one.published);
    }
    if (!one.days.known()) continue;
    const bool first = !profile.days.known();
    profile.days = {first ? one.days.first : std::min(profile.days.first, one.days.first),
                    first ? one.days.last : std::max(profile.days.last, one.days.last)};
  }
  for (std::vector<Term>& terms : profile.traits) make_set(terms);
  profile.whereabouts = frequent_regions(all, best);
  return profile;
}

}  // namespace onrecord
