// Every statement of the ontology with its evidence. Expected as Facts::stated() writes it.

#include "tests/catch.h"
#include "tests/extract/facts.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

const std::string kStory =
    "The (agency:Harbor Police), with help from the (agency:Coast Watch), conducted Operation Low "
    "Tide in (place:Kent) from May 4 to May 9. It led to 45 arrests. Operation Low Tide targeted "
    "the (organization:Red Crew).\n\n“<The operation was loud>,” [said] {(person:Ann Roe)}.";

}  // namespace

TEST_CASE("an operation's frame becomes statements", "[extract]") {
  const Facts facts(kStory);
  CHECK(facts.stated(Predicate::Conducted) == "Harbor Police > Low Tide");
  CHECK(facts.stated(Predicate::PartneredIn) == "Coast Watch > Low Tide");
  CHECK(facts.stated(Predicate::TookPlaceIn) == "Low Tide > Kent");
  CHECK(facts.stated(Predicate::Targeted) == "Low Tide > Red Crew");
  CHECK(facts.stated(Predicate::Outcome) == "Low Tide > 45");
  CHECK(facts.stated(Predicate::Occurred) == "Low Tide > --05-04/--05-09");
}

TEST_CASE("a quote becomes said, about and quoted_about", "[extract]") {
  const Facts facts(kStory);
  CHECK(facts.stated(Predicate::Said) == "Ann Roe > quote");
  CHECK(facts.stated(Predicate::About) == "quote > Low Tide");
  CHECK(facts.stated(Predicate::QuotedAbout) == "Ann Roe > Low Tide");
}

TEST_CASE("positions come through", "[extract]") {
  CHECK(Facts("(place:Kent) Mayor (person:Ann Roe) left.").stated(Predicate::HoldsPosition) ==
        "Ann Roe > Kent");
}

TEST_CASE("every entity is mentioned in the document, with its count", "[extract]") {
  const Facts facts("(person:Ann Roe) met (person:Bo Hart). (person:Roe) left.");
  CHECK(facts.stated(Predicate::MentionedIn) == "Ann Roe > test|Bo Hart > test");
  for (const SupportedStatement& one : facts.statements) {
    const bool roe = facts.name_of(std::get<EntityId>(one.statement.subject)) == "Ann Roe";
    CHECK(one.evidence[0].qualifiers.at("count") == (roe ? "2" : "1"));
  }
}

TEST_CASE("outcomes say what, of which kind and where", "[extract]") {
  const Facts facts(
      "Operation Low Tide led to more than 45 arrests in (place:Kent). 65.5% of those "
      "arrested had prior convictions.");
  CHECK(facts.stated(Predicate::Outcome) == "Low Tide > 45|Low Tide > 65.5%");
  for (const SupportedStatement& one : facts.statements) {
    if (one.statement.predicate != Predicate::Outcome) continue;
    CHECK(one.statement.qualifiers.at("what") == "arrests");
    const bool share = std::get<Literal>(one.statement.object).text == "65.5%";
    CHECK(one.statement.qualifiers.count("category") == (share ? 1 : 0));
    CHECK(one.statement.qualifiers.count("place") == (share ? 0 : 1));
  }
}

TEST_CASE("statements are sorted, stand once and each has sound evidence", "[extract]") {
  const Facts facts(kStory + "\n\n" + kStory.substr(0, 0) +
                    "“<The operation was long>,” {(person:Ann Roe)} [said].");
  REQUIRE_FALSE(facts.statements.empty());
  for (std::size_t i = 0; i < facts.statements.size(); ++i) {
    const SupportedStatement& one = facts.statements[i];
    if (i > 0) CHECK(facts.statements[i - 1].statement.id < one.statement.id);
    REQUIRE_FALSE(one.evidence.empty());
    for (const Evidence& evidence : one.evidence) {
      REQUIRE_FALSE(evidence.spans.empty());
      CHECK(evidence.confidence > 0.0);
      CHECK(evidence.confidence <= 1.0);
      CHECK(evidence.extractor.starts_with("onrecord test, "));
      CHECK(evidence.document.value == "test");
      for (std::size_t s = 0; s < evidence.spans.size(); ++s) {
        CHECK(evidence.spans[s].begin < evidence.spans[s].end);
        CHECK(evidence.spans[s].end <= facts.document.text.size());
        if (s > 0) CHECK(evidence.spans[s - 1].end <= evidence.spans[s].begin);
      }
    }
  }
}

TEST_CASE("the evidence of a relation is the sentence that tells it", "[extract]") {
  const Facts facts(kStory);
  for (const SupportedStatement& one : facts.statements) {
    if (one.statement.predicate != Predicate::Targeted) continue;
    REQUIRE(one.evidence.size() == 1);
    CHECK(slice(facts.document.text, one.evidence[0].spans[0]) ==
          "Operation Low Tide targeted the Red Crew.");
  }
}

