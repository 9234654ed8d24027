#include "model/quote.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("kinds and bases go both ways", "[model]") {
  for (const char* word : {"direct", "indirect", "mixed"}) {
    const auto kind = parse_quote_kind(word);
    REQUIRE(kind);
    CHECK(to_string(*kind) == word);
  }
  for (const char* word : {"content", "sentence", "jurisdiction"}) {
    const auto basis = parse_place_basis(word);
    REQUIRE(basis);
    CHECK(to_string(*basis) == word);
  }
}

TEST_CASE("words that are none are nothing", "[model]") {
  for (const char* word : {"", "Direct", "direct ", "content"}) CHECK_FALSE(parse_quote_kind(word));
  for (const char* word : {"", "CONTENT", "mixed"}) CHECK_FALSE(parse_place_basis(word));
}

TEST_CASE("a quote's id follows document, content and source", "[model]") {
  const DocumentId a{"a"};
  const QuoteId id = make_quote_id(a, {{0, 5}, {9, 12}}, {{6, 8}});
  CHECK(id == make_quote_id(a, {{0, 5}, {9, 12}}, {{6, 8}}));
  CHECK(id != make_quote_id(DocumentId{"b"}, {{0, 5}, {9, 12}}, {{6, 8}}));
  CHECK(id != make_quote_id(a, {{0, 5}}, {{6, 8}}));
  CHECK(id != make_quote_id(a, {{0, 5}, {9, 13}}, {{6, 8}}));
  CHECK(id != make_quote_id(a, {{0, 5}, {9, 12}}, {}));
}

TEST_CASE("a span that moves from content to source changes the id", "[model]") {
  const DocumentId a{"a"};
  CHECK(make_quote_id(a, {{0, 5}, {9, 12}}, {}) != make_quote_id(a, {{0, 5}}, {{9, 12}}));
  CHECK(make_quote_id(DocumentId{""}, {}, {}) != make_quote_id(DocumentId{"0"}, {}, {}));
}

}  // namespace onrecord
