#include "model/decision.h"

#include <set>

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("a signature says who, and when in UTC", "[model]") {
  const std::string when = "2026-11-22T09:30:00Z";
  CHECK(check_signature({"ed", when, ""}));
  CHECK(check_signature({"Zoë Lindqvist", "2024-02-29T23:59:60Z", "two\nlines"}));
  for (const Signature& bad : {Signature{"", when, ""},
                               {"a\tb", when, ""},
                               {"\xff", when, ""},
                               {"ed", "", ""},
                               {"ed", "2026-11-22", ""},
                               {"ed", "2026-11-22T09:30:00+01:00", ""},
                               {"ed", "2026-02-30T09:30:00Z", ""},
                               {"ed", "2026-11-22T24:00:00Z", ""},
                               {"ed", "2026-11-22T09:61:00Z", ""},
                               {"ed", when, "\xff"},
                               {"ed", when, std::string(10'001, 'a')},
                               {std::string(513, 'a'), when, ""}}) {
    CAPTURE(bad.who, bad.when);
    const Status checked = check_signature(bad);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::InvalidInput);
  }
}

TEST_CASE("a name must be something to find an entity by", "[model]") {
  for (const char* name : {"A", "José Núñez", "100", "<b>"}) CHECK(check_entity_name(name));
  for (const char* name : {"", " ", ".", "a\nb", "\xc3"}) CHECK_FALSE(check_entity_name(name));
}

TEST_CASE("a retyped entity has the id that documents would give it", "[model]") {
  const EntityId agency = make_entity_id(EntityType::Agency, "Coast Office");
  const EntityId body = make_entity_id(EntityType::Organization, "Coast Office");
  const auto retyped = [](EntityId id, EntityType from, EntityType to) {
    return make_retyped_id(id, from, to, {"The Office", "Coast Office"});
  };
  CHECK(retyped(agency, EntityType::Agency, EntityType::Organization) == body);
  CHECK(retyped(body, EntityType::Organization, EntityType::Agency) == agency);
  // Known by other names only, or split off: an id of its own, always the same.
  const EntityId scoped = make_entity_id(EntityType::Person, "stone @ doc-1");
  const EntityId once = retyped(scoped, EntityType::Person, EntityType::Agency);
  CHECK(once == retyped(scoped, EntityType::Person, EntityType::Agency));
  CHECK(once != retyped(scoped, EntityType::Person, EntityType::Place));
  CHECK(once != scoped);
}

TEST_CASE("every split has an id of its own", "[model]") {
  std::set<EntityId> ids;
  for (const std::uint64_t entity : {1, 2, 3}) {
    for (const std::uint64_t sequence : {1, 2, 3}) {
      ids.insert(make_split_id(EntityId{entity}, sequence));
    }
  }
  CHECK(ids.size() == 9);
}

}  // namespace onrecord
