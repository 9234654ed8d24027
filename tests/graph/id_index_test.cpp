#include "graph/id_index.h"

#include <random>
#include <set>

#include "tests/catch.h"

using namespace onrecord;

namespace {

void check_all(const std::set<std::uint64_t>& values) {
  std::vector<EntityId> ids;
  for (const std::uint64_t value : values) ids.push_back({value});
  const IdIndex index(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    REQUIRE(index.find(ids, ids[i]) == static_cast<std::uint32_t>(i));
    const EntityId next{ids[i].value + 1};
    REQUIRE(index.find(ids, next).has_value() == values.contains(next.value));
  }
  CHECK(index.find(ids, {0}).has_value() == values.contains(0));
}

}  // namespace

TEST_CASE("ids are found however they are spread, and no others", "[graph]") {
  std::mt19937_64 random(3);
  check_all({});
  check_all({0});
  check_all({~0ull});
  for (const std::size_t size : {2u, 3u, 1000u}) {
    std::set<std::uint64_t> hashed, dense, extreme = {0, ~0ull};
    while (hashed.size() < size) hashed.insert(random());
    for (std::uint64_t i = 0; i < size; ++i) dense.insert(5 + i);
    check_all(hashed);
    check_all(dense);
    check_all(extreme);
  }
}
