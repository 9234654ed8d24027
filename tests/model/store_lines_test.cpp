#include "model/store_lines.h"

#include "tests/catch.h"

using namespace onrecord;

namespace {

const std::string kOdd = "\"quoted\" \\ \n\x01 \xE2\x80\xAE \xF0\x9F\x9B\xB3";

Decision judged() {
  Decision decision;
  decision.sequence = 7;
  decision.kind = DecisionKind::Reject;
  Statement statement;
  statement.subject = QuoteId{9};
  statement.predicate = Predicate::About;
  statement.object = Literal{kOdd};
  statement.id = make_statement_id(statement.subject, statement.predicate, statement.object, {});
  decision.statement = statement;
  decision.who = "ada";
  decision.when = "2026-11-22T09:30:00Z";
  decision.why = kOdd;
  return decision;
}

}  // namespace

TEST_CASE("what resolution and people said comes back from its line", "[model]") {
  const DocumentResolution resolution{{"a b"},
                                      {{EntityId{1}, EntityId{2}, EntityType::Agency},
                                       {EntityId{3}, EntityId{4}, EntityType::Person}}};
  CHECK(*parse_resolution_line(to_line(resolution), "it") == resolution);
  Candidate candidate;
  candidate.verdict = Verdict::Parted;
  candidate.a_name = kOdd;
  candidate.a_documents = {{"x"}, {"y"}};
  candidate.reasons = {"for: " + kOdd, ""};
  for (const double probability : {0.0, 1.0, 0.1, 1.0 / 3.0, 0.30000000000000004, 1e-300}) {
    candidate.probability = probability;
    const auto read = parse_candidate_line(to_line(candidate, 12), "it");
    REQUIRE(read);
    CHECK(read->first == 12);
    CHECK(read->second == candidate);
  }
  CHECK(*parse_decision_line(to_line(judged()), "it") == judged());
  Decision split;
  split.sequence = 1;
  split.kind = DecisionKind::Split;
  split.entities = {{EntityId{5}, EntityType::Person, kOdd}};
  split.result = DecidedEntity{EntityId{6}, EntityType::Person, ""};
  split.documents = {{"a"}, {"b"}};
  CHECK(*parse_decision_line(to_line(split), "it") == split);
}

TEST_CASE("a line says what it is before it is read", "[model]") {
  CHECK(kind_of_line(to_store_line()) == "store");
  CHECK(kind_of_line(" { \"kind\" : \"decision\"}") == "decision");
  CHECK(kind_of_line("{\"id\": \"a\", \"kind\": \"decision\"}") == "");
  CHECK(kind_of_line("{\"kind\":7}") == "");
  CHECK(kind_of_line("{\"kind\":\"cut") == "");
  CHECK(kind_of_line("") == "");
}

TEST_CASE("lines that are wrong are refused with their field", "[model]") {
  const auto problem = [](const auto& read) { return read ? std::string() : read.error().message; };
  CHECK(problem(parse_decision_line("[]", "it")).find("object") != std::string::npos);
  CHECK(problem(parse_decision_line("{\"sequence\":-1}", "it")).find("sequence") !=
        std::string::npos);
  std::string other = to_line(judged());
  other.replace(other.find("\"about\""), 7, "\"said\"");
  CHECK(problem(parse_decision_line(other, "it")).find("statement") != std::string::npos);
  CHECK(problem(parse_resolution_line("{\"document\":\"a\",\"entities\":[]}", "it")) != "");
  CHECK(problem(parse_candidate_line("{\"probability\":\"1.5\"}", "it")) != "");
  const Status newer =
      check_store_line("{\"kind\":\"store\",\"format\":\"onrecord-ndjson\",\"version\":2}", "it");
  REQUIRE_FALSE(newer);
  CHECK(newer.error().code == ErrorCode::Unsupported);
}
