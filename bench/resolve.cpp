// How long resolution takes and how much memory: N synthetic entities (default 1,000,000; as they
// are extracted), most in one document, some in many: people with namesakes, middle initials and
// initials only, and bodies.
//
//   bench/resolve [N]

#include "graph/resolve.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <unordered_set>

namespace {

using namespace onrecord;

constexpr std::size_t kInDocument = 8;

/// A pronounceable word for a number.
std::string word(std::size_t number) {
  static constexpr std::string_view kSyllables[] = {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki",
                                                    "lo", "mu", "na", "pe", "ri", "so", "tu", "ve"};
  std::string text;
  do {
    text += kSyllables[number % 16];
    number /= 16;
  } while (number > 0);
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// Of a world of `size` entities: a few are in many documents, most in one or two.
std::size_t pick(std::mt19937_64& random, std::size_t size) {
  const double u = std::uniform_real_distribution<>(0.0, 1.0)(random);
  return static_cast<std::size_t>(static_cast<double>(size) * u * u * u) % size;
}

std::string person_name(std::size_t number, std::mt19937_64& random) {
  const std::string given = word(number % 1500), surname = word(1500 + (number / 3) % 250'000);
  switch (random() % 8) {
    case 0:
      return given.substr(0, 1) + ". " + surname;
    case 1:
      return given + " " + word(number % 20).substr(0, 1) + ". " + surname;
    default:
      return given + " " + surname;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t size = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const auto began = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  std::mt19937_64 random(1);
  Occurrences all;
  Terms& terms = all.terms();
  std::unordered_set<EntityId> extracted;
  for (std::size_t document = 0; extracted.size() < size; ++document) {
    std::string id = std::to_string(document);
    id.insert(0, 9 - std::min<std::size_t>(9, id.size()), '0');
    all.add_document({"doc-" + id});
    const Term region = terms.of_entity({1 + document % 50}, word(document % 50));
    std::vector<Term> here;
    for (std::size_t i = 0; i < kInDocument; ++i) {
      const std::size_t number = pick(random, size);
      here.push_back(terms.of_entity({1000 + number}, word(number)));
      terms.count(here.back());
    }
    for (std::size_t i = 0; i < kInDocument && extracted.size() < size; ++i) {
      // Mostly somebody new, so that there are as many entities as occurrences, nearly.
      const std::size_t number = random() % 4 == 0 ? pick(random, size) : all.size();
      Told told;
      told.published = 20'000 + static_cast<std::int32_t>(document % 700);
      std::string name;
      if (i % 4 == 3) {
        told.type = i % 8 == 3 ? EntityType::Agency : EntityType::Organization;
        name = word(number % 90'000) + " " + word(number % 977) + " Office";
      } else {
        name = person_name(number, random);
        told[Trait::Offices].push_back(terms.of_word(word(number % 40)));
      }
      told.entity = make_entity_id(told.type, name);
      extracted.insert(told.entity);
      told[Trait::Names].push_back(terms.of_word(name));
      told[Trait::Regions].push_back(region);
      told[Trait::Neighbours] = {here[i], here[(i + 1) % kInDocument]};
      told[Trait::Topics] = here;
      all.add(std::move(told));
    }
  }
  const double made = seconds();
  const std::size_t occurrences = all.size();
  const Resolution resolution = resolve(std::move(all), {});
  const double done = seconds() - made;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << occurrences << " occurrences, " << resolution.before << " extracted ids, "
            << resolution.after << " entities, " << resolution.candidates.size() << " candidates\n"
            << "resolution " << done << " s (making them " << made << " s), peak "
            << usage.ru_maxrss / 1024 << " MiB\n";
  return 0;
}
