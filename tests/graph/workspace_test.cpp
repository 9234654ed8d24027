#include "graph/workspace.h"

#include <memory>
#include <random>
#include <set>

#include "tests/catch.h"

using namespace onrecord;

TEST_CASE("a sieve denies no node that was added, and most others", "[graph]") {
  std::mt19937 random(45);
  const auto sieve = std::make_unique<NodeSieve>();
  std::set<NodeIndex> added;
  while (added.size() < 10'000) added.insert(static_cast<NodeIndex>(random()));
  for (const NodeIndex node : added) sieve->add(node);
  std::size_t denied = 0, had = 0;
  for (const NodeIndex node : added) had += sieve->may_have(node);
  CHECK(had == added.size());
  for (int i = 0; i < 10'000; ++i) denied += !sieve->may_have(static_cast<NodeIndex>(random()));
  CHECK(denied > 9'000);
  sieve->clear();
  for (const NodeIndex node : added) had -= !sieve->may_have(node);
  CHECK(had == 0);
}
