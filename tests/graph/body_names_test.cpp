#include "graph/body_names.h"

#include "tests/catch.h"

namespace onrecord {
namespace {

BodiesAlike alike(std::string_view a, std::string_view b) {
  const BodiesAlike forth = compare(parse_body_name(a), parse_body_name(b));
  CHECK(forth == compare(parse_body_name(b), parse_body_name(a)));
  return forth;
}

}  // namespace

TEST_CASE("names of one body are seen as such", "[body_names]") {
  CHECK(alike("Maple County Sheriff's Office", "the Maple County Sheriff’s Office") ==
        BodiesAlike::Same);
  CHECK(alike("Dept. of Roads", "Department of Roads") == BodiesAlike::Same);
  CHECK(alike("Maple sheriff's office", "Maple County Sheriff's Office") == BodiesAlike::Short);
  CHECK(alike("Delta Freight Co.", "Delta Freight") == BodiesAlike::Short);
  CHECK(alike("HUC", "Harbor Unions Council") == BodiesAlike::Acronym);
}

TEST_CASE("a word that tells tells bodies apart", "[body_names]") {
  CHECK(alike("Harbor Unions Council", "Harbor Owners Council") == BodiesAlike::No);
  CHECK(alike("Maple County Sheriff's Office", "Maple County Clerk's Office") == BodiesAlike::No);
  CHECK(alike("Office", "Department") == BodiesAlike::No);
  CHECK(alike("HUD", "Harbor Unions Council") == BodiesAlike::No);
  CHECK(alike("", "") == BodiesAlike::No);
}

TEST_CASE("bodies that every county has are known by their form", "[body_names]") {
  CHECK(is_local_form(parse_body_name("Lincoln County Sheriff's Office")));
  CHECK(is_local_form(parse_body_name("Springfield Police Department")));
  CHECK_FALSE(is_local_form(parse_body_name("Coast Guard")));
}

}  // namespace onrecord
