// What entity resolution sees of pairs of people, to fit and check its weights (train/likeness.py).
// Nobody has annotated namesakes, so they are made: every person of the store is called the same,
// and only what documents tell of them is left to say who is who (pseudo-ambiguity, as Gale,
// Church and Yarowsky 1992 did for words). One line a pair: 1 when it is one person, else 0;
// whether it is for fitting or for testing; then clue:value.
//
//   bench/likeness STORE > pairs.tsv
//
// With a word, instead: what speaks for and against each pair of names that have that word.
//
//   bench/likeness STORE Roe

#include "graph/likeness.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <vector>

#include "graph/read_occurrences.h"

namespace {

using namespace onrecord;

constexpr const char* kCommonName = "Pat Doe";
constexpr std::size_t kPairsOfOne = 4;

void call_all_the_same(Extraction& extraction) {
  for (EntityRecord& record : extraction.entities) {
    if (record.entity.type != EntityType::Person) continue;
    if (record.entity.name.find(' ') == std::string::npos) continue;
    record.entity.name = kCommonName;
    record.entity.aliases.clear();
  }
}

void print(const Occurrences& all, std::uint32_t a, std::uint32_t b, bool one) {
  const auto likeness = compare(all, make_profile(all, {a}), make_profile(all, {b}), false);
  if (!likeness) return;
  // Both of a pair are of one half, so that nobody is fitted to who is tested.
  const bool test = all[std::min(a, b)].entity.value % 2 == 1;
  std::cout << (one ? 1 : 0) << '\t' << (test ? "test" : "fit");
  for (const Clue& clue : likeness->clues) std::cout << '\t' << clue.weight << ':' << clue.value;
  std::cout << '\n';
}

bool has_word(const Occurrences& all, std::uint32_t index, std::string_view word) {
  const std::span<const Term> names = all.traits(index, Trait::Names);
  return std::any_of(names.begin(), names.end(), [&](Term name) {
    return all.terms().text(name).find(word) != std::string::npos;
  });
}

void explain(const Occurrences& all, std::string_view word) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (has_word(all, i, word)) found.push_back(i);
  }
  const auto name = [&](std::uint32_t i) {
    return all.terms().text(all.traits(i, Trait::Names).front()) + " @ " +
           all.documents()[all[i].document].value;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (std::size_t j = i + 1; j < found.size(); ++j) {
      const std::uint32_t a = found[i], b = found[j];
      if (all[a].type != all[b].type) continue;
      const auto likeness = compare(all, make_profile(all, {a}), make_profile(all, {b}), true);
      std::cout << (likeness ? likeness->probability() : 0.0) << "  " << name(a) << "  |  "
                << name(b) << '\n';
      if (!likeness) continue;
      for (const std::string& reason : reasons_of(*likeness)) std::cout << "    " << reason << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: bench/likeness STORE [WORD]\n";
    return 2;
  }
  const Result<Store> store = Store::open_read_only(argv[1]);
  if (!store) {
    std::cerr << store.error().message << '\n';
    return 1;
  }
  Occurrences all;
  const Status read =
      store->for_each_extracted([&](const Document& document, const Extraction& extraction) {
        Extraction same = extraction;
        if (argc == 2) call_all_the_same(same);
        add_occurrences(document, same, all);
        return true;
      });
  if (!read) {
    std::cerr << read.error().message << '\n';
    return 1;
  }
  if (argc == 3) {
    explain(all, argv[2]);
    return 0;
  }
  std::map<EntityId, std::vector<std::uint32_t>> people[2];
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].type == EntityType::Person)
      people[all[i].entity.value % 2][all[i].entity].push_back(i);
  }
  std::mt19937 random(1);
  for (const auto& half : people) {
    std::vector<std::uint32_t> everybody;
    std::size_t pairs = 0;
    for (const auto& [id, occurrences] : half) {
      everybody.push_back(occurrences[random() % occurrences.size()]);
      if (occurrences.size() < 2) continue;
      for (std::size_t k = 0; k < std::min(kPairsOfOne, occurrences.size() - 1); ++k) {
        const std::size_t i = random() % occurrences.size();
        const std::size_t j = (i + 1 + random() % (occurrences.size() - 1)) % occurrences.size();
        print(all, occurrences[i], occurrences[j], true);
        ++pairs;
      }
    }
    while (pairs > 0) {
      const std::uint32_t a = everybody[random() % everybody.size()];
      const std::uint32_t b = everybody[random() % everybody.size()];
      if (all[a].entity == all[b].entity || all[a].document == all[b].document) continue;
      print(all, a, b, false);
      --pairs;
    }
  }
  return 0;
}
