#pragma once

#include <cstdint>

#include "storage/store.h"

namespace onrecord::realistic {

/// An archive as large as one asks, without its files: its articles are made when they are asked
/// for. Degrees follow Zipf's law, so some entities stand in a tenth of all articles; dates lie
/// in ten years; what holds of an entity whatever the article (where a city lies, who runs an
/// operation) is said by many articles, what was said on one day by one.
struct Archive {
  /// About so many distinct statements, of about a tenth as many entities; 1.3 to 1.5 evidences
  /// each.
  std::uint64_t statements = 1'000'000;
  std::uint64_t seed = 1;

  std::uint64_t articles() const;
};

/// Article `number`, below archive.articles(), as extraction would have it: passes
/// check_contribution, and its record reads back equal. A pure function of its arguments; safe to
/// call from several threads.
Contribution realistic_article(const Archive& archive, std::uint64_t number);

}  // namespace onrecord::realistic
