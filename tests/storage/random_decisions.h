#pragma once

#include <map>
#include <random>
#include <vector>

#include "storage/store.h"

namespace onrecord::sample {

/// Documents of a wide world: each has two sentences, in which one of many people says something
/// about one of many agencies and holds a position there. Equal arguments, equal contributions.
std::vector<Contribution> wide_world(std::size_t documents, std::size_t people, unsigned seed);

/// Makes random merges and splits of the people and agencies that a store has.
class RandomDecider {
 public:
  /// store: outlives it, and changes through it alone.
  RandomDecider(Store& store, unsigned seed);

  /// One merge, or one split where there is something to split. About as many entities are left as
  /// there were at first.
  Result<MadeDecision> decide();

 private:
  Result<MadeDecision> merge(std::vector<EntityId>& alive);
  /// Nothing when the entity stands in one document only.
  Result<std::optional<MadeDecision>> split(std::vector<EntityId>& alive);
  std::size_t pick(std::size_t below) { return random_() % below; }
  EntityId take(std::vector<EntityId>& alive);
  Signature signature();

  Store& store_;
  std::mt19937 random_;
  std::map<EntityType, std::vector<EntityId>> alive_;
  std::map<EntityType, std::size_t> first_;  // how many there were
};

}  // namespace onrecord::sample
