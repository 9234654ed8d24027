#include "graph/pair_evidence.h"

#include "tests/catch.h"
#include "tests/graph/story.h"

using namespace onrecord;
using namespace onrecord::testing;

namespace {

std::vector<std::string> documents_of(const Result<std::vector<Evidence>>& evidence) {
  REQUIRE(evidence);
  std::vector<std::string> documents;
  for (const Evidence& one : *evidence) documents.push_back(one.document.value);
  return documents;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences of a pair are found in the documents that mention both", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} spoke.", "{Bo Ray/person} did not."});
  story.tell("b",
             {"{Ann Lee/person} met {Bo Ray/person}.", "{Bo Ray/person} left {Ann Lee/person}."});
  story.tell("c", {"{Cy Orr/person} saw {Bo Ray/person}."});
  story.tell("d", {"{Ann Lee/person} wrote to {Bo Ray/person}."}, {2025, 4, 2});
  const EntityId ann = person("Ann Lee"), bo = person("Bo Ray");
  const auto all = pair_evidence(story.store(), ann, bo, {"b"}, 9);
  CHECK(documents_of(all) == Words{"b", "b", "d"});
  CHECK(all->back().date == PartialDate{2025, 4, 2});
  CHECK(all->back().spans.size() == 2);
  CHECK(documents_of(pair_evidence(story.store(), bo, ann, {"b"}, 1)) == Words{"b"});
  CHECK(documents_of(pair_evidence(story.store(), ann, bo, {"c"}, 9)) == Words{"d"});
}

TEST_CASE("of a pair that the documents no longer have there is no evidence", "[graph]") {
  Story story;
  story.tell("a", {"{Ann Lee/person} met {Bo Ray/person}."});
  CHECK(documents_of(pair_evidence(story.store(), person("Ann Lee"), person("Cy Orr"), {"a"}, 3))
            .empty());
  REQUIRE(story.store().remove({"a"}));
  CHECK(documents_of(pair_evidence(story.store(), person("Ann Lee"), person("Bo Ray"), {"a"}, 3))
            .empty());
}
