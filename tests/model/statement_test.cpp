#include "model/statement.h"

#include <set>

#include "tests/catch.h"

namespace onrecord {
namespace {

const EntityId kRoe{1};
const EntityId kPolice{2};

Evidence evidence() {
  return Evidence{DocumentId{"a"}, {{0, 10}}, 0.9, {2025, 3, 1}, {}, "onrecord 0.1.0"};
}

}  // namespace

TEST_CASE("make_statement puts each qualifier where the ontology wants it", "[model]") {
  const SupportedStatement quoted = make_statement(
      kRoe, Predicate::QuotedAbout, kPolice,
      {{"place", "000000000000000a"}, {"quote", "000000000000000b"}, {"title", "chief"}},
      evidence());
  CHECK(quoted.statement.qualifiers.empty());
  REQUIRE(quoted.evidence.size() == 1);
  CHECK(quoted.evidence[0].qualifiers ==
        Qualifiers{{"place", "000000000000000a"}, {"quote", "000000000000000b"}});

  const SupportedStatement held =
      make_statement(kRoe, Predicate::HoldsPosition, std::monostate{},
                     {{"title", "chief"}, {"status", ""}, {"mood", "good"}}, evidence());
  CHECK(held.statement.qualifiers == Qualifiers{{"title", "chief"}});
  CHECK(held.evidence[0].qualifiers.empty());
  CHECK(held.evidence[0].spans == Spans{{0, 10}});
}

TEST_CASE("identity is subject, predicate, object and what tells apart", "[model]") {
  const auto id = [](Subject subject, Predicate predicate, Object object, Qualifiers qualifiers) {
    return make_statement_id(subject, predicate, object, qualifiers);
  };
  const StatementId chief = id(kRoe, Predicate::HoldsPosition, kPolice, {{"title", "chief"}});
  CHECK(chief == id(kRoe, Predicate::HoldsPosition, kPolice, {{"title", "chief"}}));
  CHECK(chief == id(kRoe, Predicate::HoldsPosition, kPolice, {{"title", "chief"}, {"count", "3"}}));
  std::set<StatementId> others = {
      chief,
      id(kPolice, Predicate::HoldsPosition, kPolice, {{"title", "chief"}}),
      id(kRoe, Predicate::PartOf, kPolice, {{"title", "chief"}}),
      id(kRoe, Predicate::HoldsPosition, kRoe, {{"title", "chief"}}),
      id(kRoe, Predicate::HoldsPosition, std::monostate{}, {{"title", "chief"}}),
      id(kRoe, Predicate::HoldsPosition, kPolice, {{"title", "mayor"}}),
      id(kRoe, Predicate::HoldsPosition, kPolice, {{"title", "chief"}, {"status", "former"}}),
      id(kRoe, Predicate::HoldsPosition, kPolice, {}),
      id(QuoteId{1}, Predicate::HoldsPosition, kPolice, {{"title", "chief"}}),
      id(kRoe, Predicate::HoldsPosition, QuoteId{2}, {{"title", "chief"}}),
  };
  CHECK(others.size() == 10);
}

TEST_CASE("evidence does not touch a statement's id", "[model]") {
  Evidence other = evidence();
  other.document = DocumentId{"b"};
  other.confidence = 0.1;
  CHECK(make_statement(kRoe, Predicate::Said, QuoteId{3}, {}, evidence()).statement ==
        make_statement(kRoe, Predicate::Said, QuoteId{3}, {}, other).statement);
}

TEST_CASE("objects and subjects have one text each", "[model]") {
  CHECK(to_string(Object{}) == "");
  CHECK(to_string(Object{EntityId{15}}) == "entity:000000000000000f");
  CHECK(to_string(Object{QuoteId{15}}) == "quote:000000000000000f");
  CHECK(to_string(Object{DocumentId{"x/y"}}) == "document:x/y");
  CHECK(to_string(Object{Literal{"107"}}) == "literal:107");
  CHECK(to_string(Subject{QuoteId{15}}) == "quote:000000000000000f");
}

TEST_CASE("allows_object follows the ontology", "[model]") {
  const EntityType person = EntityType::Person;
  const EntityType place = EntityType::Place;
  CHECK(allows_object(Predicate::Said, QuoteId{1}, nullptr));
  CHECK(allows_object(Predicate::HoldsPosition, std::monostate{}, nullptr));
  CHECK(allows_object(Predicate::HoldsPosition, kRoe, &person));
  CHECK(allows_object(Predicate::TookPlaceIn, kRoe, &place));
  CHECK(allows_object(Predicate::Outcome, Literal{"107"}, nullptr));
  CHECK(allows_object(Predicate::Occurred, Literal{"2025/.."}, nullptr));
  CHECK(allows_object(Predicate::MentionedIn, DocumentId{"a"}, nullptr));
}

TEST_CASE("allows_object refuses the rest", "[model]") {
  const EntityType person = EntityType::Person;
  CHECK_FALSE(allows_object(Predicate::Said, std::monostate{}, nullptr));
  CHECK_FALSE(allows_object(Predicate::Said, Literal{"words"}, nullptr));
  CHECK_FALSE(allows_object(Predicate::TookPlaceIn, kRoe, &person));
  CHECK_FALSE(allows_object(Predicate::TookPlaceIn, kRoe, nullptr));
  CHECK_FALSE(allows_object(Predicate::Outcome, QuoteId{1}, nullptr));
}

TEST_CASE("texts that run into each other give different ids", "[model]") {
  const auto id = [](Qualifiers qualifiers) {
    return make_statement_id(kRoe, Predicate::Outcome, Literal{"3"}, qualifiers);
  };
  CHECK(id({{"category", "ab"}, {"what", "c"}}) != id({{"category", "a"}, {"what", "bc"}}));
  CHECK(id({{"what", "a"}}) != id({{"category", "a"}}));
  CHECK(make_statement_id(kRoe, Predicate::Outcome, Literal{"3what"}, {}) != id({{"what", ""}}));
  CHECK(make_statement_id(kRoe, Predicate::MentionedIn, DocumentId{"literal:3"}, {}) !=
        make_statement_id(kRoe, Predicate::MentionedIn, Literal{"3"}, {}));
}

}  // namespace onrecord
