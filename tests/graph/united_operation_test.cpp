#include "graph/united_operation.h"

#include <algorithm>

#include "model/entity.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

EntityId place(const std::string& name) { return make_entity_id(EntityType::Place, name); }
EntityId agency(const std::string& name) { return make_entity_id(EntityType::Agency, name); }
const EntityId kSweep = make_entity_id(EntityType::Operation, "Slack Water");

ToldOperation told_in(const std::string& document, const std::string& dates = "") {
  ToldOperation told;
  told.document = {document};
  told.operation.id = kSweep;
  told.operation.name = "Slack Water";
  told.operation.evidence = {{0, 5}};
  if (!dates.empty()) told.operation.dates = parse_date_range(dates).value();
  return told;
}

ToldOperation counting(const std::string& document, std::int64_t count,
                       std::optional<EntityId> where = {}, const std::string& category = "") {
  ToldOperation told = told_in(document);
  told.operation.outcomes.push_back(
      {"arrests", count, false, "", category, where, {{10, 20}}, 0.9});
  return told;
}

std::string dates_of(const std::vector<std::string>& dates) {
  std::vector<ToldOperation> told;
  for (const std::string& one : dates) told.push_back(told_in(std::to_string(told.size()), one));
  return to_string(unite_operation(kSweep, told).when);
}

/// "start 0 1; end 0 1": indices of the dates that disagree.
std::string disagreeing(const std::vector<std::string>& dates) {
  std::vector<ToldOperation> told;
  for (const std::string& one : dates) told.push_back(told_in(std::to_string(told.size()), one));
  std::string out;
  for (const DateConflict& conflict : unite_operation(kSweep, told).date_conflicts) {
    out += (out.empty() ? "" : "; ") + std::string(conflict.of_end ? "end" : "start");
    for (const std::size_t i : conflict.dates) out += " " + std::to_string(i);
  }
  return out;
}

}  // namespace

TEST_CASE("an operation is one frame from all its documents", "[graph]") {
  ToldOperation a = told_in("a"), b = told_in("b"), c = told_in("c");
  a.operation.places = {place("Ellery")};
  b.operation.places = {place("Ellery"), place("Selby")};
  a.operation.conducted_by = {agency("Coast Office")};
  b.operation.partners = {agency("Coast Office"), agency("Harbor Police")};
  b.operation.name = "Slackwater";
  c.operation.partner_groups = {"local dockers"};
  const UnitedOperation united = unite_operation(kSweep, {b, c, a});
  CHECK(united.names == std::vector<std::string>{"Slack Water", "Slackwater"});
  CHECK(united.places.size() == 2);
  const auto ellery =
      std::find_if(united.places.begin(), united.places.end(),
                   [](const OperationPart& part) { return part.entity == place("Ellery"); });
  REQUIRE(ellery != united.places.end());
  CHECK(ellery->documents == std::vector<DocumentId>{{"a"}, {"b"}});
  REQUIRE(united.conducted_by.size() == 1);
  REQUIRE(united.partners.size() == 1);
  CHECK(united.partners[0].entity == agency("Harbor Police"));
  CHECK(united.partner_groups == std::vector<std::string>{"local dockers"});
  CHECK(united.documents == std::vector<DocumentId>{{"a"}, {"b"}, {"c"}});
}

TEST_CASE("the dates reach from the first beginning to the last end", "[graph]") {
  CHECK(dates_of({"2025-05-04/2025-05-09", "2025-05-05/2025-05-10"}) == "2025-05-04/2025-05-10");
  CHECK(dates_of({"2025-05/..", "2025-05-04/2025-05-09"}) == "2025-05-04/2025-05-09");
  CHECK(dates_of({"2025-04/..", "2025-05-04/2025-05-09"}) == "2025-04/2025-05-09");
  CHECK(dates_of({"../2025-05-09", ""}) == "../2025-05-09");
  CHECK(dates_of({"", ""}).empty());
}

TEST_CASE("dates that cannot both be true contradict", "[graph]") {
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-04/2025-05-10"}) == "end 0 1");
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-03/2025-05-08"}) == "start 0 1; end 0 1");
  CHECK(disagreeing({"2025-05-04/2025-05-04", "2025-05-06/2025-05-06"}) == "start 0 1; end 0 1");
  CHECK(disagreeing({"2025-05-04/..", "2025-05-06/.."}) == "start 0 1");
}

TEST_CASE("a day within, a part of the dates and a month contradict nothing", "[graph]") {
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-06/2025-05-06"}).empty());
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-04/2025-05-04"}).empty());
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-05/2025-05-07"}).empty());
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-06/.."}).empty());
  CHECK(disagreeing({"2025-05/..", "2025-05-04/2025-05-09"}).empty());
  CHECK(disagreeing({"2025-05-04/2025-05-09", "2025-05-04/2025-05-09"}).empty());
  CHECK(disagreeing({"2025-05-04/2025-05-09"}).empty());
}

TEST_CASE("figures of two documents that cannot both be true contradict", "[graph]") {
  const UnitedOperation united = unite_operation(kSweep, {counting("b", 118), counting("a", 120)});
  REQUIRE(united.figure_conflicts.size() == 1);
  CHECK(united.figure_conflicts[0].figures == std::vector<std::size_t>{0, 1});
  CHECK(united.figures[0].document.value == "a");
  CHECK(united.figures[1].evidence == Spans{{10, 20}});
}

TEST_CASE("the share of one place or part contradicts no total", "[graph]") {
  ToldOperation total = counting("a", 120);
  total.operation.places = {place("Ellery"), place("Selby")};
  CHECK(
      unite_operation(kSweep, {total, counting("b", 40, place("Selby"))}).figure_conflicts.empty());
  CHECK(unite_operation(kSweep, {total, counting("b", 40, {}, "felony")}).figure_conflicts.empty());
  CHECK(unite_operation(kSweep, {counting("a", 9, {}, "unspecified part"),
                                 counting("b", 14, {}, "unspecified part")})
            .figure_conflicts.empty());
  ToldOperation there = counting("a", 120);
  there.operation.places = {place("Selby")};
  CHECK(unite_operation(kSweep, {there, counting("b", 118, place("Selby"))})
            .figure_conflicts.size() == 1);
  there.operation.outcomes.push_back(counting("a", 12, place("Selby")).operation.outcomes[0]);
  there.operation.outcomes[0].place.reset();
  CHECK(unite_operation(kSweep, {there}).figure_conflicts.empty());
}

TEST_CASE("an operation that nobody tells of is empty, and order does not matter", "[graph]") {
  const UnitedOperation none = unite_operation(kSweep, {});
  CHECK(none.names.empty());
  CHECK(none.documents.empty());
  std::vector<ToldOperation> told = {counting("a", 1), counting("b", 2), counting("c", 3),
                                     told_in("d", "2025-05-04/..")};
  const auto figures = [](const UnitedOperation& united) {
    std::string out;
    for (const ToldFigure& figure : united.figures) out += figure.document.value;
    return out + to_string(united.when);
  };
  const std::string expected = figures(unite_operation(kSweep, told));
  do {
    CHECK(figures(unite_operation(kSweep, told)) == expected);
  } while (std::next_permutation(told.begin(), told.end(), [](const auto& x, const auto& y) {
    return x.document < y.document;
  }));
}

}  // namespace onrecord
