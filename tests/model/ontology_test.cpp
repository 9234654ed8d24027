#include "model/ontology.h"

#include <set>
#include <string>

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("every predicate has one row, found by enumerator and by name", "[model]") {
  std::set<std::string_view> names;
  for (const PredicateRow& row : ontology()) {
    CHECK(&row_of(row.predicate) == &row);
    CHECK(parse_predicate(row.name) == row.predicate);
    CHECK(to_string(row.predicate) == row.name);
    CHECK_FALSE(row.phrase.empty());
    CHECK(row.subject != 0);
    CHECK(row.object != 0);
    names.insert(row.name);
  }
  CHECK(names.size() == 14);
  CHECK(names.size() == ontology().size());
}

TEST_CASE("the table says what the design says", "[model]") {
  CHECK(row_of(Predicate::Said).object == kQuote);
  CHECK(row_of(Predicate::About).subject == kQuote);
  CHECK((row_of(Predicate::HoldsPosition).object & kNothing) != 0);
  CHECK(row_of(Predicate::HoldsPosition).tells_apart == "title status");
  CHECK(row_of(Predicate::Outcome).object == kCount);
  CHECK(row_of(Predicate::MentionedIn).of_evidence == "count");
  CHECK((row_of(Predicate::Conducted).subject & kPerson) == 0);
}

TEST_CASE("an edge of the graph has an entity at both ends", "[model]") {
  for (const PredicateRow& row : ontology()) {
    INFO(row.name);
    if (row.links_entities) {
      CHECK((row.subject & kAnyEntity) == row.subject);
      CHECK((row.object & kAnyEntity) == (row.object & ~kNothing));
    } else {
      CHECK(((row.subject | row.object) & (kQuote | kDocument | kCount | kDateRange)) != 0);
    }
    CHECK(row.derived == (row.predicate == Predicate::CoMentioned));
  }
}

TEST_CASE("each entity type has a slot of its own", "[model]") {
  CHECK(slot_of(EntityType::Person) == kPerson);
  CHECK(slot_of(EntityType::Agency) == kAgency);
  CHECK(slot_of(EntityType::Organization) == kOrganization);
  CHECK(slot_of(EntityType::Place) == kPlace);
  CHECK(slot_of(EntityType::Operation) == kOperation);
}

TEST_CASE("words that are no predicate are nothing", "[model]") {
  for (const char* word : {"", "Said", "said ", "holds position", "says", "co-mentioned"}) {
    CHECK_FALSE(parse_predicate(word));
  }
  CHECK_FALSE(parse_predicate(std::string_view("said\0", 5)));
}

}  // namespace onrecord
