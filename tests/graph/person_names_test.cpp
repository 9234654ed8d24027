#include "graph/person_names.h"

#include "tests/catch.h"

namespace onrecord {
namespace {

NamesAlike alike(std::string_view a, std::string_view b) {
  const NamesAlike forth = compare(parse_person_name(a), parse_person_name(b)).alike;
  const NamesAlike back = compare(parse_person_name(b), parse_person_name(a)).alike;
  CHECK(forth == back);
  return forth;
}

bool share_a_key(std::string_view a, std::string_view b) {
  const auto x = blocking_keys(parse_person_name(a)), y = blocking_keys(parse_person_name(b));
  return std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end();
}

}  // namespace

TEST_CASE("names of one person are seen as such", "[person_names]") {
  CHECK(alike("Ann Roe", "ann roe") == NamesAlike::Same);
  CHECK(alike("José Armenta", "Jose Armenta") == NamesAlike::Same);
  CHECK(alike("Ann B. Roe", "Ann Roe") == NamesAlike::Same);
  CHECK(alike("Stephen Roe", "Steven Roe") == NamesAlike::ShortForm);
  CHECK(alike("Bob Roe", "Robert J. Roe") == NamesAlike::ShortForm);
  CHECK(alike("Calvin \"Duke\" Roe", "Duke Roe") == NamesAlike::ShortForm);
  CHECK(alike("R. J. Roe", "Robert J. Roe") == NamesAlike::Initials);
  CHECK(alike("R.J. Roe", "Robert Roe") == NamesAlike::Initials);
  CHECK(alike("Ana Ruiz-Vega", "Ana Ruiz") == NamesAlike::Part);
  CHECK(alike("Juan de la Cruz", "Juan Cruz") == NamesAlike::Same);
}

TEST_CASE("names of two people are told apart", "[person_names]") {
  CHECK(alike("Ann Roe", "Beth Roe") == NamesAlike::No);
  CHECK(alike("Ann Roe", "Ann Poe") == NamesAlike::No);
  CHECK(alike("Ann B. Roe", "Ann C. Roe") == NamesAlike::No);
  CHECK(alike("Al Roe Jr.", "Al Roe Sr.") == NamesAlike::No);
  CHECK(alike("R. J. Roe", "Thomas Roe") == NamesAlike::No);
  CHECK(alike("R. J. Roe", "Robert K. Roe") == NamesAlike::No);
  CHECK(alike("Ana Ruiz-Vega", "Ana Ruiz-Soto") == NamesAlike::No);
}

TEST_CASE("middle names and suffixes are told", "[person_names]") {
  const auto compared = [](std::string_view a, std::string_view b) {
    return compare(parse_person_name(a), parse_person_name(b));
  };
  CHECK(compared("Ann B. Roe", "Ann Beth Roe").middle_agrees);
  CHECK_FALSE(compared("Ann B. Roe", "Ann Roe").middle_agrees);
  CHECK(compared("Al Roe Jr.", "Al Roe").suffix_one_sided);
  CHECK_FALSE(compared("Al Roe Jr.", "Al Roe, Jr.").suffix_one_sided);
}

TEST_CASE("names that may be one person's share a blocking key", "[person_names]") {
  CHECK(share_a_key("Bob Roe", "Robert J. Roe"));
  CHECK(share_a_key("R. J. Roe", "Robert Roe"));
  CHECK(share_a_key("B. Roe", "Bob Roe"));
  CHECK(share_a_key("Ana Ruiz-Vega", "Ana Ruiz"));
  CHECK(share_a_key("Calvin “Duke” Roe", "Duke Roe"));
  CHECK_FALSE(share_a_key("Ann Roe", "Beth Roe"));
}

TEST_CASE("a name without a given name or of nothing is not whole", "[person_names]") {
  for (const char* name : {"", " ", "Roe", "Jr.", "\"\"", "\"Duke\""}) {
    INFO(name);
    CHECK_FALSE(parse_person_name(name).whole());
  }
}

}  // namespace onrecord
