#include "viz/export_json.h"

#include <sstream>

#include "model/json.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using onrecord::testing::Story;

namespace {

std::string exported(Story& story, const ExportOptions& options = {}) {
  std::ostringstream out;
  const Status done = export_json(story.store(), out, options);
  if (!done) FAIL(done.error().message);
  return out.str();
}

const std::vector<std::string> kFirst = {
    "“É” said it.",
    "{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position title=chief"};
const std::vector<std::string> kSecond = {"{Ann Lee/person} met {Bo Ray/person}."};

}  // namespace

TEST_CASE("an export has every document, entity and statement", "[viz]") {
  Story story;
  story.tell("a.txt", kFirst);
  story.tell("b.txt", kSecond);
  const std::string text = exported(story);
  const Result<rapidjson::Document> json = parse_json(text, "export");
  REQUIRE(json);
  CHECK(std::string((*json)["format"].GetString()) == "onrecord-export");
  REQUIRE((*json)["documents"].Size() == 2);
  CHECK(std::string((*json)["documents"][0]["id"].GetString()) == "a.txt");
  CHECK((*json)["documents"][0]["record"]["entities"].Size() == 2);
  CHECK((*json)["entities"].Size() == 3);
  REQUIRE((*json)["statements"].Size() == 1);
  const rapidjson::Value& statement = (*json)["statements"][0];
  CHECK(std::string(statement["predicate"].GetString()) == "holds_position");
  CHECK(std::string(statement["qualifiers"]["title"].GetString()) == "chief");
  const rapidjson::Value& evidence = statement["evidence"][0];
  CHECK(std::string(evidence["document"].GetString()) == "a.txt");
  CHECK(evidence["spans"][0][0].GetUint() == 13);  // code points: 18 bytes stand before it
}

TEST_CASE("equal contents give equal bytes, whatever the order and history", "[viz]") {
  Story one, two;
  one.tell("a.txt", kFirst);
  one.tell("b.txt", kSecond);
  two.tell("b.txt", kFirst);
  two.tell("c.txt", kSecond);
  two.tell("b.txt", kSecond);
  two.tell("a.txt", kFirst);
  REQUIRE(two.store().remove({"c.txt"}));
  CHECK(exported(one) == exported(two));
}

TEST_CASE("the text comes along when asked", "[viz]") {
  Story story;
  story.tell("a.txt", kSecond);
  CHECK(exported(story).find("Ann Lee met") == std::string::npos);
  CHECK(exported(story, {.with_text = true}).find("Ann Lee met") != std::string::npos);
}

TEST_CASE("an empty store is an export with empty lists", "[viz]") {
  Story story;
  const std::string text = exported(story);
  const Result<rapidjson::Document> json = parse_json(text, "export");
  REQUIRE(json);
  CHECK((*json)["documents"].Empty());
  CHECK((*json)["statements"].Empty());
}

TEST_CASE("a stream that fails is an error", "[viz]") {
  Story story;
  story.tell("a.txt", kSecond);
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const Status done = export_json(story.store(), out);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::Io);
}