namespace {

/// "way confidence" of every evidence of that predicate, in order of their statements.
std::vector<std::string> ways(const Facts& facts, Predicate predicate) {
  std::vector<std::string> result;
  for (const SupportedStatement& one : facts.statements) {
    if (one.statement.predicate != predicate) continue;
    for (const Evidence& evidence : one.evidence) {
      result.push_back(evidence.extractor.substr(std::string("onrecord test, ").size()));
    }
  }
  return result;
}

double confidence(const Facts& facts, Predicate predicate) {
  for (const SupportedStatement& one : facts.statements) {
    if (one.statement.predicate == predicate) return one.evidence.front().confidence;
  }
  return 0.0;
}

}  // namespace

TEST_CASE("evidence names the way in which its sentence tells the relation", "[extract]") {
  using Names = std::vector<std::string>;
  const Facts facts(kStory);
  CHECK(ways(facts, Predicate::Conducted) == Names{"subject of run"});
  CHECK(ways(facts, Predicate::PartneredIn) == Names{"after with help from"});
  CHECK(ways(facts, Predicate::TookPlaceIn) == Names{"place after in; operation"});
  CHECK(ways(facts, Predicate::Occurred) == Names{"date range"});
  const Facts led(
      "Operation Low Tide was led by the (agency:Harbor Police). The raids led to 45 arrests in "
      "(place:Kent).");
  CHECK(ways(led, Predicate::Conducted) == Names{"after by"});
}

TEST_CASE("a sentence that only names both is no evidence of a relation", "[extract]") {
  const Facts facts(
      "The (agency:Harbor Police) conducted Operation Low Tide. Operation Low Tide is nothing that "
      "the (agency:Harbor Police) like to speak of.");
  for (const SupportedStatement& one : facts.statements) {
    if (one.statement.predicate != Predicate::Conducted) continue;
    REQUIRE(one.evidence.size() == 1);
    CHECK(one.evidence[0].spans[0].begin == 0);
  }
}

TEST_CASE("what a pronoun said is less sure than what a name said", "[extract]") {
  const Facts named("“<The sea is cold>,” [said] {(person:Ann Roe)}.");
  Facts pronoun("(person:Ann Roe) left. “<The sea is cold>,” {she} [said].");
  pronoun.quotes.at(0).speaker = pronoun.entities.entity(*pronoun.entities.at({0, 1})).id;
  pronoun.statements = make_statements(pronoun.analysis, pronoun.entities, pronoun.quotes,
                                       pronoun.found, {}, test_gazetteer(), {"test", ""});
  REQUIRE(ways(pronoun, Predicate::Said) == std::vector<std::string>{"pronoun source"});
  CHECK(confidence(pronoun, Predicate::Said) < confidence(named, Predicate::Said));
}

TEST_CASE("who was quoted about something is no surer than who said it", "[extract]") {
  const Facts facts(kStory);
  CHECK(confidence(facts, Predicate::QuotedAbout) > 0.0);
  CHECK(confidence(facts, Predicate::QuotedAbout) < confidence(facts, Predicate::Said));
}

TEST_CASE("objects are what the ontology allows", "[extract]") {
  const Facts facts(kStory);
  for (const SupportedStatement& one : facts.statements) {
    const auto* id = std::get_if<EntityId>(&one.statement.object);
    const EntityType* type = nullptr;
    if (id != nullptr) type = &facts.entities.entity(*facts.entities.find(*id)).type;
    CHECK(allows_object(one.statement.predicate, one.statement.object, type));
  }
}

TEST_CASE("the same text gives the same statements", "[extract]") {
  CHECK(Facts(kStory).statements == Facts(kStory).statements);
}

TEST_CASE("an unresolved source says nothing in the graph", "[extract]") {
  const Facts facts("“<The (agency:Harbor Police) lied>,” {neighbors} [said].");
  CHECK(facts.stated(Predicate::Said).empty());
  CHECK(facts.stated(Predicate::QuotedAbout).empty());
  CHECK(facts.stated(Predicate::About) == "quote > Harbor Police");
}

TEST_CASE("a body is not told to be quoted about itself", "[extract]") {
  const Facts facts("{The (agency:Harbor Police)} [said] <the (agency:Harbor Police) is calm>.");
  CHECK(facts.stated(Predicate::QuotedAbout).empty());
}

TEST_CASE("an empty text states nothing", "[extract]") {
  CHECK(Facts("").statements.empty());
  CHECK(Facts("\n\n—").statements.empty());
}
