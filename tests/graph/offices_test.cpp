#include "graph/offices.h"

#include <algorithm>

#include "model/entity.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

const EntityId kAda = make_entity_id(EntityType::Person, "Ada Moreland");

/// "2024-01-10 acting sheriff @ Maple County": date (or -), status, title, body.
OfficeTelling telling(const std::string& told, EntityId person = kAda) {
  const std::size_t status = told.find(' '), title = told.find(' ', status + 1);
  const std::size_t at = told.find(" @ ");
  const std::string date = told.substr(0, status);
  OfficeTelling out;
  out.person = person;
  out.status = told.substr(status + 1, title - status - 1);
  out.title = told.substr(title + 1, at == std::string::npos ? at : at - title - 1);
  if (at != std::string::npos) {
    out.at_name = told.substr(at + 3);
    out.at = make_entity_id(EntityType::Agency, out.at_name);
  }
  if (date != "-") out.evidence.date = parse_date(date).value();
  out.evidence.document = {"d " + told};
  out.evidence.spans = {{0, 4}};
  return out;
}

/// "Sheriff: acting 2024-01-10, current 2024-03-01/2024-04-01 | ..."
std::string written(const std::vector<Office>& offices) {
  std::string out;
  for (const Office& office : offices) {
    out += (out.empty() ? "" : " | ") + office.title + ":";
    for (const OfficePeriod& period : office.periods) {
      out += " " + period.status;
      const std::string dates = to_string(DateRange{period.first, period.last});
      if (!dates.empty()) out += " " + dates;
    }
  }
  return out;
}

std::string offices(const std::vector<std::string>& told) {
  std::vector<OfficeTelling> tellings;
  for (const std::string& one : told) tellings.push_back(telling(one));
  return written(unite_offices(tellings));
}

}  // namespace

TEST_CASE("acting, then sheriff, then former is one office over time", "[graph]") {
  CHECK(offices({"2025-02-01 former Sheriff @ Maple County",
                 "2024-01-10 acting Acting Sheriff @ Maple County",
                 "2024-03-05 current Sheriff @ Maple County",
                 "2024-09-01 current sheriff @ Maple County"}) ==
        "Sheriff: acting 2024-01-10/2024-01-10 current 2024-03-05/2024-09-01 "
        "former 2025-02-01/2025-02-01");
}

TEST_CASE("near-equal titles of one body are one office", "[graph]") {
  CHECK(offices({"2024-01-01 current Sheriff @ Maple County", "2024-02-01 current Sheriff"}) ==
        "Sheriff: current 2024-01-01/2024-02-01");
  CHECK(offices({"2024-01-01 current deputy administrator for labor @ Wage Office",
                 "2024-02-01 current Deputy Administrator @ Wage Office",
                 "2024-03-01 current Dep. Administrator"}) ==
        "deputy administrator for labor: current 2024-01-01/2024-03-01");
  CHECK(offices({"2024-01-01 current Coast Office spokeswoman @ Coast Office",
                 "2024-02-01 current spokesperson @ Coast Office",
                 "2024-03-01 current spokesperson @ Coast Office"}) ==
        "spokesperson: current 2024-01-01/2024-03-01");
  CHECK(offices({"2024-01-01 current Sheriff @ Maple County",
                 "2024-02-01 current Sheriff @ Maple County Sheriff’s Office"}) ==
        "Sheriff: current 2024-01-01/2024-02-01");
  CHECK(offices({"2024-01-01 candidate candidate for mayor @ Selby",
                 "2024-12-01 current mayor @ Selby"}) ==
        "mayor: candidate 2024-01-01/2024-01-01 current 2024-12-01/2024-12-01");
}

TEST_CASE("another rank, body or person is another office", "[graph]") {
  CHECK(offices({"2024-01-01 current deputy director @ Coast Office",
                 "2025-01-01 current director @ Coast Office"}) ==
        "deputy director: current 2024-01-01/2024-01-01 | director: current "
        "2025-01-01/2025-01-01");
  CHECK(offices({"2024-01-01 former Sheriff @ Maple County",
                 "2024-02-01 current Sheriff @ Birch County", "2024-03-01 current Sheriff"}) ==
        "Sheriff: former 2024-01-01/2024-01-01 | Sheriff: current 2024-02-01/2024-02-01 | "
        "Sheriff: current 2024-03-01/2024-03-01");
  const std::vector<OfficeTelling> two = {
      telling("2024-01-01 former Sheriff @ Maple County"),
      telling("2024-02-01 current Sheriff @ Maple County",
              make_entity_id(EntityType::Person, "Bo Tanager"))};
  CHECK(unite_offices(two).size() == 2);
}

TEST_CASE("holders of one title follow each other in time", "[graph]") {
  const EntityId bo = make_entity_id(EntityType::Person, "Bo Tanager");
  std::vector<Office> held = unite_offices(
      std::vector<OfficeTelling>{telling("2023-01-01 current Sheriff @ Maple County", bo),
                                 telling("2023-06-01 current Clerk @ Maple County"),
                                 telling("2024-02-01 current sheriff @ Maple County")});
  sort_by_title(held);
  CHECK(written(held) ==
        "Clerk: current 2023-06-01/2023-06-01 | Sheriff: current 2023-01-01/2023-01-01 | "
        "sheriff: current 2024-02-01/2024-02-01");
}

TEST_CASE("what has no date joins its status, and comes last alone", "[graph]") {
  CHECK(offices({"- current Sheriff", "2024-01-01 current Sheriff", "- former Sheriff"}) ==
        "Sheriff: current 2024-01-01/2024-01-01 former");
  CHECK(offices({"- current Clerk", "2024-01-01 current Sheriff"}) ==
        "Sheriff: current 2024-01-01/2024-01-01 | Clerk: current");
  CHECK(offices({"2024 current Sheriff", "- acting acting"}) ==
        "Sheriff: current 2024/2024 | acting: acting");
  CHECK(unite_offices({}).empty());
  OfficeTelling untitled = telling("2024-01-01 current x @ Selby");
  untitled.title.clear();
  CHECK(written(unite_offices(std::vector{untitled})) == ": current 2024-01-01/2024-01-01");
}

TEST_CASE("offices do not depend on the order of what comes in", "[graph]") {
  std::vector<std::string> told = {
      "2024-01-10 acting Acting Sheriff @ Maple County", "2024-03-05 current Sheriff",
      "2024-03-05 former Clerk of Courts @ Maple County", "2024-04-05 former clerk"};
  const std::string expected = offices(told);
  std::sort(told.begin(), told.end());
  do {
    CHECK(offices(told) == expected);
  } while (std::next_permutation(told.begin(), told.end()));
}

}  // namespace onrecord
